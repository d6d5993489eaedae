//! Results of examinations taken elsewhere: the list, the file, the decision.

use axum::http::{Method, StatusCode};

use super::{hanako, looks, town};
use crate::{
    api::staff_checkup::results::DecideResult,
    domain::{checkup::result::Media, staff::Role},
    server::db::exam_result::{self, NewResult},
    tests::{
        app::{TestApp, on_each},
        browser::Page,
        checkup::world::day,
        clerk::Clerk,
        people::{self, NOW},
    },
};

const FILE: &[u8] = b"%PDF-1.7 result";

async fn sent(app: &TestApp, person_id: i64) -> i64 {
    let course = super::world::course("dock", "main");
    let state = &app.state;
    let new = NewResult {
        person_id,
        course: &course,
        exam_on: day("2026-06-12"),
        institution: "架空そとの診療所",
        media: Media::Pdf,
        bytes: FILE.len(),
        sealed: state
            .keys
            .seal_bytes("exam-result", &person_id.to_string(), FILE, &state.chance),
    };
    exam_result::insert(state.db.writer(), new, NOW)
        .await
        .unwrap()
}

async fn decides(clerk: &mut Clerk, id: i64, decision: &str, note: &str) -> Page {
    let id = id.to_string();
    let fields = [("id", id.as_str()), ("decision", decision), ("note", note)];
    clerk.fills::<DecideResult>(&fields).await
}

#[tokio::test]
async fn a_result_is_decided_on_once() {
    on_each(|app| async move {
        town(&app).await;
        let hanako = hanako(&app).await;
        let (first, second) = (sent(&app, hanako).await, sent(&app, hanako).await);
        let mut clerk = app.staff(Role::Clerk).await;
        clerk
            .opens("/staff/checkup")
            .await
            .says("確認を待っている、ほかで受けた健診の結果: 2件");
        let page = clerk.opens("/staff/checkup/results").await;
        page.says("空野 花子")
            .says("12-＊＊5")
            .says("架空そとの診療所")
            .says("PDF 1KB");
        assert_eq!(looks(&app, "result-seen", hanako).await, 1);
        let file = format!("/staff/checkup/results/{first}/file");
        let answer = clerk.ask(Method::GET, &file).await;
        assert_eq!(answer.body.as_bytes(), FILE);
        assert_eq!(answer.headers["content-type"], "application/pdf");
        let about = format!("action = 'result-seen' AND detail = 'result={first} file'");
        assert_eq!(app.count("staff_audit", &about).await, 1);
        let answer = clerk
            .ask(Method::GET, "/staff/checkup/results/999/file")
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);

        decides(&mut clerk, first, "accept", "")
            .await
            .says("承認しました。");
        decides(&mut clerk, first, "refuse", "ちがう方の結果です")
            .await
            .says("ほかの職員が先に判定していました");
        decides(&mut clerk, second, "refuse", " ")
            .await
            .says("差し戻すときは、加入者への連絡に理由を");
        decides(&mut clerk, second, "refuse", &"あ".repeat(401))
            .await
            .says("400文字以内");
        let page = decides(&mut clerk, second, "refuse", "2ページ目も送ってください").await;
        page.says("差し戻しました。")
            .says("2ページ目も送ってください");
        for (state, count) in [("accepted", 1), ("refused", 1), ("sent", 0)] {
            let condition = format!("state = '{state}'");
            assert_eq!(app.count("exam_result", &condition).await, count);
        }
        let decided = format!("action = 'result-decided' AND person_id = {hanako}");
        assert_eq!(app.count("staff_audit", &decided).await, 2);
        // nobody without an account is written to; the mails of who has one tell no more than where to look
        assert_eq!(app.count("outbox", "kind = 'result_decided'").await, 0);
        let mut member = app.member(&people::hanako()).await;
        let (third, fourth) = (sent(&app, hanako).await, sent(&app, hanako).await);
        decides(&mut clerk, third, "accept", "").await;
        decides(&mut clerk, fourth, "refuse", "血圧の欄が読めません").await;
        decides(&mut clerk, fourth, "accept", "").await;
        let mails = app.mails_to(&people::hanako().email).await;
        let told: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        let told = &told[told.len() - 2..];
        assert!(told.contains(&"お送りいただいた書類の確認が終わりました"));
        assert!(told.contains(&"お送りいただいた書類についてのお願い"));
        for mail in &mails {
            for word in ["血圧", "読めません", "ドック", "診療所"] {
                assert!(!mail.text.contains(word) && !mail.html.contains(word));
            }
        }
        assert_eq!(app.count("outbox", "kind = 'result_decided'").await, 2);
        member
            .opens("/checkup/results")
            .await
            .says("血圧の欄が読めません");
        // what was accepted stands against another examination of the year
        let page = clerk
            .opens(&format!("/staff/checkup/proxy?person={hanako}"))
            .await;
        page.says("2026年度は2026年6月12日に受診済みです");
        for odd in ["x", "-1", ""] {
            clerk
                .fills::<DecideResult>(&[("id", odd), ("decision", "accept")])
                .await
                .is("ほかで受けた健診の結果");
        }
    })
    .await;
}

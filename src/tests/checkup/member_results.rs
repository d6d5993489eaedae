//! Results of examinations taken elsewhere, and the reminders a member wants.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};

use super::member_world::town;
use crate::{
    api::checkup_booking::SaveReminders,
    tests::{
        app::{PUBLIC_URL, on_each},
        browser::{Answer, Browser, location},
        people::{hanako, taro},
    },
};

const BOUNDARY: &str = "----empty-blue-sky";

fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

async fn posts(browser: &mut Browser, origin: &str, body: Vec<u8>) -> Answer {
    let request = Request::post("/api/checkup/result")
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header(header::ORIGIN, origin)
        .header(
            "sec-fetch-site",
            if origin == PUBLIC_URL {
                "same-origin"
            } else {
                "cross-site"
            },
        )
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

async fn sends(browser: &mut Browser, exam_on: &str, file: &[u8]) -> crate::tests::browser::Page {
    let fields = [
        ("course", "2026/dock"),
        ("exam_on", exam_on),
        ("institution", "架空市 保健センター"),
    ];
    let body = multipart(&fields, Some(("結果.pdf", file)));
    let answer = posts(browser, PUBLIC_URL, body).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    browser.opens(&location(&answer).unwrap()).await
}

#[tokio::test]
async fn a_result_is_sent_sealed_and_opened_by_its_owner_alone() {
    on_each(|app| async move {
        town(&app).await;
        let mut member = app.member(&hanako()).await;
        member
            .opens("/checkup/results")
            .await
            .is("健診結果の提出")
            .says("まだありません。");
        let file = b"%PDF-1.7 blood pressure 120/80";
        let page = sends(&mut member, "令和8年6月12日", file).await;
        page.is("健診結果の提出")
            .says("健診結果をお預かりしました。")
            .says("日帰り人間ドック 2026年6月12日")
            .says("確認待ち");
        let stored = if app.state.db.is_postgres() {
            "position('blood'::bytea in sealed) > 0"
        } else {
            "instr(sealed, 'blood') > 0"
        };
        assert_eq!(app.count("exam_result", "TRUE").await, 1);
        assert_eq!(app.count("exam_result", stored).await, 0);
        let (_, rest) = page.html.split_once("/checkup/results/").unwrap();
        let id = rest.split('/').next().unwrap();
        let path = format!("/checkup/results/{id}/file");
        let back = member.downloads(&path).await;
        assert_eq!(
            (back.status, back.bytes.as_slice()),
            (StatusCode::OK, file.as_slice())
        );
        assert_eq!(back.headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(back.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(back.headers["x-content-type-options"], "nosniff");
        let mut other = app.member(&taro()).await;
        assert_eq!(
            other.ask(Method::GET, &path).await.status,
            StatusCode::NOT_FOUND
        );
        other
            .opens("/checkup/results")
            .await
            .says("まだありません。");
        let answer = app.browser().ask(Method::GET, &path).await;
        assert_eq!(
            location(&answer).as_deref(),
            Some("/login?next=/checkup/results")
        );
        // it does not count before the society has accepted it
        member.opens("/checkup").await.says("受けられます");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_result_is_told_at_its_field() {
    on_each(|app| async move {
        town(&app).await;
        let mut member = app.member(&hanako()).await;
        let errors = async |member: &mut Browser, day: &str, file: &[u8]| {
            sends(member, day, file).await.errors()
        };
        let kind = ["ファイルはPDF・JPEG・PNGのどれかを選んでください"];
        assert_eq!(
            errors(&mut member, "2026-06-12", b"<html>%PDF-").await,
            kind
        );
        assert_eq!(errors(&mut member, "2026-06-12", b"MZ\x90").await, kind);
        assert_eq!(
            errors(&mut member, "2026-06-12", b"").await,
            ["結果のファイルを選んでください"]
        );
        assert_eq!(
            errors(&mut member, "2026-11-24", b"%PDF-").await,
            ["受診日は今日までの日付を入力してください"]
        );
        assert_eq!(
            errors(&mut member, "2026-03-31", b"%PDF-").await,
            ["受診日は、選んだ健診の年度(4月1日から翌年3月31日まで)の日を入力してください"]
        );
        let mut large = vec![b' '; 10 * 1024 * 1024 + 1];
        large[..5].copy_from_slice(b"%PDF-");
        let page = sends(&mut member, "2026-06-12", &large).await;
        assert_eq!(page.errors(), ["ファイルは10MBまでのものを選んでください"]);
        assert_eq!(page.value("institution"), "架空市 保健センター");
        large.truncate(10 * 1024 * 1024);
        sends(&mut member, "2026-06-12", &large)
            .await
            .says("10.0MB");
        assert_eq!(app.count("exam_result", "TRUE").await, 1);
        // far too large, from another site, nobody's, no form at all
        let page = sends(&mut member, "2026-06-12", &vec![0; 12 * 1024 * 1024]).await;
        assert_eq!(page.errors(), ["ファイルは10MBまでのものを選んでください"]);
        // what was wrong is told once
        let page = member.opens("/checkup/results").await;
        assert!(page.errors().is_empty());
        assert_eq!(page.value("institution"), "");
        let fields = [
            ("course", "2026/dock"),
            ("exam_on", "2026-06-12"),
            ("institution", "x"),
        ];
        let good = multipart(&fields, Some(("x", b"%PDF-")));
        let answer = posts(&mut member, "https://evil.example", good.clone()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let answer = posts(&mut app.browser(), PUBLIC_URL, good).await;
        assert_eq!(
            location(&answer).as_deref(),
            Some("/login?next=/checkup/results")
        );
        let answer = member.sends_form("/api/checkup/result", "course=x").await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let answer = posts(&mut member, PUBLIC_URL, b"no form".to_vec()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(app.count("exam_result", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn each_reminder_can_be_switched_off_and_on() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let page = member.opens("/checkup/reminders").await;
        page.is("予約日のお知らせメール")
            .says("7日前のメール")
            .says("前日のメール");
        assert_eq!(page.html.matches(" checked").count(), 2);
        let page = member
            .fills::<SaveReminders>(&[("ticked[]", "day"), ("ticked[]", "no-such")])
            .await;
        page.says("変更を保存しました。");
        assert_eq!(page.html.matches(" checked").count(), 1);
        assert_eq!(
            app.count("reminder_choice", "kind = 'week' AND NOT wanted")
                .await,
            1
        );
        let page = member.fills::<SaveReminders>(&[]).await;
        assert_eq!(page.html.matches(" checked").count(), 0);
        let both = [("ticked[]", "day"), ("ticked[]", "week")];
        let page = member.fills::<SaveReminders>(&both).await;
        assert_eq!(page.html.matches(" checked").count(), 2);
        assert_eq!(app.count("reminder_choice", "TRUE").await, 2);
    })
    .await;
}

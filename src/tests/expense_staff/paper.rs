//! 紙の請求 at the desk: the queue, the files, and that they are printed; whoever is 不開示 is in nobody's paper.

use axum::http::{StatusCode, header};

use super::{HANAKO, TARO, on_each_desk, person, presses, record_is_clean, sends};
use crate::{
    api::staff_expense::paper::{CancelExpensePaper, MarkExpensePaper},
    domain::staff::Role,
    server::db::expense::{paper, sharing},
    tests::{
        app::TestApp, browser::location, checkup::pdf_text, clerk::Clerk, expense_rows::number_of,
    },
};

/// A request of somebody for the paper of 2026. Answers its number.
async fn asks(app: &TestApp, person_id: i64) -> i64 {
    let (writer, now) = (app.state.db.writer(), app.state.clock.now());
    let new = paper::request(writer, person_id, 2026, now).await.unwrap();
    assert!(new);
    let sql = format!(
        "SELECT id FROM expense_paper WHERE person_id = {person_id} AND printed_at IS NULL AND cancelled_at IS NULL"
    );
    number_of(app, &sql).await
}

/// What a file says.
async fn reads(manager: &mut Clerk, path: &str) -> String {
    let file = manager.downloads(path).await;
    assert_eq!(file.status, StatusCode::OK, "{path}");
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
    pdf_text::of(&file.bytes).replace('\n', "")
}

/// A family whose rows are published, and who has read the notice.
async fn published(app: &TestApp) -> (Clerk, i64, i64) {
    let mut manager = app.staff(Role::Manager).await;
    let at = sends(app, &mut manager, &[HANAKO, TARO]).await;
    presses(app, &mut manager, &at, "load").await;
    presses(app, &mut manager, &at, "publish").await;
    let (hanako, taro) = (
        person(app, "345", "00").await,
        person(app, "345", "01").await,
    );
    for id in [hanako, taro] {
        let (writer, now) = (app.state.db.writer(), app.state.clock.now());
        sharing::read_notice(writer, id, now).await.unwrap();
    }
    (manager, hanako, taro)
}

#[tokio::test]
async fn requests_are_printed_one_by_one_or_all_at_once() {
    on_each_desk(|app| async move {
        let (mut manager, hanako, taro) = published(&app).await;
        let (hers, his) = (asks(&app, hanako).await, asks(&app, taro).await);
        manager
            .opens("/staff")
            .await
            .says("印刷を待っている紙の請求 2件");
        let page = manager.opens("/staff/expenses/paper").await;
        page.is("紙の請求")
            .says("空野 花子")
            .says("2026年分")
            .says("未着手");
        let one = format!("/staff/expenses/paper/{hers}/notice.pdf");
        let text = reads(&mut manager, &one).await;
        assert!(text.contains("あおぞら内科") && text.contains("みどり薬局"));
        assert!(!text.contains("345"), "no number is on it");
        let made = format!("action = 'expense-paper-made' AND person_id = {taro}");
        assert_eq!(
            app.count("staff_audit", &made).await,
            1,
            "he is in her paper"
        );
        let page = manager.opens("/staff/expenses/paper").await;
        page.says("PDFを作成済み");
        let text = reads(&mut manager, "/staff/expenses/paper.pdf").await;
        assert_eq!(text.matches("あおぞら内科").count(), 2);
        let (hers, his) = (hers.to_string(), his.to_string());
        manager
            .fills::<MarkExpensePaper>(&[])
            .await
            .says("印刷したものを選んでから");
        let both = [("ids[]", hers.as_str()), ("ids[]", "999"), ("ids[]", "x")];
        manager
            .fills::<MarkExpensePaper>(&both)
            .await
            .says("1件を印刷済みにしました")
            .says("1件は、ほかの職員が先に");
        let cancels = [("id", his.as_str())];
        let page = manager.fills::<CancelExpensePaper>(&cancels).await;
        page.says("請求を取り消しました")
            .says("印刷を待っている請求はありません");
        manager
            .fills::<CancelExpensePaper>(&cancels)
            .await
            .says("もう印刷済みか取り消し済み");
        for gone in [one.as_str(), "/staff/expenses/paper.pdf"] {
            let answer = manager.ask(axum::http::Method::GET, gone).await;
            let to = location(&answer).unwrap();
            assert_eq!(to, "/staff/expenses/paper?empty=1");
        }
        record_is_clean(&app).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_hidden_is_in_nobodys_paper_and_no_look_says_so() {
    on_each_desk(|app| async move {
        let (mut manager, hanako, taro) = published(&app).await;
        let his = asks(&app, taro).await;
        let (writer, now) = (app.state.db.writer(), app.state.clock.now());
        sharing::hide(writer, hanako, Some(now)).await.unwrap();
        let path = format!("/staff/expenses/paper/{his}/notice.pdf");
        let text = reads(&mut manager, &path).await;
        assert!(text.contains("みどり薬局") && !text.contains("あおぞら内科"));
        assert!(!text.contains("花子"), "{text}");
        let made = format!("action = 'expense-paper-made' AND person_id = {hanako}");
        assert_eq!(app.count("staff_audit", &made).await, 0);
    })
    .await;
}

#[tokio::test]
async fn papers_are_a_managers() {
    on_each_desk(|app| async move {
        let (_, hanako, _) = published(&app).await;
        let hers = asks(&app, hanako).await;
        let one = format!("/staff/expenses/paper/{hers}/notice.pdf");
        for role in [Role::Auditor, Role::Clerk] {
            let mut other = app.staff(role).await;
            for path in [
                "/staff/expenses/paper",
                "/staff/expenses/paper.pdf",
                one.as_str(),
            ] {
                let page = other.opens(path).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
            }
            let id = hers.to_string();
            for answer in [
                other.posts::<MarkExpensePaper>(&[("ids[]", &id)]).await,
                other.posts::<CancelExpensePaper>(&[("id", &id)]).await,
            ] {
                assert_eq!(answer.status, StatusCode::FORBIDDEN);
            }
        }
        let open = "printed_at IS NULL AND cancelled_at IS NULL";
        assert_eq!(app.count("expense_paper", open).await, 1);
    })
    .await;
}

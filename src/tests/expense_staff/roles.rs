//! Who may do what: a manager works, an auditor sees batches and counts and nobody's rows, a clerk sees nothing.

use axum::http::{Method, StatusCode};

use super::{
    HANAKO, SLIP, file, hidden, number, on_each_desk, person, presses, sends, state, uploads,
};
use crate::{
    api::staff_expense::{
        batches::{ActOnExpenseBatch, SetExpenseDay},
        earlier::ActOnExpenseEarlier,
        family::{ActOnExpenseFamily, FindExpenseFamily},
        orphans::SettleExpenseOrphan,
    },
    domain::staff::Role,
    tests::{browser::location, people},
};

#[tokio::test]
async fn rows_are_a_managers_and_counts_an_auditors() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO, SLIP]).await;
        presses(&app, &mut manager, &at, "load").await;
        let hanako = person(&app, "345", "00").await;
        let act = format!("/staff/expenses/family/{hanako}/hide");
        let (undo, orphans) = (format!("{at}/undo"), format!("{at}/orphans"));
        let rows = [
            "/staff/expenses/family",
            "/staff/expenses/earlier",
            &act,
            &undo,
            &orphans,
        ];
        for page in ["/staff/expenses", at.as_str()].iter().chain(&rows) {
            let page = manager.opens(page).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.path);
        }
        let mut auditor = app.staff(Role::Auditor).await;
        auditor
            .opens("/staff")
            .await
            .says("持ち主のわからない行 1件");
        let page = auditor.opens("/staff/expenses").await;
        page.is("取り込みと公開").says("15,000円");
        assert!(!page.html.contains("type=\"file\"") && !page.html.contains("/orphans"));
        let page = auditor.opens(&at).await;
        page.says("取込済み(未公開)").says("新規2行");
        assert!(!page.html.contains("name=\"act\"") && !page.html.contains("/undo"));
        for page in rows {
            let page = auditor.opens(page).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.path);
            assert!(!page.html.contains("ソラノ"));
        }
        let mut clerk = app.staff(Role::Clerk).await;
        assert!(!clerk.opens("/staff").await.html.contains("/staff/expenses"));
        for page in ["/staff/expenses", at.as_str()].iter().chain(&rows) {
            let page = clerk.opens(page).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.path);
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_else_posts() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO, SLIP]).await;
        presses(&app, &mut manager, &at, "load").await;
        let orphan = hidden(&manager.opens(&format!("{at}/orphans")).await, "id");
        let taro = person(&app, "345", "01").await.to_string();
        for role in [Role::Auditor, Role::Clerk] {
            let mut other = app.staff(role).await;
            let id = number(&at);
            let batch = [("id", id), ("act", "publish"), ("seen", "loaded")];
            let day = [("form[id]", id), ("form[day]", "2026-12-10")];
            let person = [("person", taro.as_str()), ("act", "hide")];
            let row = [("id", orphan.as_str()), ("person", taro.as_str())];
            let answers = [
                other.posts::<ActOnExpenseBatch>(&batch).await,
                other.posts::<SetExpenseDay>(&day).await,
                other.posts::<ActOnExpenseFamily>(&person).await,
                other.posts::<FindExpenseFamily>(&[]).await,
                other.posts::<ActOnExpenseEarlier>(&[("act", "link")]).await,
                other.posts::<SettleExpenseOrphan>(&row).await,
                uploads(&mut other, "", &file(&[HANAKO])).await,
            ];
            for answer in &answers {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.body);
            }
        }
        let mut member = app.member(&people::taro()).await;
        for page in ["/staff/expenses", "/staff/expenses/family", at.as_str()] {
            let answer = member.ask(Method::GET, page).await;
            let to = location(&answer).unwrap();
            assert!(to.starts_with("/staff/login"), "{to}");
        }
        assert_eq!(state(&app, &at).await, "loaded");
        assert_eq!(
            app.count("expense_batch", "publish_on IS NOT NULL").await,
            0
        );
        assert_eq!(app.count("expense_sharing", "TRUE").await, 0);
        assert_eq!(app.count("expense_orphan", "settled_at IS NULL").await, 1);
        let refused = "action = 'refused' AND detail = 'work-expenses'";
        assert_eq!(app.count("staff_audit", refused).await, 14);
    })
    .await;
}

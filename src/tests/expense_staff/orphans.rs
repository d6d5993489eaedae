//! Rows without a person: whom they may be about, the decision, and that each look stands in the record.

use axum::http::StatusCode;

use super::{
    HANAKO, SLIP, hidden, number, on_each_desk, person, posts, presses, record_is_clean, sends,
};
use crate::{
    api::staff_expense::orphans::SettleExpenseOrphan, domain::staff::Role, tests::app::TestApp,
};

/// How many looks at somebody there are because of such rows.
async fn looks(app: &TestApp, person_id: i64) -> i64 {
    let line = format!("action = 'expense-orphans-seen' AND person_id = {person_id}");
    app.count("staff_audit", &line).await
}

#[tokio::test]
async fn a_row_is_given_to_whom_it_is_about() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO, SLIP]).await;
        let (taro, ichiro) = (
            person(&app, "345", "01").await,
            person(&app, "346", "00").await,
        );
        presses(&app, &mut manager, &at, "load").await;
        manager
            .opens("/staff")
            .await
            .says("持ち主のわからない行 1件");
        let page = manager.opens(&format!("{at}/orphans")).await;
        page.is("持ち主のわからない行")
            .says("ひかり歯科")
            .says("ソラノ タロウ")
            .says("空野 太郎")
            .says("合う人が台帳にいません");
        // the likeliest first
        let text = page.text();
        assert!(text.find("空野 太郎") < text.find("空野 花子"));
        assert!(!text.contains("風間"));
        assert_eq!(looks(&app, taro).await, 1);
        assert_eq!(looks(&app, ichiro).await, 0);
        let id = hidden(&page, "id");
        let gives = async |manager: &mut super::Clerk, person: &str| {
            let fields = [("id", id.as_str()), ("person", person)];
            manager.fills::<SettleExpenseOrphan>(&fields).await
        };
        // somebody the page does not offer
        for forged in [ichiro.to_string(), "99999".to_owned(), "x".to_owned()] {
            gives(&mut manager, &forged)
                .await
                .says("この行に近い人の中にいません");
        }
        gives(&mut manager, &taro.to_string())
            .await
            .says("その人の行にしました")
            .says("決めていない行はありません");
        let row = format!("person_id = {taro} AND own = 1500");
        assert_eq!(app.count("expense", &row).await, 1);
        gives(&mut manager, "").await.says("先に決めていたか");
        assert_eq!(app.count("expense", "TRUE").await, 2);
        let settled = format!("action = 'expense-orphan-settled' AND person_id = {taro}");
        assert_eq!(app.count("staff_audit", &settled).await, 1);
        record_is_clean(&app).await;
    })
    .await;
}

#[tokio::test]
async fn a_row_is_put_aside_and_none_is_decided_on_too_early_or_too_late() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO, SLIP]).await;
        let page = manager.opens(&format!("{at}/orphans")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.html.contains("name=\"person\""));
        presses(&app, &mut manager, &at, "load").await;
        let page = manager.opens(&format!("{at}/orphans")).await;
        let id = hidden(&page, "id");
        let aside = [("id", id.as_str()), ("person", "")];
        let page = manager.fills::<SettleExpenseOrphan>(&aside).await;
        page.says("使わないことにしました");
        assert_eq!(app.count("expense", "TRUE").await, 1);
        posts(&mut manager, number(&at), "undo", "loaded").await;
        let page = manager.fills::<SettleExpenseOrphan>(&aside).await;
        page.says("何もしていません");
        for odd in ["x", "-5", "0", "99999999999999999999"] {
            let answer = manager
                .posts::<SettleExpenseOrphan>(&[("id", odd), ("person", "1")])
                .await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{odd}");
        }
    })
    .await;
}

#[tokio::test]
async fn many_rows_stand_on_pages_and_a_decision_leads_back_to_its_page() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let rows: Vec<String> = (0..101)
            .map(|at| SLIP.replace("A0003", &format!("B{at:04}")))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let at = sends(&app, &mut manager, &rows).await;
        presses(&app, &mut manager, &at, "load").await;
        let page = manager.opens(&format!("{at}/orphans")).await;
        page.says("101件あります(1/3ページ)").says("50番目の行");
        page.says("次のページ");
        assert!(!page.text().contains("51番目の行"));
        assert!(!page.text().contains("前のページ"));
        let page = manager.opens(&format!("{at}/orphans?page=2")).await;
        page.says("51番目の行")
            .says("100番目の行")
            .says("前のページ")
            .says("次のページ");
        assert!(!page.text().contains("101番目の行"));
        let decides = async |manager: &mut super::Clerk, page: &super::Page| {
            let (id, at) = (hidden(page, "id"), hidden(page, "page"));
            let fields = [("id", id.as_str()), ("page", at.as_str())];
            manager.fills::<SettleExpenseOrphan>(&fields).await
        };
        let page = decides(&mut manager, &page).await;
        page.says("使わないことにしました")
            .says("100件あります(2/2ページ)")
            .says("52番目の行")
            .says("101番目の行");
        // a page beyond the last one is the last one, one that is no number the first
        for (asked, shown) in [("99", "2/2"), ("0", "1/2"), ("x", "1/2")] {
            let page = manager.opens(&format!("{at}/orphans?page={asked}")).await;
            page.says(&format!("({shown}ページ)"));
        }
    })
    .await;
}

//! A batch from the file to the members and back: the report, the steps, two at once, a state that has moved on.

use axum::http::{Method, StatusCode, header};
use sea_orm::ConnectionTrait;

use super::{
    HANAKO, TARO, number, on_each_desk, posts, presses, record_is_clean, sends, settles, state,
};
use crate::{api::staff_expense::batches::SetExpenseDay, domain::staff::Role};

#[tokio::test]
async fn a_file_goes_its_way_and_back() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO, TARO]).await;
        let page = manager.opens(&at).await;
        page.says("確認済み(未取込)")
            .says("新規2行、修正0行、取消0行")
            .says("12,000円")
            .says("2026年8月")
            .says("取り込まないまま30日たつと、自動で消します");
        assert_eq!(app.count("expense", "TRUE").await, 0, "only checked");
        let page = presses(&app, &mut manager, &at, "load").await;
        page.says("取り込みを始めました");
        manager.opens(&at).await.says("取込済み(未公開)");
        assert_eq!(app.count("expense", "TRUE").await, 2);
        presses(&app, &mut manager, &at, "publish")
            .await
            .says("公開しました");
        assert_eq!(state(&app, &at).await, "published");
        let page = manager.opens(&format!("{at}/undo")).await;
        page.says("2行").says("PDFを保存したり");
        let undone = posts(&mut manager, number(&at), "undo", "published").await;
        undone.says("まるごと取り消しました");
        settles(&app).await;
        assert_eq!(state(&app, &at).await, "undone");
        assert_eq!(app.count("expense", "TRUE").await, 0);
        manager
            .opens(&format!("{at}/undo"))
            .await
            .says("いまの状態では取り消せません");
        for act in ["load", "publish", "undo"] {
            let line = format!(
                "action = 'expense-batch-worked' AND detail = 'batch={} {act}'",
                number(&at)
            );
            assert_eq!(app.count("staff_audit", &line).await, 1, "{act}");
        }
        record_is_clean(&app).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_comes_second_is_told_and_nothing_is_done_twice() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO]).await;
        let id = number(&at).to_owned();
        presses(&app, &mut manager, &at, "load").await;
        // a second click of 取り込む, and one on a page that is old
        posts(&mut manager, &id, "load", "checked")
            .await
            .says("二重には行っていません");
        posts(&mut manager, &id, "discard", "checked")
            .await
            .says("状態が変わっていたため、何もしていません");
        presses(&app, &mut manager, &at, "publish").await;
        // whoever saw that nobody had seen it yet does not take it back from people who have
        posts(&mut manager, &id, "undo", "loaded")
            .await
            .says("状態が変わっていたため、何もしていません");
        assert_eq!(state(&app, &at).await, "published");
        // what was told is told once
        let page = manager.opens(&format!("{at}?said=1")).await;
        assert!(!page.text().contains("何もしていません"));
        let same = sends(&app, &mut manager, &[HANAKO]).await;
        manager
            .opens(&same)
            .await
            .says("取り込み済みか、取込中です");
        assert_eq!(app.count("expense", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_day_is_set_and_taken_away() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO]).await;
        presses(&app, &mut manager, &at, "load").await;
        let page = manager.opens(&at).await;
        // the next 10th that is a business day
        assert_eq!(page.value("day"), "2026-12-10");
        let set = async |manager: &mut super::Clerk, day: &str| {
            let fields = [("form[id]", number(&at)), ("form[day]", day)];
            manager.fills::<SetExpenseDay>(&fields).await
        };
        let page = set(&mut manager, "R8.11.1").await;
        assert_eq!(
            page.errors(),
            ["公開日は今日か、今日より後の日にしてください"]
        );
        assert_eq!(page.value("day"), "R8.11.1");
        set(&mut manager, "令和8年12月15日")
            .await
            .says("公開日を決めました")
            .says("2026年12月15日 公開予定");
        presses(&app, &mut manager, &at, "clear-day")
            .await
            .says("公開日を取り下げました");
        assert_eq!(app.count("expense_batch", "publish_on IS NULL").await, 1);

        // a slip of before is no error of what is done after it
        let page = set(&mut manager, "R8.11.1").await;
        assert_eq!(page.errors().len(), 1);
        let page = presses(&app, &mut manager, &at, "publish").await;
        page.says("公開しました");
        assert!(page.errors().is_empty(), "{:?}", page.errors());
    })
    .await;
}

#[tokio::test]
async fn faults_are_said_by_line_and_column() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let wrong = HANAKO.replace("2026-08", "いつか");
        let poor = TARO.replace(",1400,", ",9999,");
        let at = sends(&app, &mut manager, &[&wrong, &poor]).await;
        let page = manager.opens(&at).await;
        page.says("取り込めません")
            .says("誤りが2か所あります")
            .says("診療年月")
            .says("健保負担と公費の合計が、総額を超えています");
        assert!(!page.html.contains("いつか"), "no cell comes back");
        assert!(!page.html.contains("name=\"act\""));
        assert_eq!(state(&app, &at).await, "refused");
    })
    .await;
}

#[tokio::test]
async fn a_page_comes_again_only_while_something_goes_on() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO]).await;
        let answer = manager.ask(Method::GET, &at).await;
        assert!(!answer.headers.contains_key(header::REFRESH));
        let loading = "UPDATE expense_batch SET state = 'loading', done = 1, rows = 4";
        let writer = app.state.db.writer();
        writer.execute_unprepared(loading).await.unwrap();
        let answer = manager.ask(Method::GET, &at).await;
        assert_eq!(answer.headers[header::REFRESH], "5");
        assert!(answer.body.contains("<progress"), "{}", answer.body);
        assert!(answer.body.contains("取り込み中: 4行のうち1行"));
        let answer = manager.ask(Method::GET, &format!("{at}?still=1")).await;
        assert!(!answer.headers.contains_key(header::REFRESH));
        assert!(answer.body.contains("いまの状態を見る"));
    })
    .await;
}

#[tokio::test]
async fn forged_numbers_lead_nowhere() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        for odd in ["0", "-1", "x", "99999999999999999999", "1%00", "9"] {
            for page in ["", "/undo", "/orphans"] {
                let page = manager.opens(&format!("/staff/expenses/{odd}{page}")).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.path);
            }
            let page = posts(&mut manager, odd, "undo", "published").await;
            assert_eq!(page.path, "/staff/expenses");
            let fields = [("form[id]", odd), ("form[day]", "2026-12-10")];
            let page = manager.fills::<SetExpenseDay>(&fields).await;
            assert_eq!(page.path, "/staff/expenses");
        }
    })
    .await;
}

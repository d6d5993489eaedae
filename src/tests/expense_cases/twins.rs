//! Twins of the same reading: the same 記号・番号, the same birth date, and the 枝番 alone tells whose a row is.

use super::{brings, says};
use crate::{
    api::expense::ChooseFamilyView,
    domain::{expense::tax::file::TaxFile, registration::AccountForm},
    tests::{
        app::TestApp,
        browser::Browser,
        expense_import::world::{on_each, row},
        expense_rows::all_proven,
        people::twin,
    },
};

/// 優希, 勇気, and one of the two.
const ONE: &str = "12,346,01,カザマ ユウキ,2006-06-06";
const OTHER: &str = "12,346,02,カザマ ユウキ,2006-06-06";
const EITHER: &str = "12,346,,カザマ ユウキ,2006-06-06";

async fn signs_in(app: &TestApp, branch: &str, email: &str, show: &str) -> Browser {
    let form = AccountForm {
        branch: branch.into(),
        email: email.into(),
        ..twin()
    };
    let mut browser = app.member(&form).await;
    all_proven(app).await;
    browser.fills::<ChooseFamilyView>(&[("show", show)]).await;
    browser
}

/// What the page, the PDF and the CSV of somebody sum up to at the counter.
async fn sums(browser: &mut Browser, own: &str) {
    let page = browser.opens("/expenses").await;
    page.says(&format!("窓口相当額\n{own}円"));
    let notice = says(browser, 2026, TaxFile::Notice).await;
    let total = format!("支払った医療費の額の合計{own}円");
    assert!(notice.contains(&total), "{notice}");
}

#[tokio::test]
async fn each_has_the_own_rows_and_nobody_the_one_without_a_branch() {
    on_each(|app| async move {
        let mut one = signs_in(&app, "01", "yuki1@example.jp", "own").await;
        let mut other = signs_in(&app, "02", "yuki2@example.jp", "own").await;
        let rows = [
            row(ONE, "2026-06", 10_000, "新規", "T1"),
            row(OTHER, "2026-06", 20_000, "新規", "T1"),
            row(EITHER, "2026-07", 40_000, "新規", "T2"),
            row(OTHER, "2026-07", 80_000, "新規", "T3"),
        ];
        brings(&app, &rows).await;
        let waiting = "why = 'ambiguous' AND settled_at IS NULL";
        assert_eq!(app.count("expense_orphan", waiting).await, 1);
        sums(&mut one, "3,000").await;
        sums(&mut other, "30,000").await;
        // the same 整理番号 is another row of another person
        brings(&app, &[row(ONE, "2026-06", 10_000, "取消", "T1")]).await;
        one.opens("/expenses")
            .await
            .says("窓口相当額\n0円")
            .says("取消");
        sums(&mut other, "30,000").await;
    })
    .await;
}

#[tokio::test]
async fn in_the_family_each_row_is_under_its_name() {
    on_each(|app| async move {
        let mut one = signs_in(&app, "01", "yuki1@example.jp", "family").await;
        let rows = [
            row(ONE, "2026-06", 10_000, "新規", "T1"),
            row(OTHER, "2026-06", 20_000, "新規", "T2"),
            row(EITHER, "2026-07", 40_000, "新規", "T3"),
        ];
        brings(&app, &rows).await;
        sums(&mut one, "9,000").await;
        let notice = says(&mut one, 2026, TaxFile::Notice).await;
        for part in [
            "療養を受けた方: 風間 優希 様",
            "療養を受けた方: 風間 勇気 様",
            "小計3,000円",
            "小計6,000円",
        ] {
            assert!(notice.contains(part), "{part} is not in:\n{notice}");
        }
        let csv = says(&mut one, 2026, TaxFile::Rows).await;
        let own = |name: &str| csv.lines().filter(|line| line.starts_with(name)).count();
        assert_eq!((own("風間 優希"), own("風間 勇気")), (1, 1), "{csv}");
        assert!(!csv.contains("2026年7月"), "whose that is nobody knows");
    })
    .await;
}

//! The page of 医療費控除.

use axum::http::{Method, StatusCode, header};

use super::family;
use crate::{
    server::clock::{DAY, MINUTE},
    tests::{
        app::on_each,
        browser::location,
        expense_rows::{all_proven, month, publish},
        people,
    },
};

#[tokio::test]
async fn the_page_says_what_replaces_receipts_and_what_is_to_be_collected() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        let page = family.hanako.opens("/expenses/tax").await;
        page.is("医療費控除に使う書類")
            .says("2026年分")
            .says("紙の原本(健康保険組合が印刷して郵送するもの)\nなります")
            .says("この画面のPDF\nなりません")
            .says("空野 花子、空野 太郎")
            .says("支払った医療費の額\n104,350円")
            .says("うち、病院などの名称がなく別に扱う額\n600円")
            .says("補てんされる金額\n25,000円")
            .says("2026年9月の分：2026年12月ごろ")
            .says("2026年11月の領収書")
            .says("2026年6月 空野 太郎 柔整 600円")
            .says("2026年6月 空野 太郎 歯科 そら歯科 400円")
            .says("通院の交通費");
        assert!(
            !page.text().contains("2026年12月の領収書"),
            "it has not begun"
        );
        assert!(!page.text().contains("XML"), "there is none");
        for name in ["notice.pdf", "rows.csv", "form.xlsx", "form-all.csv"] {
            let link = format!("href=\"/expenses/tax/2026/{name}\"");
            assert!(page.html.contains(&link), "{link}");
        }
        let answer = family.hanako.ask(Method::GET, "/expenses/tax").await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    })
    .await;
}

#[tokio::test]
async fn at_filing_time_the_year_before_is_shown_and_its_last_months_are_missing() {
    on_each(|app| async move {
        family(&app).await;
        publish(&app, month(2026, 10), &[]).await;
        // 2027-02-21
        app.wait(90 * DAY);
        let form = people::hanako();
        let mut hanako = app.browser();
        hanako.logs_in(&form.email, &form.password).await;
        all_proven(&app).await;
        let page = hanako.opens("/expenses/tax").await;
        page.says("2026年分")
            .says("2026年11月の分：2027年2月ごろ")
            .says("2026年12月の分：2027年3月ごろ");
        assert!(!page.text().contains("2026年10月の分"));
        publish(&app, month(2026, 12), &[]).await;
        let page = hanako.opens("/expenses/tax").await;
        page.says("1月から12月までの診療分を載せています。");
        assert!(!page.text().contains("月の領収書"));
    })
    .await;
}

#[tokio::test]
async fn a_forged_year_is_a_clear_page() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        for forged in [
            "2020",
            "2027",
            "",
            "x",
            "none",
            "2026%22%3E",
            "%F0%9F%8F%A5",
        ] {
            let path = format!("/expenses/tax?year={forged}");
            let page = family.hanako.opens(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{forged}");
            assert_eq!(page.heading(), "その年の書類はありません");
        }
        family
            .hanako
            .opens("/expenses/tax?year=2025")
            .await
            .is("医療費控除に使う書類")
            .says("7,000円");
        family
            .hanako
            .opens("/expenses/tax?year=2023")
            .await
            .says("この年の診療分で、お知らせする医療費はまだありません。");
    })
    .await;
}

#[tokio::test]
async fn the_page_is_behind_the_second_step() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        app.wait(15 * MINUTE);
        let answer = family.hanako.ask(Method::GET, "/expenses/tax").await;
        let to = location(&answer).unwrap();
        assert!(to.starts_with("/expenses/verify"), "{to}");
        assert!(!answer.body.contains("みどり内科") && !answer.body.contains("太郎"));
        let answer = app.browser().ask(Method::GET, "/expenses/tax").await;
        let to = location(&answer).unwrap();
        assert!(to.starts_with("/login?next=/expenses"), "{to}");
    })
    .await;
}

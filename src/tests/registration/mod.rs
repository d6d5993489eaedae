//! マイページ登録 over HTTP: from the first form to a working account, by every way there is, and everything that can come between.

use super::{app::TestApp, browser::Browser};

mod completing;
mod links;
mod mails;
mod steps;
mod who;

const DONE: &str = "登録が完了しました";
const SENT: &str = "確認のメールをお送りしました";
const OTHER_BROWSER: &str = "登録した方ご本人の確認";
const OLD: &str = "このURLは新しいものに替わりました";
const PASSWORD_AGAIN: &str = "先ほど入力されたパスワードは残していません";

async fn accounts(app: &TestApp) -> i64 {
    app.count("account", "TRUE").await
}

/// Where the browser ends up for each of these pages.
async fn lead_to(browser: &mut Browser, pages: &[&str], end: &str) {
    for page in pages {
        assert_eq!(browser.opens(page).await.path, end, "from {page}");
    }
}

//! 職員のログイン over HTTP: two factors, codes that open once, guessing slowed down, sessions and their ends.

use axum::http::StatusCode;

use super::{
    app::{TestApp, on_each},
    clerk::{Clerk, PASSWORD},
    people::hanako,
};
use crate::{
    api::staff::{ChangeOwnPassword, SignOut},
    domain::{
        staff::{Login, Role},
        totp::STEP_MS,
    },
    server::{
        clock::{DAY, HOUR, MINUTE},
        passwords::nfkc,
        staff::accounts::{AccountError, Office},
    },
};

const WRONG: &str = "ログインIDかパスワードが違います";
const COOKIE: &str = "__Host-staff";

#[tokio::test]
async fn in_and_out() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let page = clerk.opens("/staff").await;
        page.is("概要");
        for words in ["空野 みどり(管理者)", "操作の記録", "ログアウト"] {
            assert!(page.html.contains(words), "{words}");
        }
        let kept = clerk.cookie(COOKIE).unwrap().to_owned();
        let answer = clerk.posts::<SignOut>(&[]).await;
        assert_eq!(answer.headers["clear-site-data"], "\"cache\"");
        assert_eq!(answer.headers["location"], "/staff/logged-out");
        assert_eq!(clerk.cookie(COOKIE), None);
        clerk.set_cookie(COOKIE, Some(&kept));
        assert!(!clerk.is_in().await, "the session itself has ended");
        assert_eq!(app.count("staff_session", "TRUE").await, 0);
        clerk.comes_back().await.is("概要");
    })
    .await;
}

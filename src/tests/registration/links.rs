//! Links that are looked at, opened again, damaged or too old.

use axum::http::{Method, StatusCode};

use super::{DONE, OLD, SENT, accounts};
use crate::{
    api::registration::{Complete, ConfirmCode, Resend},
    server::clock::{DAY, HOUR},
    tests::{app::on_each, people::hanako},
};

const DAMAGED: &str = "URLが途中で切れているようです";
const EXPIRED: &str = "このURLの有効期限が過ぎました";

#[tokio::test]
async fn looking_at_the_link_changes_nothing() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let mut scanner = app.browser();
        for _ in 0..5 {
            for method in [Method::HEAD, Method::GET] {
                assert_eq!(scanner.ask(method.clone(), &mail.link()).await.status, 200);
                assert_eq!(browser.ask(method, &mail.link()).await.status, 200);
            }
        }
        assert_eq!(
            app.count("registration", "confirmed_at IS NULL AND ended_at IS NULL")
                .await,
            1
        );
        assert_eq!(accounts(&app).await, 0);
        browser.completes(&mail).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn the_link_opened_again_says_that_it_is_done() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        browser.completes(&mail).await;
        for mut browser in [browser, app.browser()] {
            browser.opens(&mail.link()).await.is(DONE);
            let page = browser
                .fills::<Complete>(&[("form[token]", &mail.token())])
                .await;
            page.is(DONE);
        }
        assert_eq!(accounts(&app).await, 1);
        let mails = app.mails_to("hanako@example.jp").await;
        assert_eq!(mails.len(), 2, "one to confirm, one that it is done");
    })
    .await;
}

#[tokio::test]
async fn a_damaged_link_is_explained() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let token = mail.token();
        let mut damaged: Vec<String> = (0..token.len()).map(|at| token[..at].to_owned()).collect();
        damaged.extend((0..token.len()).map(|at| {
            let other = if token.as_bytes()[at] == b'x' {
                "y"
            } else {
                "x"
            };
            [&token[..at], other, &token[at + 1..]].concat()
        }));
        let more = [
            "%00",
            "%F0%A0%AE%B7",
            "%FF",
            "..",
            "x/y",
            "a%20b",
            "%3Cscript%3E",
        ];
        damaged.extend(more.map(|junk| [token.as_str(), junk].concat()));
        damaged.push([token.as_str(), token.as_str()].concat());
        for token in damaged {
            let page = browser.opens(&format!("/register/complete/{token}")).await;
            let known = page.heading() == DAMAGED && page.status == StatusCode::OK;
            let no_path = token.contains('/') && page.heading() == "このページは見つかりません";
            assert!(known || no_path, "{token}: {}", page.heading());
            assert!(!page.html.contains("<script>alert"));
        }
        for prefix in [
            "/register/complete",
            "/register/approve",
            "/password/reset",
            "/email/confirm",
        ] {
            browser.opens(prefix).await.is(DAMAGED);
            browser.opens(&[prefix, "/"].concat()).await.is(DAMAGED);
            browser.opens(&[prefix, "/x"].concat()).await.is(DAMAGED);
            // tokens are made for one purpose
            if prefix != "/register/complete" {
                browser
                    .opens(&[prefix, "/", &token].concat())
                    .await
                    .is(DAMAGED);
            }
        }
        let page = browser
            .fills::<Complete>(&[("form[token]", &token[1..])])
            .await;
        page.is(DAMAGED);
        let page = browser.fills::<Complete>(&[]).await;
        page.is(DAMAGED);
        assert_eq!(accounts(&app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_expired_link_is_explained_and_a_new_mail_can_be_had() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let old = app.mail_to("hanako@example.jp").await;
        app.wait(24 * HOUR);
        browser.opens(&old.link()).await.is(EXPIRED);
        let page = browser
            .fills::<Complete>(&[("form[token]", &old.token())])
            .await;
        page.is(EXPIRED);
        let page = browser.fills::<ConfirmCode>(&[("code", &old.code())]).await;
        page.is(SENT).says("このメールの有効期限が過ぎました");
        assert!(page.errors().is_empty());
        assert_eq!(accounts(&app).await, 0);
        let page = browser.fills::<Resend>(&[]).await;
        page.is(SENT).says("メールをもう一度お送りしました");
        let new = app.mail_to("hanako@example.jp").await;
        browser.opens(&old.link()).await.is(OLD);
        browser.completes(&new).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn what_expired_long_ago_is_said_to_be_so() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        app.wait(25 * HOUR);
        crate::server::jobs::sweep::sweep(&app.state.db, app.state.clock.now()).await;
        browser.opens(&mail.link()).await.is(EXPIRED);
        browser.opens("/register/sent").await.is(EXPIRED);
        browser.fills::<Resend>(&[]).await.is(EXPIRED);
        app.wait(90 * DAY);
        crate::server::jobs::sweep::sweep(&app.state.db, app.state.clock.now()).await;
        browser.opens(&mail.link()).await.is(OLD);
        browser.registers(&hanako()).await.is(SENT);
    })
    .await;
}

//! パスワード再発行 over HTTP.

use super::{
    app::{TestApp, on_each},
    browser::{Browser, Page},
    people::{hanako, taro},
};
use crate::{
    api::session::{AskReset, SetPassword},
    server::clock::{HOUR, MINUTE},
};

const EMAIL: &str = "hanako@example.jp";
const OVER: &str = "このURLはもう使えません";
const DONE: &str = "パスワードを設定しました";
const DAMAGED: &str = "URLが途中で切れているようです";
const SUBJECT: &str = "パスワード再発行のご案内";

async fn asks(browser: &mut Browser, email: &str) -> Page {
    browser.fills::<AskReset>(&[("form[email]", email)]).await
}

async fn sets(browser: &mut Browser, token: &str, password: &str) -> Page {
    let fields = [("form[token]", token), ("form[password]", password)];
    browser.fills::<SetPassword>(&fields).await
}

/// Asks, and answers the token in the mail.
async fn token(app: &TestApp) -> String {
    asks(&mut app.browser(), EMAIL)
        .await
        .is("再発行のメールについて");
    let mail = app.mail_to(EMAIL).await;
    assert_eq!(mail.0.subject, SUBJECT);
    mail.token()
}

#[tokio::test]
async fn a_new_password_by_mail() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let token = token(&app).await;
        let link = ["/password/reset/", &token].concat();
        let mut browser = app.browser();
        for _ in 0..3 {
            browser
                .opens(&link)
                .await
                .is("新しいパスワードを設定してください");
        }
        for (password, words) in [
            ("", "を入力してください"),
            ("a1", "5文字以上"),
            ("abcdefgh", "数字(0〜9)"),
            ("hanako1", ""),
            ("password1", "見破られやすい"),
        ] {
            let page = sets(&mut browser, &token, password).await;
            page.is("新しいパスワードを設定してください").says(words);
            assert_eq!(page.errors().len(), 1, "{password}");
        }
        assert!(member.is_logged_in().await);
        sets(&mut browser, &token, "sakura3yama").await.is(DONE);
        assert!(!member.is_logged_in().await, "every session has ended");
        assert!(
            !browser.is_logged_in().await,
            "nobody is logged in by a link"
        );
        assert_eq!(browser.logs_in(EMAIL, "midori7kaze").await.path, "/login");
        assert_eq!(browser.logs_in(EMAIL, "sakura3yama").await.path, "/mypage");
        let notice = app.mail_to(EMAIL).await;
        assert!(notice.0.subject.contains("パスワード"));
        browser.opens(&link).await.is(OVER);
        sets(&mut browser, &token, "kinomi5tori").await.is(OVER);
        assert_eq!(browser.logs_in(EMAIL, "sakura3yama").await.path, "/mypage");
    })
    .await;
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let mut texts = Vec::new();
        for email in [EMAIL, "nobody@example.jp"] {
            let mut browser = app.browser();
            let before = app.state.hasher.runs();
            let mut seen = Vec::new();
            // one registration mail has gone to her already: of both, the fourth is too much
            let asked = if email == EMAIL { 2 } else { 3 };
            for _ in 0..asked {
                asks(&mut browser, email).await.is("再発行のメールについて");
            }
            let page = asks(&mut browser, email).await;
            seen.push(page.text());
            assert!(seen[0].contains("60分ほど待ってから"));
            assert_eq!(app.state.hasher.runs(), before);
            texts.push(seen);
        }
        assert_eq!(texts[0], texts[1]);
        assert_eq!(app.mails_to("nobody@example.jp").await.len(), 0);
        assert_eq!(app.mails_to(EMAIL).await.len(), 2 + 2);
        let page = asks(&mut app.browser(), "hanako").await;
        assert_eq!(
            (page.errors().len(), page.value("email").as_str()),
            (1, "hanako")
        );
    })
    .await;
}

#[tokio::test]
async fn the_newest_link_counts_for_half_an_hour() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let older = token(&app).await;
        let newer = token(&app).await;
        let mut browser = app.browser();
        sets(&mut browser, &older, "sakura3yama").await.is(OVER);
        app.wait(30 * MINUTE);
        sets(&mut browser, &newer, "sakura3yama").await.is(OVER);
        browser
            .opens(&["/password/reset/", &newer].concat())
            .await
            .is(OVER);
        app.wait(HOUR);
        let newest = token(&app).await;
        sets(&mut browser, &newest, "sakura3yama").await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn no_step_can_be_skipped() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let right = token(&app).await;
        let mut browser = app.browser();
        browser.opens(&["/password/reset/", &right].concat()).await;
        // having seen the page is no right to anything: the token itself is
        let fields = [("form[password]", "sakura3yama")];
        browser.fills::<SetPassword>(&fields).await.is(DAMAGED);
        // a token made for something else is none
        let mut his = app.browser();
        his.registers(&taro()).await;
        let registration = app.mail_to("taro@example.jp").await.token();
        sets(&mut browser, &registration, "sakura3yama")
            .await
            .is(DAMAGED);
        assert_eq!(browser.logs_in(EMAIL, "midori7kaze").await.path, "/mypage");
    })
    .await;
}

#[tokio::test]
async fn of_two_tabs_one_sets_the_password() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let token = token(&app).await;
        let (mut one, mut other) = (app.browser(), app.browser());
        let (first, second) = tokio::join!(
            sets(&mut one, &token, "sakura3yama"),
            sets(&mut other, &token, "kinomi5tori")
        );
        let mut headings = [first.heading(), second.heading()];
        headings.sort();
        assert_eq!(headings, [OVER, DONE]);
        let right = if first.heading() == DONE {
            "sakura3yama"
        } else {
            "kinomi5tori"
        };
        assert_eq!(app.browser().logs_in(EMAIL, right).await.path, "/mypage");
    })
    .await;
}

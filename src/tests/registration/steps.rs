//! The steps before the mail: their order, what is pressed twice, what is lost in between.

use axum::http::StatusCode;

use super::{DONE, OTHER_BROWSER, PASSWORD_AGAIN, SENT, lead_to};
use crate::{
    api::registration::{
        Complete, ConfirmCode, CorrectAddress, Finish, Resend, SaveNewsletters, SpendCode,
    },
    domain::registration::AccountForm,
    server::clock::HOUR,
    tests::{
        app::on_each,
        browser::location,
        people::{NOW, hanako, taro},
    },
};

const LOST: &str = "/register?lost=answers";
const LOST_SENT: &str = "/register?lost=sent";

#[tokio::test]
async fn pressed_twice_registers_once() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        browser.ticks(&["checkup"]).await;
        let shown = browser.shown().await;
        let pressed = [("agreed", "yes"), ("shown", shown.as_str())];
        let mut tab = browser.clone();
        let (one, other) = tokio::join!(
            browser.posts::<Finish>(&pressed),
            tab.posts::<Finish>(&pressed)
        );
        for answer in [one, other] {
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert_eq!(location(&answer).as_deref(), Some("/register/sent"));
        }
        let page = browser.fills::<Finish>(&pressed).await;
        page.is(SENT);
        assert!(!page.text().contains("別の画面で入力された内容"));
        assert_eq!(app.count("registration", "TRUE").await, 1);
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_registered_but_what_the_page_showed() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        browser.ticks(&["checkup"]).await;
        let shown = browser.shown().await;
        assert!(!shown.is_empty());
        let stale = [("agreed", "yes"), ("shown", shown.as_str())];
        // in another tab of the same browser, somebody else is filled in
        let mut tab = browser.clone();
        tab.answers(&taro()).await;
        assert_eq!(tab.ticks(&["checkup"]).await.path, "/register/confirm");
        for pressed in [&stale[..], &stale[..1], &[("agreed", "yes"), ("shown", "x")]] {
            let page = browser.fills::<Finish>(pressed).await;
            assert_eq!(page.path, "/register/confirm");
            assert_eq!(
                page.errors(),
                ["入力内容が変わりました。いまの内容をお確かめのうえ、もう一度「登録」を押してください"]
            );
            page.says("taro@example.jp");
            assert!(!page.text().contains("hanako@example.jp"));
        }
        // other mails wanted are other answers, too; what has been changed since is no news any more
        let shown = browser.shown().await;
        let page = tab.ticks(&[]).await;
        assert!(page.errors().is_empty());
        let stale_mails = [("agreed", "yes"), ("shown", shown.as_str())];
        let page = browser.fills::<Finish>(&stale_mails).await;
        assert_eq!(page.errors().len(), 1);
        assert_eq!(app.count("registration", "TRUE").await, 0);
        assert_eq!(app.count("outbox", "TRUE").await, 0);
        tab.agrees().await.is(SENT).says("taro@example.jp");
        // and when the other tab was faster
        let page = browser.fills::<Finish>(&stale).await;
        page.is(SENT)
            .says("「登録」を押された画面の内容は、登録されていません")
            .says("taro@example.jp");
        assert_eq!(app.count("registration", "TRUE").await, 1);
        assert!(app.mails_to("hanako@example.jp").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn steps_out_of_order_lead_to_the_right_one() {
    on_each(|app| async move {
        let mut browser = app.browser();
        let later = [
            "/register/newsletters",
            "/register/confirm",
            "/register/sent",
            "/register/waiting",
        ];
        lead_to(&mut browser, &later[..2], LOST).await;
        lead_to(&mut browser, &later[2..], LOST_SENT).await;
        let posted = [
            browser.fills::<SaveNewsletters>(&[]).await,
            browser.agrees().await,
            browser.fills::<ConfirmCode>(&[("code", "123456")]).await,
            browser.fills::<Resend>(&[]).await,
            browser
                .fills::<CorrectAddress>(&[("email", "x@example.jp")])
                .await,
            browser
                .fills::<SpendCode>(&[("code", "ABCD-2345-EFGH")])
                .await,
        ];
        let paths: Vec<_> = posted.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(
            paths,
            [LOST, LOST, LOST_SENT, LOST_SENT, LOST_SENT, LOST_SENT]
        );
        browser.answers(&hanako()).await;
        lead_to(
            &mut browser,
            &["/register/confirm"],
            "/register/newsletters",
        )
        .await;
        assert_eq!(browser.agrees().await.path, "/register/newsletters");
        browser.ticks(&["checkup"]).await;
        // back to the first page: what was typed is there, the password is not
        let page = browser.opens("/register").await;
        for (field, typed) in [
            ("symbol", "12"),
            ("kana", "ソラノ ハナコ"),
            ("email", "hanako@example.jp"),
        ] {
            assert_eq!(page.value(field), typed);
        }
        assert_eq!(page.value("password"), "");
        assert!(!page.html.contains("midori7kaze"));
        let again = AccountForm {
            password: String::new(),
            ..hanako()
        };
        assert_eq!(browser.answers(&again).await.path, "/register/confirm");
        let page = browser.agrees().await;
        page.is(SENT);
        lead_to(&mut browser, &later[..3], "/register/sent").await;
        let mail = app.mail_to("hanako@example.jp").await;
        browser.completes(&mail).await;
        lead_to(
            &mut browser,
            &["/register/sent", "/register/waiting"],
            "/register/done",
        )
        .await;
        // by the back button: all is done, nothing is lost
        lead_to(&mut browser, &later[..2], "/register/done").await;
        assert_eq!(browser.agrees().await.path, "/register/done");
        assert!(
            browser
                .logs_in("hanako@example.jp", "midori7kaze")
                .await
                .path
                == "/mypage"
        );
    })
    .await;
}

#[tokio::test]
async fn a_password_typed_anew_is_never_lost_in_silence() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        let slip = AccountForm {
            password: "sakura3yama".into(),
            kana: "ソラノ ハナヨ".into(),
            ..hanako()
        };
        let page = browser.answers(&slip).await;
        page.says(PASSWORD_AGAIN);
        let without = AccountForm {
            password: String::new(),
            ..hanako()
        };
        let page = browser.answers(&without).await;
        assert_eq!(
            page.path, "/register",
            "the earlier password is not taken for the later one"
        );
        assert_eq!(page.errors(), ["パスワードを入力してください"]);
        assert!(!page.text().contains(PASSWORD_AGAIN), "said by the error");
        assert!(
            !app.browser()
                .opens("/register")
                .await
                .text()
                .contains(PASSWORD_AGAIN)
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_unticked_stays_unticked_and_is_recorded() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        let page = browser.ticks(&["checkup", "unknown"]).await;
        page.says("健診・人間ドック").says("重要なお知らせ");
        assert!(!page.text().contains("機関誌"));
        let page = browser.opens("/register/newsletters").await;
        assert_eq!(
            page.html.matches("checked").count(),
            2,
            "back: as they were left"
        );
        browser.agrees().await;
        let mail = app.mail_to("hanako@example.jp").await;
        browser.completes(&mail).await.is(DONE);
        assert_eq!(app.count("newsletter_choice", "TRUE").await, 8);
        let wanted = app.count(
            "newsletter_choice",
            "wanted AND category IN ('checkup', 'important')",
        );
        assert_eq!(wanted.await, 2);
        assert_eq!(app.count("newsletter_choice", "wanted").await, 2);
        assert_eq!(app.count("consent", "subject LIKE 'newsletter:%'").await, 8);
        let terms = app.count(
            "consent",
            "subject = 'terms' AND given AND wording_version = '2026-11-01'",
        );
        assert_eq!(terms.await, 1);
        let at_once = format!("at = {}", NOW);
        assert_eq!(app.count("consent", &at_once).await, 9);
    })
    .await;
}

#[tokio::test]
async fn without_agreement_nothing_is_registered() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        browser.ticks(&[]).await;
        let shown = browser.shown().await;
        let page = browser.fills::<Finish>(&[("shown", &shown)]).await;
        assert_eq!(page.path, "/register/confirm");
        let words = "「利用規約と個人情報の扱いに同意します」にチェックを入れてください";
        assert_eq!(page.errors(), [words]);
        assert_eq!(app.count("registration", "TRUE").await, 0);
        assert_eq!(app.count("outbox", "TRUE").await, 0);
        browser.agrees().await.is(SENT);
    })
    .await;
}

#[tokio::test]
async fn a_lost_or_foreign_cookie_begins_anew() {
    on_each(|app| async move {
        let foreign = "A".repeat(43);
        for cookie in [None, Some(foreign.as_str()), Some("short"), Some("")] {
            let mut browser = app.browser();
            browser.answers(&hanako()).await;
            browser.set_cookie("__Host-visit", cookie);
            let page = browser.ticks(&["checkup"]).await;
            assert_eq!(page.path, LOST, "{cookie:?}");
            page.says("最初からもう一度ご入力ください");
            assert_eq!(browser.agrees().await.path, LOST);
            let page = browser.opens("/register").await;
            assert_eq!(page.value("kana"), "");
            assert!(!page.text().contains("最初からもう一度ご入力ください"));
        }
        assert_eq!(app.count("registration", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_cookie_lost_after_the_mail_costs_nothing_but_the_password() {
    on_each(|app| async move {
        for posted in 0..3 {
            let mut browser = app.browser();
            browser.registers(&hanako()).await.is(SENT);
            let mail = app.mail_to("hanako@example.jp").await;
            browser.set_cookie("__Host-visit", None);
            let code = mail.code();
            let page = match posted {
                0 => browser.fills::<ConfirmCode>(&[("code", &code)]).await,
                1 => browser.fills::<Resend>(&[]).await,
                _ => browser.opens("/register/sent").await,
            };
            assert_eq!(page.path, LOST_SENT);
            page.says("入力し直す必要はありません");
            let proof = [
                ("form[token]", mail.token()),
                ("form[password]", "midori7kaze".to_owned()),
            ];
            let proof = proof
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            browser.opens(&mail.link()).await.is(OTHER_BROWSER);
            browser.fills::<Complete>(&proof).await.is(DONE);
            app.wait(HOUR);
        }
    })
    .await;
}

#[tokio::test]
async fn begun_before_a_restart_and_finished_after() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        let node = app.another_node().await;
        browser.moves_to(&node);
        browser.ticks(&["checkup"]).await;
        let node = app.another_node().await;
        browser.moves_to(&node);
        browser.agrees().await.is(SENT);
        let mail = node.mail_to("hanako@example.jp").await;
        browser.moves_to(&app);
        browser.completes(&mail).await.is(DONE);
    })
    .await;
}

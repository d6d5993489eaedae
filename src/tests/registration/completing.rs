//! From the mail to an account: by the link, by the code, in the same browser and in any other, and not at all.

use super::{DONE, OLD, OTHER_BROWSER, SENT, accounts};
use crate::{
    api::registration::{Complete, ConfirmCode, CorrectAddress, Disown, Resend},
    server::clock::MINUTE,
    tests::{app::on_each, people::hanako},
};

const DISOWNED: &str = "この登録は取り消されました";

#[tokio::test]
async fn by_the_link_in_the_same_browser() {
    on_each(|app| async move {
        let mut browser = app.browser();
        let page = browser.registers(&hanako()).await;
        page.is(SENT).says("hanako@example.jp");
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "マイページ登録手続き");
        browser.completes(&mail).await.is(DONE);
        assert_eq!(browser.opens("/register/done").await.heading(), DONE);
        // nothing was completed in any other browser
        assert_eq!(app.browser().opens("/register/done").await.path, "/login");
        let page = browser.logs_in("hanako@example.jp", "midori7kaze").await;
        assert_eq!(page.path, "/mypage");
        page.says("空野 花子 さん");
        assert_eq!(accounts(&app).await, 1);
        assert_eq!(app.count("registration_draft", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn by_the_code() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let code = app.mail_to("hanako@example.jp").await.code();
        let page = browser.fills::<ConfirmCode>(&[("code", &code)]).await;
        page.is(DONE);
        assert_eq!(accounts(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn in_another_browser_with_the_password_chosen() {
    on_each(|app| async move {
        app.browser().registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let token = mail.token();
        let mut phone = app.browser();
        phone.opens(&mail.link()).await.is(OTHER_BROWSER);
        for password in ["", "wrong9pass"] {
            let proof = [
                ("form[token]", token.as_str()),
                ("form[password]", password),
            ];
            let page = phone.fills::<Complete>(&proof).await;
            page.is(OTHER_BROWSER);
            assert_eq!(page.errors().len(), 1, "{:?}", page.errors());
            assert!(!page.html.contains("wrong9pass"));
        }
        assert_eq!(accounts(&app).await, 0);
        // full-width letters are folded as they were when registering
        let proof = [
            ("form[token]", token.as_str()),
            ("form[password]", "ｍｉｄｏｒｉ７ｋａｚｅ"),
        ];
        phone.fills::<Complete>(&proof).await.is(DONE);
        assert_eq!(accounts(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn in_another_browser_with_the_birth_date_and_a_new_password() {
    on_each(|app| async move {
        app.browser().registers(&hanako()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let mut phone = app.browser();
        let proof = |birth_date: &'static str, password: &'static str| {
            [
                ("form[token]", token.clone()),
                ("form[birth_date]", birth_date.to_owned()),
                ("form[new_password]", password.to_owned()),
            ]
        };
        for (birth_date, password) in [
            ("1980-02-01", "sakura3yama"),
            ("1980-01-31", "19800131a"),
            ("1980-01-31", "a"),
            ("", "sakura3yama"),
        ] {
            let fields = proof(birth_date, password);
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let page = phone.fills::<Complete>(&fields).await;
            page.is(OTHER_BROWSER);
            assert_eq!(page.errors().len(), 1, "{birth_date} {password}");
            assert_eq!(page.value("birth_date"), birth_date);
        }
        assert_eq!(accounts(&app).await, 0);
        let fields = proof("昭和55年1月31日", "sakura3yama");
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        phone.fills::<Complete>(&fields).await.is(DONE);
        let page = phone.logs_in("hanako@example.jp", "midori7kaze").await;
        assert_eq!(page.path, "/login", "the password chosen first is gone");
        let page = phone.logs_in("hanako@example.jp", "sakura3yama").await;
        assert_eq!(page.path, "/mypage");
    })
    .await;
}

#[tokio::test]
async fn proofs_on_a_link_are_slowed_down() {
    on_each(|app| async move {
        app.browser().registers(&hanako()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let mut guesser = app.browser();
        let guess = [
            ("form[token]", token.as_str()),
            ("form[password]", "wrong9pass"),
        ];
        for _ in 0..6 {
            guesser.fills::<Complete>(&guess).await;
        }
        let right = [
            ("form[token]", token.as_str()),
            ("form[password]", "midori7kaze"),
        ];
        let page = guesser.fills::<Complete>(&right).await;
        page.says("10秒ほど待ってから");
        assert_eq!(accounts(&app).await, 0);
        app.wait(MINUTE);
        guesser.fills::<Complete>(&right).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn the_button_behind_the_link_pressed_twice_completes_once() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let mut tab = browser.clone();
        let fields = [("form[token]", token.as_str())];
        let (one, other) = tokio::join!(
            browser.fills::<Complete>(&fields),
            tab.fills::<Complete>(&fields)
        );
        one.is(DONE);
        other.is(DONE);
        assert_eq!(accounts(&app).await, 1);
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn none_of_mine() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let mut stranger = app.browser();
        stranger
            .opens(&mail.link())
            .await
            .says("このメールに心当たりがないとき");
        let page = stranger.fills::<Disown>(&[("token", &mail.token())]).await;
        page.is(DISOWNED);
        browser.opens(&mail.link()).await.is(DISOWNED);
        browser.opens("/register/sent").await.is(DISOWNED);
        browser
            .fills::<Complete>(&[("form[token]", &mail.token())])
            .await
            .is(DISOWNED);
        browser
            .fills::<ConfirmCode>(&[("code", &mail.code())])
            .await
            .is(DISOWNED);
        browser.fills::<Resend>(&[]).await.is(DISOWNED);
        let page = browser
            .fills::<CorrectAddress>(&[("email", "x@example.jp")])
            .await;
        page.is(DISOWNED);
        assert_eq!(accounts(&app).await, 0);
        assert_eq!(
            app.mails_to("hanako@example.jp").await.len(),
            1,
            "no more mail to a stranger"
        );
        assert_eq!(
            app.count("staff_event", "kind = 'registration-disowned'")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn five_wrong_codes_need_a_new_mail() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let first = app.mail_to("hanako@example.jp").await;
        for unreadable in ["", "12", "abcdef", "𠮷𠮷𠮷𠮷𠮷𠮷"] {
            let page = browser.fills::<ConfirmCode>(&[("code", unreadable)]).await;
            assert_eq!(page.errors().len(), 1, "{unreadable}");
            if !unreadable.is_empty() {
                assert_eq!(page.errors(), ["確認コードは6けたの数字で入力してください"]);
            }
        }
        let wrong = if first.code() == "111111" {
            "222222"
        } else {
            "111111"
        };
        for tries in 1..=5 {
            let page = browser.fills::<ConfirmCode>(&[("code", wrong)]).await;
            page.is(SENT);
            assert_eq!(page.errors().len(), usize::from(tries < 5), "{tries}");
        }
        let page = browser
            .fills::<ConfirmCode>(&[("code", &first.code())])
            .await;
        page.is(SENT).says("確認コードの入力を5回間違えた");
        assert!(page.errors().is_empty(), "one thing is said, and once");
        assert!(!page.html.contains("id=\"code\""));
        assert_eq!(accounts(&app).await, 0);
        browser.fills::<Resend>(&[]).await;
        let second = app.mail_to("hanako@example.jp").await;
        assert_ne!(first.code(), second.code());
        browser.opens(&first.link()).await.is(OLD);
        let full_width: String = second
            .code()
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
            .collect();
        browser
            .fills::<ConfirmCode>(&[("code", &full_width)])
            .await
            .is(DONE);
    })
    .await;
}

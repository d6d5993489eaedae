//! お問い合わせ over HTTP.

use super::{
    app::on_each,
    browser::{Browser, Page},
    people::hanako,
};
use crate::{api::help::SendContact, server::clock::HOUR};

const DESK: &str = "madoguchi@sorairo-kenpo.example.jp";
const SENT: &str = "お問い合わせを受け付けました";

async fn writes(browser: &mut Browser, topic: &str, email: &str, body: &str) -> Page {
    let fields = [
        ("form[topic]", topic),
        ("form[email]", email),
        ("form[body]", body),
    ];
    browser.fills::<SendContact>(&fields).await
}

#[tokio::test]
async fn a_message_reaches_the_society_once() {
    on_each(|app| async move {
        let mut browser = app.browser();
        let body = "ログインできません。\r\n<b>至急</b>\r\nBcc: x@example.jp";
        writes(&mut browser, "account", "hanako@example.jp", body)
            .await
            .is(SENT);
        assert_eq!(app.count("inquiry", "TRUE").await, 1);
        let mail = app.mail_to(DESK).await;
        assert!(
            mail.0
                .text
                .contains("ログインできません。\n<b>至急</b>\nBcc: x@example.jp")
        );
        assert_eq!(mail.0.reply_to.as_deref(), Some("hanako@example.jp"));
        let receipt = app.mail_to("hanako@example.jp").await;
        assert!(
            !receipt.0.text.contains("ログインできません"),
            "a stranger's words are not passed on"
        );
        let page = browser.opens("/contact").await;
        assert!(
            !page.text().contains("至急"),
            "what was sent is gone from the form"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_stays_when_something_is_wrong() {
    on_each(|app| async move {
        let mut browser = app.browser();
        let page = writes(&mut browser, "lottery", "hanako", "  ").await;
        assert_eq!((page.path.as_str(), page.errors().len()), ("/contact", 3));
        assert_eq!(page.value("email"), "hanako");
        let page = writes(&mut browser, "mail", "hanako@example.jp", "a\0b").await;
        assert_eq!(page.errors().len(), 1);
        let long = "長".repeat(2001);
        let page = writes(&mut browser, "mail", "hanako@example.jp", &long).await;
        assert_eq!(
            page.errors(),
            ["お問い合わせの内容は2000文字以内で入力してください"]
        );
        assert_eq!(app.count("inquiry", "TRUE").await, 0);
        assert_eq!(app.count("outbox", "TRUE").await, 0);
        writes(&mut browser, "mail", "hanako@example.jp", &long[..6000])
            .await
            .is(SENT);
    })
    .await;
}

#[tokio::test]
async fn so_many_an_hour_and_the_address_of_who_is_signed_in_is_known() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        assert_eq!(
            member.opens("/contact").await.value("email"),
            "hanako@example.jp"
        );
        for _ in 0..5 {
            writes(&mut member, "other", "hanako@example.jp", "教えてください")
                .await
                .is(SENT);
        }
        let page = writes(&mut member, "other", "hanako@example.jp", "もう一度").await;
        page.says("60分ほど待ってから").says("もう一度");
        assert_eq!(app.count("inquiry", "account_id IS NOT NULL").await, 5);
        app.wait(HOUR);
        writes(&mut member, "other", "hanako@example.jp", "もう一度")
            .await
            .is(SENT);
    })
    .await;
}

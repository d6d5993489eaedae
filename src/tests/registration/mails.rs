//! The mail on its way: how many, to where, and what has become of it.

use super::{DONE, OLD, SENT};
use crate::{
    api::registration::{ConfirmCode, CorrectAddress, Resend},
    domain::registration::AccountForm,
    server::{clock::HOUR, db::ConnectionTrait},
    tests::{app::on_each, people::hanako},
};

#[tokio::test]
async fn so_many_mails_and_no_more() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let first = app.mail_to("hanako@example.jp").await;
        for _ in 0..2 {
            browser
                .fills::<Resend>(&[])
                .await
                .says("メールをもう一度お送りしました");
        }
        let page = browser.fills::<Resend>(&[]).await;
        page.says("60分ほど待ってから");
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 3);
        // registering again is no way round it
        let mut other = app.browser();
        let page = other.registers(&hanako()).await;
        assert_eq!(page.path, "/register/confirm");
        page.says("60分ほど待ってから");
        app.wait(HOUR);
        browser
            .fills::<Resend>(&[])
            .await
            .says("メールをもう一度お送りしました");
        let again = app.mail_to("hanako@example.jp").await;
        assert_eq!(
            first.link(),
            again.link(),
            "sent again, the mail is the same"
        );
        browser.completes(&first).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn a_mistyped_address_can_be_corrected() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser
            .registers(&AccountForm {
                email: "hanoko@example.jp".into(),
                ..hanako()
            })
            .await;
        let wrong = app.mail_to("hanoko@example.jp").await;
        let page = browser
            .fills::<CorrectAddress>(&[("email", "hanako")])
            .await;
        assert_eq!(
            (page.errors().len(), page.value("email").as_str()),
            (1, "hanako")
        );
        let page = browser
            .fills::<CorrectAddress>(&[("email", "hanako@example.jp")])
            .await;
        page.is(SENT).says("hanako@example.jp");
        app.browser().opens(&wrong.link()).await.is(OLD);
        let right = app.mail_to("hanako@example.jp").await;
        browser.completes(&right).await.is(DONE);
        assert_eq!(app.count("account", "email = 'hanako@example.jp'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_second_attempt_in_another_browser_takes_the_first_ones_place() {
    on_each(|app| async move {
        let (mut first, mut second) = (app.browser(), app.browser());
        first.registers(&hanako()).await;
        let old = app.mail_to("hanako@example.jp").await;
        second
            .registers(&AccountForm {
                email: "h2@example.jp".into(),
                ..hanako()
            })
            .await;
        first.opens(&old.link()).await.is(OLD);
        first.opens("/register/sent").await.is(OLD);
        first
            .fills::<ConfirmCode>(&[("code", &old.code())])
            .await
            .is(OLD);
        let new = app.mail_to("h2@example.jp").await;
        second.completes(&new).await.is(DONE);
        first.opens(&old.link()).await.is(OLD);
        assert_eq!(app.count("account", "email = 'h2@example.jp'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_mails_real_state_is_shown() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser
            .registers(&hanako())
            .await
            .says("送信の順番を待っています");
        app.mail_to("hanako@example.jp").await;
        let page = browser.opens("/register/sent").await;
        page.says("相手のメールサーバーが受け取りました")
            .says("sorairo-kenpo.example.jp");
        // the domain, the advice and the button are there to be seen, not folded away
        let (before, _) = page.html.rsplit_once("<details").expect("the correction");
        for seen in [
            "受信を許可するドメイン",
            "迷惑メールのフォルダー",
            "メールを再送する",
        ] {
            assert!(before.contains(seen), "{seen}");
        }
        // without a mail server, mails are files, and nobody is told otherwise
        let writer = app.state.db.writer();
        let file = "UPDATE outbox SET reply_text = 'written to a file'";
        writer.execute_unprepared(file).await.unwrap();
        let page = browser.opens("/register/sent").await;
        page.says("外へは送らず、サーバーの中に書き出しました");
        assert!(!page.text().contains("相手のメールサーバーが受け取りました"));
    })
    .await;
}

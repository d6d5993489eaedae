//! マイページ over HTTP: mail categories, address, password, and leaving without a trace.

use std::fs;

use super::{
    app::{TestApp, on_each},
    browser::{Browser, Page},
    people::{hanako, taro},
};
use crate::{
    api::mypage::{
        ChangeEmail, ChangePassword, ConfirmEmail, ResendEmail, SaveNewsletters, Withdraw,
    },
    server::{
        clock::{DAY, HOUR},
        db::ConnectionTrait,
    },
};

const EMAIL: &str = "hanako@example.jp";
const NEW: &str = "new@example.jp";
const PASSWORD: &str = "midori7kaze";

async fn changes_email(browser: &mut Browser, email: &str, password: &str) -> Page {
    let fields = [("form[email]", email), ("form[current_password]", password)];
    browser.fills::<ChangeEmail>(&fields).await
}

async fn changes_password(browser: &mut Browser, current: &str, new: &str) -> Page {
    let fields = [("form[current_password]", current), ("form[password]", new)];
    browser.fills::<ChangePassword>(&fields).await
}

async fn withdraws(browser: &mut Browser, understood: &str, password: &str) -> Page {
    let fields = [
        ("form[understood]", understood),
        ("form[password]", password),
    ];
    browser.fills::<Withdraw>(&fields).await
}

#[tokio::test]
async fn categories_are_changed_with_a_record() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        member
            .opens("/mypage")
            .await
            .says("8種類のうち8種類を受け取っています");
        let ticked = [("ticked[]", "checkup"), ("ticked[]", "no-such-thing")];
        let page = member.fills::<SaveNewsletters>(&ticked).await;
        page.says("変更を保存しました。")
            .says("健診・人間ドック / ");
        member
            .opens("/mypage")
            .await
            .says("8種類のうち2種類を受け取っています");
        assert_eq!(app.count("newsletter_choice", "wanted").await, 2);
        assert_eq!(app.count("newsletter_choice", "TRUE").await, 8);
        assert_eq!(
            app.count("consent", "subject LIKE 'newsletter:%' AND NOT given")
                .await,
            6
        );
        // saved again without a change, there is nothing new to record
        member.fills::<SaveNewsletters>(&ticked).await;
        assert_eq!(
            app.count("consent", "subject LIKE 'newsletter:%'").await,
            14
        );
    })
    .await;
}

#[tokio::test]
async fn the_record_says_what_was_decided() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let ticked = [("ticked[]", "checkup")];
        let page = member.fills::<SaveNewsletters>(&ticked).await;
        page.says("同意した：利用規約")
            .says("受け取らない：女性の健康")
            .says("受け取る：女性の健康")
            .says("必ずお届けするお知らせです。(必要なとき)");
        assert!(!page.html.contains("受け取る：利用規約"));
        assert!(!page.html.contains("(加入者の皆さまに必ず"));
    })
    .await;
}

#[tokio::test]
async fn a_number_is_never_shown_whole_to_a_shoulder() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let page = member.opens("/mypage/profile").await;
        page.says("＊＊5").says("一部を隠しています");
        assert!(!page.html.contains(">345<"));
    })
    .await;
}

#[tokio::test]
async fn the_mail_to_a_new_address_can_be_sent_again_or_corrected() {
    const SENT: &str = "/mypage/profile/email/sent";
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        assert_eq!(member.opens(SENT).await.path, "/mypage/profile");
        let page = member.fills::<ResendEmail>(&[]).await;
        assert_eq!(page.path, "/mypage/profile", "there is nothing to send");
        changes_email(&mut member, "neww@example.jp", "wrong9pass").await;
        changes_email(&mut member, "neww@example.jp", PASSWORD)
            .await
            .says("neww@example.jp");
        assert!(
            member
                .opens("/mypage/profile/email")
                .await
                .errors()
                .is_empty(),
            "what was wrong before is no longer said"
        );
        changes_email(&mut member, NEW, PASSWORD).await.says(NEW);
        let first = app.mail_to(NEW).await;
        let mut again = 0;
        loop {
            let page = member.fills::<ResendEmail>(&[]).await;
            assert!(page.path.starts_with(SENT) && again < 20, "{}", page.path);
            page.says(NEW);
            if !page.errors().is_empty() || page.text().contains("ほど待ってから") {
                break;
            }
            page.says("もう一度お送りしました");
            again += 1;
        }
        assert!(again > 0);
        let mails = app.mails_to(NEW).await;
        assert_eq!(mails.len(), again + 1, "no more than are allowed");
        assert_eq!(app.mail_to(NEW).await.link(), first.link());
        let page = app.browser().opens(SENT).await;
        assert!(page.path.starts_with("/login") && !page.html.contains(NEW));
        member
            .fills::<ConfirmEmail>(&[("token", &first.token())])
            .await
            .is("メールアドレスを変更しました");
        assert_eq!(member.opens(SENT).await.path, "/mypage/profile");
    })
    .await;
}

#[tokio::test]
async fn another_address_is_confirmed_there_and_told_here() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let page = changes_email(&mut member, NEW, "wrong9pass").await;
        assert_eq!(
            (page.errors().len(), page.value("email").as_str()),
            (1, NEW)
        );
        assert!(!page.html.contains("wrong9pass"));
        let page = changes_email(&mut member, EMAIL, PASSWORD).await;
        assert_eq!(page.errors().len(), 1, "the same as before");
        let page = changes_email(&mut member, NEW, PASSWORD).await;
        page.is("新しいアドレスにメールをお送りしました");
        member
            .opens("/mypage")
            .await
            .says("新しいメールアドレスの確認を待っています");
        let mail = app.mail_to(NEW).await;
        let mut phone = app.browser();
        for _ in 0..3 {
            phone
                .opens(&mail.link())
                .await
                .is("メールアドレスの変更を確定します")
                .says(NEW);
        }
        assert_eq!(app.count("account", "email = 'hanako@example.jp'").await, 1);
        let page = member
            .fills::<ConfirmEmail>(&[("token", &mail.token())])
            .await;
        page.is("メールアドレスを変更しました");
        phone
            .opens(&mail.link())
            .await
            .is("メールアドレスを変更しました");
        let notice = app.mail_to(EMAIL).await;
        assert_eq!(notice.0.subject, "マイページのメールアドレスが変わりました");
        assert!(!notice.0.text.contains(NEW));
        assert_eq!(app.browser().logs_in(EMAIL, PASSWORD).await.path, "/login");
        assert_eq!(app.browser().logs_in(NEW, PASSWORD).await.path, "/mypage");
    })
    .await;
}

const CONFIRM: &str = "メールアドレスの変更を確定します";
const CHANGED: &str = "メールアドレスを変更しました";

#[tokio::test]
async fn whoever_only_got_the_mail_cannot_take_the_account_over() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        changes_email(&mut member, NEW, PASSWORD).await;
        let mail = app.mail_to(NEW).await;
        member.opens(&mail.link()).await.is(CONFIRM);
        // nobody's browser, and one that is signed in to another account
        for mut stranger in [app.browser(), app.member(&taro()).await] {
            let page = stranger.opens(&mail.link()).await;
            page.is(CONFIRM)
                .says("いまのパスワード")
                .says("心当たりのない方");
            for (password, error) in [
                ("", "いまのパスワードを入力してください"),
                ("wrong9pass", "いまのパスワードが違います"),
            ] {
                let fields = [("token", mail.token()), ("password", password.to_owned())];
                let fields = fields
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str()));
                let page = stranger.fills::<ConfirmEmail>(&fields).await;
                page.is(CONFIRM);
                assert_eq!(page.errors().len(), 1);
                assert!(page.errors()[0].starts_with(error), "{:?}", page.errors());
                assert!(!page.html.contains("wrong9pass"));
            }
        }
        assert_eq!(app.count("account", "email = 'hanako@example.jp'").await, 1);
        // guessing is slowed down, and does not slow the member's own pages
        let token = mail.token();
        let (wrong, right) = (
            [("token", token.as_str()), ("password", "wrong9pass")],
            [("token", token.as_str()), ("password", PASSWORD)],
        );
        let mut phone = app.browser();
        for _ in 0..4 {
            phone.fills::<ConfirmEmail>(&wrong).await;
        }
        let page = phone.fills::<ConfirmEmail>(&right).await;
        page.is(CONFIRM).says("10秒ほど待ってから");
        changes_password(&mut member, "wrong9pass", "sakura3yama")
            .await
            .says("いまのパスワードが違います");
        app.wait(HOUR);
        phone.fills::<ConfirmEmail>(&right).await.is(CHANGED);
        phone.opens(&mail.link()).await.is(CHANGED);
        assert_eq!(app.browser().logs_in(NEW, PASSWORD).await.path, "/mypage");
        assert!(!phone.is_logged_in().await, "confirming signs nobody in");
    })
    .await;
}

#[tokio::test]
async fn an_address_of_somebody_else_is_refused_now_and_at_the_end() {
    on_each(|app| async move {
        let mut hers = app.member(&hanako()).await;
        let mut his = app.browser();
        his.registers(&taro()).await;
        changes_email(&mut hers, "Taro@example.jp", PASSWORD)
            .await
            .is("新しいアドレスにメールをお送りしました");
        let change = app.mail_to("Taro@example.jp").await;
        let mail = app.mail_to("taro@example.jp").await;
        his.completes(&mail).await;
        for _ in 0..2 {
            let page = hers
                .fills::<ConfirmEmail>(&[("token", &change.token())])
                .await;
            page.is("このURLはもう使えません");
        }
        assert_eq!(app.count("account", "email = 'hanako@example.jp'").await, 1);
        for _ in 0..3 {
            let page = changes_email(&mut hers, "taro@example.jp", PASSWORD).await;
            assert_eq!(
                page.errors(),
                ["ご指定のメールアドレスは別ユーザにて使用されています。"]
            );
            page.says("同じアドレスを家族で使えない理由");
        }
        let page = changes_email(&mut hers, "taro@example.jp", PASSWORD).await;
        page.says("60分ほど待ってから");
    })
    .await;
}

#[tokio::test]
async fn a_change_of_address_waits_a_day_and_does_not_outlive_a_new_password() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        changes_email(&mut member, NEW, PASSWORD).await;
        let first = app.mail_to(NEW).await.token();
        changes_email(&mut member, "newer@example.jp", PASSWORD).await;
        let second = app.mail_to("newer@example.jp").await.token();
        changes_password(&mut member, PASSWORD, "sakura3yama").await;
        for token in [first, second] {
            let page = member.fills::<ConfirmEmail>(&[("token", &token)]).await;
            page.is("このURLはもう使えません");
        }
        changes_email(&mut member, NEW, "sakura3yama").await;
        let third = app.mail_to(NEW).await.token();
        app.wait(DAY);
        let page = member.fills::<ConfirmEmail>(&[("token", &third)]).await;
        page.is("このURLはもう使えません");
        assert_eq!(app.count("account", "email = 'hanako@example.jp'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn another_password_ends_every_other_session() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut elsewhere = app.browser();
        elsewhere.logs_in(EMAIL, PASSWORD).await;
        for (current, new) in [
            ("", "sakura3yama"),
            ("wrong9pass", "sakura3yama"),
            (PASSWORD, ""),
            (PASSWORD, "a1"),
            (PASSWORD, "password1"),
            (PASSWORD, "19800131a"),
            (PASSWORD, PASSWORD),
            (PASSWORD, "ｍｉｄｏｒｉ７ｋａｚｅ"),
        ] {
            let page = changes_password(&mut member, current, new).await;
            assert_eq!(page.path, "/mypage/profile/password", "{new}");
            assert_eq!(page.errors().len(), 1, "{current} {new}");
        }
        assert_eq!(
            changes_password(&mut member, PASSWORD, PASSWORD)
                .await
                .errors(),
            ["新しいパスワードが今と同じです。変えるものを入力してください"]
        );
        let page = changes_password(&mut member, "wrong9pass", "wrong9pass").await;
        assert_eq!(page.errors().len(), 1, "only the present one is wrong");
        assert!(elsewhere.is_logged_in().await);
        let page = changes_password(&mut member, PASSWORD, "ｓａｋｕｒａ３ｙａｍａ").await;
        page.says("変更を保存しました。");
        assert!(member.is_logged_in().await);
        assert!(!elsewhere.is_logged_in().await);
        assert_eq!(elsewhere.logs_in(EMAIL, PASSWORD).await.path, "/login");
        assert_eq!(
            elsewhere.logs_in(EMAIL, "sakura3yama").await.path,
            "/mypage"
        );
        assert!(app.mail_to(EMAIL).await.0.subject.contains("パスワード"));
    })
    .await;
}

#[tokio::test]
async fn guesses_at_the_current_password_are_slowed_down() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        for _ in 0..6 {
            changes_password(&mut member, "wrong9pass", "sakura3yama").await;
        }
        // one count for all the pages that ask
        changes_email(&mut member, NEW, PASSWORD)
            .await
            .says("10秒ほど待ってから");
        withdraws(&mut member, "yes", PASSWORD)
            .await
            .says("10秒ほど待ってから");
        app.wait(20 * 60_000);
        changes_password(&mut member, PASSWORD, "sakura3yama")
            .await
            .says("変更を保存しました。");
    })
    .await;
}

/// Everything the database holds, as text: on SQLite the bytes of its files, deleted pages and log included.
async fn everything(app: &TestApp) -> String {
    app.state.db.scrub().await.unwrap();
    if let Some(file) = app.database.url.strip_prefix("sqlite://") {
        let mut bytes = fs::read(file).unwrap();
        bytes.extend(fs::read(format!("{file}-wal")).unwrap_or_default());
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let reader = app.state.db.reader();
    let ask = |sql: String| sea_orm::Statement::from_string(reader.get_database_backend(), sql);
    let tables =
        ask("SELECT tablename AS text FROM pg_tables WHERE schemaname = current_schema()".into());
    let mut all = String::new();
    for table in reader.query_all_raw(tables).await.unwrap() {
        let table: String = table.try_get("", "text").unwrap();
        let rows = ask(format!("SELECT CAST(t AS TEXT) AS text FROM {table} t"));
        for row in reader.query_all_raw(rows).await.unwrap() {
            let row: String = row.try_get("", "text").unwrap();
            all.push_str(&row);
        }
    }
    all
}

#[tokio::test]
async fn who_leaves_leaves_no_trace_but_the_roster() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        // as many traces as one can leave
        changes_email(&mut member, NEW, PASSWORD).await;
        changes_email(&mut member, "hanako@", PASSWORD).await;
        let mut second = app.browser();
        second.registers(&hanako()).await;
        second
            .answers(&crate::domain::registration::AccountForm {
                password: String::new(),
                ..hanako()
            })
            .await;
        app.browser()
            .fills::<crate::api::session::AskReset>(&[("form[email]", EMAIL)])
            .await;
        app.mails_to(EMAIL).await;
        let before = everything(&app).await;
        assert!(before.contains(EMAIL) && before.contains(NEW) && before.contains("$argon2id$"));

        for (understood, password) in [("", PASSWORD), ("on", "wrong9pass")] {
            let page = withdraws(&mut member, understood, password).await;
            assert_eq!(
                (page.path.as_str(), page.errors().len()),
                ("/mypage/withdraw", 1)
            );
            let ticked = !understood.is_empty();
            assert_eq!(page.is_ticked("understood"), ticked, "the tick stays");
        }
        withdraws(&mut member, "yes", PASSWORD)
            .await
            .is("退会の手続きが終わりました");
        assert_eq!(member.cookie("__Host-session"), None);
        assert!(!member.is_logged_in().await);
        let last = app.mail_to(EMAIL).await;
        assert_eq!(last.0.subject, "マイページの退会手続きが完了しました");

        for table in [
            "account",
            "session",
            "known_device",
            "newsletter_choice",
            "consent",
            "registration",
            "registration_draft",
            "password_reset",
            "email_change",
        ] {
            assert_eq!(app.count(table, "TRUE").await, 0, "{table}");
        }
        let after = everything(&app).await;
        for trace in [EMAIL, NEW, "$argon2id$"] {
            assert!(!after.contains(trace), "{trace} is left");
        }
        assert!(after.contains("ソラノ ハナコ"), "the roster stays, by law");
        let page = app.browser().logs_in(EMAIL, PASSWORD).await;
        assert_eq!(page.path, "/login");
    })
    .await;
}

#[tokio::test]
async fn who_left_can_come_back_and_finds_nothing_of_before() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        member.fills::<SaveNewsletters>(&[]).await;
        withdraws(&mut member, "yes", PASSWORD).await;
        app.wait(HOUR);
        let mut browser = app.browser();
        browser
            .registers(&hanako())
            .await
            .is("確認のメールをお送りしました");
        let mail = app.mail_to(EMAIL).await;
        browser.completes(&mail).await.is("登録が完了しました");
        browser
            .logs_in(EMAIL, PASSWORD)
            .await
            .says("8種類のうち8種類を受け取っています");
        assert_eq!(app.count("consent", "NOT given").await, 0);
    })
    .await;
}

//! Registering again over HTTP: what overwrites a password, who has to agree, and what nobody can do with a number and a birth date
//! alone (SECURITY §2.2, row by row).

use super::{
    app::{TestApp, on_each},
    browser::Browser,
    people::{hanako, taro},
};
use crate::{
    api::{
        mypage::{ChangeEmail, ChangePassword, ConfirmEmail},
        registration::{Complete, ConfirmCode, CorrectAddress, Decide, Resend, SpendCode},
        session::{AskReset, SetPassword},
    },
    domain::{
        registration::AccountForm,
        symbol_number::{Branch, Number, Symbol},
    },
    server::{
        clock::{DAY, HOUR},
        member_code::{Wanted, issue},
        passwords::nfkc,
    },
};

const DONE: &str = "登録が完了しました";
const WAITING: &str = "これまでのアドレスの承認を待っています";
const OLD: &str = "このURLは新しいものに替わりました";
const REJECTED: &str = "この登録は取りやめになりました";
const APPROVED: &str = "承認しました";
const OVER: &str = "この確認は終わっています";
const NEW_PASSWORD: &str = "sakura3yama";

/// 花子 again, with another password.
fn again() -> AccountForm {
    AccountForm {
        password: NEW_PASSWORD.into(),
        ..hanako()
    }
}

/// The same from another address.
fn elsewhere() -> AccountForm {
    AccountForm {
        email: "new@example.jp".into(),
        ..again()
    }
}

/// Whether address and password open マイページ, in a browser of their own.
async fn opens(app: &TestApp, email: &str, password: &str) -> bool {
    app.browser().logs_in(email, password).await.path == "/mypage"
}

async fn nothing_has_changed(app: &TestApp, member: &mut Browser) {
    assert!(member.is_logged_in().await);
    assert!(opens(app, "hanako@example.jp", "midori7kaze").await);
    assert!(!opens(app, "new@example.jp", NEW_PASSWORD).await);
    assert_eq!(app.count("account", "email = 'hanako@example.jp'").await, 1);
}

async fn everything_has_changed(app: &TestApp, member: &mut Browser) {
    assert!(!member.is_logged_in().await, "every session has ended");
    assert!(!opens(app, "hanako@example.jp", "midori7kaze").await);
    assert!(opens(app, "new@example.jp", NEW_PASSWORD).await);
    assert_eq!(app.count("account", "TRUE").await, 1);
    let last = app.mail_to("hanako@example.jp").await.0;
    assert_eq!(last.subject, "マイページのメールアドレスが変わりました");
}

async fn decides(browser: &mut Browser, token: &str, decision: &str) -> super::browser::Page {
    browser
        .fills::<Decide>(&[("token", token), ("decision", decision)])
        .await
}

#[tokio::test]
async fn the_same_address_overwrites_the_password_when_it_is_confirmed() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut browser = app.browser();
        browser.registers(&again()).await;
        assert!(member.is_logged_in().await);
        assert!(!opens(&app, "hanako@example.jp", NEW_PASSWORD).await);
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "マイページ登録手続き");
        browser.completes(&mail).await.is(DONE);
        assert!(!member.is_logged_in().await, "every session has ended");
        assert!(!opens(&app, "hanako@example.jp", "midori7kaze").await);
        assert!(opens(&app, "hanako@example.jp", NEW_PASSWORD).await);
        assert_eq!(app.count("account", "TRUE").await, 1);
        let mails = app.mails_to("hanako@example.jp").await;
        assert_eq!(
            mails.len(),
            4,
            "twice to confirm, twice that it is done; nobody had to approve"
        );
        assert!(mails[3].text.contains("パスワード"));
    })
    .await;
}

#[tokio::test]
async fn another_address_waits_for_the_old_ones_approval() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut browser = app.browser();
        browser
            .registers(&elsewhere())
            .await
            .says("これまでのアドレスにも確認のメールをお送りしました");
        let approval = app.mail_to("hanako@example.jp").await;
        let mail = app.mail_to("new@example.jp").await;
        browser.opens(&mail.link()).await.is("登録を完了します");
        let page = browser
            .fills::<Complete>(&[("form[token]", &mail.token())])
            .await;
        page.is(WAITING);
        for path in ["/register/sent", "/register/waiting"] {
            browser.opens(path).await.is(WAITING);
        }
        browser.opens(&mail.link()).await.is(WAITING);
        nothing_has_changed(&app, &mut member).await;

        let mut old = app.browser();
        let page = old.opens(&approval.link()).await;
        page.is("メールアドレスの変更を承認しますか");
        assert!(
            !page.text().contains("new@example.jp"),
            "the new address is masked"
        );
        decides(&mut old, &approval.token(), "perhaps")
            .await
            .is("メールアドレスの変更を承認しますか");
        nothing_has_changed(&app, &mut member).await;
        let page = decides(&mut old, &approval.token(), "approve").await;
        page.is(APPROVED).says("切り替わりました");
        assert!(!page.text().contains("確認が済みしだい"));
        browser.opens("/register/waiting").await.is(DONE);
        browser.opens(&mail.link()).await.is(DONE);
        old.opens(&approval.link()).await.is(APPROVED);
        decides(&mut old, &approval.token(), "reject")
            .await
            .is(APPROVED);
        everything_has_changed(&app, &mut member).await;
    })
    .await;
}

#[tokio::test]
async fn approved_first_and_confirmed_then() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut browser = app.browser();
        browser.registers(&elsewhere()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        decides(&mut app.browser(), &token, "approve")
            .await
            .is(APPROVED)
            .says("確認が済みしだい");
        nothing_has_changed(&app, &mut member).await;
        let code = app.mail_to("new@example.jp").await.code();
        browser
            .fills::<ConfirmCode>(&[("code", &code)])
            .await
            .is(DONE);
        everything_has_changed(&app, &mut member).await;
    })
    .await;
}

#[tokio::test]
async fn a_refusal_freezes_for_thirty_days_and_is_recorded() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut browser = app.browser();
        browser.registers(&elsewhere()).await;
        let approval = app.mail_to("hanako@example.jp").await;
        let mail = app.mail_to("new@example.jp").await;
        browser
            .fills::<Complete>(&[("form[token]", &mail.token())])
            .await
            .is(WAITING);
        let mut old = app.browser();
        decides(&mut old, &approval.token(), "reject")
            .await
            .is("拒否しました");
        decides(&mut old, &approval.token(), "approve")
            .await
            .is("拒否しました");
        for path in [mail.link().as_str(), "/register/sent", "/register/waiting"] {
            browser.opens(path).await.is(REJECTED);
        }
        browser.fills::<Resend>(&[]).await.is(REJECTED);
        nothing_has_changed(&app, &mut member).await;
        assert_eq!(
            app.count("staff_event", "kind = 'registration-rejected'")
                .await,
            1
        );

        // from another address not any more, and that is said at the first step
        app.wait(29 * DAY);
        let page = app.browser().answers(&elsewhere()).await;
        assert_eq!(page.path, "/register/ineligible/paused");
        page.is("ただいま、この方の登録を受け付けていません");
        // from the same address it goes on, but not by correcting it afterwards
        let mut owner = app.browser();
        owner.registers(&again()).await;
        let page = owner
            .fills::<CorrectAddress>(&[("email", "new@example.jp")])
            .await;
        assert_eq!(page.errors().len(), 1);
        assert_eq!(app.mails_to("new@example.jp").await.len(), 1);
        let mail = app.mail_to("hanako@example.jp").await;
        owner.completes(&mail).await.is(DONE);
        // and after the thirty days again
        app.wait(DAY);
        assert_eq!(
            app.browser().registers(&elsewhere()).await.path,
            "/register/sent"
        );
    })
    .await;
}

#[tokio::test]
async fn looking_at_the_approval_changes_nothing() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        app.browser().registers(&elsewhere()).await;
        let approval = app.mail_to("hanako@example.jp").await;
        let mut scanner = app.browser();
        for method in [axum::http::Method::GET, axum::http::Method::HEAD] {
            let answer = scanner.ask(method, &approval.link()).await;
            assert_eq!(answer.status, 200);
        }
        assert_eq!(
            app.count("registration", "approved_at IS NULL AND ended_at IS NULL")
                .await,
            1
        );
        nothing_has_changed(&app, &mut member).await;
        app.wait(72 * HOUR);
        scanner.opens(&approval.link()).await.is(OVER);
        decides(&mut scanner, &approval.token(), "approve")
            .await
            .is(OVER);
        assert!(!opens(&app, "new@example.jp", NEW_PASSWORD).await);
    })
    .await;
}

async fn code_of(app: &TestApp, branch: &str) -> String {
    let wanted = Wanted {
        symbol: Symbol::parse("12", &nfkc).unwrap(),
        number: Number::parse("345", &nfkc).unwrap(),
        branch: Some(Branch::parse(branch, &nfkc).unwrap()),
        birth_date: None,
    };
    let state = &app.state;
    let issued = issue(
        &state.db,
        &state.keys,
        &state.chance,
        state.clock.now(),
        &wanted,
    )
    .await;
    issued.unwrap().code.as_str().to_owned()
}

#[tokio::test]
async fn the_societys_code_stands_in_for_the_old_address() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let his = code_of(&app, "01").await;
        let hers = code_of(&app, "00").await;
        let mut browser = app.browser();
        browser.registers(&elsewhere()).await;
        // it proves who, not that the new address is right
        browser.fills::<SpendCode>(&[("code", &hers)]).await;
        nothing_has_changed(&app, &mut member).await;
        let mail = app.mail_to("new@example.jp").await;
        browser
            .fills::<Complete>(&[("form[token]", &mail.token())])
            .await
            .is(WAITING);
        for wrong in ["", "ABCD", "ABCD-2345-EFGH", his.as_str()] {
            let page = browser.fills::<SpendCode>(&[("code", wrong)]).await;
            page.is(WAITING);
            assert_eq!(page.errors().len(), 1, "{wrong}");
        }
        nothing_has_changed(&app, &mut member).await;
        let small = hers.to_lowercase();
        let typed = format!("{} {}-{}", &small[..4], &small[4..8], &small[8..]);
        browser
            .fills::<SpendCode>(&[("code", &typed)])
            .await
            .is(DONE);
        everything_has_changed(&app, &mut member).await;
        assert_eq!(app.count("registration", "approved_by = 'code'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_code_is_taken_behind_the_link_in_another_browser_too() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let code = code_of(&app, "00").await;
        app.browser().registers(&elsewhere()).await;
        let mail = app.mail_to("new@example.jp").await;
        let token = mail.token();
        let mut phone = app.browser();
        let proof = [
            ("form[token]", token.as_str()),
            ("form[password]", NEW_PASSWORD),
        ];
        phone.fills::<Complete>(&proof).await.is(WAITING);
        let wrong = [("token", token.as_str()), ("code", "ABCD-2345-EFGH")];
        let page = phone.fills::<SpendCode>(&wrong).await;
        assert_eq!(page.errors().len(), 1);
        let right = [("token", token.as_str()), ("code", code.as_str())];
        phone.fills::<SpendCode>(&right).await.is(DONE);
        everything_has_changed(&app, &mut member).await;
    })
    .await;
}

#[tokio::test]
async fn guesses_at_the_code_are_slowed_down() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let code = code_of(&app, "00").await;
        let mut browser = app.browser();
        browser.registers(&elsewhere()).await;
        let mail = app.mail_to("new@example.jp").await;
        browser
            .fills::<Complete>(&[("form[token]", &mail.token())])
            .await
            .is(WAITING);
        let page = browser.fills::<SpendCode>(&[("code", "aaaa")]).await;
        page.is(WAITING);
        assert!(
            page.errors()[0].starts_with("登録コードは12文字です"),
            "{:?}",
            page.errors()
        );
        for _ in 0..6 {
            browser
                .fills::<SpendCode>(&[("code", "ABCD-2345-EFGH")])
                .await;
        }
        let page = browser.fills::<SpendCode>(&[("code", &code)]).await;
        page.is(WAITING).says("10秒ほど待ってから");
        app.wait(HOUR);
        browser
            .fills::<SpendCode>(&[("code", &code)])
            .await
            .is(DONE);
    })
    .await;
}

#[tokio::test]
async fn a_later_attempt_supersedes_an_earlier_one() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut attacker = app.browser();
        attacker.registers(&elsewhere()).await;
        let approval = app.mail_to("hanako@example.jp").await;
        let mail = app.mail_to("new@example.jp").await;
        let mut owner = app.browser();
        owner.registers(&again()).await;
        attacker.opens(&mail.link()).await.is(OLD);
        attacker
            .fills::<Complete>(&[("form[token]", &mail.token())])
            .await
            .is(OLD);
        attacker.opens("/register/waiting").await.is(OLD);
        decides(&mut app.browser(), &approval.token(), "approve")
            .await
            .is(OVER);
        nothing_has_changed(&app, &mut member).await;
        let mail = app.mail_to("hanako@example.jp").await;
        owner.completes(&mail).await.is(DONE);
        assert!(opens(&app, "hanako@example.jp", NEW_PASSWORD).await);
    })
    .await;
}

#[tokio::test]
async fn nobody_can_plant_a_password_on_somebody_elses_mail() {
    on_each(|app| async move {
        // knows her number, name, birth date and address; she opens the mail that comes of it
        app.browser().registers(&again()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let mut hers = app.browser();
        let proof = [
            ("form[token]", token.as_str()),
            ("form[birth_date]", "1980-01-31"),
            ("form[new_password]", "midori7kaze"),
        ];
        hers.fills::<Complete>(&proof).await.is(DONE);
        assert!(!opens(&app, "hanako@example.jp", NEW_PASSWORD).await);
        assert!(opens(&app, "hanako@example.jp", "midori7kaze").await);
    })
    .await;
}

#[tokio::test]
async fn whether_there_is_an_account_is_not_to_be_seen() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let text = async |form: &AccountForm| {
            let mut browser = app.browser();
            browser.answers(form).await;
            browser.ticks(&["checkup"]).await.text()
        };
        let with = text(&AccountForm {
            email: "x@example.jp".into(),
            ..hanako()
        })
        .await;
        let without = text(&AccountForm {
            email: "x@example.jp".into(),
            ..taro()
        })
        .await;
        let person = [
            "ソラノ ハナコ",
            "ソラノ タロウ",
            "1980年1月31日",
            "1979年5月5日",
            "昭和55年1月31日",
            "昭和54年5月5日",
        ];
        let bare = |text: String| person.iter().fold(text, |text, own| text.replace(own, ""));
        assert_eq!(bare(with), bare(without));
    })
    .await;
}

#[tokio::test]
async fn the_old_address_is_not_flooded() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        app.wait(HOUR);
        let mut browser = app.browser();
        browser.registers(&elsewhere()).await;
        for number in 0..6 {
            let email = format!("new{number}@example.jp");
            browser.fills::<CorrectAddress>(&[("email", &email)]).await;
        }
        let mails = app.mails_to("hanako@example.jp").await;
        assert_eq!(mails.len(), 2 + 3, "three an hour");
    })
    .await;
}

#[tokio::test]
async fn a_registration_left_open_cannot_bring_an_old_address_back() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut attacker = app.browser();
        attacker.registers(&again()).await;
        let planted = app.mail_to("hanako@example.jp").await;
        let change = [
            ("form[email]", "new@example.jp"),
            ("form[current_password]", "midori7kaze"),
        ];
        member.fills::<ChangeEmail>(&change).await;
        let token = app.mail_to("new@example.jp").await.token();
        member
            .fills::<ConfirmEmail>(&[("token", &token)])
            .await
            .is("メールアドレスを変更しました");
        attacker
            .fills::<Complete>(&[("form[token]", &planted.token())])
            .await
            .is(OLD);
        assert!(opens(&app, "new@example.jp", "midori7kaze").await);
        assert!(!opens(&app, "hanako@example.jp", NEW_PASSWORD).await);
    })
    .await;
}

#[tokio::test]
async fn a_password_set_another_way_ends_what_was_left_open() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut browser = app.browser();
        browser.registers(&again()).await;
        let left = app.mail_to("hanako@example.jp").await;
        let change = [
            ("form[current_password]", "midori7kaze"),
            ("form[password]", "kinomi5tori"),
        ];
        assert_eq!(
            member.fills::<ChangePassword>(&change).await.path,
            "/mypage/profile?saved=1"
        );
        browser
            .fills::<Complete>(&[("form[token]", &left.token())])
            .await
            .is(OLD);
        assert!(opens(&app, "hanako@example.jp", "kinomi5tori").await);

        app.wait(HOUR);
        browser.registers(&again()).await;
        let left = app.mail_to("hanako@example.jp").await;
        browser
            .fills::<AskReset>(&[("form[email]", "hanako@example.jp")])
            .await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let set = [
            ("form[token]", token.as_str()),
            ("form[password]", "asagiri2hana"),
        ];
        browser
            .fills::<SetPassword>(&set)
            .await
            .is("パスワードを設定しました");
        browser
            .fills::<Complete>(&[("form[token]", &left.token())])
            .await
            .is(OLD);
        assert!(opens(&app, "hanako@example.jp", "asagiri2hana").await);
    })
    .await;
}

#[tokio::test]
async fn categories_chosen_again_are_kept_with_a_record() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let mut browser = app.browser();
        browser.answers(&again()).await;
        browser.ticks(&["checkup"]).await;
        browser.agrees().await;
        assert_eq!(
            app.count("newsletter_choice", "wanted").await,
            8,
            "not before it is confirmed"
        );
        let mail = app.mail_to("hanako@example.jp").await;
        browser.completes(&mail).await.is(DONE);
        assert_eq!(app.count("newsletter_choice", "wanted").await, 2);
        assert_eq!(
            app.count("consent", "subject LIKE 'newsletter:%' AND given")
                .await,
            8
        );
        assert_eq!(
            app.count("consent", "subject LIKE 'newsletter:%' AND NOT given")
                .await,
            6
        );
        assert_eq!(app.count("consent", "subject = 'terms'").await, 2);
    })
    .await;
}

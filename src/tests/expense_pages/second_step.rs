//! Nothing without the second step; the code and its limits; the end.

use axum::http::Method;

use crate::{
    api::{
        expense::{
            CheckExpensesCode, ChooseFamilyView, LoadExpenses, LoadExpensesFamily, ObjectToFamily,
            SendExpensesCode,
        },
        mypage::{ChangeEmail, ConfirmEmail},
        session::Logout,
    },
    server::clock::{DAY, HOUR, MINUTE},
    tests::{
        app::{TestApp, on_each},
        browser::{Browser, Page, location},
        expense_world::{HANAKO, HER_MAIL, HIS_MAIL, bill, changes, publish},
        people::{hanako, taro},
    },
};

const VERIFY: &str = "ご本人であることを確かめます";
const FAMILY: &str = "ご家族の分の表示について";
const PATHS: [&str; 4] = [
    "/expenses",
    "/expenses?year=2026",
    "/expenses?year=2026&person=2",
    "/expenses/family",
];

async fn sends(browser: &mut Browser) -> Page {
    browser.fills::<SendExpensesCode>(&[]).await
}

async fn types(browser: &mut Browser, code: &str) -> Page {
    browser
        .fills::<CheckExpensesCode>(&[("code", code), ("next", "/expenses/family")])
        .await
}

/// Another code than this one.
fn wrong(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

async fn her_code(app: &TestApp) -> String {
    app.mail_to(HER_MAIL).await.code()
}

#[tokio::test]
async fn nothing_is_shown_without_the_second_step() {
    on_each(|app| async move {
        publish(&app, (2026, 8), &[bill(HANAKO, (2026, 4), "A", 3_000)]).await;
        let mut member = app.member(&hanako()).await;
        for path in PATHS {
            let page = member.opens(path).await;
            page.is(VERIFY).says("h***@example.jp");
            assert!(page.path.starts_with("/expenses/verify"), "{}", page.path);
            assert!(!page.html.contains("A医院") && !page.html.contains("3,000"));
            let page = app.browser().opens(path).await;
            assert!(page.path.starts_with("/login"), "{}", page.path);
        }
        let page = member.opens(PATHS[2]).await;
        assert!(
            page.html
                .contains("value=\"/expenses?year=2026&amp;person=2\"")
        );
        // the functions behind the pages, and what changes something
        let fields = [("year", "2026"), ("person", ""), ("month", "")];
        let answer = member.posts::<LoadExpenses>(&fields).await;
        assert!(!answer.body.contains("A医院"), "{}", answer.body);
        let answer = member.posts::<LoadExpensesFamily>(&[]).await;
        assert!(!answer.body.contains("opted_out"), "{}", answer.body);
        for show in ["family", "own"] {
            let page = member.fills::<ChooseFamilyView>(&[("show", show)]).await;
            page.is(VERIFY);
        }
        member
            .fills::<ObjectToFamily>(&[("own", "hide")])
            .await
            .is(VERIFY);
        assert_eq!(app.count("expense_sharing", "TRUE").await, 0);
        let subjects = "subject LIKE 'expense:%'";
        assert_eq!(app.count("consent", subjects).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_code_opens_for_a_quarter_of_an_hour() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mails = app.mails_to(HER_MAIL).await.len();
        for _ in 0..3 {
            member.opens("/expenses/verify").await.is(VERIFY);
        }
        assert_eq!(
            app.mails_to(HER_MAIL).await.len(),
            mails,
            "looking sends nothing"
        );
        let page = sends(&mut member).await;
        page.is(VERIFY).says("12:10まで使えます");
        let letter = app.mail_to(HER_MAIL).await;
        assert_eq!(letter.0.subject, "確認コードのお知らせ");
        let code = letter.code();
        // as it may be typed on a phone
        let (head, tail) = code.split_at(3);
        let page = types(&mut member, &format!(" {head}-{tail} ")).await;
        page.is(FAMILY);
        assert_eq!(app.count("session_code", "TRUE").await, 0, "it is spent");
        app.wait(14 * MINUTE + 59_000);
        member.opens("/expenses/family").await.is(FAMILY);
        assert_eq!(
            member
                .opens("/expenses/verify?next=/expenses/family")
                .await
                .path,
            "/expenses/family",
            "there is nothing to show twice"
        );
        app.wait(1_000);
        let page = member.opens("/expenses/family").await;
        page.is(VERIFY);
        assert_eq!(page.path, "/expenses/verify?next=/expenses/family");
        types(&mut member, &code).await.is(VERIFY);
        member.opens("/expenses/family").await.is(VERIFY);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_guessed_five_times_at_most() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        sends(&mut member).await;
        let code = her_code(&app).await;
        let page = types(&mut member, "12a").await;
        assert_eq!(page.errors(), ["確認コードは6けたの数字で入力してください"]);
        let page = types(&mut member, "").await;
        assert_eq!(page.errors(), ["確認コードを入力してください"]);
        for _ in 0..4 {
            let page = types(&mut member, &wrong(&code)).await;
            assert_eq!(page.errors().len(), 1);
            page.is(VERIFY).says("確認コードが違います");
        }
        let page = types(&mut member, &wrong(&code)).await;
        page.is(VERIFY).says("このコードは使えなくなりました");
        assert!(page.errors().is_empty());
        types(&mut member, &code).await.is(VERIFY);
        member.opens("/expenses/family").await.is(VERIFY);
        sends(&mut member).await.says("確認コードをお送りしました");
        let next = her_code(&app).await;
        types(&mut member, &code).await.is(VERIFY);
        types(&mut member, &next).await.is(FAMILY);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_of_one_session_and_ten_minutes() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut phone = app.browser();
        phone.logs_in(HER_MAIL, &hanako().password).await;
        let mut his = app.member(&taro()).await;
        sends(&mut member).await;
        let code = her_code(&app).await;
        for other in [&mut phone, &mut his] {
            types(other, &code).await.is(VERIFY);
            other.opens("/expenses/family").await.is(VERIFY);
        }
        app.wait(10 * MINUTE);
        let page = types(&mut member, &code).await;
        page.is(VERIFY).says("期限が過ぎました");
        sends(&mut member).await;
        let code = her_code(&app).await;
        types(&mut member, &code).await.is(FAMILY);
        phone.opens("/expenses/family").await.is(VERIFY);
        // with the session goes what was shown in it
        member.fills::<Logout>(&[]).await;
        assert_eq!(app.count("session", "proven_at IS NOT NULL").await, 0);
        member.logs_in(HER_MAIL, &hanako().password).await;
        member.opens("/expenses/family").await.is(VERIFY);
        assert_eq!(app.mails_to(HIS_MAIL).await.len(), 2, "he was sent none");
    })
    .await;
}

#[tokio::test]
async fn codes_are_not_sent_without_end() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let mut sent = 0;
        loop {
            let page = sends(&mut member).await;
            page.is(VERIFY);
            if !page.errors().is_empty() {
                page.says("ほど待ってから");
                break;
            }
            sent += 1;
            assert!(sent < 10);
        }
        assert!(sent > 0);
        // the last one still opens
        let code = her_code(&app).await;
        types(&mut member, &code).await.is(FAMILY);
        app.wait(HOUR);
        member.logs_in(HER_MAIL, &hanako().password).await;
        sends(&mut member).await.says("確認コードをお送りしました");
    })
    .await;
}

#[tokio::test]
async fn the_way_on_is_one_of_this_site() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        sends(&mut member).await;
        let code = her_code(&app).await;
        let fields = [("code", code.as_str()), ("next", "//evil.example/expenses")];
        let answer = member.posts::<CheckExpensesCode>(&fields).await;
        assert_eq!(location(&answer).unwrap(), "/expenses");
        let answer = member
            .ask(Method::GET, "/expenses/verify?next=https://evil.example/")
            .await;
        assert_eq!(location(&answer).unwrap(), "/expenses");
    })
    .await;
}

#[tokio::test]
async fn who_lost_the_qualification_looks_until_the_season_ends() {
    on_each(|app| async move {
        publish(&app, (2026, 8), &[bill(HANAKO, (2026, 4), "A", 3_000)]).await;
        let mut member = app.member(&hanako()).await;
        assert_eq!(
            member.opens("/expenses/over").await.path,
            "/expenses/verify"
        );
        let lost =
            |day: &str| format!("UPDATE person SET lost_on = '{day}' WHERE name = '{HANAKO}'");
        changes(&app, &lost("2026-11-01")).await;
        member
            .first_visit(&app, HER_MAIL, "own")
            .await
            .says("2027年3月15日までご覧になれます")
            .says("A医院");
        changes(&app, &lost("2025-11-01")).await;
        for path in PATHS.into_iter().chain(["/expenses/verify"]) {
            let page = member.opens(path).await;
            page.is("医療費のお知らせの表示は終わりました")
                .says("表示の期限：2026年3月16日")
                .says("03-0000-0014");
            assert_eq!(page.path, "/expenses/over");
            assert!(!page.html.contains("A医院"));
        }
        let page = member.fills::<ObjectToFamily>(&[("own", "hide")]).await;
        assert_eq!(page.path, "/expenses/over");
        assert_eq!(
            app.count("expense_sharing", "opted_out_at IS NOT NULL")
                .await,
            0
        );
        let page = app.browser().opens("/expenses/over").await;
        assert!(page.path.starts_with("/login"));
    })
    .await;
}

#[tokio::test]
async fn a_password_alone_does_not_open_by_way_of_another_address() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        // somebody who knows the password, and nothing else
        let mut thief = app.browser();
        thief.logs_in(HER_MAIL, &hanako().password).await;
        let fields = [
            ("form[email]", "thief@example.jp"),
            ("form[current_password]", &hanako().password),
        ];
        thief.fills::<ChangeEmail>(&fields).await;
        let token = app.mail_to("thief@example.jp").await.token();
        thief.fills::<ConfirmEmail>(&[("token", &token)]).await;
        let page = sends(&mut thief).await;
        page.is(VERIFY)
            .says("2026年11月26日 12:00から、お送りできます");
        assert_eq!(app.mails_to("thief@example.jp").await.len(), 1);
        app.wait(3 * DAY);
        thief.logs_in("thief@example.jp", &hanako().password).await;
        sends(&mut thief).await.says("確認コードをお送りしました");
    })
    .await;
}

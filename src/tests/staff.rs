//! 職員のログイン over HTTP: two factors, codes that open once, guessing slowed down, sessions and their ends.

use axum::http::StatusCode;

use super::{
    app::{TestApp, on_each},
    clerk::{Clerk, PASSWORD},
    people::hanako,
};
use crate::{
    api::staff::{ChangeOwnPassword, SignIn, SignOut},
    domain::{
        staff::{Login, Role},
        totp::STEP_MS,
    },
    server::{
        clock::{DAY, HOUR, MINUTE},
        jobs::sweep::sweep,
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

#[tokio::test]
async fn who_types_nothing_is_asked_to() {
    on_each(|app| async move {
        let mut clerk = app.new_staff(Role::Clerk).await;
        let page = clerk
            .fills::<SignIn>(&[("form[login]", ""), ("form[password]", "")])
            .await;
        assert_eq!(
            page.errors(),
            [
                "ログインIDを入力してください",
                "パスワードを入力してください"
            ]
        );
        assert!(!page.text().contains(WRONG), "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn the_console_is_for_who_is_signed_in_to_the_end() {
    on_each(|app| async move {
        let mut clerk = app.new_staff(Role::Manager).await;
        for page in [
            "/staff",
            "/staff/audit",
            "/staff/password",
            "/staff/verify",
            "/staff/enrol",
        ] {
            let page = clerk.opens(page).await;
            page.is("職員のログイン");
            assert!(page.path.starts_with("/staff/login"), "{}", page.path);
        }
        // a password alone opens nothing but the way on
        clerk.signs_in(PASSWORD).await;
        for page in ["/staff", "/staff/audit", "/staff/password", "/staff/verify"] {
            let page = clerk.opens(page).await;
            page.is("認証アプリを登録してください");
            assert!(!page.html.contains("操作の記録"));
        }
        clerk.enrols().await.is("概要");
        for page in ["/staff/verify", "/staff/enrol"] {
            clerk.opens(page).await.is("概要");
        }
    })
    .await;
}

#[tokio::test]
async fn the_way_leads_back_to_the_page_that_was_asked_for() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Auditor).await;
        clerk.posts::<SignOut>(&[]).await;
        app.wait(STEP_MS);
        let page = clerk.opens("/staff/audit").await;
        assert_eq!(page.path, "/staff/login?next=/staff/audit");
        let next = ("form[next]", "/staff/audit");
        let login = clerk.login.clone();
        let typed = [
            ("form[login]", login.as_str()),
            ("form[password]", PASSWORD),
            next,
        ];
        let page = clerk.fills::<crate::api::staff::SignIn>(&typed).await;
        assert_eq!(page.path, "/staff/verify?next=/staff/audit");
        assert!(page.html.contains("value=\"/staff/audit\""));
        let wrong = [("form[code]", "12"), next];
        let page = clerk.fills::<crate::api::staff::Verify>(&wrong).await;
        assert_eq!(page.path, "/staff/verify?next=/staff/audit");
        let code = clerk.code();
        let typed = [("form[code]", code.as_str()), next];
        let page = clerk.fills::<crate::api::staff::Verify>(&typed).await;
        page.is("操作の記録");
        // nowhere else than to the console
        for elsewhere in ["/mypage", "//evil.example", "https://evil.example/staff/"] {
            clerk.posts::<SignOut>(&[]).await;
            app.wait(STEP_MS);
            clerk.signs_in(PASSWORD).await;
            let code = clerk.code();
            let typed = [("form[code]", code.as_str()), ("form[next]", elsewhere)];
            let page = clerk.fills::<crate::api::staff::Verify>(&typed).await;
            assert_eq!(page.path, "/staff", "{elsewhere}");
        }
    })
    .await;
}

#[tokio::test]
async fn wrong_and_unknown_get_the_same_answer_for_the_same_work() {
    on_each(|app| async move {
        let mut clerk = app.new_staff(Role::Clerk).await;
        let hashes = async |clerk: &mut Clerk, login: &str, password: &str| {
            let before = app.state.hasher.runs();
            clerk.login = login.to_owned();
            let page = clerk.signs_in(password).await;
            page.says(WRONG);
            assert_eq!(page.path, "/staff/login");
            assert_eq!(clerk.cookie(COOKIE), None);
            assert_eq!(page.value("password"), "");
            app.state.hasher.runs() - before
        };
        assert_eq!(hashes(&mut clerk, "clerk", "not-my-password").await, 1);
        assert_eq!(hashes(&mut clerk, "nobody", PASSWORD).await, 1);
        assert_eq!(hashes(&mut clerk, "空野 みどり", PASSWORD).await, 1);
        assert_eq!(app.count("staff_session", "TRUE").await, 0);
        let noted = "action = 'password-refused' AND staff_login = 'clerk'";
        assert_eq!(app.count("staff_audit", noted).await, 1);
        assert_eq!(app.count("staff_audit", "TRUE").await, 1);
        // case and width make no difference
        clerk.login = "ＣＬＥＲＫ".to_owned();
        clerk
            .signs_in(PASSWORD)
            .await
            .is("認証アプリを登録してください");
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_down_where_it_comes_from() {
    on_each(|app| async move {
        let mut clerk = app.new_staff(Role::Clerk).await;
        let mut guesser = clerk_elsewhere(&app, &clerk);
        for _ in 0..4 {
            guesser.signs_in("wrong-wrong-wrong").await.says(WRONG);
        }
        guesser
            .signs_in(PASSWORD)
            .await
            .says("お試しの回数が多いため");
        assert_eq!(guesser.cookie(COOKIE), None);
        // the person at the office is not kept out
        clerk
            .signs_in(PASSWORD)
            .await
            .is("認証アプリを登録してください");
    })
    .await;
}

fn clerk_elsewhere(app: &TestApp, clerk: &Clerk) -> Clerk {
    let mut other = clerk.with_browser(app.browser());
    other.network = [198, 51, 100, 7].into();
    other
}

#[tokio::test]
async fn a_wrong_code_does_not_enrol() {
    on_each(|app| async move {
        let mut clerk = app.new_staff(Role::Clerk).await;
        clerk.signs_in(PASSWORD).await;
        for (code, words) in [
            ("000000", "確認コードが違います"),
            ("", "確認コードを入力してください"),
            ("12ab", "確認コードは6けたの数字で入力してください"),
        ] {
            let page = clerk
                .fills::<crate::api::staff::Enrol>(&[("form[code]", code)])
                .await;
            page.says(words);
            assert_eq!(page.path, "/staff/enrol");
        }
        assert_eq!(app.count("staff", "enrolled_at IS NOT NULL").await, 0);
        assert!(!clerk.is_in().await);
        clerk.enrols().await.is("概要");
        // the secret is shown once, and stored sealed
        assert!(
            !clerk
                .opens("/staff/enrol")
                .await
                .html
                .contains("staff__secret")
        );
        let plain = format!("totp_sealed LIKE '%{}%'", clerk.secret.replace(' ', ""));
        assert_eq!(app.count("staff", &plain).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_code_opens_once() {
    on_each(|app| async move {
        let clerk = app.staff(Role::Clerk).await;
        let mut thief = clerk.with_browser(app.browser());
        thief
            .signs_in(PASSWORD)
            .await
            .is("確認コードを入力してください");
        let seen = thief.code();
        // the very code that was used a moment ago, and the one before it
        for code in [seen.clone(), thief.code_in(-1)] {
            let page = thief.verifies(&code).await;
            page.says("このコードは使い終わっています");
            assert!(!thief.is_in().await);
        }
        app.wait(STEP_MS);
        thief
            .verifies(&seen)
            .await
            .says("このコードは使い終わっています");
        app.wait(STEP_MS);
        thief.verifies(&seen).await.says("確認コードが違います");
        let fresh = thief.code();
        thief.verifies(&fresh).await.is("概要");
    })
    .await;
}

#[tokio::test]
async fn of_two_browsers_one_gets_in_with_a_code() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Clerk).await;
        app.wait(STEP_MS);
        clerk.signs_in(PASSWORD).await;
        let mut other = clerk.with_browser(app.browser());
        other.signs_in(PASSWORD).await;
        let code = clerk.code();
        let (one, two) = tokio::join!(clerk.verifies(&code), other.verifies(&code));
        let inside = [one, two]
            .iter()
            .filter(|page| page.path == "/staff")
            .count();
        assert_eq!(inside, 1);
    })
    .await;
}

#[tokio::test]
async fn codes_are_not_guessed() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Clerk).await;
        app.wait(STEP_MS);
        clerk.signs_in(PASSWORD).await;
        for _ in 0..6 {
            clerk.verifies("000000").await;
        }
        let code = clerk.code();
        clerk.verifies(&code).await.says("お試しの回数が多いため");
        app.wait(MINUTE);
        let code = clerk.code();
        clerk.verifies(&code).await.is("概要");
        let refused = app.count("staff_audit", "action = 'code-refused'").await;
        assert_eq!(refused, 6);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_the_desk_was_left_and_after_a_working_day() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Clerk).await;
        app.wait(29 * MINUTE);
        assert!(clerk.is_in().await);
        app.wait(30 * MINUTE);
        assert!(!clerk.is_in().await);
        clerk.comes_back().await.is("概要");
        for _ in 0..23 {
            app.wait(20 * MINUTE);
            assert!(clerk.is_in().await);
        }
        app.wait(20 * MINUTE);
        assert!(!clerk.is_in().await);
        // half a session waits ten minutes for the code
        clerk.signs_in(PASSWORD).await;
        app.wait(10 * MINUTE);
        clerk.opens("/staff/verify").await.is("職員のログイン");
    })
    .await;
}

#[tokio::test]
async fn both_factors_make_a_new_session() {
    on_each(|app| async move {
        let mut clerk = app.new_staff(Role::Clerk).await;
        let planted = "A".repeat(43);
        clerk.set_cookie(COOKIE, Some(&planted));
        clerk.signs_in(PASSWORD).await;
        let half = clerk.cookie(COOKIE).unwrap().to_owned();
        assert_ne!(half, planted);
        clerk.enrols().await.is("概要");
        assert_ne!(clerk.cookie(COOKIE), Some(half.as_str()));
        let mut before = app.browser();
        before.set_cookie(COOKIE, Some(&half));
        before.opens("/staff").await.is("職員のログイン");
        assert_eq!(app.count("staff_session", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Clerk).await;
        let mut other = clerk.with_browser(app.browser());
        other.comes_back().await.is("概要");
        let change = async |clerk: &mut Clerk, current: &str, new: &str| {
            let fields = [("form[current]", current), ("form[password]", new)];
            clerk.fills::<ChangeOwnPassword>(&fields).await
        };
        for (current, new, words) in [
            ("", "", "現在のパスワードを入力してください"),
            (
                "not-my-password",
                "shizuka-na-mizuumi",
                "現在のパスワードが違います",
            ),
            (PASSWORD, "mizuumi", "12文字以上で"),
            (PASSWORD, PASSWORD, "新しいパスワードが今と同じです"),
            (PASSWORD, "password1234", "見破られやすい"),
        ] {
            let page = change(&mut clerk, current, new).await;
            assert_eq!(page.path, "/staff/password");
            page.says(words);
        }
        assert!(other.is_in().await);
        change(&mut clerk, PASSWORD, "shizuka-na-mizuumi")
            .await
            .is("概要");
        assert!(clerk.is_in().await);
        assert!(!other.is_in().await);
        other.signs_in(PASSWORD).await.says(WRONG);
        other
            .signs_in("shizuka-na-mizuumi")
            .await
            .is("確認コードを入力してください");
    })
    .await;
}

#[tokio::test]
async fn members_are_not_staff_and_staff_are_not_members() {
    on_each(|app| async move {
        let mut member = app.member(&hanako()).await;
        let token = member.cookie("__Host-session").unwrap().to_owned();
        member.set_cookie(COOKIE, Some(&token));
        member.opens("/staff").await.is("職員のログイン");
        assert!(member.is_logged_in().await);
        let mut clerk = app.staff(Role::Manager).await;
        let token = clerk.cookie(COOKIE).unwrap().to_owned();
        clerk.set_cookie("__Host-session", Some(&token));
        assert!(!clerk.is_logged_in().await);
        assert!(clerk.is_in().await);
    })
    .await;
}

/// The command line's office at the application's time.
macro_rules! office {
    ($app:expr) => {
        Office {
            db: &$app.state.db,
            hasher: &$app.state.hasher,
            chance: &$app.state.chance,
            now: $app.state.clock.now(),
        }
    };
}

fn named(login: &str) -> Login {
    Login::parse(login, &nfkc).unwrap()
}

#[tokio::test]
async fn a_start_password_is_replaced_at_once() {
    on_each(|app| async move {
        let login = named("hinata");
        let start = office!(app)
            .add(&login, "日向 葵", Role::Auditor)
            .await
            .unwrap();
        let again = office!(app).add(&login, "日向 葵", Role::Auditor).await;
        assert!(matches!(again, Err(AccountError::Taken)));
        let mut clerk = app.new_staff(Role::Clerk).await.with_browser(app.browser());
        clerk.login = "hinata".to_owned();
        clerk
            .signs_in(&start.password)
            .await
            .is("ご自身のパスワードを決めてください");
        for page in ["/staff", "/staff/enrol", "/staff/verify"] {
            clerk
                .opens(page)
                .await
                .is("ご自身のパスワードを決めてください");
        }
        let fields = [
            ("form[current]", start.password.as_str()),
            ("form[password]", PASSWORD),
        ];
        let page = clerk.fills::<ChangeOwnPassword>(&fields).await;
        page.is("認証アプリを登録してください");
        clerk.enrols().await.is("概要");
        clerk.signs_in(&start.password).await.says(WRONG);
    })
    .await;
}

#[tokio::test]
async fn a_start_password_nobody_uses_becomes_void() {
    on_each(|app| async move {
        let start = office!(app)
            .add(&named("hinata"), "日向 葵", Role::Clerk)
            .await
            .unwrap();
        let mut clerk = app.new_staff(Role::Clerk).await.with_browser(app.browser());
        clerk.login = "hinata".to_owned();
        app.wait(7 * DAY);
        clerk.signs_in(&start.password).await.says(WRONG);
        let start = office!(app).reset(&named("hinata")).await.unwrap();
        clerk
            .signs_in(&start.password)
            .await
            .is("ご自身のパスワードを決めてください");
    })
    .await;
}

#[tokio::test]
async fn a_lost_phone_is_replaced() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Clerk).await;
        let start = office!(app).reset(&named("clerk")).await.unwrap();
        assert!(!clerk.is_in().await, "the sessions have ended");
        clerk.signs_in(PASSWORD).await.says(WRONG);
        clerk.signs_in(&start.password).await;
        let fields = [
            ("form[current]", start.password.as_str()),
            ("form[password]", PASSWORD),
        ];
        clerk.fills::<ChangeOwnPassword>(&fields).await;
        let lost = clerk.secret.clone();
        clerk.enrols().await.is("概要");
        assert_ne!(clerk.secret, lost);
        let nobody = office!(app).reset(&named("nobody")).await;
        assert!(matches!(nobody, Err(AccountError::Nobody)));
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_opens_nothing() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let login = named("manager");
        office!(app).set_disabled(&login, true).await.unwrap();
        assert!(!clerk.is_in().await, "at once");
        clerk.signs_in(PASSWORD).await.says(WRONG);
        office!(app).set_disabled(&login, false).await.unwrap();
        clerk.comes_back().await.is("概要");
        for (action, times) in [("staff-disabled", 1), ("staff-enabled", 1)] {
            let noted = format!("action = '{action}' AND staff_login = 'command line'");
            assert_eq!(app.count("staff_audit", &noted).await, times);
        }
    })
    .await;
}

#[tokio::test]
async fn another_site_cannot_post_for_staff() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let request = axum::http::Request::post("/api/staff/logout")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", "https://evil.example")
            .header("sec-fetch-site", "cross-site");
        let answer = clerk
            .send(request.body(axum::body::Body::empty()).unwrap())
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(clerk.is_in().await);
        app.wait(8 * HOUR);
        assert!(!clerk.is_in().await);
    })
    .await;
}

#[tokio::test]
async fn three_sessions_at_once_and_none_left_behind() {
    on_each(|app| async move {
        let first = app.staff(Role::Clerk).await;
        let mut clerks = vec![first];
        for _ in 0..3 {
            let mut next = clerks[0].with_browser(app.browser());
            next.comes_back().await.is("概要");
            clerks.push(next);
        }
        let mut open = Vec::new();
        for clerk in &mut clerks {
            open.push(clerk.is_in().await);
        }
        assert_eq!(open, [false, true, true, true]);
        // a password alone ends nobody's work
        for _ in 0..4 {
            let mut half = clerks[0].with_browser(app.browser());
            half.signs_in(PASSWORD).await;
        }
        assert!(clerks[3].is_in().await);
        assert_eq!(app.count("staff_session", "TRUE").await, 6);
        app.wait(10 * MINUTE);
        sweep(&app.state.db, app.state.clock.now()).await;
        assert_eq!(app.count("staff_session", "TRUE").await, 3);
        app.wait(30 * MINUTE);
        sweep(&app.state.db, app.state.clock.now()).await;
        assert_eq!(app.count("staff_session", "TRUE").await, 0);
        assert!(app.count("staff_audit", "TRUE").await > 3);
    })
    .await;
}

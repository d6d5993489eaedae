//! ログイン and ログアウト over HTTP: sessions and their ends, guessing slowed down, nothing told about who has an account.

use axum::http::{Method, StatusCode};

use super::{
    app::{TestApp, on_each, on_each_as_set},
    browser::{Browser, Page},
    people::{hanako, taro},
};
use crate::{
    api::session::{Login, Logout},
    server::{
        clock::{HOUR, MINUTE},
        passwords::HasherSettings,
    },
};

const EMAIL: &str = "hanako@example.jp";
const PASSWORD: &str = "midori7kaze";
const WRONG: &str = "メールアドレスかパスワードが違います。入力し直してください";
const SESSION: &str = "__Host-session";

async fn fails(browser: &mut Browser) -> Page {
    browser.logs_in(EMAIL, "wrong9pass").await
}

#[track_caller]
fn is_slowed_down(page: &Page) {
    assert_eq!(page.path, "/login");
    page.says("お試しの回数が多いため");
}

#[tokio::test]
async fn in_and_out() {
    on_each(|app| async move {
        let mut browser = app.member(&hanako()).await;
        assert!(browser.is_logged_in().await);
        let kept = browser.cookie(SESSION).unwrap().to_owned();
        let answer = browser.posts::<Logout>(&[]).await;
        assert_eq!(answer.headers["location"], "/logged-out?left=1");
        assert_eq!(answer.headers["clear-site-data"], "\"cache\"");
        assert_eq!(browser.cookie(SESSION), None);
        assert!(!browser.is_logged_in().await);
        browser.set_cookie(SESSION, Some(&kept));
        assert!(
            !browser.is_logged_in().await,
            "the session itself has ended"
        );
        browser.fills::<Logout>(&[]).await.is("ログアウトしました");
        assert_eq!(app.count("session", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn pages_of_coming_and_going_are_true_for_whoever_opens_them() {
    on_each(|app| async move {
        let mut nobody = app.browser();
        for cold in ["/logout", "/logged-out", "/withdrawn"] {
            assert_eq!(nobody.opens(cold).await.path, "/login", "{cold}");
        }
        let mut member = app.member(&hanako()).await;
        for (path, to) in [
            ("/login", "/mypage"),
            ("/login?next=/mypage/profile", "/mypage/profile"),
            ("/login?next=//evil.example", "/mypage"),
            ("/logged-out?left=1", "/mypage"),
            ("/withdrawn?left=1", "/mypage"),
        ] {
            assert_eq!(member.opens(path).await.path, to, "{path}");
        }
        member.opens("/logout").await.is("ログアウトしますか");
        member.fills::<Logout>(&[]).await.is("ログアウトしました");
        assert_eq!(member.opens("/logout").await.path, "/login");
    })
    .await;
}

#[tokio::test]
async fn own_pages_are_for_who_is_logged_in() {
    on_each(|app| async move {
        let mut browser = app.browser();
        for page in [
            "",
            "/newsletters",
            "/profile",
            "/profile/email",
            "/profile/password",
            "/withdraw",
        ] {
            let page = browser.opens(&["/mypage", page].concat()).await;
            page.is("ログイン");
            assert!(page.path.starts_with("/login"), "{}", page.path);
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    on_each(|app| async move {
        let mut browser = app.member(&hanako()).await;
        for _ in 0..3 {
            app.wait(29 * MINUTE);
            assert!(browser.is_logged_in().await);
        }
        app.wait(30 * MINUTE);
        assert!(!browser.is_logged_in().await);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy() {
    on_each(|app| async move {
        let mut browser = app.member(&hanako()).await;
        for _ in 0..35 {
            app.wait(20 * MINUTE);
            assert!(browser.is_logged_in().await);
        }
        app.wait(20 * MINUTE);
        assert!(!browser.is_logged_in().await);
    })
    .await;
}

#[tokio::test]
async fn every_login_has_a_session_of_its_own() {
    on_each(|app| async move {
        let mut browser = app.member(&hanako()).await;
        let mut before = browser.clone();
        browser.logs_in(EMAIL, PASSWORD).await;
        assert_ne!(browser.cookie(SESSION), before.cookie(SESSION));
        assert!(browser.is_logged_in().await);
        assert!(!before.is_logged_in().await, "the one before has ended");
        // a token brought along is never taken over
        let mut victim = app.browser();
        let planted = "A".repeat(43);
        victim.set_cookie(SESSION, Some(&planted));
        victim.logs_in(EMAIL, PASSWORD).await;
        assert_ne!(victim.cookie(SESSION), Some(planted.as_str()));
    })
    .await;
}

#[tokio::test]
async fn five_sessions_at_once_and_the_oldest_makes_room() {
    on_each(|app| async move {
        let mut browsers = vec![app.member(&hanako()).await];
        for _ in 0..5 {
            app.wait(1);
            let mut browser = app.browser();
            browser.logs_in(EMAIL, PASSWORD).await;
            browsers.push(browser);
        }
        let mut alive = Vec::new();
        for browser in &mut browsers {
            alive.push(browser.is_logged_in().await);
        }
        assert_eq!(alive, [false, true, true, true, true, true]);
    })
    .await;
}

#[tokio::test]
async fn wrong_passwords_wait_longer_and_longer_and_never_for_ever() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let mut guesser = app.browser();
        for _ in 0..3 {
            assert_eq!(fails(&mut guesser).await.errors(), [WRONG]);
        }
        for seconds in [1, 3, 5, 10, 30, 60, 120, 300, 600, 900, 900] {
            assert_eq!(
                fails(&mut guesser).await.errors(),
                [WRONG],
                "before {seconds} s"
            );
            app.wait(seconds * 1000 - 1);
            is_slowed_down(&guesser.logs_in(EMAIL, PASSWORD).await);
            app.wait(1);
        }
        assert_eq!(guesser.logs_in(EMAIL, PASSWORD).await.path, "/mypage");
        // and then it begins anew
        let mut other = app.browser();
        for _ in 0..4 {
            assert_eq!(fails(&mut other).await.errors(), [WRONG]);
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_is_kept_out_of_a_browser_known_to_be_theirs() {
    on_each(|app| async move {
        let mut own = app.member(&hanako()).await;
        own.fills::<Logout>(&[]).await;
        let mut guesser = app.browser();
        for _ in 0..5 {
            fails(&mut guesser).await;
        }
        is_slowed_down(&app.browser().logs_in(EMAIL, PASSWORD).await);
        assert_eq!(own.logs_in(EMAIL, PASSWORD).await.path, "/mypage");
        // the known browser is no way to guess on
        own.fills::<Logout>(&[]).await;
        for _ in 0..4 {
            fails(&mut own).await;
        }
        is_slowed_down(&own.logs_in(EMAIL, PASSWORD).await);
    })
    .await;
}

#[tokio::test]
async fn many_failures_from_one_network_are_slowed_down_gently() {
    on_each_as_set(
        |settings| settings.limits.login_network.free = 5,
        |app| async move {
            app.member(&hanako()).await;
            let mut office = app.browser();
            for number in 0..6 {
                let email = format!("nobody{number}@example.jp");
                office.logs_in(&email, "wrong9pass").await;
            }
            is_slowed_down(&office.logs_in(EMAIL, PASSWORD).await);
            let mut home = app.browser();
            home.network = "2001:db8::1".parse().unwrap();
            assert_eq!(home.logs_in(EMAIL, PASSWORD).await.path, "/mypage");
            app.wait(1000);
            assert_eq!(office.logs_in(EMAIL, PASSWORD).await.path, "/mypage");
        },
    )
    .await;
}

/// Everything there is to see of a failed login, and how much work it was.
async fn seen(
    app: &TestApp,
    email: &str,
    password: &str,
) -> (StatusCode, Vec<String>, String, usize) {
    let mut browser = app.browser();
    let before = app.state.hasher.runs();
    let fields = [("form[email]", email), ("form[password]", password)];
    let answer = browser.posts::<Login>(&fields).await;
    let names = answer.headers.keys().map(|name| name.as_str().to_owned());
    let names = names.collect();
    let work = app.state.hasher.runs() - before;
    let page = browser.opens("/login").await;
    (
        answer.status,
        names,
        [answer.body, page.text()].concat(),
        work,
    )
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer_for_the_same_work() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let long = "x".repeat(5000);
        for password in ["wrong9pass", long.as_str()] {
            let known = seen(&app, EMAIL, password).await;
            assert_eq!(known.3, 1, "one password, one hash");
            for nobody in [
                "nobody@example.jp",
                "a..b.@docomo.ne.jp",
                "no address",
                "𠮷@😀",
            ] {
                assert_eq!(seen(&app, nobody, password).await, known, "{nobody}");
            }
        }
        // and they are slowed down alike
        let mut browser = app.browser();
        for email in [EMAIL, "nobody2@example.jp"] {
            for _ in 0..4 {
                browser.logs_in(email, "wrong9pass").await;
            }
            is_slowed_down(&browser.logs_in(email, "wrong9pass").await);
        }
    })
    .await;
}

#[tokio::test]
async fn only_own_pages_are_returned_to() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let mut browser = app.browser();
        let page = browser.opens("/login?next=/mypage/newsletters").await;
        assert!(page.html.contains("value=\"/mypage/newsletters\""));
        for (next, path) in [
            ("/mypage/newsletters", "/mypage/newsletters"),
            ("//evil.example", "/mypage"),
            ("https://evil.example/", "/mypage"),
            ("/\\evil.example", "/mypage"),
            ("/mypage\r\nSet-Cookie: a=b", "/mypage"),
            ("javascript:alert(1)", "/mypage"),
        ] {
            let fields = [
                ("form[email]", EMAIL),
                ("form[password]", PASSWORD),
                ("form[next]", next),
            ];
            assert_eq!(browser.fills::<Login>(&fields).await.path, path, "{next}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_was_logged_out_meanwhile_comes_back_to_the_page() {
    on_each(|app| async move {
        let mut browser = app.member(&hanako()).await;
        app.wait(HOUR);
        let page = browser.opens("/mypage/newsletters").await;
        page.is("ログイン");
        assert_eq!(page.path, "/login?next=/mypage/newsletters");
    })
    .await;
}

#[tokio::test]
async fn typed_as_people_type() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        for (email, password) in [
            (" Hanako@Example.JP ", PASSWORD),
            (
                "ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ",
                "ｍｉｄｏｒｉ７ｋａｚｅ",
            ),
        ] {
            let page = app.browser().logs_in(email, password).await;
            assert_eq!(page.path, "/mypage", "{email}");
        }
        for password in ["Midori7kaze", "midori7kaze ", "midori7kaz"] {
            let page = app.browser().logs_in(EMAIL, password).await;
            assert_eq!(page.path, "/login", "{password}");
        }
        let page = app.browser().logs_in("", "").await;
        assert_eq!(page.errors().len(), 2);
        let page = fails(&mut app.browser()).await;
        assert_eq!(page.value("email"), EMAIL, "what was typed stays");
        assert!(!page.html.contains("wrong9pass"));
    })
    .await;
}

#[tokio::test]
async fn stronger_hashing_is_taken_up_at_login() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let stronger = HasherSettings {
            passes: 3,
            ..HasherSettings::quick()
        };
        let node = app.another_node_hashing(stronger).await;
        assert_eq!(app.count("account", "password_hash LIKE '%t=3%'").await, 0);
        for _ in 0..2 {
            let page = node.browser().logs_in(EMAIL, PASSWORD).await;
            assert_eq!(page.path, "/mypage");
        }
        assert_eq!(app.count("account", "password_hash LIKE '%t=3%'").await, 1);
        assert_eq!(app.browser().logs_in(EMAIL, PASSWORD).await.path, "/mypage");
    })
    .await;
}

#[tokio::test]
async fn a_busy_node_says_so_and_when_to_come_back() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let full = HasherSettings {
            queue: 0,
            ..HasherSettings::quick()
        };
        let node = app.another_node_hashing(full).await;
        let mut browser = node.browser();
        let fields = [("form[email]", EMAIL), ("form[password]", PASSWORD)];
        let answer = browser.posts::<Login>(&fields).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.body.contains("ただいま混み合っています"));
        assert_eq!(answer.headers["retry-after"], "5");
        assert!(!answer.headers.contains_key("x-mypage-failure"));
    })
    .await;
}

#[tokio::test]
async fn one_persons_session_is_nobody_elses() {
    on_each(|app| async move {
        let mut hers = app.member(&hanako()).await;
        let mut his = app.member(&taro()).await;
        hers.opens("/mypage").await.says("空野 花子 さん");
        his.opens("/mypage").await.says("空野 太郎 さん");
        let answer = his.ask(Method::HEAD, "/mypage").await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
        assert_eq!(answer.headers["cache-control"], "no-store");
    })
    .await;
}

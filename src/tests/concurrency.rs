//! Many at once, and two nodes at once: one account, one owner of an address, and a clear page for everybody else.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use leptos::server_fn::ServerFn;

use super::{
    app::{TestApp, on_each, on_each_as_set},
    browser::{Browser, account_fields, location},
    people::{COLLEAGUES, colleague, hanako},
};
use crate::{
    api::registration::{Complete, ConfirmCode, Finish, SaveAccount, SaveNewsletters},
    domain::{registration::AccountForm, throttle::Quota},
    server::settings::Settings,
};

/// How many come at once.
const CROWD: usize = COLLEAGUES;

/// Nobody is kept away by quotas: the database has to decide.
fn without_quotas(settings: &mut Settings) {
    let none = Quota {
        max: 100_000,
        window_ms: 3_600_000,
    };
    settings.limits.mails_per_address = none;
    settings.limits.mails_per_address_day = none;
    settings.limits.address_taken = none;
    settings.limits.roster_miss_number.free = 100_000;
    settings.limits.roster_miss_network.free = 100_000;
    settings.limits.own_secret.free = 100_000;
}

/// Posts until the answer is a redirect, as a person would who is told to come back in a moment; follows it once.
async fn presses<F: ServerFn>(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    for _ in 0..500 {
        let answer = browser.posts::<F>(fields).await;
        match answer.status {
            StatusCode::SEE_OTHER => {
                let to = location(&answer).unwrap();
                let page = browser.ask(Method::GET, &to).await;
                assert!(
                    !page.status.is_server_error()
                        || page.status == StatusCode::SERVICE_UNAVAILABLE,
                    "{}",
                    page.body
                );
                return to;
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                assert!(answer.body.contains("ただいま混み合っています"));
                tokio::task::yield_now().await;
            }
            other => panic!("{other}: {}", answer.body),
        }
    }
    panic!("nobody ever gets through");
}

/// The whole of the registration at the same time as everybody else; answers where it ended.
async fn registers(mut browser: Browser, form: AccountForm) -> (Browser, String) {
    presses::<SaveAccount>(&mut browser, &account_fields(&form)).await;
    presses::<SaveNewsletters>(&mut browser, &[]).await;
    let mut shown = String::new();
    while shown.is_empty() {
        // under such a load the page itself may ask to come back in a moment
        shown = browser.shown().await;
        tokio::task::yield_now().await;
    }
    let fields = [("agreed", "yes"), ("shown", shown.as_str())];
    let end = presses::<Finish>(&mut browser, &fields).await;
    (browser, end)
}

/// How many ended where, and their browsers.
async fn all_at_once(
    app: &TestApp,
    forms: Vec<AccountForm>,
) -> (Vec<Browser>, BTreeMap<String, usize>) {
    let crowd: Vec<_> = forms
        .into_iter()
        .map(|form| tokio::spawn(registers(app.browser(), form)))
        .collect();
    let (mut browsers, mut ends) = (Vec::new(), BTreeMap::new());
    for one in crowd {
        let (browser, end) = one.await.unwrap();
        *ends.entry(end).or_default() += 1;
        browsers.push(browser);
    }
    (browsers, ends)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_times_the_same_person() {
    on_each_as_set(without_quotas, |app| async move {
        let (browsers, ends) = all_at_once(&app, vec![hanako(); CROWD]).await;
        assert_eq!(ends, BTreeMap::from([("/register/sent".to_owned(), CROWD)]));
        assert_eq!(app.count("registration", "TRUE").await, CROWD as i64);
        assert_eq!(app.count("registration", "ended_at IS NULL").await, 1);
        assert_eq!(
            app.count("registration", "ended_as = 'superseded'").await,
            CROWD as i64 - 1
        );
        // each tries the mail that was sent to it: one counts
        let mails = app.mails_to("hanako@example.jp").await;
        assert_eq!(mails.len(), CROWD);
        let crowd = browsers
            .into_iter()
            .zip(mails)
            .map(|(mut browser, letter)| {
                let mail = super::app::Mail(letter);
                let token = mail.token();
                tokio::spawn(async move {
                    let fields = [
                        ("form[token]", token.as_str()),
                        ("form[password]", "midori7kaze"),
                    ];
                    presses::<Complete>(&mut browser, &fields).await
                })
            });
        for one in crowd.collect::<Vec<_>>() {
            one.await.unwrap();
        }
        assert_eq!(app.count("registration", "ended_as = 'completed'").await, 1);
        assert_eq!(app.count("account", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_people_with_the_same_address() {
    on_each_as_set(without_quotas, |app| async move {
        let family = |number| AccountForm {
            email: "family@example.jp".into(),
            ..colleague(number)
        };
        let forms = (1..=CROWD).map(family).collect();
        let (browsers, ends) = all_at_once(&app, forms).await;
        assert_eq!(ends, BTreeMap::from([("/register/sent".to_owned(), CROWD)]));
        let mails = app.mails_to("family@example.jp").await;
        let codes: Vec<String> = mails
            .into_iter()
            .map(|letter| super::app::Mail(letter).code())
            .collect();
        assert_eq!(codes.len(), CROWD);
        let state = &app.state;
        let mut crowd = Vec::new();
        for mut browser in browsers {
            let visitor = browser.cookie("__Host-visit").unwrap();
            let digest = crate::server::link::token_digest(visitor);
            let own =
                crate::server::db::registration::latest_of_visitor(state.db.reader(), &digest)
                    .await;
            let seed = own.unwrap().unwrap().seed;
            let code = state
                .keys
                .confirm_code(crate::domain::link::Purpose::Registration, &seed);
            assert!(codes.contains(&code.as_str().to_owned()));
            crowd.push(tokio::spawn(async move {
                presses::<ConfirmCode>(&mut browser, &[("code", code.as_str())]).await
            }));
        }
        let mut ends = BTreeMap::<String, usize>::new();
        for one in crowd {
            *ends.entry(one.await.unwrap()).or_default() += 1;
        }
        let expected = [
            ("/register/done".to_owned(), 1),
            ("/register/failed".to_owned(), CROWD - 1),
        ];
        assert_eq!(ends, BTreeMap::from(expected));
        assert_eq!(app.count("account", "email = 'family@example.jp'").await, 1);
        assert_eq!(app.count("account", "TRUE").await, 1);
        assert_eq!(
            app.count("registration", "ended_as = 'failed'").await,
            CROWD as i64 - 1
        );
    })
    .await;
}

#[tokio::test]
async fn two_nodes_on_one_database() {
    on_each(|app| async move {
        let other = app.another_node().await;
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        // both nodes look for mails to send; it goes out once
        let (first, second) = tokio::join!(
            app.mails_to("hanako@example.jp"),
            other.mails_to("hanako@example.jp")
        );
        assert!(first.len() + second.len() >= 1);
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 1);
        let mail = app.mail_to("hanako@example.jp").await;
        browser.moves_to(&other);
        browser.completes(&mail).await.is("登録が完了しました");
        browser.moves_to(&app);
        let page = browser.logs_in("hanako@example.jp", "midori7kaze").await;
        assert_eq!(page.path, "/mypage");
        browser.moves_to(&other);
        assert!(browser.is_logged_in().await);
        // pressed on both at once
        let mut again = app.browser();
        again.answers(&hanako()).await;
        again.ticks(&[]).await;
        let mut tab = again.clone();
        tab.moves_to(&other);
        tokio::join!(again.agrees(), tab.agrees());
        assert_eq!(app.count("registration", "ended_at IS NULL").await, 1);
        assert_eq!(app.count("registration", "TRUE").await, 2);
    })
    .await;
}

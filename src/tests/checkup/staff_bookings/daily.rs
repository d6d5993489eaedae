//! 日別名簿: the list, its file, and the link for an institution.

use axum::http::{Method, StatusCode};

use super::{booked, hanako, looks, taro, town};
use crate::{
    api::staff_checkup::daily::{MakeDailyList, OpenHandedList, RecallDailyList},
    domain::staff::Role,
    server::clock::{DAY, MINUTE},
    tests::{
        app::{PUBLIC_URL, TestApp, on_each},
        browser::{Browser, Page, location},
        clerk::Clerk,
    },
};

const CODE: &str = "1310000001";

fn address(institution: i64) -> String {
    format!("/staff/checkup/daily?day=2026-12-08&institution={institution}")
}

/// Makes a link, and answers its path and the page it stands on.
async fn makes(clerk: &mut Clerk, institution: i64) -> (String, Page) {
    let institution = institution.to_string();
    let fields = [("institution", institution.as_str()), ("day", "2026-12-08")];
    let page = clerk.fills::<MakeDailyList>(&fields).await;
    let start = format!("{PUBLIC_URL}/lists/");
    let (_, rest) = page.html.split_once(&start).expect("a link");
    let token = rest.split('<').next().unwrap();
    (format!("/lists/{token}"), page)
}

async fn opens_with(browser: &mut Browser, link: &str, code: &str) -> Page {
    let token = link.rsplit('/').next().unwrap();
    browser
        .fills::<OpenHandedList>(&[("token", token), ("code", code)])
        .await
}

async fn opened(app: &TestApp) -> i64 {
    app.count("daily_list", "opened_at IS NOT NULL").await
}

#[tokio::test]
async fn the_list_of_a_day_has_few_columns() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        booked(&app, town.tuesday, hanako).await;
        booked(&app, town.wednesday, taro).await;
        let mut clerk = app.staff(Role::Clerk).await;
        clerk
            .opens("/staff/checkup/daily")
            .await
            .is("日別名簿")
            .says("この日に受診する方はいません");
        let page = clerk.opens("/staff/checkup/daily?day=R8.12.8").await;
        page.says("架空みなと健診センター 1名");
        assert_eq!(looks(&app, "daily-list-seen", hanako).await, 0);
        let page = clerk.opens(&address(town.minato)).await;
        page.says("ソラノ ハナコ").says("9:00").says("46歳");
        for hidden in ["空野", "345", "ソラノ タロウ"] {
            assert!(!page.text().contains(hidden), "{}", page.text());
        }
        assert_eq!(looks(&app, "daily-list-seen", hanako).await, 1);
        assert_eq!(looks(&app, "daily-list-seen", taro).await, 0);
        let page = clerk.opens("/staff/checkup/daily?day=%E3%81%82").await;
        assert_eq!(page.errors().len(), 1);
        let file = format!(
            "/staff/checkup/daily.csv?day=2026-12-08&institution={}",
            town.minato
        );
        let answer = clerk.ask(Method::GET, &file).await;
        assert_eq!(
            answer.body,
            "\u{FEFF}時刻,氏名(カナ),性別,年齢,コース,オプション\r\n9:00,ソラノ ハナコ,女,46,日帰り人間ドック,\r\n"
        );
        assert_eq!(looks(&app, "daily-list-exported", hanako).await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_institution_opens_its_list_by_link_and_code() {
    on_each(|app| async move {
        let town = town(&app).await;
        let hanako = hanako(&app).await;
        booked(&app, town.tuesday, hanako).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let (link, page) = makes(&mut clerk, town.minato).await;
        page.says("まだ開かれていません").says("開けます");
        let mut clinic = app.browser();
        for _ in 0..2 {
            let page = clinic.opens(&link).await;
            page.is("受診者名簿");
            assert!(!page.text().contains("ソラノ"), "a look opens nothing");
        }
        let page = opens_with(&mut clinic, &link, "1410000001").await;
        assert_eq!(page.errors().len(), 1, "{}", page.text());
        opens_with(&mut clinic, &link, "").await.is("受診者名簿");
        assert_eq!(opened(&app).await, 0);
        let page = opens_with(&mut clinic, &link, "１３１-0000001").await;
        page.is("架空みなと健診センター 2026年12月8日(火)")
            .says("ソラノ ハナコ")
            .says("46歳");
        assert!(!page.text().contains("空野"), "{}", page.text());
        assert_eq!(opened(&app).await, 1);
        assert_eq!(looks(&app, "daily-list-opened", hanako).await, 1);
        let answer = clinic.ask(Method::GET, &format!("{link}/list.csv")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains("ソラノ ハナコ"));
        // another browser has not opened it
        let mut stranger = app.browser();
        stranger.opens(&link).await.is("受診者名簿");
        let answer = stranger.ask(Method::GET, &format!("{link}/list.csv")).await;
        assert_eq!(location(&answer), Some(link.clone()));
        clerk
            .opens(&address(town.minato))
            .await
            .says("2026年11月23日 12:00");
        // it closes again by itself
        app.wait(31 * MINUTE);
        clinic.opens(&link).await.is("受診者名簿");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_over_says_so() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let (link, page) = makes(&mut clerk, town.minato).await;
        let mut clinic = app.browser();
        opens_with(&mut clinic, &link, CODE).await;
        let id = super::hidden(&page, "id");
        let page = clerk.fills::<RecallDailyList>(&[("id", &id)]).await;
        page.says("取り消し済み");
        assert!(
            !page.html.contains(&link),
            "a link that is over is not shown"
        );
        clinic.opens(&link).await.is("このリンクは取り消されました");
        opens_with(&mut clinic, &link, CODE)
            .await
            .is("このリンクは取り消されました");
        let answer = clinic.ask(Method::GET, &format!("{link}/list.csv")).await;
        assert_eq!(location(&answer), Some(link.clone()));
        // recalled again: nothing more
        clerk.fills::<RecallDailyList>(&[("id", &id)]).await;
        let recalled = "action = 'daily-list-recalled'";
        assert_eq!(app.count("staff_audit", recalled).await, 1);

        let (link, _) = makes(&mut clerk, town.minato).await;
        app.wait(7 * DAY);
        clinic.opens(&link).await.is("このリンクの期限が過ぎました");
        opens_with(&mut clinic, &link, CODE)
            .await
            .is("このリンクの期限が過ぎました");
        for damaged in [
            &link[..link.len() - 1],
            "/lists/x",
            "/lists",
            "/lists/x%22y",
        ] {
            clinic.opens(damaged).await.is("このリンクは開けません");
        }
        opens_with(&mut clinic, "/lists/x\r\ny", CODE)
            .await
            .is("このリンクは開けません");
    })
    .await;
}

#[tokio::test]
async fn guessing_a_code_is_slowed_down() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let (link, _) = makes(&mut clerk, town.minato).await;
        let mut guesser = app.browser();
        for guess in 0..6 {
            opens_with(&mut guesser, &link, &format!("130000000{guess}")).await;
        }
        let page = opens_with(&mut guesser, &link, CODE).await;
        page.says("お試しの回数が多いため");
        app.wait(MINUTE);
        opens_with(&mut guesser, &link, CODE)
            .await
            .says("この日に受診する方はいません");
    })
    .await;
}

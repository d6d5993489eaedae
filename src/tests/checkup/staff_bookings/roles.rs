//! Who may do what: an auditor looks and changes nothing, nobody else does either.

use axum::http::{Method, StatusCode};

use super::{at, hanako, state, town, wishes};
use crate::{
    api::staff_checkup::{
        bookings::{ActOnBooking, ActOnBookings, AnswerWishes, SearchBookings},
        daily::{MakeDailyList, RecallDailyList},
        proxy::{BookForPerson, ChooseForPerson, FindPerson},
        results::DecideResult,
    },
    domain::staff::Role,
    tests::{app::on_each, browser::location},
};

const PAGES: [&str; 5] = [
    "/staff/checkup",
    "/staff/checkup/bookings",
    "/staff/checkup/daily",
    "/staff/checkup/rates",
    "/staff/checkup/results",
];
const FILES: [&str; 4] = [
    "/staff/checkup/bookings.csv",
    "/staff/checkup/daily.csv?day=2026-12-08&institution=1",
    "/staff/checkup/rates.csv",
    "/staff/checkup/results/1/file",
];
const PROXY: [&str; 2] = ["/staff/checkup/proxy", "/staff/checkup/proxy/check"];

#[tokio::test]
async fn an_auditor_looks_and_changes_nothing() {
    on_each(|app| async move {
        let town = town(&app).await;
        let id = wishes(&app, &town, hanako(&app).await).await;
        let mut auditor = app.staff(Role::Auditor).await;
        for page in PAGES {
            assert_eq!(auditor.opens(page).await.status, StatusCode::OK, "{page}");
        }
        let page = auditor.opens(&at(id)).await;
        page.says("空野 花子").says("いまできる処理はありません");
        assert!(!page.html.contains("form[act]"));
        for page in PROXY {
            let page = auditor.opens(page).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.path);
        }
        let number = id.to_string();
        let act = [("form[id]", number.as_str()), ("form[act]", "cancel")];
        let answers = [
            auditor.posts::<ActOnBooking>(&act).await,
            auditor
                .posts::<AnswerWishes>(&[("form[id]", &number)])
                .await,
            auditor
                .posts::<ActOnBookings>(&[("form[ids][]", &number)])
                .await,
            auditor.posts::<FindPerson>(&[]).await,
            auditor.posts::<ChooseForPerson>(&[]).await,
            auditor.posts::<BookForPerson>(&[]).await,
            auditor.posts::<MakeDailyList>(&[]).await,
            auditor.posts::<RecallDailyList>(&[]).await,
            auditor.posts::<DecideResult>(&[]).await,
        ];
        for answer in &answers {
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(state(&app, id).await, "applied");
        let refused = app.count("staff_audit", "action = 'refused'").await;
        assert_eq!(refused, 9 + 2);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_gets_in() {
    on_each(|app| async move {
        let town = town(&app).await;
        let id = wishes(&app, &town, hanako(&app).await).await;
        let mut member = app.member(&crate::tests::people::taro()).await;
        let one = at(id);
        for page in PAGES.into_iter().chain(PROXY).chain([one.as_str()]) {
            let page = member.opens(page).await;
            page.is("職員のログイン");
            assert!(!page.html.contains("空野 花子"));
        }
        for file in FILES {
            let answer = member.ask(Method::GET, file).await;
            let to = location(&answer).unwrap_or_else(|| panic!("{file}: {}", answer.status));
            assert!(to.starts_with("/staff/login"), "{file} leads to {to}");
        }
        let answer = member.posts::<SearchBookings>(&[]).await;
        assert_eq!(location(&answer).as_deref(), Some("/staff/login"));
        assert_eq!(app.count("staff_audit", "person_id IS NOT NULL").await, 0);
    })
    .await;
}

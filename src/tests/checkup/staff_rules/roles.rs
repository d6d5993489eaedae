//! Only the office decides; the desk and the auditor look.

use axum::http::{Method, StatusCode};
use leptos::server_fn::ServerFn;

use super::{uploads, world};
use crate::{
    api::staff_rules::{
        AddClosed, AddHoliday, AddPlaces, ChangePlaces, CopyCourses, CopyPrices, FileKind,
        OpenCourse, RemoveClosed, RemoveHoliday, RestoreHolidays, SaveCourse, SaveInstitution,
        SavePrices,
    },
    domain::staff::Role,
    tests::app::on_each,
};

const PAGES: [&str; 10] = [
    "/staff/checkup/courses",
    "/staff/checkup/courses/2026/dock",
    "/staff/checkup/new-course?year=2026",
    "/staff/checkup/institutions",
    "/staff/checkup/institutions/1",
    "/staff/checkup/institutions/1/prices?year=2026",
    "/staff/checkup/institutions/1/closed?year=2026",
    "/staff/checkup/places?institution=1&month=2026-12",
    "/staff/checkup/holidays",
    "/staff/checkup/files",
];

#[tokio::test]
async fn who_only_looks_can_change_nothing() {
    on_each(|app| async move {
        assert_eq!(world(&app).await, 1);
        for role in [Role::Clerk, Role::Auditor] {
            let mut clerk = app.staff(role).await;
            for path in PAGES {
                let page = clerk.opens(path).await;
                assert_eq!((page.path.as_str(), page.status), (path, StatusCode::OK));
                page.says("見るだけで変更はできません");
                // the way of the console that leads here is marked, and the one among these pages
                let way = "<a href=\"/staff/checkup/courses\" aria-current=\"page\" class=\"console-header__link\"";
                assert!(page.html.contains(way), "{path}: {}", page.html);
                let marked = page.html.matches("aria-current=\"page\"").count();
                assert_eq!(marked, 2, "{path}");
                let closed = page.html.contains("disabled class=\"rules__form stack");
                let sends = page.html.contains("action=\"/api/staff/checkup/");
                assert!(closed || !sends, "{path}");
                assert!(!page.text().contains("保存する\n"), "{path}");
            }
            for path in [
                SaveCourse::url(),
                OpenCourse::url(),
                CopyCourses::url(),
                SaveInstitution::url(),
                SavePrices::url(),
                CopyPrices::url(),
                AddClosed::url(),
                RemoveClosed::url(),
                AddPlaces::url(),
                ChangePlaces::url(),
                AddHoliday::url(),
                RemoveHoliday::url(),
                RestoreHolidays::url(),
            ] {
                let answer = clerk.sends_form(path, "year=2026&code=dock&id=1").await;
                assert_eq!(
                    answer.status,
                    StatusCode::FORBIDDEN,
                    "{path}: {}",
                    answer.body
                );
            }
            let answer = uploads(&mut clerk, FileKind::Places, true, b"x").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
            let refused = format!("action = 'refused' AND staff_login = '{}'", role.code());
            assert_eq!(app.count("staff_audit", &refused).await, 14);
        }
        assert_eq!(app.count("course", "open = FALSE").await, 1);
        assert_eq!(app.count("holiday", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_sees_them_without_signing_in() {
    on_each(|app| async move {
        world(&app).await;
        let mut stranger = app.browser();
        for path in PAGES {
            let page = stranger.opens(path).await;
            page.is("職員のログイン");
        }
        let answer = stranger
            .ask(Method::GET, "/staff/checkup/export/places?year=2026")
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(
            answer.headers["location"]
                .to_str()
                .unwrap()
                .starts_with("/staff/login")
        );
    })
    .await;
}

#[tokio::test]
async fn what_there_is_not_leads_back_to_the_lists() {
    on_each(|app| async move {
        world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        for path in [
            "/staff/checkup/courses/2026/none",
            "/staff/checkup/courses/1999/dock",
            "/staff/checkup/courses/x/%E3%81%82",
            "/staff/checkup/new-course?year=1999",
        ] {
            assert_eq!(
                clerk.opens(path).await.path,
                "/staff/checkup/courses",
                "{path}"
            );
        }
        for path in [
            "/staff/checkup/institutions/999",
            "/staff/checkup/institutions/x",
            "/staff/checkup/institutions/999/prices",
            "/staff/checkup/institutions/new/closed",
            "/staff/checkup/places?institution=999",
            "/staff/checkup/places",
        ] {
            assert_eq!(
                clerk.opens(path).await.path,
                "/staff/checkup/institutions",
                "{path}"
            );
        }
        let odd = clerk
            .opens("/staff/checkup/places?institution=1&month=2026-99")
            .await;
        odd.says("2026年11月");
    })
    .await;
}

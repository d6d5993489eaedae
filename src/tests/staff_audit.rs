//! 操作の記録 over HTTP: what staff do stands in it, who may read it, and that reading it stands in it too.

use axum::http::StatusCode;

use super::{
    app::{TestApp, on_each},
    clerk::Clerk,
};
use crate::{
    api::staff::SearchAudit,
    domain::{
        staff::{Action, Role},
        symbol_number::{Number, Symbol},
    },
    server::{
        access,
        clock::DAY,
        ctx::{Ctx, Visit},
        link::token_digest,
        passwords::nfkc,
        staff::people,
    },
};

/// The request of somebody signed in at the console.
fn request_of(app: &TestApp, clerk: &Clerk) -> Ctx {
    Ctx {
        state: app.state.clone(),
        visit: Visit {
            staff: clerk.cookie("__Host-staff").map(token_digest),
            ..Visit::default()
        },
    }
}

/// Looks a family up, as a desk does.
async fn looks_up(app: &TestApp, clerk: &Clerk, number: &str) -> usize {
    let ctx = request_of(app, clerk);
    let desk = access::checkup_view(&ctx).await.unwrap();
    let symbol = Symbol::parse("12", &nfkc).unwrap();
    let number = Number::parse(number, &nfkc).unwrap();
    let found = people::by_number(&ctx, &desk, &symbol, &number, "desk=phone").await;
    found.unwrap().len()
}

#[tokio::test]
async fn every_look_at_a_person_is_recorded() {
    on_each(|app| async move {
        let clerk = app.staff(Role::Clerk).await;
        assert_eq!(looks_up(&app, &clerk, "345").await, 2);
        assert_eq!(looks_up(&app, &clerk, "999").await, 0);
        let looks = "action = 'person-viewed' AND staff_login = 'clerk' AND detail = 'desk=phone'";
        assert_eq!(app.count("staff_audit", looks).await, 2);
        let persons =
            format!("{looks} AND person_id IN (SELECT id FROM person WHERE number = '345')");
        assert_eq!(app.count("staff_audit", &persons).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_record_is_searched_by_person_and_day() {
    on_each(|app| async move {
        let clerk = app.staff(Role::Clerk).await;
        looks_up(&app, &clerk, "345").await;
        app.wait(DAY);
        let mut auditor = app.staff(Role::Auditor).await;
        let page = auditor.opens("/staff/audit").await;
        page.is("操作の記録")
            .says("加入者の検索と閲覧")
            .says("12-345-01");
        page.says("認証アプリの登録とログイン");
        let search = async |auditor: &mut Clerk, fields: &[(&str, &str)]| {
            auditor.fills::<SearchAudit>(fields).await
        };
        let of = [("form[symbol]", "１２"), ("form[number]", "345")];
        let page = search(&mut auditor, &of).await;
        assert_eq!(page.path, "/staff/audit", "nothing personal in an address");
        assert_eq!(page.value("number"), "345");
        page.says("12-345-00");
        assert!(!page.text().contains("認証アプリの登録とログイン"));
        // that the record of this family was read is in it now
        let page = auditor.opens("/staff/audit").await;
        page.says("操作の記録の閲覧");
        let other = [("form[symbol]", "12"), ("form[number]", "346")];
        search(&mut auditor, &other)
            .await
            .says("当てはまる記録はありません");
        let day = [
            ("form[from]", "2026-11-23"),
            ("form[to]", "令和8年11月23日"),
        ];
        let page = search(&mut auditor, &day).await;
        page.says("12-345-00");
        assert!(!page.text().contains("操作の記録の閲覧"), "{}", page.text());
        let half = [("form[symbol]", "12"), ("form[from]", "いつか")];
        let page = search(&mut auditor, &half).await;
        assert_eq!(page.errors().len(), 2, "{:?}", page.errors());
        search(&mut auditor, &[])
            .await
            .says("認証アプリの登録とログイン");
    })
    .await;
}

#[tokio::test]
async fn a_long_record_has_pages() {
    on_each(|app| async move {
        let clerk = app.staff(Role::Clerk).await;
        for _ in 0..30 {
            looks_up(&app, &clerk, "345").await;
        }
        let mut auditor = app.staff(Role::Auditor).await;
        let page = auditor.opens("/staff/audit").await;
        assert_eq!(page.html.matches("<tr").count(), 51);
        let (_, older) = page.html.split_once("/staff/audit?before=").unwrap();
        let id = older.split('"').next().unwrap().to_owned();
        let page = auditor.opens(&format!("/staff/audit?before={id}")).await;
        page.is("操作の記録").says("最新の記録に戻る");
        assert_eq!(page.html.matches("<tr").count(), 1 + 62 - 50);
        for odd in ["x", "-1", "99999999999999999999999"] {
            auditor
                .opens(&format!("/staff/audit?before={odd}"))
                .await
                .is("操作の記録");
        }
    })
    .await;
}

#[tokio::test]
async fn a_role_sees_what_it_may() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Clerk).await;
        let home = clerk.opens("/staff").await;
        assert!(!home.html.contains("/staff/audit"), "no way is shown");
        let page = clerk.opens("/staff/audit").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        page.says("この画面を使う権限がありません");
        assert!(!page.html.contains("<table"));
        let answer = clerk.posts::<SearchAudit>(&[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let refused = "action = 'refused' AND staff_login = 'clerk' AND detail = 'see-audit'";
        assert_eq!(app.count("staff_audit", refused).await, 2);

        let ctx = request_of(&app, &clerk);
        assert!(access::checkup_desk(&ctx).await.is_ok());
        assert!(access::checkup_office(&ctx).await.is_err());
        let auditor = app.staff(Role::Auditor).await;
        let ctx = request_of(&app, &auditor);
        assert!(access::checkup_view(&ctx).await.is_ok());
        assert!(access::audit_view(&ctx).await.is_ok());
        assert!(access::checkup_desk(&ctx).await.is_err());
        let manager = app.staff(Role::Manager).await;
        let ctx = request_of(&app, &manager);
        assert!(access::checkup_office(&ctx).await.is_ok());
        assert!(access::audit_view(&ctx).await.is_ok());
    })
    .await;
}

#[test]
fn the_record_names_every_action() {
    for action in Action::ALL {
        let words = crate::web::words::staff::action(crate::web::words::Lang::Ja, action.code());
        assert_ne!(words, action.code());
    }
}

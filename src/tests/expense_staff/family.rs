//! 不開示 and the family's view: what is set at the desk holds at once for the others, and each look stands in the record.

use axum::http::StatusCode;

use super::{HANAKO, TARO, on_each_desk, person, presses, record_is_clean, sends};
use std::sync::Arc;

use crate::{
    api::staff_expense::family::{ActOnExpenseFamily, FindExpenseFamily},
    domain::staff::Role,
    server::{
        ctx::{Ctx, Member, Visit},
        db::{self, expense::sharing},
        expense::{
            second_step::Proven,
            seen::{Seen, seen},
        },
    },
    tests::{app::TestApp, browser::Page, clerk::Clerk, people},
};

const FAMILY: [(&str, &str); 2] = [("form[symbol]", "１２"), ("form[number]", "345")];

/// What somebody with an account sees of the household.
async fn sees(app: &TestApp, person_id: i64) -> Seen {
    let reader = app.state.db.reader();
    let account = db::account::by_person(reader, person_id).await.unwrap();
    let person = db::person::by_id(reader, person_id).await;
    let proven = Proven {
        member: Member {
            account: account.unwrap(),
            person: Arc::new(person.unwrap().unwrap()),
            session: String::new(),
            proven_at: None,
        },
    };
    let ctx = Ctx {
        state: app.state.clone(),
        visit: Visit::default(),
    };
    seen(&ctx, &proven).await.unwrap()
}

/// Whose rows somebody sees.
async fn whose(app: &TestApp, person_id: i64) -> (Vec<i64>, usize) {
    let seen = sees(app, person_id).await;
    let people = seen.people.iter().map(|person| person.id);
    (people.collect(), seen.rows.len())
}

async fn acts(manager: &mut Clerk, person: i64, act: &str) -> Page {
    let person = person.to_string();
    let fields = [("person", person.as_str()), ("act", act)];
    manager.fills::<ActOnExpenseFamily>(&fields).await
}

#[tokio::test]
async fn whoever_is_hidden_vanishes_from_the_others_at_once() {
    on_each_desk(|app| async move {
        app.member(&people::hanako()).await;
        app.member(&people::taro()).await;
        let mut manager = app.staff(Role::Manager).await;
        let at = sends(&app, &mut manager, &[HANAKO, TARO]).await;
        presses(&app, &mut manager, &at, "load").await;
        presses(&app, &mut manager, &at, "publish").await;
        let (hanako, taro) = (
            person(&app, "345", "00").await,
            person(&app, "345", "01").await,
        );
        let (writer, now) = (app.state.db.writer(), app.state.clock.now());
        for id in [hanako, taro] {
            sharing::read_notice(writer, id, now).await.unwrap();
        }
        assert_eq!(whose(&app, taro).await, (vec![taro, hanako], 2));
        manager.fills::<FindExpenseFamily>(&FAMILY).await;
        acts(&mut manager, hanako, "hide")
            .await
            .says("不開示にしました");
        assert_eq!(whose(&app, taro).await, (vec![taro], 1));
        assert_eq!(whose(&app, hanako).await, (vec![hanako], 1));
        acts(&mut manager, hanako, "hide")
            .await
            .says("何も変えていません");
        acts(&mut manager, hanako, "reveal").await;
        assert_eq!(whose(&app, taro).await, (vec![taro, hanako], 2));
        // an objection hides one way only
        acts(&mut manager, hanako, "object")
            .await
            .says("家族に見せないようにしました");
        assert_eq!(whose(&app, taro).await, (vec![taro], 1));
        assert_eq!(whose(&app, hanako).await.1, 2);
        acts(&mut manager, hanako, "allow").await;
        assert_eq!(whose(&app, taro).await.1, 2);
        for act in ["hide", "reveal", "object", "allow"] {
            let line = format!(
                "action = 'expense-family-changed' AND person_id = {hanako} AND detail = '{act}'"
            );
            assert_eq!(app.count("staff_audit", &line).await, 1, "{act}");
        }
        record_is_clean(&app).await;
    })
    .await;
}

#[tokio::test]
async fn a_family_is_found_by_its_number_and_each_look_recorded() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let page = manager.opens("/staff/expenses/family").await;
        page.is("家族の表示と不開示")
            .says("だれかが不開示かどうかは、だれにも答えないでください");
        let page = manager.fills::<FindExpenseFamily>(&[]).await;
        assert_eq!(page.errors().len(), 2, "{:?}", page.errors());
        let page = manager.fills::<FindExpenseFamily>(&FAMILY).await;
        assert_eq!(page.path, "/staff/expenses/family?said=1");
        page.says("空野 花子").says("配偶者").says("1979年5月5日");
        let hanako = person(&app, "345", "00").await;
        let seen = format!("action = 'expense-family-seen' AND person_id = {hanako}");
        assert_eq!(app.count("staff_audit", &seen).await, 1);
        let page = manager
            .opens(&format!("/staff/expenses/family/{hanako}/hide"))
            .await;
        page.is("不開示にする")
            .says("空野 花子")
            .says("この方からも、家族の医療費は見えなくなります");
        assert!(!page.text().contains("空野 太郎"));
        assert_eq!(app.count("staff_audit", &seen).await, 2);
        assert_eq!(app.count("expense_sharing", "TRUE").await, 0, "only asked");
        let page = manager
            .opens(&format!("/staff/expenses/family/{hanako}/reveal"))
            .await;
        page.says("すでにそうなっています");
        assert!(!page.html.contains("value=\"reveal\""));
        let nobody = [("form[symbol]", "12"), ("form[number]", "999")];
        let page = manager.fills::<FindExpenseFamily>(&nobody).await;
        page.says("当てはまる方がいません");
        record_is_clean(&app).await;
    })
    .await;
}

#[tokio::test]
async fn forged_acts_change_nothing() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let hanako = person(&app, "345", "00").await;
        for page in [
            format!("{hanako}/erase"),
            "0/hide".into(),
            "x/hide".into(),
            "-1/hide".into(),
        ] {
            let page = manager
                .opens(&format!("/staff/expenses/family/{page}"))
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.path);
        }
        let number = hanako.to_string();
        for (person, act) in [
            (number.as_str(), "erase"),
            ("999999", "hide"),
            ("x", "hide"),
            ("", ""),
        ] {
            let fields = [("person", person), ("act", act)];
            manager.fills::<ActOnExpenseFamily>(&fields).await;
        }
        assert_eq!(app.count("expense_sharing", "TRUE").await, 0);
        let changed = "action = 'expense-family-changed'";
        assert_eq!(app.count("staff_audit", changed).await, 0);
    })
    .await;
}

//! What staff ask of the desk stands in the record with what became of it, and with nothing else.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::desk::{Scene, id, on_each};
use crate::{
    domain::checkup::booking::State,
    server::{
        checkup::order::{Actor, Answer, Order, Record},
        db::entity::staff_audit::{Column, Entity},
    },
};

fn record(scene: &Scene, booking_id: Option<i64>, doing: &str) -> Record {
    Record {
        staff_id: 7,
        login: "clerk".into(),
        person_id: scene.people[0],
        booking_id,
        doing: doing.into(),
    }
}

fn book(scene: &Scene, place_id: i64, key: &str) -> Order {
    Order::Book {
        person_id: scene.people[0],
        place_id,
        options: Vec::new(),
        replaces: None,
        idem: key.into(),
        actor: Actor::Staff(7),
    }
}

fn cancel(booking_id: i64) -> Order {
    Order::Cancel {
        booking_id,
        person_id: None,
        actor: Actor::Staff(7),
        note: String::new(),
    }
}

async fn lines(scene: &Scene) -> Vec<String> {
    let found = Entity::find()
        .filter(Column::Action.eq("booking-worked"))
        .order_by_asc(Column::Id);
    let found = found.all(scene.db.reader()).await.unwrap();
    assert!(found.iter().all(|row| row.staff_login == "clerk"
        && row.staff_id == Some(7)
        && row.person_id == Some(scene.people[0])));
    found.into_iter().map(|row| row.detail).collect()
}

#[tokio::test]
async fn a_line_says_what_became_of_it() {
    on_each(|scene| async move {
        let (place, other) = (
            scene.place("2026-12-14", 1).await,
            scene.place("2026-12-21", 1).await,
        );
        let desk = &scene.desk;
        let made = desk.ask_recorded(book(&scene, place, "a"), record(&scene, None, "book"));
        let made = id(&made.await.unwrap());
        // the right is used
        let refused = desk.ask_recorded(book(&scene, other, "b"), record(&scene, None, "book"));
        assert!(matches!(refused.await.unwrap(), Answer::No(_)));
        let ended = record(&scene, Some(made), "cancel");
        desk.ask_recorded(cancel(made), ended).await.unwrap();
        let expected = [
            format!("booking={made} book"),
            "book refused".to_owned(),
            format!("booking={made} cancel"),
        ];
        assert_eq!(lines(&scene).await, expected);
    })
    .await;
}

#[tokio::test]
async fn without_a_line_nothing_is_done() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        let made = id(&scene.ask(book(&scene, place, "a")).await);
        let rename = |from: &str, to: &str| format!("ALTER TABLE {from} RENAME TO {to}");
        let writer = scene.db.writer();
        let away = rename("staff_audit", "staff_audit_away");
        writer.execute_unprepared(&away).await.unwrap();
        let asked = record(&scene, Some(made), "cancel");
        let answer = scene.desk.ask_recorded(cancel(made), asked.clone()).await;
        assert!(answer.is_err(), "{answer:?}");
        assert_eq!(scene.state(made).await, State::Confirmed);
        let back = rename("staff_audit_away", "staff_audit");
        writer.execute_unprepared(&back).await.unwrap();
        assert!(lines(&scene).await.is_empty());
        let answer = scene.desk.ask_recorded(cancel(made), asked).await;
        assert_eq!(id(&answer.unwrap()), made);
        assert_eq!(scene.state(made).await, State::Cancelled);
        assert_eq!(lines(&scene).await, [format!("booking={made} cancel")]);
    })
    .await;
}

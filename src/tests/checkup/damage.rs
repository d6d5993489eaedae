//! What goes wrong: rows somebody broke, indexes that object, too many at once, a desk that closes.

use std::time::Duration;

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use super::desk::{Scene, id, on_each};
use crate::{
    domain::checkup::{booking::State, refusal::Refusal},
    server::{
        checkup::{
            desk::Desk,
            order::{Actor, Answer, Order},
        },
        db::entity,
        error::{Error, Result},
        jobs::Bell,
    },
    tests::db::at_once,
};

fn book(scene: &Scene, person: usize, place_id: i64) -> Order {
    Order::Book {
        person_id: scene.people[person],
        place_id,
        options: Vec::new(),
        replaces: None,
        idem: format!("phone{place_id}"),
        actor: Actor::Staff(7),
    }
}

/// Three people book at once, so that their orders share a batch.
async fn three_at_once(scene: &Scene, place_id: i64) -> Vec<Result<Answer>> {
    let orders: Vec<Order> = (0..3).map(|person| book(scene, person, place_id)).collect();
    let desk = scene.desk.clone();
    at_once(3, move |at| {
        let (desk, order) = (desk.clone(), orders[at].clone());
        async move { desk.ask(order).await }
    })
    .await
}

async fn change(scene: &Scene, booking_id: i64, change: impl FnOnce(&mut entity::booking::Model)) {
    let found = entity::booking::Entity::find_by_id(booking_id);
    let mut row = found.one(scene.db.reader()).await.unwrap().unwrap();
    change(&mut row);
    let row = row.into_active_model().reset_all();
    row.update(scene.db.writer()).await.unwrap();
}

#[tokio::test]
async fn what_an_index_refuses_is_refused_to_nobody_else() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 5).await;
        let booked = scene.booked(0, place).await;
        scene.ask(scene.cancel(0, booked)).await;
        // cancelled, and yet it keeps the right: the rules do not see it, the index does
        change(&scene, booked, |row| row.uses_right = true).await;
        let answers = three_at_once(&scene, scene.place("2026-12-15", 5).await).await;
        assert!(matches!(answers[0], Ok(Answer::No(Refusal::NotNow))));
        for answer in &answers[1..] {
            let state = State::Confirmed;
            assert!(matches!(answer, Ok(Answer::Booking { state: told, .. }) if *told == state));
        }
    })
    .await;
}

#[tokio::test]
async fn a_damaged_row_stops_only_whom_it_is_about() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 5).await;
        let booked = scene.booked(0, place).await;
        change(&scene, booked, |row| row.options = "broken".into()).await;
        let held = id(&scene.ask(scene.hold(3, place, "a")).await);
        change(&scene, held, |row| row.quote = "broken".into()).await;
        let answers = three_at_once(&scene, place).await;
        assert!(matches!(answers[0], Err(Error::Database(_))));
        assert!(
            answers[1..]
                .iter()
                .all(|answer| matches!(answer, Ok(Answer::Booking { .. })))
        );
        // chores go on, too
        let fine = id(&scene.ask(scene.hold(4, place, "a")).await);
        scene.clock.advance(11 * 60_000);
        scene.tender().holds_and_offers().await;
        assert_eq!(scene.state(fine).await, State::Cancelled);
    })
    .await;
}

#[tokio::test]
async fn too_many_at_once_are_told_to_come_back() {
    on_each(|scene| async move {
        let desk = scene.desk.clone();
        let answers = at_once(4_500, move |at| {
            let desk = desk.clone();
            async move {
                let order = Order::Cancel {
                    booking_id: i64::try_from(at).unwrap() + 1,
                    person_id: None,
                    actor: Actor::Staff(7),
                    note: String::new(),
                };
                desk.ask(order).await
            }
        })
        .await;
        let busy = answers
            .iter()
            .filter(|answer| matches!(answer, Err(Error::Busy)));
        let busy = busy.count();
        assert!((1..=404).contains(&busy), "{busy}");
        for answer in answers {
            let refused = matches!(answer, Ok(Answer::No(Refusal::NotOffered)));
            assert!(refused || matches!(answer, Err(Error::Busy)), "{answer:?}");
        }
        // the database has to last so long
        drop(scene);
    })
    .await;
}

#[tokio::test]
async fn a_desk_that_closes_answers_what_it_has_taken() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 5).await;
        let desk = scene.desk.clone();
        let order = book(&scene, 0, place);
        let taken = tokio::spawn(async move { desk.ask(order).await });
        // the order is in the queue, and nobody has looked at it
        tokio::task::yield_now().await;
        scene.desk.close(Duration::from_secs(10)).await;
        assert!(matches!(taken.await.unwrap(), Ok(Answer::Booking { .. })));
        let late = scene.desk.ask(book(&scene, 1, place)).await;
        assert!(matches!(late, Err(Error::Busy)));
    })
    .await;
}

#[tokio::test]
async fn a_desk_on_a_thread_of_its_own_answers_all_and_closes() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 5).await;
        let desk =
            Desk::open_apart(scene.db.clone(), scene.clock.clone(), Bell::default()).unwrap();
        let orders: Vec<Order> = (0..3).map(|person| book(&scene, person, place)).collect();
        let asked = desk.clone();
        let answers = at_once(3, move |at| {
            let (desk, order) = (asked.clone(), orders[at].clone());
            async move { desk.ask(order).await }
        })
        .await;
        assert!(
            answers
                .iter()
                .all(|answer| matches!(answer, Ok(Answer::Booking { .. }))),
            "{answers:?}"
        );
        assert_eq!(super::world::remaining(&scene.db, place).await, 2);
        desk.close(Duration::from_secs(10)).await;
        let late = desk.ask(book(&scene, 3, place)).await;
        assert!(matches!(late, Err(Error::Busy)));

        // one that is killed lets nobody wait
        let desk =
            Desk::open_apart(scene.db.clone(), scene.clock.clone(), Bell::default()).unwrap();
        desk.kill();
        let answer = desk.ask(book(&scene, 4, place)).await;
        assert!(matches!(answer, Err(Error::Busy)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn who_goes_away_has_still_ordered() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 5).await;
        let desk = scene.desk.clone();
        let order = book(&scene, 0, place);
        let gone = tokio::spawn(async move { desk.ask(order).await });
        tokio::task::yield_now().await;
        gone.abort();
        let again = scene.ask(book(&scene, 0, place)).await;
        assert_eq!(scene.state(id(&again)).await, State::Confirmed);
        assert_eq!(super::world::remaining(&scene.db, place).await, 4);
    })
    .await;
}

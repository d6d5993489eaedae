//! キャンセル待ち: whose turn it is, and what ends a turn.

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

use super::{
    desk::{Scene, id, on_each},
    world::{self, change_person, date, options, remaining},
};
use crate::{
    domain::checkup::{booking::State, refusal::Refusal},
    server::{
        checkup::order::{Answer, Order},
        clock::{DAY, HOUR},
        db::{
            entity,
            waitlist::{self, WaitState},
        },
    },
};

async fn waits(scene: &Scene, person: usize, place_id: i64) -> Answer {
    let order = Order::Wait {
        person_id: scene.people[person],
        place_id,
        options: Vec::new(),
    };
    scene.ask(order).await
}

fn accept(scene: &Scene, person: usize, waiting_id: i64) -> Order {
    Order::Accept {
        person_id: scene.people[person],
        waiting_id,
    }
}

async fn wait_state(scene: &Scene, id: i64) -> WaitState {
    let found = waitlist::by_id(scene.db.reader(), id).await;
    found.unwrap().unwrap().state
}

#[tokio::test]
async fn an_offer_goes_from_one_to_the_next_and_never_to_two() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        assert_eq!(
            waits(&scene, 1, place).await,
            Answer::No(Refusal::StillFree)
        );
        let booked = scene.booked(0, place).await;
        let mut queue = Vec::new();
        for person in 1..=3 {
            queue.push(id(&waits(&scene, person, place).await));
        }
        assert_eq!(
            waits(&scene, 1, place).await,
            Answer::No(Refusal::WaitsAlready)
        );
        let early = scene.ask(accept(&scene, 1, queue[0])).await;
        assert_eq!(early, Answer::No(Refusal::NotNow));
        scene.ask(scene.cancel(0, booked)).await;
        assert_eq!(wait_state(&scene, queue[0]).await, WaitState::Offered);
        assert_eq!(remaining(&scene.db, place).await, 0);
        // nobody gets in between
        let between = scene.ask(scene.hold(4, place, "a")).await;
        assert_eq!(between, Answer::No(Refusal::Full));
        assert_eq!(
            scene.ask(accept(&scene, 2, queue[0])).await,
            Answer::No(Refusal::NotOffered)
        );
        scene.clock.advance(24 * HOUR);
        let over = Answer::No(Refusal::OfferOver);
        assert_eq!(scene.ask(accept(&scene, 1, queue[0])).await, over);
        scene.tender().holds_and_offers().await;
        assert_eq!(wait_state(&scene, queue[0]).await, WaitState::Lapsed);
        assert_eq!(scene.ask(accept(&scene, 1, queue[0])).await, over);
        assert_eq!(wait_state(&scene, queue[1]).await, WaitState::Offered);
        let leave = Order::Leave {
            person_id: scene.people[2],
            waiting_id: queue[1],
        };
        scene.ask(leave).await;
        assert_eq!(wait_state(&scene, queue[1]).await, WaitState::Left);
        let taken = scene.ask(accept(&scene, 3, queue[2])).await;
        assert_eq!(scene.ask(accept(&scene, 3, queue[2])).await, taken);
        assert_eq!(scene.state(id(&taken)).await, State::Confirmed);
        assert_eq!(wait_state(&scene, queue[2]).await, WaitState::Taken);
        assert_eq!(remaining(&scene.db, place).await, 0);
        // cancelled again, with nobody waiting: free
        scene.ask(scene.cancel(3, id(&taken))).await;
        assert_eq!(remaining(&scene.db, place).await, 1);
    })
    .await;
}

#[tokio::test]
async fn who_has_used_the_right_meanwhile_is_passed_over() {
    on_each(|scene| async move {
        let (full, other) = (
            scene.place("2026-12-14", 1).await,
            scene.place("2026-12-21", 3).await,
        );
        let booked = scene.booked(0, full).await;
        let first = id(&waits(&scene, 1, full).await);
        let second = id(&waits(&scene, 2, full).await);
        let third = id(&waits(&scene, 3, full).await);
        // the first books elsewhere: the wait ends with it
        scene.booked(1, other).await;
        assert_eq!(wait_state(&scene, first).await, WaitState::Left);
        // the second loses the 資格 before the day
        let lost = |person: &mut entity::person::Model| person.lost_on = Some(date("2026-12-01"));
        change_person(&scene.db, scene.people[2], lost).await;
        scene.ask(scene.cancel(0, booked)).await;
        assert_eq!(wait_state(&scene, second).await, WaitState::Lapsed);
        assert_eq!(wait_state(&scene, third).await, WaitState::Offered);
        // the third books elsewhere: the offer goes on, to nobody
        scene.booked(3, other).await;
        assert_eq!(wait_state(&scene, third).await, WaitState::Left);
        assert_eq!(remaining(&scene.db, full).await, 1);
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_an_option_is_served_when_it_is_free() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 2).await;
        world::add_scarce_option(&scene.db, place, "stomach", 1).await;
        let with = |person: usize| Order::Hold {
            person_id: scene.people[person],
            place_id: place,
            options: options(&["stomach"]),
            replaces: None,
            idem: "a".into(),
        };
        let held = id(&scene.ask(with(0)).await);
        let booked = id(&scene.ask(scene.confirm(0, held)).await);
        let order = Order::Wait {
            person_id: scene.people[1],
            place_id: place,
            options: options(&["stomach"]),
        };
        let waiting = id(&scene.ask(order).await);
        let plain = scene.booked(2, place).await;
        scene.ask(scene.cancel(2, plain)).await;
        assert_eq!(wait_state(&scene, waiting).await, WaitState::Waiting);
        assert_eq!(remaining(&scene.db, place).await, 1);
        scene.ask(scene.cancel(0, booked)).await;
        assert_eq!(wait_state(&scene, waiting).await, WaitState::Offered);
        let stomach = world::option_remaining(&scene.db, place, "stomach").await;
        assert_eq!((stomach, remaining(&scene.db, place).await), (0, 1));
        let taken = id(&scene.ask(accept(&scene, 1, waiting)).await);
        scene.ask(scene.cancel(1, taken)).await;
        let stomach = world::option_remaining(&scene.db, place, "stomach").await;
        assert_eq!((stomach, remaining(&scene.db, place).await), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn a_larger_day_and_a_lost_enrolment_free_places_for_who_waits() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        let booked = scene.booked(0, place).await;
        let first = id(&waits(&scene, 1, place).await);
        let second = id(&waits(&scene, 2, place).await);
        let found = entity::place::Entity::find_by_id(place);
        let mut larger = found.one(scene.db.reader()).await.unwrap().unwrap();
        (larger.capacity, larger.remaining) = (2, 1);
        let larger = larger.into_active_model().reset_all();
        larger.update(scene.db.writer()).await.unwrap();
        scene.tender().rarely().await;
        assert_eq!(wait_state(&scene, first).await, WaitState::Offered);
        let lost = |person: &mut entity::person::Model| person.lost_on = Some(date("2026-12-14"));
        change_person(&scene.db, scene.people[0], lost).await;
        scene.tender().rarely().await;
        assert_eq!(scene.state(booked).await, State::Cancelled);
        assert_eq!(wait_state(&scene, second).await, WaitState::Offered);
        // too late to offer: the day comes within the institution's lead
        let third = id(&waits(&scene, 3, place).await);
        scene.clock.advance(16 * DAY);
        scene.tender().holds_and_offers().await;
        assert_eq!(wait_state(&scene, third).await, WaitState::Lapsed);
        assert_eq!(remaining(&scene.db, place).await, 2);
    })
    .await;
}

//! Wishes to move a booking: it stays until they are answered, and what becomes of it becomes of them.

use super::{
    desk::{Scene, id, on_each},
    moves::{asked_by_wishes, wish},
    world::{day, remaining},
};
use crate::{
    domain::checkup::{
        booking::{Event, State},
        refusal::Refusal,
    },
    server::{
        checkup::order::{Actor, Answer, Order},
        clock::DAY,
        db::booking,
    },
};

/// Somebody who has booked the only place of 2026-12-14 and wishes for another day elsewhere.
struct Moving {
    scene: Scene,
    place: i64,
    house: i64,
    old: i64,
    wished: i64,
}

fn apply(scene: &Scene, house: i64, replaces: Option<i64>, key: &str) -> Order {
    Order::Apply {
        person_id: scene.people[0],
        institution_id: house,
        fiscal_year: 2026,
        course: scene.course.code.clone(),
        options: Vec::new(),
        wishes: vec![wish("2027-01-12", None)],
        replaces,
        idem: key.into(),
        actor: Actor::Member,
    }
}

impl Moving {
    async fn of(scene: Scene) -> Self {
        let place = scene.place("2026-12-14", 1).await;
        let house = asked_by_wishes(&scene).await;
        let old = scene.booked(0, place).await;
        let wished = id(&scene.ask(apply(&scene, house, Some(old), "move")).await);
        let moving = Self {
            scene,
            place,
            house,
            old,
            wished,
        };
        assert_eq!(
            moving.states().await,
            (State::Confirmed, State::Applied),
            "both stand"
        );
        assert_eq!(moving.left().await, 0);
        moving
    }

    async fn states(&self) -> (State, State) {
        let (old, wished) = (self.scene.state(self.old), self.scene.state(self.wished));
        (old.await, wished.await)
    }

    async fn left(&self) -> i32 {
        remaining(&self.scene.db, self.place).await
    }

    async fn answered(&self, on: &str) -> Answer {
        let answer = Order::Answer {
            booking_id: self.wished,
            on: day(on),
            starts: None,
            note: String::new(),
            staff_id: 7,
        };
        self.scene.ask(answer).await
    }

    async fn noted(&self, booking_id: i64, event: Event) -> Answer {
        let happened = Order::Happen {
            booking_id,
            event,
            note: String::new(),
            staff_id: 7,
        };
        self.scene.ask(happened).await
    }

    /// Whether the wishes use the right.
    async fn uses_right(&self) -> bool {
        let found = booking::by_id(self.scene.db.reader(), self.wished).await;
        found.unwrap().unwrap().uses_right()
    }
}

#[tokio::test]
async fn the_booking_stays_until_the_wishes_are_answered() {
    on_each(|scene| async move {
        let moving = Moving::of(scene).await;
        let scene = &moving.scene;
        // sent twice it is one; another one has to wait for the answer
        let again = scene
            .ask(apply(scene, moving.house, Some(moving.old), "move"))
            .await;
        assert_eq!(id(&again), moving.wished);
        let other = scene
            .ask(apply(scene, moving.house, Some(moving.old), "more"))
            .await;
        assert_eq!(other, Answer::No(Refusal::MovesAlready));
        let of_wishes = scene
            .ask(apply(scene, moving.house, Some(moving.wished), "on"))
            .await;
        assert_eq!(of_wishes, Answer::No(Refusal::NotNow));
        moving.noted(moving.wished, Event::TakeUp).await;
        assert!(!moving.uses_right().await);
        moving.answered("2027-01-12").await;
        assert_eq!(moving.states().await, (State::Cancelled, State::Confirmed));
        assert!(moving.uses_right().await);
        assert_eq!(moving.left().await, 1);
    })
    .await;
}

#[tokio::test]
async fn without_a_day_the_booking_stays_and_can_be_moved_again() {
    on_each(|scene| async move {
        let moving = Moving::of(scene).await;
        moving.noted(moving.wished, Event::Decline).await;
        assert_eq!(moving.states().await, (State::Confirmed, State::Cancelled));
        let scene = &moving.scene;
        let next = id(&scene
            .ask(apply(scene, moving.house, Some(moving.old), "next"))
            .await);
        scene.ask(scene.cancel(0, next)).await;
        assert_eq!(scene.state(moving.old).await, State::Confirmed);
        assert_eq!(moving.left().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_booking_that_is_cancelled_leaves_the_wishes_its_right() {
    on_each(|scene| async move {
        let moving = Moving::of(scene).await;
        let scene = &moving.scene;
        scene.ask(scene.cancel(0, moving.old)).await;
        assert_eq!(moving.states().await, (State::Cancelled, State::Applied));
        assert!(moving.uses_right().await);
        assert_eq!(moving.left().await, 1);
        let second = scene.ask(scene.hold(0, moving.place, "second")).await;
        assert!(matches!(second, Answer::No(Refusal::NotEligible(_))));
        moving.answered("2027-01-12").await;
        assert_eq!(moving.states().await.1, State::Confirmed);
    })
    .await;
}

#[tokio::test]
async fn who_was_examined_or_went_elsewhere_wishes_no_more() {
    on_each(|scene| async move {
        let moving = Moving::of(scene).await;
        moving.scene.clock.advance(21 * DAY);
        // whether it was attended comes first
        let early = moving.answered("2027-01-12").await;
        assert_eq!(early, Answer::No(Refusal::NotNow));
        moving.noted(moving.old, Event::MarkDone).await;
        assert_eq!(moving.states().await, (State::Done, State::Cancelled));
    })
    .await;
    on_each(|scene| async move {
        let moving = Moving::of(scene).await;
        moving.scene.clock.advance(21 * DAY);
        moving.noted(moving.old, Event::MarkNoShow).await;
        assert_eq!(moving.states().await, (State::NoShow, State::Applied));
        assert!(moving.uses_right().await);
        let back = moving.noted(moving.old, Event::Unmark).await;
        assert!(matches!(back, Answer::No(Refusal::NotEligible(_))));
    })
    .await;
    on_each(|scene| async move {
        let moving = Moving::of(scene).await;
        let scene = &moving.scene;
        let elsewhere = scene.place("2026-12-21", 1).await;
        let hold = Order::Hold {
            person_id: scene.people[0],
            place_id: elsewhere,
            options: Vec::new(),
            replaces: Some(moving.old),
            idem: "elsewhere".into(),
        };
        let held = id(&scene.ask(hold).await);
        scene.ask(scene.confirm(0, held)).await;
        assert_eq!(moving.states().await, (State::Cancelled, State::Cancelled));
        assert_eq!(scene.state(held).await, State::Confirmed);
    })
    .await;
}

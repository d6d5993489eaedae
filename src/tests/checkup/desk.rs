//! The desk over real databases: what is asked, what is answered, what is in the rows afterwards.

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::world::{self, add_place, day, options, remaining};
use crate::{
    domain::checkup::{
        booking::{Event, State},
        course::Course,
        reason::Reason,
        refusal::Refusal,
    },
    server::{
        checkup::{
            desk::Desk,
            order::{Actor, Answer, Order},
        },
        clock::{Clock, DAY, HOUR, MINUTE},
        db::{Db, booking, entity},
        jobs::{Bell, checkup::Tender},
    },
    tests::{
        db::{TestDb, each_database},
        people::NOW,
    },
};

/// A society with a course, an institution and some people, at the desk.
pub(super) struct Scene {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) desk: Desk,
    pub(super) course: Course,
    pub(super) house: i64,
    pub(super) people: Vec<i64>,
    #[expect(dead_code, reason = "the database is gone with it")]
    database: TestDb,
}

impl Scene {
    async fn new(database: TestDb) -> Self {
        let db = database.db.clone();
        let course = world::course("dock", "main");
        world::add_course(&db, &course).await;
        world::add_holidays(&db).await;
        let house = world::institution("1310000001", "みなと健診センター");
        let house = world::add_institution(&db, house, &[&course]).await;
        let clock = Clock::fixed(NOW);
        Self {
            people: world::crowd(&db, 5).await,
            desk: Desk::open_here(db.clone(), clock.clone(), Bell::default()),
            clock,
            db,
            course,
            house,
            database,
        }
    }

    pub(super) async fn ask(&self, order: Order) -> Answer {
        self.desk.ask(order).await.unwrap()
    }

    pub(super) async fn place(&self, on: &str, capacity: i32) -> i64 {
        add_place(&self.db, self.house, &self.course, on, capacity).await
    }

    pub(super) async fn booked(&self, person: usize, place_id: i64) -> i64 {
        let held = id(&self.ask(self.hold(person, place_id, "k")).await);
        id(&self.ask(self.confirm(person, held)).await)
    }

    pub(super) fn hold(&self, person: usize, place_id: i64, key: &str) -> Order {
        Order::Hold {
            person_id: self.people[person],
            place_id,
            options: Vec::new(),
            replaces: None,
            idem: format!("{key}{place_id}"),
        }
    }

    pub(super) fn confirm(&self, person: usize, booking_id: i64) -> Order {
        Order::Confirm {
            person_id: self.people[person],
            booking_id,
        }
    }

    pub(super) fn cancel(&self, person: usize, booking_id: i64) -> Order {
        Order::Cancel {
            booking_id,
            person_id: Some(self.people[person]),
            actor: Actor::Member,
            note: String::new(),
        }
    }

    pub(super) async fn state(&self, booking_id: i64) -> State {
        let found = booking::by_id(self.db.reader(), booking_id).await;
        found.unwrap().unwrap().state
    }

    pub(super) fn tender(&self) -> Tender {
        Tender {
            db: self.db.clone(),
            clock: self.clock.clone(),
            desk: self.desk.clone(),
            bell: Bell::default(),
        }
    }
}

/// Runs a test on every database.
pub(super) async fn on_each<F: Future<Output = ()>>(test: impl Fn(Scene) -> F) {
    for database in each_database().await {
        test(Scene::new(database).await).await;
    }
}

pub(super) fn id(answer: &Answer) -> i64 {
    match answer {
        Answer::Booking { id, .. } | Answer::Waiting { id } => *id,
        Answer::No(refusal) => panic!("{refusal:?}"),
    }
}

#[tokio::test]
async fn a_place_is_held_confirmed_and_cancelled() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 2).await;
        let held = scene.ask(scene.hold(0, place, "a")).await;
        let Answer::Booking { id, state } = held else {
            panic!("{held:?}")
        };
        assert_eq!((state, remaining(&scene.db, place).await), (State::Held, 1));
        let confirmed = Answer::Booking {
            id,
            state: State::Confirmed,
        };
        assert_eq!(scene.ask(scene.confirm(0, id)).await, confirmed);
        // an answer that was lost is asked for again
        assert_eq!(scene.ask(scene.confirm(0, id)).await, confirmed);
        assert_eq!(scene.ask(scene.hold(0, place, "a")).await, confirmed);
        let booking = booking::by_id(scene.db.reader(), id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(booking.exam_on, Some(day("2026-12-14")));
        assert_eq!(
            (booking.quote.price.get(), booking.quote.own.get()),
            (44_000, 5_000)
        );
        let again = scene.ask(scene.hold(0, place, "b")).await;
        assert!(
            matches!(
                again,
                Answer::No(Refusal::NotEligible(Reason::DoneThisYear {
                    booked: true,
                    ..
                }))
            ),
            "{again:?}"
        );
        scene.ask(scene.cancel(0, id)).await;
        assert_eq!(scene.state(id).await, State::Cancelled);
        assert_eq!(remaining(&scene.db, place).await, 2);
        let events = booking::events(scene.db.reader(), id).await.unwrap();
        let events: Vec<_> = events.into_iter().map(|event| event.event).collect();
        assert_eq!(events, [None, Some(Event::Confirm), Some(Event::Cancel)]);
        scene.booked(0, place).await;
    })
    .await;
}

#[tokio::test]
async fn who_comes_late_finds_the_day_full_and_the_hold_over() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        let held = id(&scene.ask(scene.hold(0, place, "a")).await);
        let late = scene.ask(scene.hold(1, place, "a")).await;
        assert_eq!(late, Answer::No(Refusal::Full));
        scene.clock.advance(10 * MINUTE);
        let over = Answer::No(Refusal::HoldOver);
        assert_eq!(scene.ask(scene.confirm(0, held)).await, over);
        scene.tender().holds_and_offers().await;
        assert_eq!(scene.ask(scene.confirm(0, held)).await, over);
        assert_eq!(scene.state(held).await, State::Cancelled);
        scene.booked(1, place).await;
        assert_eq!(remaining(&scene.db, place).await, 0);
    })
    .await;
}

#[tokio::test]
async fn staff_book_in_one_and_a_later_hold_gives_the_earlier_one_back() {
    on_each(|scene| async move {
        let (first, second) = (
            scene.place("2026-12-14", 1).await,
            scene.place("2026-12-15", 1).await,
        );
        let held = id(&scene.ask(scene.hold(0, first, "a")).await);
        // once more, and on the last place: it is the person's own
        let again = id(&scene.ask(scene.hold(0, first, "b")).await);
        assert_ne!(held, again);
        assert_eq!(scene.state(held).await, State::Cancelled);
        scene.ask(scene.hold(0, second, "a")).await;
        assert_eq!(remaining(&scene.db, first).await, 1);
        let order = Order::Book {
            person_id: scene.people[1],
            place_id: first,
            options: options(&["stomach"]),
            replaces: None,
            idem: "phone".into(),
            actor: Actor::Staff(7),
        };
        let booked = id(&scene.ask(order).await);
        assert_eq!(scene.state(booked).await, State::Confirmed);
        assert_eq!(remaining(&scene.db, first).await, 0);
        let held = entity::booking::Column::State.eq("held");
        let held = entity::booking::Entity::find().filter(held);
        assert_eq!(held.count(scene.db.reader()).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn after_the_deadline_only_staff_cancel() {
    on_each(|scene| async move {
        // 2026-12-14 is a Monday: three business days before it is Wednesday, the 9th, 17:00
        let place = scene.place("2026-12-14", 1).await;
        let booked = scene.booked(0, place).await;
        scene.clock.advance(16 * DAY + 5 * HOUR);
        let late = scene.ask(scene.cancel(0, booked)).await;
        let passed = Refusal::CutoffPassed {
            on: day("2026-12-09"),
            hour: 17,
            minute: 0,
        };
        assert_eq!(late, Answer::No(passed));
        let staff = Order::Cancel {
            booking_id: booked,
            person_id: None,
            actor: Actor::Staff(7),
            note: "お電話で承りました。".into(),
        };
        scene.ask(staff).await;
        assert_eq!(scene.state(booked).await, State::Cancelled);
        assert_eq!(remaining(&scene.db, place).await, 1);
    })
    .await;
}

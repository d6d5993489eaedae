//! Random histories through the real desk, next to a plain model that says what should come of them.
//!
//! Many small societies share one database and one desk, so that batches mix their orders; each has people, days and a model of
//! its own. The clock is common. Whatever fails names the seed of its society and what happened in it.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng, rngs::StdRng};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use self::lane::Lane;
use super::world;
use crate::{
    server::{
        checkup::{desk::Desk, order::Answer},
        clock::{Clock, DAY, HOUR, MINUTE, Millis},
        db::entity,
        jobs::Bell,
    },
    tests::{
        db::{TestDb, fresh_postgres, fresh_sqlite},
        people::NOW,
    },
};

mod lane;
mod plain;

/// Societies at once.
const LANES: usize = 64;
/// Steps of a history; each is one to three orders of every society.
const STEPS: usize = 28;

/// What all societies have in common.
pub(super) struct Common {
    pub(super) database: TestDb,
    pub(super) courses: [crate::domain::checkup::course::Course; 3],
    pub(super) live: i64,
    pub(super) by_wishes: i64,
}

async fn common(database: TestDb) -> Common {
    let db = &database.db;
    let courses = [
        world::course("dock", "main"),
        world::course("basic", "main"),
        world::course("teeth", "teeth"),
    ];
    for course in &courses {
        world::add_course(db, course).await;
    }
    world::add_holidays(db).await;
    let all: Vec<_> = courses.iter().collect();
    let live = world::institution("1310000001", "みなと健診センター");
    let live = world::add_institution(db, live, &all).await;
    let mut by_wishes = world::institution("1310000002", "丘の上クリニック");
    by_wishes.live = false;
    let by_wishes = world::add_institution(db, by_wishes, &all).await;
    Common {
        database,
        courses,
        live,
        by_wishes,
    }
}

/// How far the clock moves before a step: mostly little, sometimes past holds, offers and deadlines; fifteen days in all,
/// so that the first of the days comes.
fn pause(chance: &mut StdRng, gone: Millis) -> Millis {
    let by = match chance.random_range(0..10) {
        0..=4 => 0,
        5..=6 => chance.random_range(1..=9) * MINUTE,
        7 => 10 * MINUTE,
        8 => chance.random_range(1..=24) * HOUR,
        _ => chance.random_range(24..=60) * HOUR,
    };
    by.min(15 * DAY - gone)
}

/// How often the desk has given which answer.
type Seen = BTreeMap<String, usize>;

/// The kind of an answer, without numbers.
fn told(answer: &Answer) -> String {
    match answer {
        Answer::Booking { state, .. } => state.code().to_owned(),
        Answer::Waiting { .. } => "waiting".to_owned(),
        Answer::No(refusal) => {
            let said = format!("{refusal:?}");
            let kind = said.split(['(', ' ']).next();
            kind.unwrap_or_default().to_owned()
        }
    }
}

/// One round: as many histories as there are lanes.
async fn round(common: &Common, seed: u64, seen: &mut Seen) {
    let clock = Clock::fixed(NOW);
    // every other round begins late, for the day comes for few who begin early
    if (seed / 1_000_000).is_multiple_of(2) {
        clock.advance(12 * DAY);
    }
    let desk = Desk::open_here(common.database.db.clone(), clock.clone(), Bell::default());
    let mut lanes = Vec::with_capacity(LANES);
    let txn = common.database.db.begin().await.unwrap();
    for at in 0..LANES as u64 {
        lanes.push(Lane::new(common, &txn, seed + at).await);
    }
    txn.commit().await.unwrap();
    let mut chance = StdRng::seed_from_u64(seed);
    for _ in 0..STEPS {
        clock.advance(pause(&mut chance, clock.now() - NOW));
        let now = clock.now();
        let mut asked = Vec::new();
        for (at, lane) in lanes.iter_mut().enumerate() {
            for (task, expected) in lane.step(common, now) {
                let desk = desk.clone();
                let answer = tokio::spawn(async move { Lane::hand_in(&desk, task).await });
                asked.push((at, expected, answer));
            }
        }
        for (at, expected, answer) in asked {
            let answer = answer.await.unwrap();
            *seen.entry(told(&answer)).or_default() += 1;
            lanes[at].compare(expected, &answer);
        }
    }
    let bookings = entity::booking::Entity::find();
    let bookings = bookings.all(common.database.db.reader()).await.unwrap();
    let waits = entity::waitlist::Entity::find();
    let waits = waits.all(common.database.db.reader()).await.unwrap();
    for lane in &lanes {
        lane.compare_rows(&common.database.db, &bookings, &waits)
            .await;
    }
    desk.close(std::time::Duration::from_secs(10)).await;
}

async fn histories(database: TestDb, rounds: u64) {
    let common = common(database).await;
    let mut seen = Seen::new();
    for at in 0..rounds {
        round(&common, 1_000_000 * (at + 1), &mut seen).await;
    }
    // a history that never gets anywhere proves nothing
    for kind in [
        "held",
        "confirmed",
        "applied",
        "cancelled",
        "done",
        "no_show",
        "waiting",
        "Full",
        "OptionFull",
        "NotEligible",
        "NotOffered",
        "TooSoon",
        "HoldOver",
        "OfferOver",
        "CutoffPassed",
        "NotNow",
        "StillFree",
        "WaitsAlready",
        "MovesAlready",
    ] {
        assert!(seen.contains_key(kind), "{kind} never came: {seen:?}");
    }
    let taken = entity::waitlist::Column::State.eq("taken");
    let taken = entity::waitlist::Entity::find().filter(taken);
    assert!(taken.count(common.database.db.reader()).await.unwrap() > rounds / 4);
    // wishes that stood beside a booking and took its place
    let moved = entity::booking::Entity::find()
        .filter(entity::booking::Column::State.eq("confirmed"))
        .filter(entity::booking::Column::PlaceId.is_null())
        .filter(entity::booking::Column::ReplacesId.is_not_null());
    assert!(moved.count(common.database.db.reader()).await.unwrap() > rounds / 4);
    println!("{} orders: {seen:?}", seen.values().sum::<usize>());
}

#[tokio::test]
async fn two_thousand_histories_go_as_the_model_says() {
    histories(fresh_sqlite().await, 32).await;
}

#[tokio::test]
async fn histories_on_postgresql_do_too() {
    if let Some(database) = fresh_postgres().await {
        histories(database, 5).await;
    }
}

//! The demo's 受診ナビ: the same each time, and sound.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::super::db::{each_database, fresh_sqlite};
use crate::{
    domain::checkup::price::Quote,
    server::{
        checkup::demo::{self as checkup, Plan, institutions::Kind},
        clock::Clock,
        db::{Db, course, entity, roster, setting},
        demo,
        roster::{
            decode::Encoding,
            generate::generate,
            import::{Mode, import},
            write::write,
        },
    },
};

/// 2026-11-23 12:00 in Japan.
pub(super) const NOW: i64 = 1_795_402_800_000;

const PLAN: Plan = Plan {
    institutions: 30,
    days: 40,
    kind: Kind {
        seed: 7,
        dense: false,
    },
};

/// A demo made on a day.
pub(super) async fn fill(db: &Db, clock: &Clock) {
    let known = demo::introduced(clock.today());
    let mut people: Vec<_> = known.iter().map(|one| one.member.clone()).collect();
    people.extend(generate(300, 5, clock.today()));
    let mut file = Vec::new();
    write(&people, Encoding::Utf8, &mut file).unwrap();
    import(db, &file, Mode::Apply, clock.today(), clock.now())
        .await
        .unwrap();
    let stored = roster::all(db.reader()).await.unwrap();
    let stories: Vec<_> = known
        .iter()
        .map(|one| {
            let same = |(_, row): &&(i64, roster::Stored)| row.name == one.member.name;
            (one.role, stored.iter().find(same).unwrap().0)
        })
        .collect();
    let made = checkup::fill(db, PLAN, &stories, clock.today(), clock.now())
        .await
        .unwrap();
    assert_eq!(made.institutions, PLAN.institutions);
    assert!(made.places > 1_000, "{}", made.places);
    let again = checkup::fill(db, PLAN, &stories, clock.today(), clock.now());
    assert_eq!(again.await.unwrap().institutions, 0, "made once");
}

/// Everything somebody booked.
pub(super) async fn bookings(db: &Db) -> Vec<entity::booking::Model> {
    entity::booking::Entity::find()
        .order_by_asc(entity::booking::Column::Id)
        .all(db.reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn courses_make_sense_and_bookings_add_up() {
    for test in each_database().await {
        let clock = Clock::fixed(NOW);
        fill(&test.db, &clock).await;
        let years = course::years(test.db.reader()).await.unwrap();
        assert_eq!(years, [2027, 2026, 2025, 2024]);
        for year in years {
            for one in course::of_year(test.db.reader(), year).await.unwrap() {
                assert_eq!(one.rules.check(), Ok(()), "{year} {}", one.rules.code);
                assert_eq!(one.open, year <= 2026);
            }
        }
        let booked = bookings(&test.db).await;
        let mut taken: BTreeMap<i64, i32> = BTreeMap::new();
        for one in booked.iter().filter(|one| one.state != "cancelled") {
            *taken.entry(one.place_id.unwrap_or_default()).or_default() += 1;
            let quote: Quote = serde_json::from_str(&one.quote).unwrap();
            assert_eq!(quote.society.saturating_add(quote.own), quote.price);
            assert!(!quote.price.is_zero());
        }
        let places = entity::place::Entity::find()
            .all(test.db.reader())
            .await
            .unwrap();
        let full = places.iter().filter(|place| place.remaining == 0).count();
        assert!(full > 3, "{full} days are full");
        for place in &places {
            let taken = taken.get(&place.id).copied().unwrap_or_default();
            assert_eq!(place.remaining, place.capacity - taken);
            assert!((2..=8).contains(&place.capacity));
        }
        let states: BTreeSet<_> = booked.iter().map(|one| one.state.as_str()).collect();
        for state in ["applied", "arranging", "confirmed", "done", "no_show"] {
            assert!(states.contains(state), "{state}");
        }
        let events = entity::booking_event::Entity::find()
            .all(test.db.reader())
            .await
            .unwrap();
        for one in &booked {
            let mine = events.iter().filter(|event| event.booking_id == one.id);
            assert_eq!(mine.max_by_key(|event| event.id).unwrap().state, one.state);
        }
    }
}

#[tokio::test]
async fn who_shows_a_booking_can_change_it_and_an_address_names_its_city_once() {
    use entity::{institution, person};
    for test in each_database().await {
        let clock = Clock::fixed(NOW);
        fill(&test.db, &clock).await;
        let hanako = person::Entity::find().filter(person::Column::Name.eq("星野 花子"));
        let hanako = hanako.one(test.db.reader()).await.unwrap().unwrap();
        let late = clock.today().add_days(30).to_string();
        let booked = bookings(&test.db).await;
        let confirmed = booked
            .iter()
            .find(|one| one.person_id == hanako.id && one.state == "confirmed");
        let on = confirmed.expect("she has one").exam_on.unwrap().to_string();
        assert!(on >= late, "{on}");
        let houses = institution::Entity::find().all(test.db.reader()).await;
        for house in houses.unwrap() {
            assert!(!house.address.contains(&house.city), "{}", house.address);
        }
    }
}

#[tokio::test]
async fn somebody_waits_for_a_full_day() {
    for test in each_database().await {
        fill(&test.db, &Clock::fixed(NOW)).await;
        let waits = entity::waitlist::Entity::find()
            .all(test.db.reader())
            .await
            .unwrap();
        assert_eq!(waits.len(), 1);
        let place = entity::place::Entity::find_by_id(waits[0].place_id)
            .one(test.db.reader())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(place.remaining, 0);
    }
}

/// Everything that was made up, as text without what the database numbers.
async fn everything(db: &Db) -> Vec<String> {
    let institutions = entity::institution::Entity::find()
        .order_by_asc(entity::institution::Column::Code)
        .all(db.reader())
        .await
        .unwrap();
    let places = entity::place::Entity::find()
        .filter(entity::place::Column::Capacity.gt(0))
        .order_by_asc(entity::place::Column::Id)
        .all(db.reader())
        .await
        .unwrap();
    let mut all: Vec<String> = institutions.iter().map(|one| format!("{one:?}")).collect();
    all.extend(places.iter().map(|one| format!("{one:?}")));
    all.extend(bookings(db).await.iter().map(|one| format!("{one:?}")));
    all
}

#[tokio::test]
async fn the_same_seed_and_day_make_the_same_demo_everywhere() {
    let mut first: Option<Vec<String>> = None;
    for test in each_database()
        .await
        .into_iter()
        .chain([fresh_sqlite().await])
    {
        fill(&test.db, &Clock::fixed(NOW)).await;
        let all = everything(&test.db).await;
        match &first {
            None => first = Some(all),
            Some(first) => assert!(*first == all, "{}", test.kind),
        }
    }
}

#[tokio::test]
async fn what_is_generated_for_measurements_is_dense_and_follows_what_is_there() {
    for test in each_database().await {
        let clock = Clock::fixed(NOW);
        setting::put_if_absent(test.db.writer(), "demo", "yes")
            .await
            .unwrap();
        let plan = Plan {
            institutions: 60,
            days: 3,
            kind: Kind {
                seed: 1,
                dense: true,
            },
        };
        for times in 1..=2 {
            let made = checkup::generate(&test.db, plan, clock.today(), clock.now())
                .await
                .unwrap();
            assert_eq!((made.institutions, made.places), (60, 60 * 3 * 5));
            let codes: BTreeSet<_> = entity::institution::Entity::find()
                .all(test.db.reader())
                .await
                .unwrap()
                .into_iter()
                .map(|one| one.code)
                .collect();
            assert_eq!(codes.len(), 60 * times);
            assert!(
                codes
                    .iter()
                    .all(|code| code.starts_with("99") && code.len() == 10)
            );
        }
    }
}

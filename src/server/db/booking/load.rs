//! The scene of a batch: what its tasks are about, read with a few set-based statements after everything is held still.

use std::{collections::BTreeSet, sync::Arc};

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{
    super::{Result, entity::booking::Model, holiday, row, unfold},
    booking, lock, queue,
};
use crate::{
    domain::{
        checkup::{
            booking::{Cutoff, State},
            code::{CourseCode, OptionCode},
            eligibility::{Past, PastKind},
            institution::InstitutionClass,
            yen::Yen,
        },
        date::CivilDate,
        weekday::Weekday,
    },
    server::checkup::{
        cutoff::{Closed, REACH_DAYS},
        scene::{House, Offer, Scene},
        task::{Named, Offered},
    },
};

/// Holds still and reads everything that tasks which name these rows can touch.
///
/// # Errors
/// The database's own.
pub async fn scene<C: ConnectionTrait>(c: &C, named: &Named, today: CivilDate) -> Result<Scene> {
    let mut scene = Scene::default();
    let mut persons = named.persons.clone();
    persons.extend(lock::owners(c, named).await?);
    lock::people(c, &mut scene, &persons, true).await?;
    bookings(c, &mut scene, &persons, Some(named)).await?;
    let taken = scene
        .bookings
        .values()
        .filter(|booking| !booking.state.is_final())
        .filter_map(|booking| booking.place_id);
    let mut freed: BTreeSet<i64> = taken.collect();
    let waited = lock::waited_for(c, &persons).await?;
    let mut places = named.places.clone();
    places.extend(&freed);
    places.extend(&waited);
    lock::places(c, &mut scene, &places).await?;
    if !waited.is_empty() || !named.waits.is_empty() {
        queue::of_people(c, &mut scene, &persons, named).await?;
    }
    freed.extend(&waited);
    if named.again || named.persons.is_empty() {
        freed = places;
    }
    if !freed.is_empty() {
        let waiting = queue::heads(c, &mut scene, &freed).await?;
        let others: BTreeSet<i64> = waiting.difference(&persons).copied().collect();
        if !others.is_empty() {
            lock::people(c, &mut scene, &others, false).await?;
            bookings(c, &mut scene, &others, None).await?;
        }
    }
    results(c, &mut scene).await?;
    offers(c, &mut scene, named).await?;
    houses(c, &mut scene, named).await?;
    if named.deadlines {
        closed(c, &mut scene, today).await?;
    }
    Ok(scene)
}

/// The bookings of people that use a right or are held, and those named.
async fn bookings<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    persons: &BTreeSet<i64>,
    named: Option<&Named>,
) -> Result<()> {
    let (people, ids, idems) = (
        unfold::numbers(c, "$1"),
        unfold::numbers(c, "$2"),
        unfold::texts(c, "$3"),
    );
    let sql = format!(
        "SELECT * FROM booking WHERE person_id IN {people} \
         AND (uses_right OR state = 'held' OR id IN {ids} OR idem IN {idems})"
    );
    let none = Named::default();
    let named = named.unwrap_or(&none);
    let mut idems: Vec<String> = named.idems.iter().cloned().collect();
    // an offer becomes a booking under a key of its own
    idems.extend(named.waits.iter().map(|id| format!("wait-{id}")));
    let values = [
        unfold::json(persons)?.into(),
        unfold::json(&named.bookings)?.into(),
        unfold::json(idems)?.into(),
    ];
    let rows: Vec<Model> = row::all(c, &sql, values).await?;
    for row in rows {
        let booking = booking(row)?;
        if let Some(person) = scene.people.get_mut(&booking.person_id) {
            person.bookings.push(booking.id);
        }
        scene.bookings.insert(booking.id, booking);
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct ResultRow {
    person_id: i64,
    fiscal_year: i32,
    course_code: String,
    right_group: String,
    exam_on: Date,
}

/// Results taken elsewhere that staff have accepted.
async fn results<C: ConnectionTrait>(c: &C, scene: &mut Scene) -> Result<()> {
    const TABLE: &str = "exam_result";
    let list = unfold::numbers(c, "$1");
    let sql = format!(
        "SELECT person_id, fiscal_year, course_code, right_group, exam_on FROM exam_result \
         WHERE person_id IN {list} AND state = 'accepted'"
    );
    let people = unfold::json(scene.people.keys())?;
    let rows: Vec<ResultRow> = row::all(c, &sql, [people.into()]).await?;
    for row in rows {
        let past = Past {
            group: row.right_group,
            course: row::parsed(CourseCode::parse(&row.course_code), TABLE, "course_code")?,
            fiscal_year: row.fiscal_year,
            exam_on: Some(row::parsed(row::civil(row.exam_on), TABLE, "exam_on")?),
            kind: PastKind::Recorded,
        };
        if let Some(person) = scene.people.get_mut(&row.person_id) {
            person.results.push(past);
        }
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct CourseRow {
    fiscal_year: i32,
    code: String,
    rules: String,
    open: bool,
}

#[derive(FromQueryResult)]
struct PriceRow {
    institution_id: i64,
    fiscal_year: i32,
    course_code: String,
    option_code: String,
    yen: i64,
}

/// The courses in play, and their prices.
async fn offers<C: ConnectionTrait>(c: &C, scene: &mut Scene, named: &Named) -> Result<()> {
    let mut offers: BTreeSet<Offered> = named.offers.clone();
    offers.extend(scene.places.values().map(|place| {
        let course = place.course.clone();
        (place.institution_id, place.fiscal_year, course)
    }));
    let booked = scene.bookings.values();
    let named_bookings = booked.filter(|booking| named.bookings.contains(&booking.id));
    let mut courses: BTreeSet<(i32, &str)> = named_bookings
        .map(|booking| (booking.fiscal_year, booking.course.as_str()))
        .collect();
    courses.extend(offers.iter().map(|(_, year, code)| (*year, code.as_str())));
    let (years, codes) = (unfold::numbers(c, "$1"), unfold::texts(c, "$2"));
    let sql = format!(
        "SELECT fiscal_year, code, rules, open FROM course WHERE fiscal_year IN {years} AND code IN {codes}"
    );
    let years: BTreeSet<i32> = courses.iter().map(|(year, _)| *year).collect();
    let codes: BTreeSet<&str> = courses.iter().map(|(_, code)| *code).collect();
    let values = [unfold::json(years)?.into(), unfold::json(codes)?.into()];
    let rows: Vec<CourseRow> = row::all(c, &sql, values).await?;
    for row in rows {
        let code = row::parsed(CourseCode::parse(&row.code), "course", "code")?;
        let offer = Offer {
            rules: row::from_json(&row.rules, "course", "rules")?,
            open: row.open,
        };
        scene
            .courses
            .insert((row.fiscal_year, code), Arc::new(offer));
    }
    prices(c, scene, named, &offers).await
}

async fn prices<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    named: &Named,
    offers: &BTreeSet<Offered>,
) -> Result<()> {
    let wanted = unfold::rows(
        c,
        "$1",
        &[
            ("institution_id", unfold::Kind::Number),
            ("fiscal_year", unfold::Kind::Number),
            ("course_code", unfold::Kind::Text),
        ],
    );
    let codes = unfold::texts(c, "$2");
    let sql = format!(
        "SELECT p.institution_id, p.fiscal_year, p.course_code, p.option_code, p.yen FROM {wanted} w \
         JOIN price p ON p.institution_id = w.institution_id AND p.fiscal_year = w.fiscal_year \
         AND p.course_code = w.course_code WHERE p.option_code IN {codes}"
    );
    let rows = offers.iter().map(|(institution_id, year, code)| {
        serde_json::json!({ "institution_id": institution_id, "fiscal_year": year, "course_code": code })
    });
    let mut options: BTreeSet<&OptionCode> = named.options.iter().collect();
    options.extend(scene.waits.values().flat_map(|wait| &wait.options));
    let booked = scene.bookings.values().flat_map(|booking| &booking.options);
    options.extend(booked.map(|(code, _)| code));
    let codes = [""]
        .into_iter()
        .chain(options.into_iter().map(OptionCode::as_str));
    let values = [unfold::json(rows)?.into(), unfold::json(codes)?.into()];
    let rows: Vec<PriceRow> = row::all(c, &sql, values).await?;
    for row in rows {
        let code = row::parsed(CourseCode::parse(&row.course_code), "price", "course_code")?;
        let yen = row::parsed(u32::try_from(row.yen).ok(), "price", "yen")?;
        let key = (row.institution_id, row.fiscal_year, code, row.option_code);
        scene.prices.insert(key, Yen::new(yen));
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct HouseRow {
    id: i64,
    class: String,
    closed_weekdays: String,
    live: bool,
    active: bool,
    cutoff_days: i32,
    cutoff_hour: i32,
    cutoff_minute: i32,
    lead_days: i32,
}

fn house(row: &HouseRow) -> Result<House> {
    const TABLE: &str = "institution";
    let small = |value: i32| u8::try_from(value).ok();
    let cutoff = small(row.cutoff_days)
        .zip(small(row.cutoff_hour))
        .zip(small(row.cutoff_minute))
        .and_then(|((days, hour), minute)| Cutoff::new(days, hour, minute));
    Ok(House {
        class: row::parsed(InstitutionClass::from_code(&row.class), TABLE, "class")?,
        live: row.live,
        active: row.active,
        lead_days: row.lead_days,
        cutoff: row::parsed(cutoff, TABLE, "cutoff_days")?,
        closed: Closed {
            weekdays: row
                .closed_weekdays
                .split(',')
                .filter_map(Weekday::from_code)
                .collect(),
            days: Vec::new(),
        },
    })
}

async fn houses<C: ConnectionTrait>(c: &C, scene: &mut Scene, named: &Named) -> Result<()> {
    let mut ids: BTreeSet<i64> = named.offers.iter().map(|(id, ..)| *id).collect();
    ids.extend(scene.places.values().map(|place| place.institution_id));
    let booked = scene.bookings.values();
    ids.extend(
        booked
            .filter(|booking| !booking.state.is_final())
            .map(|booking| booking.institution_id),
    );
    let list = unfold::numbers(c, "$1");
    let sql = format!(
        "SELECT id, class, closed_weekdays, live, active, cutoff_days, cutoff_hour, cutoff_minute, lead_days \
         FROM institution WHERE id IN {list}"
    );
    let rows: Vec<HouseRow> = row::all(c, &sql, [unfold::json(ids)?.into()]).await?;
    for row in rows {
        scene.houses.insert(row.id, house(&row)?);
    }
    Ok(())
}

/// Closed days of the institutions whose deadline may be asked, and the society's holidays.
async fn closed<C: ConnectionTrait>(c: &C, scene: &mut Scene, today: CivilDate) -> Result<()> {
    let confirmed = scene
        .bookings
        .values()
        .filter(|booking| booking.state == State::Confirmed);
    let (mut ids, mut last) = (BTreeSet::new(), None);
    for booking in confirmed {
        ids.insert(booking.institution_id);
        last = last.max(booking.exam_on);
    }
    let Some(last) = last else { return Ok(()) };
    let from = today.add_days(-REACH_DAYS);
    scene.holidays = holiday::between(c, from, last).await?;
    for (id, day) in holiday::closed_days(c, &ids, from, last).await? {
        if let Some(house) = scene.houses.get_mut(&id) {
            house.closed.days.push(day);
        }
    }
    Ok(())
}

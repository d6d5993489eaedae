//! The scene of a batch: what its tasks are about, read with a few set-based statements after everything is held still.

use std::{collections::BTreeSet, sync::Arc};

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{
    super::{Result, entity::booking::Model, row, unfold},
    booking, house, lock, queue,
};
use crate::{
    domain::{
        checkup::{
            code::{CourseCode, OptionCode},
            eligibility::{Past, PastKind},
            yen::Yen,
        },
        date::CivilDate,
    },
    server::checkup::{
        scene::{Offer, Scene},
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
    let options = options(&scene, named);
    if !options.is_empty() {
        lock::scarce(c, &mut scene).await?;
    }
    offers(c, &mut scene, named, &options).await?;
    house::houses(c, &mut scene, named).await?;
    if named.deadlines {
        house::closed(c, &mut scene, today).await?;
    }
    Ok(scene)
}

/// The options that are asked for, booked or waited for.
fn options(scene: &Scene, named: &Named) -> BTreeSet<OptionCode> {
    let booked = scene.bookings.values().flat_map(|booking| &booking.options);
    let waited = scene.waits.values().flat_map(|wait| &wait.options);
    let all = named.options.iter().chain(waited);
    all.chain(booked.map(|(code, _)| code)).cloned().collect()
}

/// The bookings of people that use a right or are held, and those named.
async fn bookings<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    persons: &BTreeSet<i64>,
    named: Option<&Named>,
) -> Result<()> {
    let (people, ids, idems) = (
        unfold::is_a_number(c, "$1"),
        unfold::is_a_number(c, "$2"),
        unfold::is_a_text(c, "$3"),
    );
    let sql = format!(
        "SELECT * FROM booking WHERE person_id {people} \
         AND (uses_right OR state IN ('held', 'applied', 'arranging') OR id {ids} OR idem {idems})"
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
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT person_id, fiscal_year, course_code, right_group, exam_on FROM exam_result \
         WHERE person_id {list} AND state = 'accepted'"
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
async fn offers<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    named: &Named,
    options: &BTreeSet<OptionCode>,
) -> Result<()> {
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
    let (years, codes) = (unfold::is_a_number(c, "$1"), unfold::is_a_text(c, "$2"));
    let sql = format!(
        "SELECT fiscal_year, code, rules, open FROM course WHERE fiscal_year {years} AND code {codes}"
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
    prices(c, scene, &offers, options).await
}

async fn prices<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    offers: &BTreeSet<Offered>,
    options: &BTreeSet<OptionCode>,
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
    let codes = unfold::is_a_text(c, "$2");
    let sql = format!(
        "SELECT p.institution_id, p.fiscal_year, p.course_code, p.option_code, p.yen FROM {wanted} w \
         JOIN price p ON p.institution_id = w.institution_id AND p.fiscal_year = w.fiscal_year \
         AND p.course_code = w.course_code WHERE p.option_code {codes}"
    );
    let rows = offers.iter().map(|(institution_id, year, code)| {
        serde_json::json!({ "institution_id": institution_id, "fiscal_year": year, "course_code": code })
    });
    let codes = [""]
        .into_iter()
        .chain(options.iter().map(OptionCode::as_str));
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

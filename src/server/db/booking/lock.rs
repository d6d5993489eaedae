//! Holding still what a batch is about, always in the same order: people by number, then places by number. Whoever changes
//! places without the desk (staff) keeps to it too.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::super::{Result, row, unfold};
use crate::{
    domain::{
        birth_date::BirthDate,
        checkup::{
            code::{CourseCode, OptionCode},
            eligibility::Facts,
            institution::DaySex,
        },
        eligibility::Enrolment,
        relationship::{Relationship, Sex},
    },
    server::checkup::{
        scene::{Person, Place, Room, Scene},
        task::Named,
    },
};

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// The owners of the bookings and waits that are named without them. These never change.
pub(super) async fn owners<C: ConnectionTrait>(c: &C, named: &Named) -> Result<BTreeSet<i64>> {
    let mut owners = BTreeSet::new();
    let unowned = [
        ("booking", &named.bookings_of_whom),
        ("waitlist", &named.waits_of_whom),
    ];
    for (table, ids) in unowned {
        if !ids.is_empty() {
            let list = unfold::is_a_number(c, "$1");
            let sql = format!("SELECT DISTINCT person_id AS id FROM {table} WHERE id {list}");
            let found: Vec<Id> = row::all(c, &sql, [unfold::json(ids)?.into()]).await?;
            owners.extend(found.into_iter().map(|owner| owner.id));
        }
    }
    Ok(owners)
}

/// The places for which these people wait or have an offer.
pub(super) async fn waited_for<C: ConnectionTrait>(
    c: &C,
    persons: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT DISTINCT place_id AS id FROM waitlist \
         WHERE person_id {list} AND state IN ('waiting', 'offered')"
    );
    let found: Vec<Id> = row::all(c, &sql, [unfold::json(persons)?.into()]).await?;
    Ok(found.into_iter().map(|place| place.id).collect())
}

#[derive(FromQueryResult)]
struct PersonRow {
    id: i64,
    sex: String,
    relationship: String,
    birth_date: Date,
    acquired_on: Date,
    lost_on: Option<Date>,
}

fn person(row: &PersonRow) -> Result<Person> {
    const TABLE: &str = "person";
    let day = |date, column| row::parsed(row::civil(date), TABLE, column);
    let relationship = Relationship::from_code(&row.relationship);
    let enrolment = Enrolment {
        relationship: row::parsed(relationship, TABLE, "relationship")?,
        birth_date: BirthDate::from_stored(day(row.birth_date, "birth_date")?),
        acquired_on: day(row.acquired_on, "acquired_on")?,
        lost_on: row.lost_on.map(|date| day(date, "lost_on")).transpose()?,
    };
    let sex = row::parsed(Sex::from_code(&row.sex), TABLE, "sex")?;
    Ok(Person {
        facts: Facts { enrolment, sex },
        results: Vec::new(),
        bookings: Vec::new(),
    })
}

/// Brings people into the scene; held still where the batch changes their bookings.
pub(super) async fn people<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    ids: &BTreeSet<i64>,
    hold: bool,
) -> Result<()> {
    let list = unfold::is_a_number(c, "$1");
    let lock = if hold { unfold::lock(c) } else { "" };
    let sql = format!(
        "SELECT id, sex, relationship, birth_date, acquired_on, lost_on FROM person \
         WHERE id {list} ORDER BY id{lock}"
    );
    let rows: Vec<PersonRow> = row::all(c, &sql, [unfold::json(ids)?.into()]).await?;
    for row in rows {
        scene.people.insert(row.id, person(&row)?);
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct PlaceRow {
    id: i64,
    institution_id: i64,
    fiscal_year: i32,
    course_code: String,
    on_day: Date,
    starts: i32,
    day_sex: String,
    capacity: i32,
    remaining: i32,
}

fn place(row: &PlaceRow) -> Result<Place> {
    const TABLE: &str = "place";
    Ok(Place {
        institution_id: row.institution_id,
        fiscal_year: row.fiscal_year,
        course: row::parsed(CourseCode::parse(&row.course_code), TABLE, "course_code")?,
        on_day: row::parsed(row::civil(row.on_day), TABLE, "on_day")?,
        starts: (row.starts >= 0).then_some(row.starts),
        sex: row::parsed(DaySex::from_code(&row.day_sex), TABLE, "day_sex")?,
        closed: row.capacity <= 0,
        room: room(row.remaining),
        options: Default::default(),
    })
}

fn room(remaining: i32) -> Room {
    Room {
        remaining,
        was: remaining,
    }
}

#[derive(FromQueryResult)]
struct OptionRow {
    place_id: i64,
    option_code: String,
    remaining: i32,
}

/// Holds places still and brings them into the scene.
pub(super) async fn places<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    ids: &BTreeSet<i64>,
) -> Result<()> {
    let (list, lock) = (unfold::is_a_number(c, "$1"), unfold::lock(c));
    let sql = format!(
        "SELECT id, institution_id, fiscal_year, course_code, on_day, starts, day_sex, capacity, remaining \
         FROM place WHERE id {list} ORDER BY id{lock}"
    );
    let rows: Vec<PlaceRow> = row::all(c, &sql, [unfold::json(ids)?.into()]).await?;
    for row in rows {
        scene.places.insert(row.id, place(&row)?);
    }
    Ok(())
}

/// Brings the scarce options of the scene's places into it: whoever changes those holds the place.
pub(super) async fn scarce<C: ConnectionTrait>(c: &C, scene: &mut Scene) -> Result<()> {
    let list = unfold::is_a_number(c, "$1");
    let sql =
        format!("SELECT place_id, option_code, remaining FROM place_option WHERE place_id {list}");
    let ids = unfold::json(scene.places.keys())?;
    let rows: Vec<OptionRow> = row::all(c, &sql, [ids.into()]).await?;
    for row in rows {
        let code = OptionCode::parse(&row.option_code);
        let code = row::parsed(code, "place_option", "option_code")?;
        if let Some(place) = scene.places.get_mut(&row.place_id) {
            place.options.insert(code, room(row.remaining));
        }
    }
    Ok(())
}

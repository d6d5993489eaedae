//! Bookings as their member's pages show them: with the institution, newest first. Only the desk writes them.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{Result, row, unfold};
use crate::{
    domain::{
        checkup::{
            booking::{State, is_beside},
            code::{CourseCode, OptionCode},
            eligibility::{Past, PastKind},
            price::Quote,
            wish::Wish,
            yen::Yen,
        },
        date::CivilDate,
    },
    server::clock::Millis,
};

const TABLE: &str = "booking";

/// A booking.
#[derive(Clone, Debug)]
pub struct Booked {
    /// Our number of it.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: CourseCode,
    /// Where.
    pub institution_id: i64,
    /// The name of the institution.
    pub institution: String,
    /// Which place, where it is one.
    pub place_id: Option<i64>,
    /// Its state.
    pub state: State,
    /// Whether these are wishes beside the booking they are to take the place of.
    pub beside: bool,
    /// The day of the examination, once there is one.
    pub exam_on: Option<CivilDate>,
    /// The time, in minutes of the day, where one is said.
    pub starts: Option<i32>,
    /// The options and what they cost.
    pub options: Vec<(OptionCode, Yen)>,
    /// What it costs.
    pub quote: Quote,
    /// What was wished for.
    pub wishes: Vec<Wish>,
    /// Words of the society; may be empty.
    pub note: String,
    /// The booking it takes the place of.
    pub replaces: Option<i64>,
    /// Until when a place is held.
    pub expires_at: Option<Millis>,
    /// When it last changed.
    pub changed_at: Millis,
}

#[derive(FromQueryResult)]
struct BookedRow {
    id: i64,
    person_id: i64,
    fiscal_year: i32,
    course_code: String,
    institution_id: i64,
    institution: String,
    place_id: Option<i64>,
    state: String,
    uses_right: bool,
    exam_on: Option<Date>,
    starts: Option<i32>,
    options: String,
    quote: String,
    wishes: Option<String>,
    note: String,
    replaces_id: Option<i64>,
    expires_at: Option<i64>,
    changed_at: i64,
}

const SELECT: &str = "SELECT b.id, b.person_id, b.fiscal_year, b.course_code, b.institution_id, i.name AS institution, b.place_id, b.state, \
    b.uses_right, b.exam_on, b.starts, b.options, b.quote, b.wishes, b.note, b.replaces_id, b.expires_at, b.changed_at \
    FROM booking b JOIN institution i ON i.id = b.institution_id";

fn booked(found: BookedRow) -> Result<Booked> {
    let day = |date| row::parsed(row::civil(date), TABLE, "exam_on");
    let course = CourseCode::parse(&found.course_code);
    let state = row::parsed(State::from_code(&found.state), TABLE, "state")?;
    Ok(Booked {
        id: found.id,
        person_id: found.person_id,
        fiscal_year: found.fiscal_year,
        course: row::parsed(course, TABLE, "course_code")?,
        institution_id: found.institution_id,
        institution: found.institution,
        place_id: found.place_id,
        state,
        beside: is_beside(state, found.uses_right),
        exam_on: found.exam_on.map(day).transpose()?,
        starts: found.starts.filter(|minutes| *minutes >= 0),
        options: row::from_json(&found.options, TABLE, "options")?,
        quote: row::from_json(&found.quote, TABLE, "quote")?,
        wishes: match &found.wishes {
            Some(json) => row::from_json(json, TABLE, "wishes")?,
            None => Vec::new(),
        },
        note: found.note,
        replaces: found.replaces_id,
        expires_at: found.expires_at,
        changed_at: found.changed_at,
    })
}

/// A person's bookings, newest first.
///
/// # Errors
/// The database's own.
pub async fn of_person<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<Vec<Booked>> {
    let sql = format!("{SELECT} WHERE b.person_id = $1 ORDER BY b.id DESC");
    let rows: Vec<BookedRow> = row::all(c, &sql, [person_id.into()]).await?;
    rows.into_iter().map(booked).collect()
}

/// A booking of a person; another's is as if there were none.
///
/// # Errors
/// The database's own.
pub async fn one_of<C: ConnectionTrait>(c: &C, person_id: i64, id: i64) -> Result<Option<Booked>> {
    let sql = format!("{SELECT} WHERE b.person_id = $1 AND b.id = $2");
    let found: Option<BookedRow> = row::one(c, &sql, [person_id.into(), id.into()]).await?;
    found.map(booked).transpose()
}

/// What a person holds at the moment, over or not.
///
/// # Errors
/// The database's own.
pub async fn held_by<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<Option<Booked>> {
    let sql = format!("{SELECT} WHERE b.person_id = $1 AND b.state = 'held'");
    let found: Option<BookedRow> = row::one(c, &sql, [person_id.into()]).await?;
    found.map(booked).transpose()
}

/// Something a person has taken or booked.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The booking; none where a result was recorded without one.
    pub booking_id: Option<i64>,
    /// What the rules ask of it.
    pub past: Past,
}

/// What counts for the rules, without one booking that is to be moved.
pub fn past_of(taken: Vec<Taken>, without: Option<i64>) -> Vec<Past> {
    let counts = |one: &Taken| without.is_none() || one.booking_id != without;
    let counting = taken.into_iter().filter(counts);
    counting.map(|one| one.past).collect()
}

/// The person's booking made with a form's key.
///
/// # Errors
/// The database's own.
pub async fn made_with<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    idem: &str,
) -> Result<Option<Booked>> {
    let sql = format!("{SELECT} WHERE b.person_id = $1 AND b.idem = $2");
    let found: Option<BookedRow> = row::one(c, &sql, [person_id.into(), idem.into()]).await?;
    found.map(booked).transpose()
}

#[derive(FromQueryResult)]
struct TakenRow {
    booking_id: Option<i64>,
    person_id: i64,
    right_group: String,
    course_code: String,
    fiscal_year: i32,
    exam_on: Option<Date>,
    kind: String,
}

/// What some people have taken and booked; all of them are in the answer.
///
/// # Errors
/// The database's own.
pub async fn taken_by<C: ConnectionTrait>(
    c: &C,
    people: &[i64],
) -> Result<BTreeMap<i64, Vec<Taken>>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT id AS booking_id, person_id, right_group, course_code, fiscal_year, exam_on, state AS kind FROM booking \
         WHERE person_id {list} AND uses_right = TRUE \
         UNION ALL SELECT NULL AS booking_id, person_id, right_group, course_code, fiscal_year, exam_on, 'recorded' AS kind \
         FROM exam_result WHERE person_id {list} AND state = 'accepted'"
    );
    let rows: Vec<TakenRow> = row::all(c, &sql, [unfold::json(people)?.into()]).await?;
    let mut all: BTreeMap<i64, Vec<Taken>> = people.iter().map(|id| (*id, Vec::new())).collect();
    for row in rows {
        let person_id = row.person_id;
        all.entry(person_id).or_default().push(taken(row)?);
    }
    Ok(all)
}

fn taken(one: TakenRow) -> Result<Taken> {
    let day = |date| row::parsed(row::civil(date), TABLE, "exam_on");
    let course = CourseCode::parse(&one.course_code);
    let past = Past {
        group: one.right_group,
        course: row::parsed(course, TABLE, "course_code")?,
        fiscal_year: one.fiscal_year,
        exam_on: one.exam_on.map(day).transpose()?,
        kind: match one.kind.as_str() {
            "recorded" => PastKind::Recorded,
            state if state == State::Done.code() => PastKind::Done,
            _ => PastKind::Booked,
        },
    };
    Ok(Taken {
        booking_id: one.booking_id,
        past,
    })
}

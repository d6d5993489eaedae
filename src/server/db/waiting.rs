//! キャンセル待ち as its member's page shows it. Only the desk writes it.

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{Result, row};
use crate::{
    domain::{
        checkup::code::{CourseCode, OptionCode},
        date::CivilDate,
    },
    server::clock::Millis,
};

const TABLE: &str = "waitlist";

/// A wait that is not over.
#[derive(Clone, Debug)]
pub struct Wait {
    /// Our number of it.
    pub id: i64,
    /// Which place.
    pub place_id: i64,
    /// Where.
    pub institution_id: i64,
    /// The name of the institution.
    pub institution: String,
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: CourseCode,
    /// The day.
    pub on: CivilDate,
    /// The time, in minutes of the day, where one is said.
    pub starts: Option<i32>,
    /// The options.
    pub options: Vec<OptionCode>,
    /// Until when an offer can be taken; none while there is no offer.
    pub offer_until: Option<Millis>,
    /// How many wait before this one.
    pub before: i64,
}

#[derive(FromQueryResult)]
struct WaitRow {
    id: i64,
    place_id: i64,
    institution_id: i64,
    institution: String,
    fiscal_year: i32,
    course_code: String,
    on_day: Date,
    starts: i32,
    options: String,
    offer_until: Option<i64>,
    before: i64,
}

/// A person's waits that are not over, the nearest day first.
///
/// # Errors
/// The database's own.
pub async fn of_person<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<Vec<Wait>> {
    let rows: Vec<WaitRow> = row::all(
        c,
        "SELECT w.id, w.place_id, p.institution_id, i.name AS institution, p.fiscal_year, p.course_code, p.on_day, p.starts, w.options, \
         CASE WHEN w.state = 'offered' THEN w.offer_until END AS offer_until, \
         (SELECT COUNT(*) FROM waitlist o WHERE o.place_id = w.place_id AND o.state = 'waiting' AND o.id < w.id) AS before \
         FROM waitlist w JOIN place p ON p.id = w.place_id JOIN institution i ON i.id = p.institution_id \
         WHERE w.person_id = $1 AND w.state IN ('waiting', 'offered') ORDER BY p.on_day, w.id",
        [person_id.into()],
    )
    .await?;
    let wait = |one: WaitRow| {
        let course = CourseCode::parse(&one.course_code);
        Ok(Wait {
            id: one.id,
            place_id: one.place_id,
            institution_id: one.institution_id,
            institution: one.institution,
            fiscal_year: one.fiscal_year,
            course: row::parsed(course, "place", "course_code")?,
            on: row::parsed(row::civil(one.on_day), "place", "on_day")?,
            starts: (one.starts >= 0).then_some(one.starts),
            options: options(&one.options)?,
            offer_until: one.offer_until,
            before: one.before,
        })
    };
    rows.into_iter().map(wait).collect()
}

fn options(json: &str) -> Result<Vec<OptionCode>> {
    row::from_json(json, TABLE, "options")
}

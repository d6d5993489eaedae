//! 空き枠 as members see them: the places of a course at an institution, day by day. Only the desk writes them.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{Result, row};
use crate::domain::{
    checkup::{
        code::{CourseCode, OptionCode},
        institution::DaySex,
    },
    date::CivilDate,
};

/// Places of one course at one institution, at one time of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Our number of them.
    pub id: i64,
    /// Where.
    pub institution_id: i64,
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: String,
    /// The day.
    pub on: CivilDate,
    /// The time, in minutes of the day, where one is said.
    pub starts: Option<i32>,
    /// For whom.
    pub day_sex: DaySex,
    /// How many are left.
    pub remaining: u32,
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
    remaining: i32,
}

fn place(found: PlaceRow) -> Result<Place> {
    const TABLE: &str = "place";
    Ok(Place {
        id: found.id,
        institution_id: found.institution_id,
        fiscal_year: found.fiscal_year,
        course: found.course_code,
        on: row::parsed(row::civil(found.on_day), TABLE, "on_day")?,
        starts: (found.starts >= 0).then_some(found.starts),
        day_sex: row::parsed(DaySex::from_code(&found.day_sex), TABLE, "day_sex")?,
        remaining: u32::try_from(found.remaining).unwrap_or_default(),
    })
}

const COLUMNS: &str =
    "id, institution_id, fiscal_year, course_code, on_day, starts, day_sex, remaining";

/// The places of a number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Place>> {
    let sql = format!("SELECT {COLUMNS} FROM place WHERE id = $1");
    let found: Option<PlaceRow> = row::one(c, &sql, [id.into()]).await?;
    found.map(place).transpose()
}

/// The places of a course at an institution between two days, both included, in their order.
///
/// # Errors
/// The database's own.
pub async fn between<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    fiscal_year: i32,
    course: &CourseCode,
    (from, to): (CivilDate, CivilDate),
) -> Result<Vec<Place>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM place WHERE institution_id = $1 AND course_code = $2 AND on_day >= $3 AND on_day <= $4 \
         AND fiscal_year = $5 ORDER BY on_day, starts, day_sex"
    );
    let rows: Vec<PlaceRow> = row::all(
        c,
        &sql,
        [
            institution_id.into(),
            course.as_str().into(),
            row::date(from).into(),
            row::date(to).into(),
            fiscal_year.into(),
        ],
    )
    .await?;
    rows.into_iter().map(place).collect()
}

#[derive(FromQueryResult)]
struct ScarceRow {
    place_id: i64,
    option_code: String,
    remaining: i32,
}

/// How many of the options that are scarcer than the day are left, by place and option.
///
/// # Errors
/// The database's own.
pub async fn scarce_between<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    fiscal_year: i32,
    course: &CourseCode,
    (from, to): (CivilDate, CivilDate),
) -> Result<BTreeMap<(i64, OptionCode), u32>> {
    let rows: Vec<ScarceRow> = row::all(
        c,
        "SELECT o.place_id, o.option_code, o.remaining FROM place p JOIN place_option o ON o.place_id = p.id \
         WHERE p.institution_id = $1 AND p.course_code = $2 AND p.on_day >= $3 AND p.on_day <= $4 AND p.fiscal_year = $5",
        [
            institution_id.into(),
            course.as_str().into(),
            row::date(from).into(),
            row::date(to).into(),
            fiscal_year.into(),
        ],
    )
    .await?;
    let scarce = |one: ScarceRow| {
        let code = OptionCode::parse(&one.option_code);
        let code = row::parsed(code, "place_option", "option_code")?;
        Ok((
            (one.place_id, code),
            u32::try_from(one.remaining).unwrap_or_default(),
        ))
    };
    rows.into_iter().map(scarce).collect()
}

/// The days between two, both included, on which an institution is closed besides its weekdays.
///
/// # Errors
/// The database's own.
pub async fn closed_between<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    (from, to): (CivilDate, CivilDate),
) -> Result<Vec<CivilDate>> {
    #[derive(FromQueryResult)]
    struct Closed {
        on_day: Date,
    }
    let rows: Vec<Closed> = row::all(
        c,
        "SELECT on_day FROM closed_day WHERE institution_id = $1 AND on_day >= $2 AND on_day <= $3 ORDER BY on_day",
        [
            institution_id.into(),
            row::date(from).into(),
            row::date(to).into(),
        ],
    )
    .await?;
    let days = rows.into_iter().map(|closed| closed.on_day);
    Ok(days.filter_map(row::civil).collect())
}

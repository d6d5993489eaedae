//! Places, and options that are scarcer than they are.
//!
//! May enter: places as sets. Must not: taking one.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    super::{Result, entity, row},
    As, BATCH, bulk, elements, value,
};
use crate::domain::{
    checkup::{code::CourseCode, institution::DaySex},
    date::CivilDate,
};

/// A place: institution, fiscal year, course, day, minutes of the day or -1, for whom, capacity.
pub type PlaceRow<'a> = (i64, i32, &'a str, CivilDate, i32, &'a str, i32);
/// An option scarcer than the day, at every place of the institution's course with more places than that:
/// institution, course, option, capacity.
pub type LimitRow<'a> = (i64, &'a str, &'a str, i32);

/// A stored place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Our number of it.
    pub id: i64,
    /// Where.
    pub institution_id: i64,
    /// The course.
    pub course: CourseCode,
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The day.
    pub on: CivilDate,
    /// Minutes of the day.
    pub starts: Option<i32>,
    /// For whom.
    pub sex: DaySex,
    /// How many.
    pub capacity: i32,
}

/// Adds places, all of them free.
///
/// # Errors
/// The database's own.
pub async fn add_places<C: ConnectionTrait>(c: &C, rows: &[PlaceRow<'_>]) -> Result<()> {
    let columns = [
        ("institution_id", As::Number),
        ("fiscal_year", As::Number),
        ("course_code", As::Text),
        ("on_day", As::Day),
        ("starts", As::Number),
        ("day_sex", As::Text),
        ("capacity", As::Number),
    ];
    // free until bookings are counted
    let remaining = [("remaining", As::Number)];
    let columns: Vec<_> = columns.into_iter().chain(remaining).collect();
    let whole: Vec<_> = rows
        .iter()
        .map(|(institution, year, course, on, starts, sex, capacity)| {
            (
                institution,
                year,
                course,
                on,
                starts,
                sex,
                capacity,
                capacity,
            )
        })
        .collect();
    bulk(c, "place", &columns, &whole).await
}

/// Makes options scarcer than the days they are offered on.
///
/// # Errors
/// The database's own.
pub async fn add_limits<C: ConnectionTrait>(c: &C, rows: &[LimitRow<'_>]) -> Result<()> {
    let part = |at, kind| value(c, at, kind);
    let sql = format!(
        "INSERT INTO place_option (place_id, option_code, capacity, remaining) \
         SELECT p.id, {option}, {limit}, {limit} FROM {elements} \
         CROSS JOIN place p WHERE p.institution_id = {institution} AND p.course_code = {course} AND p.capacity > {limit}",
        option = part(2, As::Text),
        limit = part(3, As::Number),
        elements = elements(c),
        institution = part(0, As::Number),
        course = part(1, As::Text),
    );
    for batch in rows.chunks(BATCH) {
        let json = row::to_json(&batch, "place_option", "rows")?;
        row::execute(c, &sql, [json.into()]).await?;
    }
    Ok(())
}

/// The places of these institutions, in the order of days.
///
/// # Errors
/// The database's own.
pub async fn places<C: ConnectionTrait>(c: &C, institutions: &[i64]) -> Result<Vec<Place>> {
    use entity::place::{Column, Entity};
    let found = Entity::find()
        .filter(Column::InstitutionId.is_in(institutions.iter().copied()))
        .order_by_asc(Column::OnDay)
        .order_by_asc(Column::Id)
        .all(c)
        .await?;
    found.into_iter().map(place).collect()
}

fn place(model: entity::place::Model) -> Result<Place> {
    const TABLE: &str = "place";
    Ok(Place {
        id: model.id,
        institution_id: model.institution_id,
        course: row::parsed(CourseCode::parse(&model.course_code), TABLE, "course_code")?,
        fiscal_year: model.fiscal_year,
        on: row::parsed(row::civil(model.on_day), TABLE, "on_day")?,
        starts: (model.starts >= 0).then_some(model.starts),
        sex: row::parsed(DaySex::from_code(&model.day_sex), TABLE, "day_sex")?,
        capacity: model.capacity,
    })
}

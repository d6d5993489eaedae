//! 空き枠 as members see them: the places of a course at an institution, day by day. Only the desk writes them.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Result,
    entity::{
        closed_day,
        place::{Column, Entity, Model},
        place_option,
    },
    row,
};
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

pub(super) fn place(found: Model) -> Result<Place> {
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

/// The places of a number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Place>> {
    Entity::find_by_id(id).one(c).await?.map(place).transpose()
}

/// The places of a course at an institution between two days, both included, in their order; without those that are closed.
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
    let rows = Entity::find()
        .filter(Column::InstitutionId.eq(institution_id))
        .filter(Column::CourseCode.eq(course.as_str()))
        .filter(Column::OnDay.between(row::date(from), row::date(to)))
        .filter(Column::FiscalYear.eq(fiscal_year))
        .filter(Column::Capacity.gt(0))
        .order_by_asc(Column::OnDay)
        .order_by_asc(Column::Starts)
        .order_by_asc(Column::DaySex)
        .all(c)
        .await?;
    rows.into_iter().map(place).collect()
}

/// How many of the options that are scarcer than the day are left, by place and option.
///
/// # Errors
/// The database's own.
pub async fn scarce<C: ConnectionTrait>(
    c: &C,
    places: &[Place],
) -> Result<BTreeMap<(i64, OptionCode), u32>> {
    let ids = places.iter().map(|place| place.id);
    let rows = place_option::Entity::find()
        .filter(place_option::Column::PlaceId.is_in(ids))
        .all(c)
        .await?;
    let scarce = |one: place_option::Model| {
        let code = OptionCode::parse(&one.option_code);
        let code = row::parsed(code, "place_option", "option_code")?;
        let left = u32::try_from(one.remaining).unwrap_or_default();
        Ok(((one.place_id, code), left))
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
    let rows = closed_day::Entity::find()
        .filter(closed_day::Column::InstitutionId.eq(institution_id))
        .filter(closed_day::Column::OnDay.between(row::date(from), row::date(to)))
        .all(c)
        .await?;
    let days = rows.into_iter().map(|closed| closed.on_day);
    Ok(days.filter_map(row::civil).collect())
}

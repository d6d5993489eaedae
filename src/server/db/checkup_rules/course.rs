//! 健診コース for editing: with the moment of its last change, by which two editors do not overwrite each other.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::super::{
    Result,
    entity::course::{Column, Entity},
    row,
};
use crate::{
    domain::checkup::course::{Course, CourseCode},
    server::clock::Millis,
};

const TABLE: &str = "course";

/// A course as an editor finds it.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Its rules.
    pub rules: Course,
    /// Whether members see it.
    pub open: bool,
    /// When it was changed last.
    pub changed_at: Millis,
}

/// A course of a fiscal year by its code.
///
/// # Errors
/// The database's own.
pub async fn find<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    code: &CourseCode,
) -> Result<Option<Edited>> {
    let found = Entity::find()
        .filter(Column::FiscalYear.eq(fiscal_year))
        .filter(Column::Code.eq(code.as_str()))
        .one(c)
        .await?;
    found
        .map(|model| {
            Ok(Edited {
                rules: row::from_json(&model.rules, TABLE, "rules")?,
                open: model.open,
                changed_at: model.changed_at,
            })
        })
        .transpose()
}

/// Writes a new course, not open yet; nothing where the year has one of this code. Answers whether it was written.
///
/// # Errors
/// The database's own.
pub async fn insert<C: ConnectionTrait>(c: &C, rules: &Course, now: Millis) -> Result<bool> {
    let json = row::to_json(rules, TABLE, "rules")?;
    let written = row::execute(
        c,
        "INSERT INTO course (fiscal_year, code, rules, open, changed_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (fiscal_year, code) DO NOTHING",
        [
            rules.fiscal_year.into(),
            rules.code.as_str().into(),
            json.into(),
            false.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(written > 0)
}

/// Writes the rules of a course that nobody has changed since `seen`. Answers whether it was so.
///
/// # Errors
/// The database's own.
pub async fn update<C: ConnectionTrait>(
    c: &C,
    rules: &Course,
    seen: Millis,
    now: Millis,
) -> Result<bool> {
    let json = row::to_json(rules, TABLE, "rules")?;
    let written = row::execute(
        c,
        "UPDATE course SET rules = $1, changed_at = $2 WHERE fiscal_year = $3 AND code = $4 AND changed_at = $5",
        [
            json.into(),
            now.max(seen + 1).into(),
            rules.fiscal_year.into(),
            rules.code.as_str().into(),
            seen.into(),
        ],
    )
    .await?;
    Ok(written > 0)
}

/// Shows a course to members, or hides it. Answers whether anything changed.
///
/// # Errors
/// The database's own.
pub async fn set_open<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    code: &CourseCode,
    open: bool,
    now: Millis,
) -> Result<bool> {
    let written = row::execute(
        c,
        "UPDATE course SET open = $1, changed_at = CASE WHEN changed_at >= $2 THEN changed_at + 1 ELSE $2 END \
         WHERE fiscal_year = $3 AND code = $4 AND open <> $1",
        [
            open.into(),
            now.into(),
            fiscal_year.into(),
            code.as_str().into(),
        ],
    )
    .await?;
    Ok(written > 0)
}

/// How many bookings of a course are still to come or were kept: what a change of its rules does not touch.
///
/// # Errors
/// The database's own.
pub async fn bookings<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    code: &CourseCode,
) -> Result<i64> {
    let number = row::number(
        c,
        "SELECT COUNT(*) AS value FROM booking WHERE fiscal_year = $1 AND course_code = $2 AND state <> 'cancelled'",
        [fiscal_year.into(), code.as_str().into()],
    )
    .await?;
    Ok(number.unwrap_or_default())
}

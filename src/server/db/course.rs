//! 健診コース as stored: the rules of each fiscal year, open to members or still in preparation.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Result,
    entity::course::{Column, Entity, Model},
    row, unfold,
};
use crate::{
    domain::checkup::course::{Course, CourseCode},
    server::clock::Millis,
};

/// A course and whether members see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCourse {
    /// Our number of it.
    pub id: i64,
    /// Its rules.
    pub rules: Course,
    /// Whether members see it.
    pub open: bool,
}

fn course(model: Model) -> Result<StoredCourse> {
    Ok(StoredCourse {
        id: model.id,
        rules: row::from_json(&model.rules, "course", "rules")?,
        open: model.open,
    })
}

/// The courses of a fiscal year, in the order they were made.
///
/// # Errors
/// The database's own.
pub async fn of_year<C: ConnectionTrait>(c: &C, fiscal_year: i32) -> Result<Vec<StoredCourse>> {
    let found = Entity::find()
        .filter(Column::FiscalYear.eq(fiscal_year))
        .order_by_asc(Column::Id)
        .all(c)
        .await?;
    found.into_iter().map(course).collect()
}

/// A course of a fiscal year by its code.
///
/// # Errors
/// The database's own.
pub async fn by_code<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    code: &CourseCode,
) -> Result<Option<StoredCourse>> {
    let found = Entity::find()
        .filter(Column::FiscalYear.eq(fiscal_year))
        .filter(Column::Code.eq(code.as_str()))
        .one(c)
        .await?;
    found.map(course).transpose()
}

/// Courses by fiscal year and code.
///
/// # Errors
/// The database's own.
pub async fn by_codes<C: ConnectionTrait>(
    c: &C,
    asked: &[(i32, CourseCode)],
) -> Result<BTreeMap<(i32, CourseCode), StoredCourse>> {
    use unfold::Kind::{Number, Text};
    let rows = unfold::rows(c, "$1", &[("fiscal_year", Number), ("code", Text)]);
    let sql = format!(
        "SELECT course.* FROM {rows} r JOIN course ON course.fiscal_year = r.fiscal_year AND course.code = r.code"
    );
    let asked = asked
        .iter()
        .map(|(year, code)| serde_json::json!({ "fiscal_year": year, "code": code }));
    let found: Vec<Model> = row::all(c, &sql, [unfold::json(asked)?.into()]).await?;
    let found = found.into_iter().map(course);
    found
        .map(|found| {
            let found = found?;
            Ok(((found.rules.fiscal_year, found.rules.code.clone()), found))
        })
        .collect()
}

/// The fiscal years that have courses, the latest first.
///
/// # Errors
/// The database's own.
pub async fn years<C: ConnectionTrait>(c: &C) -> Result<Vec<i32>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Year {
        fiscal_year: i32,
    }
    let sql = "SELECT DISTINCT fiscal_year FROM course ORDER BY fiscal_year DESC";
    let years: Vec<Year> = row::all(c, sql, []).await?;
    Ok(years.into_iter().map(|year| year.fiscal_year).collect())
}

/// Writes a course; one of the same year and code is overwritten. Answers its number.
///
/// # Errors
/// The database's own.
pub async fn save<C: ConnectionTrait>(
    c: &C,
    rules: &Course,
    open: bool,
    now: Millis,
) -> Result<i64> {
    let json = row::to_json(rules, "course", "rules")?;
    let id = row::number(
        c,
        "INSERT INTO course (fiscal_year, code, rules, open, changed_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (fiscal_year, code) DO UPDATE SET rules = excluded.rules, open = excluded.open, \
         changed_at = excluded.changed_at RETURNING id AS value",
        [
            rules.fiscal_year.into(),
            rules.code.as_str().into(),
            json.into(),
            open.into(),
            now.into(),
        ],
    )
    .await?;
    row::parsed(id, "course", "id")
}

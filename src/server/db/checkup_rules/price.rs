//! 料金 for editing: of an institution in a fiscal year, and all of a year for files and for the year after.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use serde::Serialize;

use super::{
    super::{
        Result,
        entity::price::{Column, Entity},
        row,
    },
    BATCH,
};
use crate::domain::checkup::yen::Yen;
use crate::server::db::unfold::{self, Kind};

/// What is priced: the codes of a course and of one of its options; of the course itself with no option.
pub type Item = (String, String);

/// A price as a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct PriceRow {
    /// Whose.
    pub institution_id: i64,
    /// In which fiscal year.
    pub fiscal_year: i32,
    /// Code of the course.
    pub course_code: String,
    /// Code of the option; empty for the course itself.
    pub option_code: String,
    /// How much.
    pub yen: i64,
}

/// The prices of an institution in a fiscal year.
///
/// # Errors
/// The database's own.
pub async fn of<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    fiscal_year: i32,
) -> Result<BTreeMap<Item, Yen>> {
    let rows = Entity::find()
        .filter(Column::InstitutionId.eq(institution_id))
        .filter(Column::FiscalYear.eq(fiscal_year))
        .all(c)
        .await?;
    rows.into_iter()
        .map(|one| {
            let yen = row::parsed(u32::try_from(one.yen).ok(), "price", "yen")?;
            Ok(((one.course_code, one.option_code), Yen::new(yen)))
        })
        .collect()
}

/// All prices of a fiscal year of the institutions numbered above `after`, whole institutions, at least `limit` rows where there are.
///
/// # Errors
/// The database's own.
pub async fn page<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    after: i64,
    institutions: i64,
) -> Result<Vec<PriceRow>> {
    row::all(
        c,
        "SELECT institution_id, fiscal_year, course_code, option_code, yen FROM price \
         WHERE fiscal_year = $1 AND institution_id IN (SELECT id FROM institution WHERE id > $2 ORDER BY id LIMIT $3) \
         ORDER BY institution_id, course_code, option_code",
        [fiscal_year.into(), after.into(), institutions.into()],
    )
    .await
}

/// The number of the last of the next `institutions` institutions above `after`; nothing where there are none.
///
/// # Errors
/// The database's own.
pub async fn page_end<C: ConnectionTrait>(
    c: &C,
    after: i64,
    institutions: i64,
) -> Result<Option<i64>> {
    let sql = "SELECT COALESCE(MAX(id), 0) AS value \
        FROM (SELECT id FROM institution WHERE id > $1 ORDER BY id LIMIT $2) paged";
    let last = row::number(c, sql, [after.into(), institutions.into()]).await?;
    Ok(last.filter(|last| *last > after))
}

const COLUMNS: [(&str, Kind); 5] = [
    ("institution_id", Kind::Number),
    ("fiscal_year", Kind::Number),
    ("course_code", Kind::Text),
    ("option_code", Kind::Text),
    ("yen", Kind::Number),
];

/// Writes prices. What there is already is overwritten, or with `keep` stays. Answers how many rows were written.
///
/// # Errors
/// The database's own.
pub async fn write<C: ConnectionTrait>(c: &C, prices: &[PriceRow], keep: bool) -> Result<u64> {
    let rows = unfold::rows(c, "$1", &COLUMNS);
    let then = if keep {
        "DO NOTHING"
    } else {
        "DO UPDATE SET yen = excluded.yen WHERE price.yen <> excluded.yen"
    };
    let sql = format!(
        "INSERT INTO price (institution_id, fiscal_year, course_code, option_code, yen) \
         SELECT institution_id, fiscal_year, course_code, option_code, yen FROM {rows} r WHERE TRUE \
         ON CONFLICT (institution_id, fiscal_year, course_code, option_code) {then}"
    );
    let mut written = 0;
    for some in prices.chunks(BATCH) {
        written += row::execute(c, &sql, [unfold::json(some)?.into()]).await?;
    }
    Ok(written)
}

/// Takes a price away: the institution no longer offers it.
///
/// # Errors
/// The database's own.
pub async fn remove<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    fiscal_year: i32,
    (course, option): &Item,
) -> Result<()> {
    row::execute(
        c,
        "DELETE FROM price WHERE institution_id = $1 AND fiscal_year = $2 AND course_code = $3 AND option_code = $4",
        [
            institution_id.into(),
            fiscal_year.into(),
            course.as_str().into(),
            option.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

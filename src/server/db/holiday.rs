//! Days that are no business days: the society's holidays, which begin as the law's, and each institution's own closed days.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, prelude::Date};

use super::{Result, entity::holiday::Entity, row, unfold};
use crate::domain::date::CivilDate;

/// The holidays between two days, both included.
///
/// # Errors
/// The database's own.
pub async fn between<C: ConnectionTrait>(
    c: &C,
    from: CivilDate,
    to: CivilDate,
) -> Result<Vec<CivilDate>> {
    #[derive(FromQueryResult)]
    struct Row {
        on_day: Date,
    }
    let sql = "SELECT on_day FROM holiday WHERE on_day BETWEEN $1 AND $2 ORDER BY on_day";
    let rows: Vec<Row> = row::all(c, sql, [row::date(from).into(), row::date(to).into()]).await?;
    rows.into_iter()
        .map(|row| row::parsed(row::civil(row.on_day), "holiday", "on_day"))
        .collect()
}

/// The closed days of institutions between two days, both included: which institution, which day.
///
/// # Errors
/// The database's own.
pub async fn closed_days<C: ConnectionTrait>(
    c: &C,
    institutions: &BTreeSet<i64>,
    from: CivilDate,
    to: CivilDate,
) -> Result<Vec<(i64, CivilDate)>> {
    #[derive(FromQueryResult)]
    struct Row {
        institution_id: i64,
        on_day: Date,
    }
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT institution_id, on_day FROM closed_day \
         WHERE institution_id {list} AND on_day BETWEEN $2 AND $3"
    );
    let values = [
        unfold::json(institutions)?.into(),
        row::date(from).into(),
        row::date(to).into(),
    ];
    let rows: Vec<Row> = row::all(c, &sql, values).await?;
    rows.into_iter()
        .map(|row| {
            let day = row::parsed(row::civil(row.on_day), "closed_day", "on_day")?;
            Ok((row.institution_id, day))
        })
        .collect()
}

/// Fills the table with these days where it is empty. Answers how many there were to write.
///
/// # Errors
/// The database's own.
pub async fn seed<C: ConnectionTrait>(c: &C, days: &[(CivilDate, String)]) -> Result<u64> {
    if Entity::find().one(c).await?.is_some() {
        return Ok(0);
    }
    let rows = unfold::rows(
        c,
        "$1",
        &[("on_day", unfold::Kind::Day), ("name", unfold::Kind::Text)],
    );
    let sql = format!(
        "INSERT INTO holiday (on_day, name) SELECT on_day, name FROM {rows} r WHERE TRUE ON CONFLICT DO NOTHING"
    );
    let days = days
        .iter()
        .map(|(day, name)| serde_json::json!({ "on_day": day, "name": name }));
    row::execute(c, &sql, [unfold::json(days)?.into()]).await
}

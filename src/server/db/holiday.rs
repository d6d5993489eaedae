//! Days that are no business days (stand-in until the engine's own file is merged).

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{Result, row};
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

/// Fills the table.
///
/// # Errors
/// The database's own.
pub async fn seed<C: ConnectionTrait>(c: &C, days: &[(CivilDate, String)]) -> Result<u64> {
    for (day, name) in days {
        let sql = "INSERT INTO holiday (on_day, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        row::execute(c, sql, [row::date(*day).into(), name.as_str().into()]).await?;
    }
    Ok(0)
}

//! Days that are left out: the society's holidays, and an institution's own closed days.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    prelude::Date,
};

use super::super::{
    Result,
    entity::holiday::{Column, Entity},
    row,
};
use crate::domain::date::CivilDate;

/// The holidays between two days, both included, in order.
///
/// # Errors
/// The database's own.
pub async fn holidays<C: ConnectionTrait>(
    c: &C,
    from: CivilDate,
    to: CivilDate,
) -> Result<Vec<(CivilDate, String)>> {
    let found = Entity::find()
        .filter(Column::OnDay.between(row::date(from), row::date(to)))
        .order_by_asc(Column::OnDay)
        .all(c)
        .await?;
    found
        .into_iter()
        .map(|model| {
            let day = row::parsed(row::civil(model.on_day), "holiday", "on_day")?;
            Ok((day, model.name))
        })
        .collect()
}

/// Writes a holiday; one on that day is called by the new name.
///
/// # Errors
/// The database's own.
pub async fn add_holiday<C: ConnectionTrait>(c: &C, day: CivilDate, name: &str) -> Result<()> {
    row::execute(
        c,
        "INSERT INTO holiday (on_day, name) VALUES ($1, $2) ON CONFLICT (on_day) DO UPDATE SET name = excluded.name",
        [row::date(day).into(), name.into()],
    )
    .await?;
    Ok(())
}

/// Takes a holiday away. Answers whether there was one.
///
/// # Errors
/// The database's own.
pub async fn remove_holiday<C: ConnectionTrait>(c: &C, day: CivilDate) -> Result<bool> {
    let sql = "DELETE FROM holiday WHERE on_day = $1";
    Ok(row::execute(c, sql, [row::date(day).into()]).await? > 0)
}

/// Takes away the holidays between two days, both included.
///
/// # Errors
/// The database's own.
pub async fn clear_holidays<C: ConnectionTrait>(
    c: &C,
    from: CivilDate,
    to: CivilDate,
) -> Result<()> {
    let sql = "DELETE FROM holiday WHERE on_day BETWEEN $1 AND $2";
    row::execute(c, sql, [row::date(from).into(), row::date(to).into()]).await?;
    Ok(())
}

/// The closed days of an institution between two days, both included, in order.
///
/// # Errors
/// The database's own.
pub async fn closed<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    from: CivilDate,
    to: CivilDate,
) -> Result<Vec<CivilDate>> {
    #[derive(FromQueryResult)]
    struct Row {
        on_day: Date,
    }
    let rows: Vec<Row> = row::all(
        c,
        "SELECT on_day FROM closed_day WHERE institution_id = $1 AND on_day BETWEEN $2 AND $3 ORDER BY on_day",
        [
            institution_id.into(),
            row::date(from).into(),
            row::date(to).into(),
        ],
    )
    .await?;
    rows.into_iter()
        .map(|one| row::parsed(row::civil(one.on_day), "closed_day", "on_day"))
        .collect()
}

/// Closes an institution on a day. Answers whether it was open.
///
/// # Errors
/// The database's own.
pub async fn close<C: ConnectionTrait>(c: &C, institution_id: i64, day: CivilDate) -> Result<bool> {
    let sql =
        "INSERT INTO closed_day (institution_id, on_day) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let values = [institution_id.into(), row::date(day).into()];
    Ok(row::execute(c, sql, values).await? > 0)
}

/// Opens an institution on a day again. Answers whether it was closed.
///
/// # Errors
/// The database's own.
pub async fn reopen<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    day: CivilDate,
) -> Result<bool> {
    let sql = "DELETE FROM closed_day WHERE institution_id = $1 AND on_day = $2";
    let values = [institution_id.into(), row::date(day).into()];
    Ok(row::execute(c, sql, values).await? > 0)
}

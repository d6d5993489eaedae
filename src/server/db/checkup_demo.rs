//! Bulk writes of a fictitious 受診ナビ, a few statements for each table.
//!
//! May enter: rows that were made up, as sets. Must not: making them up (`checkup::demo`), single bookings of real people.

use sea_orm::{ConnectionTrait, DbBackend};
use serde::Serialize;

use super::{Result, Txn, row};

mod booking;
mod institution;
mod place;

pub use self::{
    booking::{NewBooking, add_bookings, add_waiting},
    institution::{
        NewInstitution, PriceRow, add_closed_days, add_institutions, add_prices, institutions,
    },
    place::{LimitRow, Place, PlaceRow, add_limits, add_places, places},
};

/// Rows of one statement: a third of a megabyte of JSON.
const BATCH: usize = 5_000;
/// Rows of one statement where every value is a parameter of its own: below SQLite's 32,766 and PostgreSQL's 65,535.
const ROWS: usize = 500;

/// Lets a bulk write take its time on PostgreSQL.
///
/// # Errors
/// The database's own.
pub async fn take_time(txn: &Txn) -> Result<()> {
    if txn.get_database_backend() == DbBackend::Postgres {
        txn.execute_unprepared(
            "SET LOCAL statement_timeout = '60s'; SET LOCAL idle_in_transaction_session_timeout = 0",
        )
        .await?;
    }
    Ok(())
}

/// How a column of [`bulk`] is read from JSON.
#[derive(Clone, Copy)]
enum As {
    Text,
    Number,
    Day,
}

/// Inserts rows that are JSON arrays of their columns: one parameter for thousands of rows, which both databases take apart
/// themselves.
async fn bulk<C: ConnectionTrait, T: Serialize>(
    c: &C,
    table: &'static str,
    columns: &[(&str, As)],
    rows: &[T],
) -> Result<()> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let read: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(at, (_, kind))| value(c, at, *kind))
        .collect();
    let sql = format!(
        "INSERT INTO {table} ({}) SELECT {} FROM {}",
        names.join(", "),
        read.join(", "),
        elements(c)
    );
    for batch in rows.chunks(BATCH) {
        let json = row::to_json(&batch, table, "rows")?;
        row::execute(c, &sql, [json.into()]).await?;
    }
    Ok(())
}

/// The elements of the array `$1`, as `e.value`.
fn elements<C: ConnectionTrait>(c: &C) -> &'static str {
    match c.get_database_backend() {
        DbBackend::Postgres => "json_array_elements(CAST($1 AS json)) AS e(value)",
        _ => "json_each($1) AS e",
    }
}

/// The part of `e.value` at an index.
fn value<C: ConnectionTrait>(c: &C, at: usize, kind: As) -> String {
    match kind {
        As::Number => format!("CAST(e.value->>{at} AS BIGINT)"),
        // SQLite keeps days as text, and would make a number of them
        As::Day if c.get_database_backend() == DbBackend::Postgres => {
            format!("CAST(e.value->>{at} AS DATE)")
        }
        As::Day | As::Text => format!("e.value->>{at}"),
    }
}

/// Tells PostgreSQL's planner at once what a bulk write has changed.
///
/// # Errors
/// The database's own.
pub async fn look_again<C: ConnectionTrait>(c: &C) -> Result<()> {
    if c.get_database_backend() == DbBackend::Postgres {
        for table in ["institution", "price", "place", "place_option"] {
            c.execute_unprepared(&format!("ANALYZE {table}")).await?;
        }
    }
    Ok(())
}

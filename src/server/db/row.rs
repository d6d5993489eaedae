//! Between rows and values: SQL that both databases read the same way, JSON, days.
//!
//! Placeholders are `$1`, `$2` …: PostgreSQL's own form, which the SQLite driver reads too.

use chrono::Datelike;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value, prelude::Date};
use serde::{Serialize, de::DeserializeOwned};

use super::{Error, Result};
use crate::{
    domain::{date::CivilDate, email::Email},
    server::link::Seed,
};

fn statement<C: ConnectionTrait, const N: usize>(
    c: &C,
    sql: &str,
    values: [Value; N],
) -> Statement {
    Statement::from_sql_and_values(c.get_database_backend(), sql, values)
}

/// Runs a statement and answers how many rows it touched.
pub(super) async fn execute<C: ConnectionTrait, const N: usize>(
    c: &C,
    sql: &str,
    values: [Value; N],
) -> Result<u64> {
    Ok(c.execute_raw(statement(c, sql, values))
        .await?
        .rows_affected())
}

/// The first row a statement answers.
pub(super) async fn one<T: FromQueryResult, C: ConnectionTrait, const N: usize>(
    c: &C,
    sql: &str,
    values: [Value; N],
) -> Result<Option<T>> {
    let row = c.query_one_raw(statement(c, sql, values)).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// The rows a statement answers.
pub(super) async fn all<T: FromQueryResult, C: ConnectionTrait, const N: usize>(
    c: &C,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<T>> {
    let rows = c.query_all_raw(statement(c, sql, values)).await?;
    Ok(rows
        .iter()
        .map(|row| T::from_query_result(row, ""))
        .collect::<std::result::Result<_, _>>()?)
}

/// The one number a statement answers, from its column `value`.
pub(super) async fn number<C: ConnectionTrait, const N: usize>(
    c: &C,
    sql: &str,
    values: [Value; N],
) -> Result<Option<i64>> {
    match c.query_one_raw(statement(c, sql, values)).await? {
        Some(row) => Ok(row.try_get("", "value")?),
        None => Ok(None),
    }
}

/// Holds a row of `table` still until the transaction ends; SQLite's one writer needs no more than its transaction. Rows that
/// refer to it may still be added. Answers whether the row exists.
pub(super) async fn lock<C: ConnectionTrait>(c: &C, table: &str, id: i64) -> Result<bool> {
    let lock = match c.get_database_backend() {
        DbBackend::Postgres => " FOR NO KEY UPDATE",
        _ => "",
    };
    let sql = format!("SELECT id AS value FROM {table} WHERE id = $1{lock}");
    Ok(number(c, &sql, [id.into()]).await?.is_some())
}

/// The same where nobody asks whether the row exists: SQLite is not asked at all.
pub(super) async fn hold<C: ConnectionTrait>(c: &C, table: &str, id: i64) -> Result<()> {
    if c.get_database_backend() == DbBackend::Postgres {
        lock(c, table, id).await?;
    }
    Ok(())
}

/// A stored value as the domain reads it; what the domain refuses is a damaged row.
pub(super) fn parsed<T>(value: Option<T>, table: &'static str, column: &'static str) -> Result<T> {
    value.ok_or(Error::Row(table, column))
}

/// A stored address.
pub(super) fn email(text: &str, table: &'static str) -> Result<Email> {
    parsed(Email::from_stored(text).ok(), table, "email")
}

/// A stored seed.
pub(super) fn seed(text: &str, table: &'static str) -> Result<Seed> {
    parsed(Seed::from_stored(text), table, "seed")
}

/// JSON for a text column.
pub(super) fn to_json(
    value: &impl Serialize,
    table: &'static str,
    column: &'static str,
) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Row(table, column))
}

/// What a text column's JSON says.
pub(super) fn from_json<T: DeserializeOwned>(
    text: &str,
    table: &'static str,
    column: &'static str,
) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Row(table, column))
}

/// A day for a DATE column.
pub(super) fn date(day: CivilDate) -> Date {
    Date::from_ymd_opt(day.year(), day.month().into(), day.day().into())
        .expect("both calendars are the proleptic Gregorian one")
}

/// The day of a DATE column.
pub(super) fn civil(date: Date) -> Option<CivilDate> {
    CivilDate::new(
        date.year(),
        u8::try_from(date.month()).ok()?,
        u8::try_from(date.day()).ok()?,
    )
}

/// The code under which a table of codes stores a value.
pub(super) fn code_of<T: Copy + PartialEq>(codes: &[(T, &'static str)], value: T) -> &'static str {
    codes
        .iter()
        .find(|(known, _)| *known == value)
        .map(|(_, code)| *code)
        .expect("the table of codes names every value")
}

/// The value a table of codes has for a code.
pub(super) fn of_code<T: Copy>(codes: &[(T, &'static str)], code: &str) -> Option<T> {
    codes
        .iter()
        .find(|(_, known)| *known == code)
        .map(|(value, _)| *value)
}

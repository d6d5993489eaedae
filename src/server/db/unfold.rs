//! Many rows in one statement: a JSON array as an argument, unfolded into rows in the words of each database.

use sea_orm::{ConnectionTrait, DbBackend};
use serde::Serialize;

use super::Result;

/// What a column of an unfolded row is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A whole number.
    Number,
    /// Text.
    Text,
    /// Yes or no.
    Flag,
    /// A day, `2026-11-24`.
    Day,
}

/// Whether statements are PostgreSQL's.
pub(super) fn is_postgres<C: ConnectionTrait>(c: &C) -> bool {
    c.get_database_backend() == DbBackend::Postgres
}

/// What a column is compared with to be among the numbers of the JSON array in `placeholder`. PostgreSQL gets an array: it takes a
/// subquery for a hundred rows and would rather read a whole table than look a few up.
pub(super) fn is_a_number<C: ConnectionTrait>(c: &C, placeholder: &str) -> String {
    if is_postgres(c) {
        format!(
            "= ANY(ARRAY(SELECT CAST(value AS BIGINT) FROM jsonb_array_elements_text(CAST({placeholder} AS jsonb))))"
        )
    } else {
        format!("IN (SELECT value FROM json_each({placeholder}))")
    }
}

/// The same as [`is_a_number`] for the texts of the JSON array in `placeholder`.
pub(super) fn is_a_text<C: ConnectionTrait>(c: &C, placeholder: &str) -> String {
    if is_postgres(c) {
        format!(
            "= ANY(ARRAY(SELECT value FROM jsonb_array_elements_text(CAST({placeholder} AS jsonb))))"
        )
    } else {
        format!("IN (SELECT value FROM json_each({placeholder}))")
    }
}

/// A subquery over the objects of the JSON array in `placeholder`: a row each, with these columns.
pub(super) fn rows<C: ConnectionTrait>(
    c: &C,
    placeholder: &str,
    columns: &[(&str, Kind)],
) -> String {
    let postgres = is_postgres(c);
    let column = |(name, kind): &(&str, Kind)| match (kind, postgres) {
        (Kind::Number, _) => format!("CAST(value->>'{name}' AS BIGINT) AS {name}"),
        (Kind::Flag, _) => format!("CAST(value->>'{name}' AS BOOLEAN) AS {name}"),
        (Kind::Day, true) => format!("CAST(value->>'{name}' AS DATE) AS {name}"),
        (Kind::Text, _) | (Kind::Day, false) => format!("value->>'{name}' AS {name}"),
    };
    let columns: Vec<String> = columns.iter().map(column).collect();
    let from = if postgres {
        format!("jsonb_array_elements(CAST({placeholder} AS jsonb))")
    } else {
        format!("json_each({placeholder})")
    };
    format!("(SELECT {} FROM {from})", columns.join(", "))
}

/// The JSON array of some values.
pub(super) fn json<T: Serialize>(values: impl IntoIterator<Item = T>) -> Result<String> {
    let values: Vec<T> = values.into_iter().collect();
    super::row::to_json(&values, "json", "argument")
}

/// Holds the rows of a `SELECT` still, in its order, until the transaction ends; SQLite's one writer needs no more than its
/// transaction. Rows that refer to them may still be added.
pub(super) fn lock<C: ConnectionTrait>(c: &C) -> &'static str {
    if is_postgres(c) {
        " FOR NO KEY UPDATE"
    } else {
        ""
    }
}

//! What the desk counts and looks up: what waits, and whom rows without a person may be about.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

use super::{MOST_ROWS, PLACE_BITS};
use crate::{
    domain::date::CivilDate,
    server::db::{
        Result,
        person::{self, Person},
        row,
        unfold::{self, Kind},
    },
};

/// The batch of a row's number, and the row's place in it.
pub fn place_of(id: i64) -> (i64, i64) {
    (id >> PLACE_BITS, id & MOST_ROWS)
}

/// Rows without a person that wait, by batch; batches without any are left out.
///
/// # Errors
/// The database's own.
pub async fn waiting<C: ConnectionTrait>(c: &C) -> Result<BTreeMap<i64, i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        batch: i64,
        waiting: i64,
    }
    let sql = format!(
        "SELECT id >> {PLACE_BITS} AS batch, COUNT(*) AS waiting FROM expense_orphan WHERE settled_at IS NULL GROUP BY 1"
    );
    let rows: Vec<Row> = row::all(c, &sql, []).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.batch, row.waiting))
        .collect())
}

/// Rows without a person that can be decided on now.
///
/// # Errors
/// The database's own.
pub async fn orphans<C: ConnectionTrait>(c: &C) -> Result<i64> {
    let sql = format!(
        "SELECT COUNT(*) AS value FROM expense_orphan o JOIN expense_batch b ON b.id = o.id >> {PLACE_BITS} \
         WHERE o.settled_at IS NULL AND b.state IN ('loaded', 'published')"
    );
    Ok(row::number(c, &sql, []).await?.unwrap_or_default())
}

/// Requests for paper that are open.
///
/// # Errors
/// The database's own.
pub async fn paper<C: ConnectionTrait>(c: &C) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM expense_paper WHERE printed_at IS NULL AND cancelled_at IS NULL";
    Ok(row::number(c, sql, []).await?.unwrap_or_default())
}

/// Batches that wait for somebody: checked and not loaded, or loaded and not published.
///
/// # Errors
/// The database's own.
pub async fn unpublished<C: ConnectionTrait>(c: &C) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM expense_batch WHERE state IN ('checked', 'loaded')";
    Ok(row::number(c, sql, []).await?.unwrap_or_default())
}

/// What a row says of whom it is about.
#[derive(Serialize)]
pub struct Sought<'a> {
    /// 記号
    pub symbol: &'a str,
    /// 番号
    pub number: &'a str,
    /// 生年月日
    pub birth_date: String,
}

impl<'a> Sought<'a> {
    /// Of these.
    pub fn new(symbol: &'a str, number: &'a str, birth_date: CivilDate) -> Self {
        Self {
            symbol,
            number,
            birth_date: birth_date.to_string(),
        }
    }
}

/// Everybody of the roster with the number or the birth date of one of the rows. Nobody has looked at them yet: the caller keeps those
/// that are alike, and shows them through the record.
///
/// # Errors
/// The database's own.
pub async fn sharing_something<C: ConnectionTrait>(
    c: &C,
    sought: &[Sought<'_>],
) -> Result<BTreeMap<i64, Person>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let columns = [
        ("symbol", Kind::Text),
        ("number", Kind::Text),
        ("birth_date", Kind::Day),
    ];
    let rows = unfold::rows(c, "$1", &columns);
    // two searches, not one with OR: the first goes by an index, the second reads the roster once for all rows
    let sql = format!(
        "SELECT p.id FROM {rows} o JOIN person p ON p.symbol = o.symbol AND p.number = o.number \
         UNION SELECT p.id FROM person p WHERE p.birth_date IN (SELECT o.birth_date FROM {rows} o)"
    );
    let found: Vec<Id> = row::all(c, &sql, [unfold::json(sought)?.into()]).await?;
    let ids: Vec<i64> = found.into_iter().map(|row| row.id).collect();
    person::by_ids(c, &ids).await
}

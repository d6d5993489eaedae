//! Numbers of documents: the same content has the same number, and the day it was first made.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::server::{
    clock::Millis,
    db::{Error, Result, row},
};

const TABLE: &str = "expense_document";

/// A document's number and when it was first made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Issued {
    /// Our number of it.
    pub id: i64,
    /// When somebody first asked for it.
    pub made_at: Millis,
}

/// The number of a person's document with this content, given now if it has none yet.
///
/// # Errors
/// The database's own.
pub async fn number<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    year: i32,
    digest: &str,
    now: Millis,
) -> Result<Issued> {
    let key = [person_id.into(), year.into(), digest.into()];
    let sql = "SELECT id, made_at FROM expense_document WHERE person_id = $1 AND year = $2 AND digest = $3";
    if let Some(found) = row::one(c, sql, key.clone()).await? {
        return Ok(found);
    }
    let [person, of, content] = key.clone();
    // who asks at the same moment gets the same number
    row::execute(
        c,
        "INSERT INTO expense_document (person_id, year, digest, made_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id, year, digest) DO NOTHING",
        [person, of, content, now.into()],
    )
    .await?;
    row::one(c, sql, key).await?.ok_or(Error::Row(TABLE, "id"))
}

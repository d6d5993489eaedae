//! Numbers of documents: the same content has the same number, and the day it was first made.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::server::{
    clock::Millis,
    db::{
        Error, Result,
        entity::expense_document::{Column, Entity},
        row,
    },
};

/// How many numbers are drawn before somebody looks into it: one in two hundred is taken with half a million documents.
const DRAWS: usize = 16;

/// A document's number and when it was first made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Our number of it.
    pub id: i64,
    /// When somebody first asked for it.
    pub made_at: Millis,
}

async fn known<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    year: i32,
    digest: &str,
) -> Result<Option<Issued>> {
    let found = Entity::find()
        .filter(Column::PersonId.eq(person_id))
        .filter(Column::Year.eq(year))
        .filter(Column::Digest.eq(digest))
        .one(c)
        .await?;
    Ok(found.map(|row| Issued {
        id: row.id,
        made_at: row.made_at,
    }))
}

/// The number of a person's document with this content, given now if it has none yet: one of those that `draw` draws. Numbers in a row would
/// tell by their gaps that somebody else had a document made in between, and to a family who.
///
/// # Errors
/// The database's own.
pub async fn number<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    year: i32,
    digest: &str,
    now: Millis,
    draw: impl Fn() -> i64,
) -> Result<Issued> {
    for _ in 0..DRAWS {
        if let Some(found) = known(c, person_id, year, digest).await? {
            return Ok(found);
        }
        // who asks at the same moment gets the same number, and a number that is taken is nobody's again
        let sql = "INSERT INTO expense_document (id, person_id, year, digest, made_at) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT DO NOTHING";
        let values = [
            draw().into(),
            person_id.into(),
            year.into(),
            digest.into(),
            now.into(),
        ];
        row::execute(c, sql, values).await?;
    }
    let made = known(c, person_id, year, digest).await?;
    made.ok_or(Error::Row("expense_document", "id"))
}

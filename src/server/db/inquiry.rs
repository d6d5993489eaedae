//! お問い合わせ: messages to the society.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::{Result, entity, row};
use crate::{
    domain::{contact::Topic, email::Email},
    server::clock::{DAY, Millis},
};

/// How long messages are kept: three years, as 個人情報の扱い says.
pub const KEPT: Millis = 3 * 365 * DAY;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// The account it was sent from, if somebody was logged in.
    pub account_id: Option<i64>,
    /// What it is about.
    pub topic: Topic,
    /// Where the answer goes.
    pub email: Email,
    /// The text.
    pub body: String,
    /// When it came.
    pub created_at: Millis,
}

/// Stores a message and answers its number.
///
/// # Errors
/// The database's own.
pub async fn insert<C: ConnectionTrait>(c: &C, inquiry: &Inquiry) -> Result<i64> {
    let id = row::number(
        c,
        "INSERT INTO inquiry (account_id, topic, email, body, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id AS value",
        [
            inquiry.account_id.into(),
            inquiry.topic.code().into(),
            inquiry.email.as_str().into(),
            inquiry.body.as_str().into(),
            inquiry.created_at.into(),
        ],
    )
    .await?;
    row::parsed(id, "inquiry", "id")
}

/// The message with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Inquiry>> {
    let Some(row) = entity::inquiry::Entity::find_by_id(id).one(c).await? else {
        return Ok(None);
    };
    Ok(Some(Inquiry {
        account_id: row.account_id,
        topic: row::parsed(Topic::from_code(&row.topic), "inquiry", "topic")?,
        email: row::email(&row.email, "inquiry")?,
        body: row.body,
        created_at: row.created_at,
    }))
}

/// Deletes messages kept long enough.
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM inquiry WHERE created_at <= $1",
        [(now - KEPT).into()],
    )
    .await
}

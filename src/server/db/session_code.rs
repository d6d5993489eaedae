//! The codes sessions were sent for the second step. The database keeps what a code is made from, worthless without the key.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};

use super::{Result, entity, row};
use crate::server::{clock::Millis, link::Seed};

/// A code a session was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// When it was made.
    pub made_at: Millis,
    /// How often it was tried.
    pub tries: i64,
}

/// Gives a session a new code; the one before it counts no more. Answers whether there is such a session.
///
/// # Errors
/// The database's own.
pub async fn put<C: ConnectionTrait>(
    c: &C,
    session: &str,
    seed: &Seed,
    now: Millis,
) -> Result<bool> {
    let sql = "INSERT INTO session_code (token_digest, seed, made_at, tries) \
               SELECT token_digest, CAST($2 AS TEXT), CAST($3 AS BIGINT), 0 FROM session WHERE token_digest = $1 \
               ON CONFLICT (token_digest) DO UPDATE SET seed = excluded.seed, made_at = excluded.made_at, tries = 0";
    let made = row::execute(c, sql, [session.into(), seed.as_str().into(), now.into()]).await?;
    Ok(made == 1)
}

/// The code of a session, whether it still counts or not.
///
/// # Errors
/// The database's own.
pub async fn of<C: ConnectionTrait>(c: &C, session: &str) -> Result<Option<Code>> {
    let found = entity::session_code::Entity::find_by_id(session)
        .one(c)
        .await?;
    Ok(found.map(|code| Code {
        made_at: code.made_at,
        tries: code.tries.into(),
    }))
}

/// Counts a try at a session's code, before it is known whether it is right. Answers what the code is made from, as long as it was made
/// after `after` and tried less than `most` times.
///
/// # Errors
/// The database's own.
pub async fn count_try<C: ConnectionTrait>(
    c: &C,
    session: &str,
    most: i64,
    after: Millis,
) -> Result<Option<Seed>> {
    #[derive(FromQueryResult)]
    struct Tried {
        seed: String,
    }
    let sql = "UPDATE session_code SET tries = tries + 1 \
               WHERE token_digest = $1 AND tries < $2 AND made_at > $3 RETURNING seed";
    let tried: Option<Tried> =
        row::one(c, sql, [session.into(), most.into(), after.into()]).await?;
    tried
        .map(|tried| row::seed(&tried.seed, "session_code"))
        .transpose()
}

/// Spends a session's code: from `now` on the session has shown it.
///
/// # Errors
/// The database's own.
pub async fn prove<C: ConnectionTrait>(c: &C, session: &str, now: Millis) -> Result<()> {
    row::execute(
        c,
        "DELETE FROM session_code WHERE token_digest = $1",
        [session.into()],
    )
    .await?;
    row::execute(
        c,
        "UPDATE session SET proven_at = $2 WHERE token_digest = $1",
        [session.into(), now.into()],
    )
    .await?;
    Ok(())
}

//! 登録コード: one-time codes by which the society vouches for a person. Only a keyed digest is stored.

use sea_orm::ConnectionTrait;

use super::{Result, entity::registration_code::Model, row};
use crate::server::clock::Millis;

/// Issues a code; an older unused one of the person no longer counts.
///
/// # Errors
/// The database's own.
pub async fn issue<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    code_digest: &str,
    now: Millis,
    expires_at: Millis,
) -> Result<()> {
    row::execute(
        c,
        "DELETE FROM registration_code WHERE person_id = $1 AND used_at IS NULL",
        [person_id.into()],
    )
    .await?;
    row::execute(
        c,
        "INSERT INTO registration_code (person_id, code_digest, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        [
            person_id.into(),
            code_digest.into(),
            now.into(),
            expires_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Spends the person's code. Of any number who try at once, one is told `true`.
///
/// # Errors
/// The database's own.
pub async fn spend<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    code_digest: &str,
    now: Millis,
) -> Result<bool> {
    let spent: Option<Model> = row::one(
        c,
        "UPDATE registration_code SET used_at = $3 \
         WHERE person_id = $1 AND code_digest = $2 AND used_at IS NULL AND expires_at > $3 RETURNING *",
        [person_id.into(), code_digest.into(), now.into()],
    )
    .await?;
    Ok(spent.is_some())
}

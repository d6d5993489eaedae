//! Facts about this database, by key: each is written once, unless it is replaced on purpose.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::{Result, entity, row};

/// The fact under `key`.
///
/// # Errors
/// The database's own.
pub async fn get<C: ConnectionTrait>(c: &C, key: &str) -> Result<Option<String>> {
    let found = entity::setting::Entity::find_by_id(key).one(c).await?;
    Ok(found.map(|row| row.value))
}

/// Writes the fact unless there is one, and answers the one that stands.
///
/// # Errors
/// The database's own.
pub async fn put_if_absent<C: ConnectionTrait>(c: &C, key: &str, value: &str) -> Result<String> {
    row::execute(
        c,
        "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
        [key.into(), value.into()],
    )
    .await?;
    row::parsed(get(c, key).await?, "setting", "value")
}

/// Puts `new` in the place of `old`; anything else under the key stays.
///
/// # Errors
/// The database's own.
pub async fn replace<C: ConnectionTrait>(c: &C, key: &str, old: &str, new: &str) -> Result<()> {
    row::execute(
        c,
        "UPDATE setting SET value = $3 WHERE key = $1 AND value = $2",
        [key.into(), old.into(), new.into()],
    )
    .await?;
    Ok(())
}

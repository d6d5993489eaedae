//! What a form showed when it was refused: kept from the POST to the GET that follows. Callers leave secrets out.

use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Serialize, de::DeserializeOwned};

use super::{Result, entity, row};
use crate::server::clock::{HOUR, Millis};

/// How long typed values are kept.
pub const LIFETIME: Millis = HOUR;

/// Keeps a form's values and errors for the browser; the form's older ones make room.
///
/// # Errors
/// The database's own.
pub async fn put<C: ConnectionTrait>(
    c: &C,
    visitor: &str,
    form: &str,
    values: &impl Serialize,
    errors: &impl Serialize,
    now: Millis,
) -> Result<()> {
    let values = row::to_json(values, "form_echo", "field_values")?;
    let errors = row::to_json(errors, "form_echo", "errors")?;
    row::execute(
        c,
        "INSERT INTO form_echo (visitor_digest, form, field_values, errors, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (visitor_digest, form) DO UPDATE SET \
         field_values = excluded.field_values, errors = excluded.errors, at = excluded.at",
        [
            visitor.into(),
            form.into(),
            values.into(),
            errors.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The form's values and errors, while they live. What an older version of the program wrote and this one cannot read is as if gone.
///
/// # Errors
/// The database's own.
pub async fn get<V: DeserializeOwned, E: DeserializeOwned>(
    c: &impl ConnectionTrait,
    visitor: &str,
    form: &str,
    now: Millis,
) -> Result<Option<(V, E)>> {
    let key = (visitor.to_owned(), form.to_owned());
    let found = entity::form_echo::Entity::find_by_id(key).one(c).await?;
    Ok(found.filter(|row| now - row.at < LIFETIME).and_then(|row| {
        let values = serde_json::from_str(&row.field_values).ok()?;
        let errors = serde_json::from_str(&row.errors).ok()?;
        Some((values, errors))
    }))
}

/// The form's values and errors, for once: they are forgotten with the answer.
///
/// # Errors
/// The database's own.
pub async fn take<C: ConnectionTrait, V: DeserializeOwned, E: DeserializeOwned>(
    c: &C,
    visitor: &str,
    form: &str,
    now: Millis,
) -> Result<Option<(V, E)>> {
    let kept = get(c, visitor, form, now).await?;
    if kept.is_some() {
        clear(c, visitor, form).await?;
    }
    Ok(kept)
}

/// Forgets the form's values and errors.
///
/// # Errors
/// The database's own.
pub async fn clear<C: ConnectionTrait>(c: &C, visitor: &str, form: &str) -> Result<()> {
    row::execute(
        c,
        "DELETE FROM form_echo WHERE visitor_digest = $1 AND form = $2",
        [visitor.into(), form.into()],
    )
    .await?;
    Ok(())
}

/// Deletes what no longer lives.
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM form_echo WHERE at <= $1",
        [(now - LIFETIME).into()],
    )
    .await
}

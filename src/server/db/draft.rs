//! The registration wizard's answers of one browser: a row, so that any node and any restart can go on with it.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::{Result, entity, row};
use crate::{
    domain::{
        email::Email,
        field::FieldErrors,
        newsletter::CategoryId,
        registration::{AccountField, AccountForm},
    },
    server::clock::{DAY, Millis},
};

/// How long an untouched draft is kept.
pub const LIFETIME: Millis = DAY;

/// A draft.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Digest of the browser's visitor cookie.
    pub visitor: String,
    /// What was typed; [`save`] leaves the password out.
    pub form: AccountForm,
    /// What was wrong with it.
    pub errors: FieldErrors<AccountField>,
    /// Who was found in the roster.
    pub person_id: Option<i64>,
    /// The address, once it was read.
    pub email: Option<Email>,
    /// PHC string of the password chosen.
    pub password_hash: Option<String>,
    /// Which pepper the hash was made with.
    pub pepper_id: Option<String>,
    /// Whether the password is weak.
    pub password_weak: bool,
    /// The categories left ticked, once they were asked for.
    pub newsletters: Option<Vec<CategoryId>>,
    /// The registration it became.
    pub registration_id: Option<i64>,
    /// When it was last saved.
    pub updated_at: Millis,
}

/// The browser's draft.
///
/// # Errors
/// The database's own.
pub async fn load<C: ConnectionTrait>(c: &C, visitor: &str) -> Result<Option<Draft>> {
    const TABLE: &str = "registration_draft";
    let found = entity::registration_draft::Entity::find_by_id(visitor)
        .one(c)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let email = row.email.as_deref();
    let newsletters = row.newsletters.as_deref();
    Ok(Some(Draft {
        visitor: row.visitor_digest,
        form: row::from_json(&row.form, TABLE, "form")?,
        // errors in the codes of another version of the program: the form is checked again anyway
        errors: serde_json::from_str(&row.errors).unwrap_or_default(),
        person_id: row.person_id,
        email: email.map(|text| row::email(text, TABLE)).transpose()?,
        password_hash: row.password_hash,
        pepper_id: row.pepper_id,
        password_weak: row.password_weak,
        newsletters: newsletters
            .map(|text| row::from_json(text, TABLE, "newsletters"))
            .transpose()?,
        registration_id: row.registration_id,
        updated_at: row.updated_at,
    }))
}

/// Saves the browser's draft over its older one.
///
/// # Errors
/// The database's own.
pub async fn save<C: ConnectionTrait>(c: &C, draft: &Draft) -> Result<()> {
    const TABLE: &str = "registration_draft";
    let newsletters = draft.newsletters.as_ref();
    row::execute(
        c,
        "INSERT INTO registration_draft (visitor_digest, form, errors, person_id, email, password_hash, pepper_id, \
         password_weak, newsletters, registration_id, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (visitor_digest) DO UPDATE SET form = excluded.form, errors = excluded.errors, \
         person_id = excluded.person_id, email = excluded.email, password_hash = excluded.password_hash, \
         pepper_id = excluded.pepper_id, password_weak = excluded.password_weak, newsletters = excluded.newsletters, \
         registration_id = excluded.registration_id, updated_at = excluded.updated_at",
        [
            draft.visitor.as_str().into(),
            row::to_json(&draft.form.without_secrets(), TABLE, "form")?.into(),
            row::to_json(&draft.errors, TABLE, "errors")?.into(),
            draft.person_id.into(),
            draft.email.as_ref().map(Email::as_str).into(),
            draft.password_hash.as_deref().into(),
            draft.pepper_id.as_deref().into(),
            draft.password_weak.into(),
            newsletters
                .map(|list| row::to_json(list, TABLE, "newsletters"))
                .transpose()?
                .into(),
            draft.registration_id.into(),
            draft.updated_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Deletes the browser's draft.
///
/// # Errors
/// The database's own.
pub async fn delete<C: ConnectionTrait>(c: &C, visitor: &str) -> Result<()> {
    row::execute(
        c,
        "DELETE FROM registration_draft WHERE visitor_digest = $1",
        [visitor.into()],
    )
    .await?;
    Ok(())
}

/// Deletes drafts nobody has touched for [`LIFETIME`].
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM registration_draft WHERE updated_at <= $1",
        [(now - LIFETIME).into()],
    )
    .await
}

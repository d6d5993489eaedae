//! The half-made choice of a member: one row a person, so that any node and any of the person's devices can go on with it.

use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};

use super::{Result, entity, row};
use crate::{
    domain::checkup::{
        code::{CourseCode, OptionCode},
        wish::Wish,
    },
    server::clock::{DAY, Millis},
};

/// How long an untouched draft is kept.
pub const LIFETIME: Millis = 7 * DAY;

/// What has been chosen so far. What was answered about health is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: CourseCode,
    /// The options.
    #[serde(default)]
    pub options: Vec<OptionCode>,
    /// Options that were chosen and left out, to be told once.
    #[serde(default)]
    pub left_out: Vec<OptionCode>,
    /// Whether all questions of the course were answered, so that places may be looked for.
    #[serde(default)]
    pub ready: bool,
    /// The booking that is to be moved.
    #[serde(default)]
    pub replaces: Option<i64>,
    /// The institution looked at last.
    #[serde(default)]
    pub institution: Option<i64>,
    /// Wishes to be checked before they are sent.
    #[serde(default)]
    pub wishes: Vec<Wish>,
    /// The key under which the wishes are sent.
    #[serde(default)]
    pub idem: String,
}

/// A person's draft. What an older version wrote and this one cannot read is as if gone.
///
/// # Errors
/// The database's own.
pub async fn load<C: ConnectionTrait>(c: &C, person_id: i64, now: Millis) -> Result<Option<Draft>> {
    let found = entity::checkup_draft::Entity::find_by_id(person_id)
        .one(c)
        .await?;
    let alive = found.filter(|row| now - row.changed_at < LIFETIME);
    Ok(alive.and_then(|row| serde_json::from_str(&row.draft).ok()))
}

/// Keeps a person's draft over the older one.
///
/// # Errors
/// The database's own.
pub async fn save<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    draft: &Draft,
    now: Millis,
) -> Result<()> {
    let json = row::to_json(draft, "checkup_draft", "draft")?;
    row::execute(
        c,
        "INSERT INTO checkup_draft (person_id, draft, changed_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET draft = excluded.draft, changed_at = excluded.changed_at",
        [person_id.into(), json.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Forgets a person's draft.
///
/// # Errors
/// The database's own.
pub async fn delete<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<()> {
    let sql = "DELETE FROM checkup_draft WHERE person_id = $1";
    row::execute(c, sql, [person_id.into()]).await?;
    Ok(())
}

/// Deletes drafts nobody has touched for [`LIFETIME`].
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM checkup_draft WHERE changed_at <= $1",
        [(now - LIFETIME).into()],
    )
    .await
}

//! What staff must see: kinds and numbers, no names.

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};

use super::{
    Result,
    entity::staff_event::{Column, Entity},
    row,
};
use crate::server::clock::Millis;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffEvent {
    /// When.
    pub at: Millis,
    /// What, as a code.
    pub kind: String,
    /// To whom.
    pub person_id: Option<i64>,
    /// More, without personal data.
    pub detail: String,
}

/// Records an event.
///
/// # Errors
/// The database's own.
pub async fn record<C: ConnectionTrait>(
    c: &C,
    kind: &str,
    person_id: Option<i64>,
    detail: &str,
    now: Millis,
) -> Result<()> {
    row::execute(
        c,
        "INSERT INTO staff_event (at, kind, person_id, detail) VALUES ($1, $2, $3, $4)",
        [now.into(), kind.into(), person_id.into(), detail.into()],
    )
    .await?;
    Ok(())
}

/// The newest events, at most `limit`.
///
/// # Errors
/// The database's own.
pub async fn latest<C: ConnectionTrait>(c: &C, limit: u64) -> Result<Vec<StaffEvent>> {
    let rows = Entity::find()
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(event).collect())
}

fn event(row: super::entity::staff_event::Model) -> StaffEvent {
    StaffEvent {
        at: row.at,
        kind: row.kind,
        person_id: row.person_id,
        detail: row.detail,
    }
}

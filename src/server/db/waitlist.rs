//! キャンセル待ち: who waits for a place of a full day, in the order of their numbers.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Result,
    entity::waitlist::{Column, Entity, Model},
    row,
};
use crate::{domain::checkup::code::OptionCode, server::clock::Millis};

const TABLE: &str = "waitlist";

/// How it stands with a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitState {
    /// In the queue.
    Waiting,
    /// A place is kept for the person until [`Wait::offer_until`].
    Offered,
    /// The offer was booked.
    Taken,
    /// The offer was not booked in time, or the person could not have booked it.
    Lapsed,
    /// The person waits no longer.
    Left,
}

impl WaitState {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Waiting, "waiting"),
        (Self::Offered, "offered"),
        (Self::Taken, "taken"),
        (Self::Lapsed, "lapsed"),
        (Self::Left, "left"),
    ];

    /// The code rows hold.
    pub fn code(self) -> &'static str {
        row::code_of(&Self::ALL, self)
    }

    /// Whether the person still waits, or has an offer.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Offered)
    }
}

/// Somebody's wait for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Its number: the queue's order.
    pub id: i64,
    /// Who waits.
    pub person_id: i64,
    /// For which place.
    pub place_id: i64,
    /// With which options.
    pub options: Vec<OptionCode>,
    /// How it stands.
    pub state: WaitState,
    /// Since when.
    pub queued_at: Millis,
    /// When a place was offered.
    pub offered_at: Option<Millis>,
    /// Until when the place offered is kept.
    pub offer_until: Option<Millis>,
    /// The booking it became.
    pub booking_id: Option<i64>,
}

pub(super) fn wait(model: Model) -> Result<Wait> {
    Ok(Wait {
        id: model.id,
        person_id: model.person_id,
        place_id: model.place_id,
        options: row::from_json(&model.options, TABLE, "options")?,
        state: row::parsed(row::of_code(&WaitState::ALL, &model.state), TABLE, "state")?,
        queued_at: model.queued_at,
        offered_at: model.offered_at,
        offer_until: model.offer_until,
        booking_id: model.booking_id,
    })
}

/// The wait with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Wait>> {
    Entity::find_by_id(id).one(c).await?.map(wait).transpose()
}

/// What a person waits or has waited for, the newest first.
///
/// # Errors
/// The database's own.
pub async fn of_person<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<Vec<Wait>> {
    let found = Entity::find()
        .filter(Column::PersonId.eq(person_id))
        .order_by_desc(Column::Id)
        .all(c)
        .await?;
    found.into_iter().map(wait).collect()
}

//! Bookings as stored: reading them one by one, and the set-based statements of the desk.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Result,
    entity::{
        booking::{Column, Entity, Model},
        booking_event,
    },
    row,
};
use crate::{
    domain::{
        checkup::{
            booking::{Event, State, is_beside, uses_right},
            code::{CourseCode, OptionCode},
            price::Quote,
            wish::Wish,
            yen::Yen,
        },
        date::CivilDate,
    },
    server::clock::Millis,
};

pub mod due;
mod house;
mod load;
mod lock;
pub mod news;
mod queue;
mod write;

pub use load::scene;
pub use write::{Written, write};

const TABLE: &str = "booking";

/// A booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub person_id: i64,
    /// The fiscal year of its course.
    pub fiscal_year: i32,
    /// Its course.
    pub course: CourseCode,
    /// 排他グループ of its course.
    pub group: String,
    /// Where.
    pub institution_id: i64,
    /// The place it takes, where the institution offers places.
    pub place_id: Option<i64>,
    /// Its state.
    pub state: State,
    /// Whether these are wishes beside the booking they are to take the place of: that one uses the right until they are answered.
    pub beside: bool,
    /// The day, once there is one.
    pub exam_on: Option<CivilDate>,
    /// The time in minutes of the day, where one is said.
    pub starts: Option<i32>,
    /// Its options with their prices.
    pub options: Vec<(OptionCode, Yen)>,
    /// What it costs.
    pub quote: Quote,
    /// 第1–第3希望, where it was applied for.
    pub wishes: Vec<Wish>,
    /// What the society said last, for the member to read; may be empty.
    pub note: String,
    /// Whether staff made it for the member.
    pub by_staff: bool,
    /// The key of the form it was made with.
    pub idem: String,
    /// The booking it took the place of, or will once confirmed.
    pub replaces: Option<i64>,
    /// Until when it is held; stays on what was never confirmed.
    pub expires_at: Option<Millis>,
    /// When it was made.
    pub created_at: Millis,
    /// When it last changed.
    pub changed_at: Millis,
}

impl Booking {
    /// Whether it uses the person's right.
    pub fn uses_right(&self) -> bool {
        uses_right(self.state) && !self.beside
    }
}

/// Something that happened to a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Millis,
    /// What; none where a place was held.
    pub event: Option<Event>,
    /// The state since then.
    pub state: State,
    /// `member`, `system` or `staff:` and a number.
    pub actor: String,
    /// What the member was told; may be empty.
    pub detail: String,
}

/// The code of the event that is not the domain's: a place was held.
const HOLD: &str = "hold";

fn day(date: Option<sea_orm::prelude::Date>, column: &'static str) -> Result<Option<CivilDate>> {
    date.map(|date| row::parsed(row::civil(date), TABLE, column))
        .transpose()
}

fn booking(model: Model) -> Result<Booking> {
    let wishes = model.wishes.as_deref();
    let state = row::parsed(State::from_code(&model.state), TABLE, "state")?;
    Ok(Booking {
        id: model.id,
        person_id: model.person_id,
        fiscal_year: model.fiscal_year,
        course: row::parsed(CourseCode::parse(&model.course_code), TABLE, "course_code")?,
        group: model.right_group,
        institution_id: model.institution_id,
        place_id: model.place_id,
        state,
        beside: is_beside(state, model.uses_right),
        exam_on: day(model.exam_on, "exam_on")?,
        starts: model.starts,
        options: row::from_json(&model.options, TABLE, "options")?,
        quote: row::from_json(&model.quote, TABLE, "quote")?,
        wishes: match wishes {
            Some(wishes) => row::from_json(wishes, TABLE, "wishes")?,
            None => Vec::new(),
        },
        note: model.note,
        by_staff: model.made_by == "staff",
        idem: model.idem.unwrap_or_default(),
        replaces: model.replaces_id,
        expires_at: model.expires_at,
        created_at: model.created_at,
        changed_at: model.changed_at,
    })
}

/// The booking with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Booking>> {
    Entity::find_by_id(id)
        .one(c)
        .await?
        .map(booking)
        .transpose()
}

/// Every booking of a person, the newest first.
///
/// # Errors
/// The database's own.
pub async fn of_person<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<Vec<Booking>> {
    let found = Entity::find()
        .filter(Column::PersonId.eq(person_id))
        .order_by_desc(Column::Id)
        .all(c)
        .await?;
    found.into_iter().map(booking).collect()
}

/// What happened to a booking, oldest first.
///
/// # Errors
/// The database's own.
pub async fn events<C: ConnectionTrait>(c: &C, booking_id: i64) -> Result<Vec<Happened>> {
    const TABLE: &str = "booking_event";
    let found = booking_event::Entity::find()
        .filter(booking_event::Column::BookingId.eq(booking_id))
        .order_by_asc(booking_event::Column::Id)
        .all(c)
        .await?;
    let happened = |model: booking_event::Model| {
        let event = match model.event.as_str() {
            HOLD => None,
            code => Some(row::parsed(Event::from_code(code), TABLE, "event")?),
        };
        Ok(Happened {
            at: model.at,
            event,
            state: row::parsed(State::from_code(&model.state), TABLE, "state")?,
            actor: model.actor,
            detail: model.detail,
        })
    };
    found.into_iter().map(happened).collect()
}

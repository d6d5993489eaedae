//! Bookings with what happened to them, and a waiting list.
//!
//! May enter: bookings as sets. Must not: deciding about them.

use sea_orm::{ConnectionTrait, EntityTrait, Set};

use super::{
    super::{Result, entity, row},
    ROWS,
};
use crate::{
    domain::{
        checkup::{
            booking::{State, uses_right},
            code::{CourseCode, OptionCode},
            price::Quote,
            wish::Wish,
            yen::Yen,
        },
        date::CivilDate,
    },
    server::clock::Millis,
};

/// A booking as it is now; what has happened to it follows from its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBooking {
    /// Whose.
    pub person_id: i64,
    /// The course.
    pub course: CourseCode,
    /// 排他グループ of the course.
    pub group: String,
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// Where.
    pub institution_id: i64,
    /// The place, if it takes one.
    pub place_id: Option<i64>,
    /// 状態
    pub state: State,
    /// The day.
    pub exam_on: Option<CivilDate>,
    /// Minutes of the day.
    pub starts: Option<i32>,
    /// Options and their prices.
    pub options: Vec<(OptionCode, Yen)>,
    /// 料金の内訳
    pub quote: Quote,
    /// 第1–第3希望
    pub wishes: Vec<Wish>,
    /// When it was made.
    pub created_at: Millis,
    /// When it came into its state.
    pub changed_at: Millis,
}

/// Adds bookings, notes what has happened to them, and takes their places.
///
/// # Errors
/// The database's own, among them a right that is used twice and a day that has not so many places.
pub async fn add_bookings<C: ConnectionTrait>(c: &C, new: &[NewBooking]) -> Result<()> {
    for batch in new.chunks(ROWS) {
        let models = batch.iter().map(booking).collect::<Result<Vec<_>>>()?;
        entity::booking::Entity::insert_many(models)
            .exec_without_returning(c)
            .await?;
    }
    for sql in HISTORY {
        row::execute(c, sql, []).await?;
    }
    row::execute(c, TAKE_PLACES, []).await?;
    Ok(())
}

/// What happened to bookings that have no history yet, from their state: how they began, were answered, and ended.
const HISTORY: [&str; 3] = [
    "INSERT INTO booking_event (booking_id, at, event, state, actor, detail) \
     SELECT id, created_at, CASE WHEN wishes IS NULL THEN 'confirm' ELSE 'apply' END, \
     CASE WHEN wishes IS NULL THEN 'confirmed' ELSE 'applied' END, 'member', '' FROM booking \
     WHERE id NOT IN (SELECT booking_id FROM booking_event) ORDER BY id",
    "INSERT INTO booking_event (booking_id, at, event, state, actor, detail) \
     SELECT id, (created_at + changed_at) / 2, CASE WHEN state = 'arranging' THEN 'take_up' ELSE 'answer' END, \
     CASE WHEN state = 'arranging' THEN 'arranging' ELSE 'confirmed' END, 'system', '' FROM booking \
     WHERE wishes IS NOT NULL AND state NOT IN ('applied', 'cancelled') \
     AND (SELECT COUNT(*) FROM booking_event e WHERE e.booking_id = booking.id) = 1 ORDER BY id",
    "INSERT INTO booking_event (booking_id, at, event, state, actor, detail) \
     SELECT id, changed_at, CASE state WHEN 'done' THEN 'mark_done' WHEN 'no_show' THEN 'mark_no_show' ELSE 'cancel' END, state, \
     CASE state WHEN 'cancelled' THEN 'member' ELSE 'system' END, '' FROM booking \
     WHERE state IN ('done', 'no_show', 'cancelled') \
     AND NOT EXISTS (SELECT 1 FROM booking_event e WHERE e.booking_id = booking.id AND e.state = booking.state) ORDER BY id",
];

/// What is left of the places somebody has booked.
const TAKE_PLACES: &str = "UPDATE place SET remaining = capacity - (SELECT COUNT(*) FROM booking b \
     WHERE b.place_id = place.id AND b.state <> 'cancelled') \
     WHERE id IN (SELECT place_id FROM booking WHERE place_id IS NOT NULL)";

fn booking(new: &NewBooking) -> Result<entity::booking::ActiveModel> {
    const TABLE: &str = "booking";
    let wishes = (!new.wishes.is_empty()).then(|| row::to_json(&new.wishes, TABLE, "wishes"));
    Ok(entity::booking::ActiveModel {
        person_id: Set(new.person_id),
        fiscal_year: Set(new.fiscal_year),
        course_code: Set(new.course.as_str().to_owned()),
        right_group: Set(new.group.clone()),
        uses_right: Set(uses_right(new.state)),
        institution_id: Set(new.institution_id),
        place_id: Set(new.place_id),
        state: Set(new.state.code().to_owned()),
        exam_on: Set(new.exam_on.map(row::date)),
        starts: Set(new.starts),
        options: Set(row::to_json(&new.options, TABLE, "options")?),
        quote: Set(row::to_json(&new.quote, TABLE, "quote")?),
        wishes: Set(wishes.transpose()?),
        note: Set(String::new()),
        made_by: Set("member".to_owned()),
        created_at: Set(new.created_at),
        changed_at: Set(new.changed_at),
        ..Default::default()
    })
}

/// Puts a person on the waiting list of a place.
///
/// # Errors
/// The database's own.
pub async fn add_waiting<C: ConnectionTrait>(
    c: &C,
    person: i64,
    place: i64,
    queued_at: Millis,
) -> Result<()> {
    row::execute(
        c,
        "INSERT INTO waitlist (person_id, place_id, options, state, queued_at) VALUES ($1, $2, '[]', 'waiting', $3)",
        [person.into(), place.into(), queued_at.into()],
    )
    .await?;
    Ok(())
}

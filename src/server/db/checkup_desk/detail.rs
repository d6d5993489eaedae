//! One booking with everything about it: its person, its institution, what happened to it.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, prelude::*};

use super::super::{Result, entity, person, row, staff_audit::Unseen};
use crate::{
    domain::{
        checkup::{
            booking::{State, is_beside},
            code::OptionCode,
            price::Quote,
            wish::Wish,
        },
        date::CivilDate,
    },
    server::clock::Millis,
};

/// A booking as stored.
#[derive(Clone)]
pub struct Booking {
    /// Our number of it.
    pub id: i64,
    /// Whose.
    pub person: person::Person,
    /// 年度 of the course.
    pub fiscal_year: i32,
    /// Code of the course.
    pub course: String,
    /// 健診機関
    pub institution: Institution,
    /// Whether it takes one of the institution's places.
    pub has_place: bool,
    /// 状態
    pub state: State,
    /// 受診日
    pub exam_on: Option<CivilDate>,
    /// 時刻 in minutes of the day.
    pub starts: Option<i32>,
    /// Options with their prices.
    pub options: Vec<(OptionCode, i64)>,
    /// 料金の内訳, where it was made with one.
    pub quote: Option<Quote>,
    /// 第1〜第3希望
    pub wishes: Vec<Wish>,
    /// What the member reads.
    pub note: String,
    /// `member` or `staff`.
    pub made_by: String,
    /// The booking it takes the place of: its number and 年度.
    pub replaces: Option<(i64, i32)>,
    /// Whether that one stays until these wishes are answered.
    pub beside: bool,
    /// Until when it is held.
    pub expires_at: Option<Millis>,
    /// When it was made.
    pub created_at: Millis,
    /// When it changed last.
    pub changed_at: Millis,
    /// What happened to it, oldest first.
    pub events: Vec<Happened>,
}

/// The institution of a booking.
#[derive(Clone, Debug)]
pub struct Institution {
    /// Our number of it.
    pub id: i64,
    /// 健診機関コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 電話
    pub phone: String,
    /// Whether it offers places.
    pub live: bool,
    /// What a late cancellation costs, in the institution's words.
    pub cancel_cost: String,
}

/// One event of a booking.
#[derive(Clone, Debug)]
pub struct Happened {
    /// When.
    pub at: Millis,
    /// Code of the event; `make` and the like where it has no code of its own.
    pub event: String,
    /// The state after it, as a code.
    pub state: String,
    /// `member`, `system`, or the login name of one of the staff.
    pub actor: String,
    /// More.
    pub detail: String,
}

/// The booking of that number; nothing where there is none.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Unseen<Booking>>> {
    const TABLE: &str = "booking";
    let Some(found) = entity::booking::Entity::find_by_id(id).one(c).await? else {
        return Ok(None);
    };
    let person = person::by_id(c, found.person_id).await?;
    let place = entity::institution::Entity::find_by_id(found.institution_id);
    let institution = row::parsed(place.one(c).await?, TABLE, "institution_id")?;
    let exam_on = found
        .exam_on
        .map(|day| row::parsed(row::civil(day), TABLE, "exam_on"));
    let wishes = found
        .wishes
        .as_deref()
        .map(|text| row::from_json(text, TABLE, "wishes"));
    let state = row::parsed(State::from_code(&found.state), TABLE, "state")?;
    let replaces = match found.replaces_id {
        Some(id) => entity::booking::Entity::find_by_id(id).one(c).await?,
        None => None,
    };
    let booking = Booking {
        id,
        person: row::parsed(person, TABLE, "person_id")?,
        fiscal_year: found.fiscal_year,
        course: found.course_code,
        institution: Institution {
            id: institution.id,
            code: institution.code,
            name: institution.name,
            phone: institution.phone,
            live: institution.live,
            cancel_cost: institution.cancel_cost,
        },
        has_place: found.place_id.is_some(),
        state,
        exam_on: exam_on.transpose()?,
        starts: found.starts.filter(|starts| *starts >= 0),
        options: row::from_json(&found.options, TABLE, "options")?,
        quote: serde_json::from_str(&found.quote).ok(),
        wishes: wishes.transpose()?.unwrap_or_default(),
        note: found.note,
        made_by: found.made_by,
        replaces: replaces.map(|old| (old.id, old.fiscal_year)),
        beside: is_beside(state, found.uses_right),
        expires_at: found.expires_at,
        created_at: found.created_at,
        changed_at: found.changed_at,
        events: events(c, id).await?,
    };
    Ok(Some(Unseen::of([(found.person_id, booking)])))
}

/// What is asked about a booking before something is done to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance {
    /// Whose.
    pub person_id: i64,
    /// 年度 of the course.
    pub fiscal_year: i32,
    /// 状態
    pub state: State,
    /// 受診日
    pub exam_on: Option<CivilDate>,
    /// When it changed last.
    pub changed_at: Millis,
}

/// What is asked about a booking before something is done to it; nothing of whose it is is shown.
///
/// # Errors
/// The database's own.
pub async fn glance<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Glance>> {
    let Some(found) = entity::booking::Entity::find_by_id(id).one(c).await? else {
        return Ok(None);
    };
    Ok(Some(Glance {
        person_id: found.person_id,
        fiscal_year: found.fiscal_year,
        state: row::parsed(State::from_code(&found.state), "booking", "state")?,
        exam_on: found.exam_on.and_then(row::civil),
        changed_at: found.changed_at,
    }))
}

async fn events<C: ConnectionTrait>(c: &C, id: i64) -> Result<Vec<Happened>> {
    use entity::booking_event::{Column, Entity};
    let found = Entity::find()
        .filter(Column::BookingId.eq(id))
        .order_by_asc(Column::Id)
        .all(c)
        .await?;
    let logins = logins(c).await?;
    let events = found.into_iter().map(|event| {
        let staff = event.actor.strip_prefix("staff:");
        let staff = staff.and_then(|id| id.parse::<i64>().ok());
        let login = staff.and_then(|id| logins.iter().find(|staff| staff.id == id));
        Happened {
            at: event.at,
            event: event.event,
            state: event.state,
            actor: login.map_or(event.actor, |staff| staff.login.clone()),
            detail: event.detail,
        }
    });
    Ok(events.collect())
}

#[derive(FromQueryResult)]
struct StaffLogin {
    id: i64,
    login: String,
}

async fn logins<C: ConnectionTrait>(c: &C) -> Result<Vec<StaffLogin>> {
    row::all(c, "SELECT id, login FROM staff", []).await
}

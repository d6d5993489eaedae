//! The overview of the desk: how many bookings are in which state, what waits, what runs out. No personal data.

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::super::{Result, row};
use crate::{domain::checkup::booking::State, server::clock::Millis};

/// How many bookings of a fiscal year are in each state.
///
/// # Errors
/// The database's own.
pub async fn by_state<C: ConnectionTrait>(c: &C, fiscal_year: i32) -> Result<Vec<(State, i64)>> {
    #[derive(FromQueryResult)]
    struct Count {
        state: String,
        value: i64,
    }
    let sql = "SELECT state, COUNT(*) AS value FROM booking WHERE fiscal_year = $1 GROUP BY state";
    let counts: Vec<Count> = row::all(c, sql, [fiscal_year.into()]).await?;
    let counts = counts.into_iter().map(|count| {
        let state = row::parsed(State::from_code(&count.state), "booking", "state")?;
        Ok((state, count.value))
    });
    counts.collect()
}

/// Wishes that wait for an answer, without whose they are.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waiting {
    /// The booking.
    pub id: i64,
    /// `applied` or `arranging`.
    pub state: String,
    /// 健診機関
    pub institution: String,
    /// 年度 of the course.
    pub fiscal_year: i32,
    /// Code of the course.
    pub course_code: String,
    /// When it came.
    pub created_at: i64,
}

/// The wishes that wait longest.
///
/// # Errors
/// The database's own.
pub async fn wishes<C: ConnectionTrait>(c: &C, limit: i64) -> Result<Vec<Waiting>> {
    row::all(
        c,
        "SELECT b.id, b.state, i.name AS institution, b.fiscal_year, b.course_code, b.created_at \
         FROM booking b JOIN institution i ON i.id = b.institution_id \
         WHERE b.state IN ('applied', 'arranging') ORDER BY b.created_at, b.id LIMIT $1",
        [limit.into()],
    )
    .await
}

/// How many and until when the first of them lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// How many.
    pub count: i64,
    /// How many of them end before the moment asked about.
    pub ending: i64,
}

async fn running<C: ConnectionTrait>(
    c: &C,
    table: &str,
    until: &str,
    state: &str,
    before: Millis,
) -> Result<Running> {
    #[derive(FromQueryResult)]
    struct Count {
        value: i64,
        ending: i64,
    }
    let sql = format!(
        "SELECT COUNT(*) AS value, COUNT(CASE WHEN {until} < $1 THEN 1 END) AS ending FROM {table} WHERE state = $2"
    );
    let count: Option<Count> = row::one(c, &sql, [before.into(), state.into()]).await?;
    Ok(count.map_or(
        Running {
            count: 0,
            ending: 0,
        },
        |count| Running {
            count: count.value,
            ending: count.ending,
        },
    ))
}

/// 仮押さえ, and those that run out before `before`.
///
/// # Errors
/// The database's own.
pub async fn holds<C: ConnectionTrait>(c: &C, before: Millis) -> Result<Running> {
    running(c, "booking", "expires_at", "held", before).await
}

/// Offers from the waiting list, and those that run out before `before`.
///
/// # Errors
/// The database's own.
pub async fn offers<C: ConnectionTrait>(c: &C, before: Millis) -> Result<Running> {
    running(c, "waitlist", "offer_until", "offered", before).await
}

/// How many wait for a place.
///
/// # Errors
/// The database's own.
pub async fn waiting<C: ConnectionTrait>(c: &C) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM waitlist WHERE state = 'waiting'";
    Ok(row::number(c, sql, []).await?.unwrap_or_default())
}

/// Results taken elsewhere that wait for a decision.
///
/// # Errors
/// The database's own.
pub async fn results_sent<C: ConnectionTrait>(c: &C) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM exam_result WHERE state = 'sent'";
    Ok(row::number(c, sql, []).await?.unwrap_or_default())
}

/// Confirmed bookings of days before `day` of which nobody has noted whether the person came.
///
/// # Errors
/// The database's own.
pub async fn unnoted<C: ConnectionTrait>(
    c: &C,
    day: crate::domain::date::CivilDate,
) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM booking WHERE state = 'confirmed' AND exam_on < $1";
    let count = row::number(c, sql, [row::date(day).into()]).await?;
    Ok(count.unwrap_or_default())
}

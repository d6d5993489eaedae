//! キャンセル待ち: who waits for which day, and to whom a place is offered.

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::super::{Result, row, staff_audit::Unseen};
use crate::{domain::date::CivilDate, server::clock::Millis};

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Who.
    pub person_id: i64,
    /// The place.
    pub place_id: i64,
    /// 健診機関
    pub institution: String,
    /// 年度 of the course.
    pub fiscal_year: i32,
    /// Code of the course.
    pub course: String,
    /// The day.
    pub on: CivilDate,
    /// 時刻 in minutes of the day, where one is said.
    pub starts: Option<i32>,
    /// Since when.
    pub since: Millis,
    /// Until when a place is kept, where one is offered.
    pub offer_until: Option<Millis>,
}

#[derive(FromQueryResult)]
struct Found {
    person_id: i64,
    place_id: i64,
    institution: String,
    fiscal_year: i32,
    course_code: String,
    on_day: Date,
    starts: i32,
    queued_at: i64,
    offer_until: Option<i64>,
}

/// Who waits, at most `limit`: the nearest days first, each day in the order of its queue.
///
/// # Errors
/// The database's own.
pub async fn list<C: ConnectionTrait>(c: &C, limit: i64) -> Result<Unseen<Waiting>> {
    let found: Vec<Found> = row::all(
        c,
        "SELECT w.person_id, w.place_id, i.name AS institution, p.fiscal_year, p.course_code, p.on_day, p.starts, \
         w.queued_at, CASE WHEN w.state = 'offered' THEN w.offer_until END AS offer_until \
         FROM waitlist w JOIN place p ON p.id = w.place_id JOIN institution i ON i.id = p.institution_id \
         WHERE w.state IN ('waiting', 'offered') ORDER BY p.on_day, i.name, p.id, w.id LIMIT $1",
        [limit.into()],
    )
    .await?;
    let lines = found.into_iter().map(|found| {
        let on = row::parsed(row::civil(found.on_day), "place", "on_day")?;
        Ok((
            found.person_id,
            Waiting {
                person_id: found.person_id,
                place_id: found.place_id,
                institution: found.institution,
                fiscal_year: found.fiscal_year,
                course: found.course_code,
                on,
                starts: Some(found.starts).filter(|starts| *starts >= 0),
                since: found.queued_at,
                offer_until: found.offer_until,
            },
        ))
    });
    Ok(Unseen::of(lines.collect::<Result<Vec<_>>>()?))
}

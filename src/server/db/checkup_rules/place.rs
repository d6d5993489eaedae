//! 空き枠 as staff see and change them, day by day. How much is taken of a place is what its capacity has more than what remains.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::super::{Result, row};
use crate::domain::{
    checkup::{code::OptionCode, institution::DaySex},
    date::CivilDate,
};
use crate::server::db::unfold;

const TABLE: &str = "place";

/// A place with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number.
    pub id: i64,
    /// Whose.
    pub institution_id: i64,
    /// Code of the course.
    pub course: String,
    /// The day.
    pub day: CivilDate,
    /// Minutes of the day; none where no time is told.
    pub starts: Option<u16>,
    /// For whom.
    pub day_sex: DaySex,
    /// 定員
    pub capacity: i32,
    /// What is left of it.
    pub remaining: i32,
    /// How many wait for it.
    pub waiting: i64,
    /// Options that are scarcer than the day.
    pub limits: Vec<(OptionCode, u16)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    institution_id: i64,
    course_code: String,
    on_day: Date,
    starts: i32,
    day_sex: String,
    capacity: i32,
    remaining: i32,
    waiting: i64,
}

fn place(one: Row) -> Result<Place> {
    Ok(Place {
        id: one.id,
        institution_id: one.institution_id,
        course: one.course_code,
        day: row::parsed(row::civil(one.on_day), TABLE, "on_day")?,
        starts: u16::try_from(one.starts).ok(),
        day_sex: row::parsed(DaySex::from_code(&one.day_sex), TABLE, "day_sex")?,
        capacity: one.capacity,
        remaining: one.remaining,
        waiting: one.waiting,
        limits: Vec::new(),
    })
}

const SELECT: &str = "SELECT p.id, p.institution_id, p.course_code, p.on_day, p.starts, p.day_sex, p.capacity, p.remaining, \
    (SELECT COUNT(*) FROM waitlist w WHERE w.place_id = p.id AND w.state = 'waiting') AS waiting FROM place p";

/// The places of an institution between two days, both included, in the order of a calendar.
///
/// # Errors
/// The database's own.
pub async fn between<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    from: CivilDate,
    to: CivilDate,
) -> Result<Vec<Place>> {
    let sql = format!(
        "{SELECT} WHERE p.institution_id = $1 AND p.on_day BETWEEN $2 AND $3 \
         ORDER BY p.on_day, p.course_code, p.starts, p.day_sex"
    );
    let values = [
        institution_id.into(),
        row::date(from).into(),
        row::date(to).into(),
    ];
    with_limits(c, row::all(c, &sql, values).await?).await
}

/// Places of a fiscal year by number, up from the one after `after`, at most `limit`.
///
/// # Errors
/// The database's own.
pub async fn page<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    institution_id: Option<i64>,
    after: i64,
    limit: i64,
) -> Result<Vec<Place>> {
    let sql = format!(
        "{SELECT} WHERE p.fiscal_year = $1 AND p.id > $2 AND ($3 = 0 OR p.institution_id = $3) ORDER BY p.id LIMIT $4"
    );
    let values = [
        fiscal_year.into(),
        after.into(),
        institution_id.unwrap_or_default().into(),
        limit.into(),
    ];
    with_limits(c, row::all(c, &sql, values).await?).await
}

async fn with_limits<C: ConnectionTrait>(c: &C, rows: Vec<Row>) -> Result<Vec<Place>> {
    let mut places: Vec<Place> = rows.into_iter().map(place).collect::<Result<_>>()?;
    let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
    let mut limits = limits(c, &ids).await?;
    for place in &mut places {
        place.limits = limits.remove(&place.id).unwrap_or_default();
    }
    Ok(places)
}

/// How many of some places may have an option.
///
/// # Errors
/// The database's own.
pub async fn limits<C: ConnectionTrait>(
    c: &C,
    ids: &[i64],
) -> Result<BTreeMap<i64, Vec<(OptionCode, u16)>>> {
    #[derive(FromQueryResult)]
    struct Row {
        place_id: i64,
        option_code: String,
        capacity: i32,
    }
    let mut all: BTreeMap<i64, Vec<(OptionCode, u16)>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(all);
    }
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT place_id, option_code, capacity FROM place_option WHERE place_id {list} ORDER BY place_id, option_code"
    );
    let rows: Vec<Row> = row::all(c, &sql, [unfold::json(ids)?.into()]).await?;
    for one in rows {
        let code = row::parsed(
            OptionCode::parse(&one.option_code),
            "place_option",
            "option_code",
        )?;
        let most = row::parsed(u16::try_from(one.capacity).ok(), "place_option", "capacity")?;
        all.entry(one.place_id).or_default().push((code, most));
    }
    Ok(all)
}

/// Gives a place of an institution another capacity, unless more is taken of it. Answers whether it was so.
///
/// # Errors
/// The database's own.
pub async fn set_capacity<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    id: i64,
    capacity: u16,
) -> Result<bool> {
    let written = row::execute(
        c,
        "UPDATE place SET capacity = $1, remaining = remaining + $1 - capacity \
         WHERE id = $2 AND institution_id = $3 AND remaining + $1 - capacity >= 0",
        [i32::from(capacity).into(), id.into(), institution_id.into()],
    )
    .await?;
    Ok(written > 0)
}

/// What became of a place that was to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// It is gone.
    Gone,
    /// Nobody has it, but bookings of before refer to it: it is closed (capacity 0).
    Closed,
    /// Somebody has it or waits for it; it stays.
    Kept,
}

/// Takes away a place of an institution that nobody has and nobody waits for.
///
/// # Errors
/// The database's own.
pub async fn remove<C: ConnectionTrait>(c: &C, institution_id: i64, id: i64) -> Result<Removed> {
    // held still: from here on nobody books it
    if !row::lock(c, TABLE, id).await? {
        return Ok(Removed::Kept);
    }
    let unused = "id = $1 AND institution_id = $2 AND remaining = capacity AND NOT EXISTS \
        (SELECT 1 FROM waitlist w WHERE w.place_id = place.id AND w.state IN ('waiting', 'offered'))";
    let values = || [id.into(), institution_id.into()];
    let gone = format!(
        "DELETE FROM place WHERE {unused} AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.place_id = place.id) \
         AND NOT EXISTS (SELECT 1 FROM waitlist w WHERE w.place_id = place.id)"
    );
    if row::execute(c, &gone, values()).await? > 0 {
        return Ok(Removed::Gone);
    }
    let closed = format!("UPDATE place SET capacity = 0, remaining = 0 WHERE {unused}");
    Ok(match row::execute(c, &closed, values()).await? {
        0 => Removed::Kept,
        _ => Removed::Closed,
    })
}

/// These places of an institution, without their limits.
///
/// # Errors
/// The database's own.
pub async fn by_ids<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    ids: &[i64],
) -> Result<Vec<Place>> {
    let list = unfold::is_a_number(c, "$2");
    let sql = format!(
        "{SELECT} WHERE p.institution_id = $1 AND p.id {list} ORDER BY p.on_day, p.starts, p.id"
    );
    let values = [institution_id.into(), unfold::json(ids)?.into()];
    let rows: Vec<Row> = row::all(c, &sql, values).await?;
    rows.into_iter().map(place).collect()
}

/// How many bookings there are at an institution on a day.
///
/// # Errors
/// The database's own.
pub async fn booked_on<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    day: CivilDate,
) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM booking \
        WHERE institution_id = $1 AND exam_on = $2 AND state <> 'cancelled'";
    let number = row::number(c, sql, [institution_id.into(), row::date(day).into()]).await?;
    Ok(number.unwrap_or_default())
}

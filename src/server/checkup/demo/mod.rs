//! A fictitious society's 受診ナビ: courses, institutions, places, and what its people have booked.
//!
//! May enter: everything made up, from a seed and today's date alone, so that it is the same on every machine. Must not: SQL,
//! people (the roster's generator makes them), real institutions.

use super::super::{
    clock::Millis,
    db::{self, Db, Txn, checkup_demo, course, roster},
};
use crate::domain::{checkup::course::Course, date::CivilDate};

mod areas;
pub mod courses;
mod crowd;
mod house;
pub mod institutions;
mod options;
mod others;
mod places;
mod prices;
pub mod stories;

use self::{
    courses::{Year, courses, next_is_open},
    crowd::Crowd,
    house::House,
    institutions::{Kind, institution},
    places::{closed_days, places},
    stories::Role,
};

/// Institutions made up and written at once: what bounds the memory.
const TOGETHER: usize = 50;
/// Fiscal years with courses: two for what people did, this one, and the next.
const YEARS: std::ops::RangeInclusive<i32> = -2..=1;
/// Institutions people of the demo go to: few, so that some of their days are full.
const VISITED: usize = 40;

/// How much is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many institutions.
    pub institutions: usize,
    /// For how many days they have places, each from its first day that can be booked.
    pub days: u16,
    /// How they are made up.
    pub kind: Kind,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Institutions.
    pub institutions: usize,
    /// Places: days of a course at an institution.
    pub places: usize,
}

/// Makes the demo's 受診ナビ, whole or not at all; nothing where there are courses already. `people` are those with a story.
///
/// # Errors
/// The database's own.
pub async fn fill(
    db: &Db,
    plan: Plan,
    people: &[(Role, i64)],
    today: CivilDate,
    now: Millis,
) -> db::Result<Made> {
    if !course::years(db.reader()).await?.is_empty() {
        return Ok(Made::default());
    }
    let txn = db.begin().await?;
    checkup_demo::take_time(&txn).await?;
    let years = save_courses(&txn, today, now).await?;
    let [.., this, next] = &years;
    let offered = [this.clone(), next.clone()];
    let mut made = Made::default();
    let mut houses = Vec::new();
    while made.institutions < plan.institutions {
        let first = made.institutions;
        let number = TOGETHER.min(plan.institutions - first);
        let added = add(&txn, first..first + number, plan, &offered, today, now).await?;
        made.institutions += number;
        made.places += added.places;
        houses.extend(added.houses);
        houses.truncate(VISITED);
    }
    let ids: Vec<i64> = houses.iter().map(|house| house.id).collect();
    let places = checkup_demo::places(&txn, &ids).await?;
    let mut crowd = Crowd::new(plan.kind.seed, today, now, years, houses, places);
    let waiting = stories::tell(&mut crowd, people, &roster::all(&txn).await?);
    checkup_demo::add_bookings(&txn, &crowd.bookings).await?;
    if let Some((person, place)) = waiting {
        checkup_demo::add_waiting(&txn, person, place, now).await?;
    }
    txn.commit().await.map_err(db::Error::from)?;
    checkup_demo::look_again(db.writer()).await?;
    Ok(made)
}

/// Adds institutions with places to those there are, a few in each transaction. Courses are made where there are none.
///
/// # Errors
/// The database's own. What was added before stays.
pub async fn generate(db: &Db, plan: Plan, today: CivilDate, now: Millis) -> db::Result<Made> {
    let first = checkup_demo::institutions(db.reader()).await?;
    let first = usize::try_from(first).unwrap_or_default();
    let years = match course::years(db.reader()).await?.is_empty() {
        true => {
            let txn = db.begin().await?;
            let years = save_courses(&txn, today, now).await?;
            txn.commit().await.map_err(db::Error::from)?;
            years
        }
        false => all_courses(today),
    };
    let [.., this, next] = years;
    let offered = [this, next];
    let mut made = Made::default();
    while made.institutions < plan.institutions {
        let from = first + made.institutions;
        let number = TOGETHER.min(plan.institutions - made.institutions);
        let txn = db.begin().await?;
        checkup_demo::take_time(&txn).await?;
        let added = add(&txn, from..from + number, plan, &offered, today, now).await?;
        txn.commit().await.map_err(db::Error::from)?;
        made.institutions += number;
        made.places += added.places;
    }
    checkup_demo::look_again(db.writer()).await?;
    Ok(made)
}

/// The courses of each of [`YEARS`].
fn all_courses(today: CivilDate) -> [Vec<Course>; 4] {
    [-2, -1, 0, 1].map(|later| courses(Year::of(today, later), today))
}

async fn save_courses(txn: &Txn, today: CivilDate, now: Millis) -> db::Result<[Vec<Course>; 4]> {
    let years = all_courses(today);
    for (later, year) in YEARS.zip(&years) {
        let open = later <= 0 || next_is_open(today);
        for rules in year {
            course::save(txn, rules, open, now).await?;
        }
    }
    Ok(years)
}

/// What [`add`] made.
struct Added {
    houses: Vec<House>,
    places: usize,
}

/// Adds the institutions of these numbers, with all that belongs to them.
async fn add(
    txn: &Txn,
    numbers: std::ops::Range<usize>,
    plan: Plan,
    years: &[Vec<Course>; 2],
    today: CivilDate,
    now: Millis,
) -> db::Result<Added> {
    let mut new: Vec<_> = numbers
        .map(|number| institution(number, plan.kind, &years[0]))
        .collect();
    let rows: Vec<_> = new.iter().map(|one| one.row.clone()).collect();
    let ids = checkup_demo::add_institutions(txn, &rows, now).await?;
    let houses: Vec<House> = new
        .iter()
        .zip(&ids)
        .map(|(one, id)| House::of(one, *id))
        .collect();
    let prices: Vec<_> = houses
        .iter()
        .flat_map(|house| house.prices(years))
        .collect();
    checkup_demo::add_prices(txn, &prices).await?;
    let span = plan.days + 31;
    let holidays = closed_days(today, span);
    let closed: Vec<_> = new
        .iter()
        .zip(&ids)
        .filter(|(one, _)| !one.on_holidays)
        .flat_map(|(_, id)| holidays.iter().map(|day| (*id, *day)))
        .collect();
    checkup_demo::add_closed_days(txn, &closed).await?;
    let mut made = 0;
    for (one, id) in new.iter_mut().zip(&ids).filter(|(one, _)| one.row.live) {
        let places = places(one, *id, today, plan.days, &holidays, years);
        made += places.len();
        checkup_demo::add_places(txn, &places).await?;
    }
    let limits: Vec<_> = houses.iter().filter_map(House::limits).flatten().collect();
    checkup_demo::add_limits(txn, &limits).await?;
    Ok(Added {
        houses,
        places: made,
    })
}

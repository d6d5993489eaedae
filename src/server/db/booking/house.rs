//! Institutions of a batch: what they offer, and until when a booking there can be given up.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::super::{Result, holiday, row, unfold};
use crate::{
    domain::{
        checkup::{
            booking::{Cutoff, State},
            institution::InstitutionClass,
        },
        date::CivilDate,
        weekday::Weekday,
    },
    server::checkup::{
        cutoff::{Closed, REACH_DAYS},
        scene::{House, Scene},
        task::Named,
    },
};

const COLUMNS: &str =
    "id, class, closed_weekdays, live, active, cutoff_days, cutoff_hour, cutoff_minute, lead_days";

#[derive(FromQueryResult)]
struct HouseRow {
    id: i64,
    class: String,
    closed_weekdays: String,
    live: bool,
    active: bool,
    cutoff_days: i32,
    cutoff_hour: i32,
    cutoff_minute: i32,
    lead_days: i32,
}

fn house(row: &HouseRow) -> Result<House> {
    const TABLE: &str = "institution";
    let small = |value: i32| u8::try_from(value).ok();
    let cutoff = small(row.cutoff_days)
        .zip(small(row.cutoff_hour))
        .zip(small(row.cutoff_minute))
        .and_then(|((days, hour), minute)| Cutoff::new(days, hour, minute));
    Ok(House {
        class: row::parsed(InstitutionClass::from_code(&row.class), TABLE, "class")?,
        live: row.live,
        active: row.active,
        lead_days: row.lead_days,
        cutoff: row::parsed(cutoff, TABLE, "cutoff_days")?,
        closed: Closed {
            weekdays: row
                .closed_weekdays
                .split(',')
                .filter_map(Weekday::from_code)
                .collect(),
            days: Vec::new(),
        },
    })
}

/// Brings the institutions in play into the scene.
pub(super) async fn houses<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    named: &Named,
) -> Result<()> {
    let mut ids: BTreeSet<i64> = named.offers.iter().map(|(id, ..)| *id).collect();
    ids.extend(scene.places.values().map(|place| place.institution_id));
    let booked = scene.bookings.values();
    ids.extend(
        booked
            .filter(|booking| !booking.state.is_final())
            .map(|booking| booking.institution_id),
    );
    let list = unfold::is_a_number(c, "$1");
    let sql = format!("SELECT {COLUMNS} FROM institution WHERE id {list}");
    let rows: Vec<HouseRow> = row::all(c, &sql, [unfold::json(ids)?.into()]).await?;
    for row in rows {
        scene.houses.insert(row.id, house(&row)?);
    }
    Ok(())
}

/// Closed days of the institutions whose deadline may be asked, and the society's holidays.
pub(super) async fn closed<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    today: CivilDate,
) -> Result<()> {
    let confirmed = scene
        .bookings
        .values()
        .filter(|booking| booking.state == State::Confirmed);
    let (mut ids, mut last) = (BTreeSet::new(), None);
    for booking in confirmed {
        ids.insert(booking.institution_id);
        last = last.max(booking.exam_on);
    }
    let Some(last) = last else { return Ok(()) };
    let from = today.add_days(-REACH_DAYS);
    scene.holidays = holiday::between(c, from, last).await?;
    for (id, day) in holiday::closed_days(c, &ids, from, last).await? {
        if let Some(house) = scene.houses.get_mut(&id) {
            house.closed.days.push(day);
        }
    }
    Ok(())
}

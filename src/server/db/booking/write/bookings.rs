//! The bookings of a batch.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value as Json, json};

use super::{Written, all_of};
use crate::{
    domain::checkup::booking::State,
    server::{
        checkup::scene::{FRESH, Scene},
        db::{
            Result,
            booking::Booking,
            row,
            unfold::{self, Kind},
        },
    },
};

const BOOKING: [(&str, Kind); 20] = [
    ("id", Kind::Number),
    ("person_id", Kind::Number),
    ("fiscal_year", Kind::Number),
    ("course_code", Kind::Text),
    ("right_group", Kind::Text),
    ("uses_right", Kind::Flag),
    ("institution_id", Kind::Number),
    ("place_id", Kind::Number),
    ("state", Kind::Text),
    ("exam_on", Kind::Day),
    ("starts", Kind::Number),
    ("options", Kind::Text),
    ("quote", Kind::Text),
    ("wishes", Kind::Text),
    ("note", Kind::Text),
    ("made_by", Kind::Text),
    ("idem", Kind::Text),
    ("replaces_id", Kind::Number),
    ("expires_at", Kind::Number),
    ("at", Kind::Number),
];

fn new_row(booking: &Booking) -> Result<Json> {
    let wishes = match booking.wishes.as_slice() {
        [] => None,
        wishes => Some(row::to_json(&wishes, "booking", "wishes")?),
    };
    Ok(json!({
        "person_id": booking.person_id,
        "fiscal_year": booking.fiscal_year,
        "course_code": booking.course,
        "right_group": booking.group,
        "uses_right": booking.uses_right(),
        "institution_id": booking.institution_id,
        "place_id": booking.place_id,
        "state": booking.state.code(),
        "exam_on": booking.exam_on,
        "starts": booking.starts,
        "options": row::to_json(&booking.options, "booking", "options")?,
        "quote": row::to_json(&booking.quote, "booking", "quote")?,
        "wishes": wishes,
        "note": booking.note,
        "made_by": if booking.by_staff { "staff" } else { "member" },
        "idem": booking.idem,
        "replaces_id": booking.replaces,
        "expires_at": booking.expires_at,
        "at": booking.created_at,
    }))
}

fn changed_row(booking: &Booking) -> Json {
    json!({
        "id": booking.id,
        "uses_right": booking.uses_right(),
        "state": booking.state.code(),
        "exam_on": booking.exam_on,
        "starts": booking.starts,
        "note": booking.note,
        "expires_at": booking.expires_at,
        "at": booking.changed_at,
    })
}

/// First what gives a right or a hold up, then what takes one: the indexes look at every row on its own.
pub(super) async fn write<C: ConnectionTrait>(
    c: &C,
    scene: &Scene,
    written: &mut Written,
) -> Result<()> {
    let changed = scene.changes.bookings.iter();
    let changed: Vec<&Booking> = changed.filter_map(|id| scene.bookings.get(id)).collect();
    let (new, old): (Vec<&Booking>, Vec<&Booking>) =
        changed.into_iter().partition(|booking| booking.id >= FRESH);
    let takes = |booking: &&Booking| booking.uses_right() || booking.state == State::Held;
    let (take, give): (Vec<&Booking>, Vec<&Booking>) = old.into_iter().partition(takes);
    let rows = unfold::rows(c, "$1", &BOOKING);
    let sql = format!(
        "UPDATE booking SET uses_right = r.uses_right, state = r.state, exam_on = r.exam_on, starts = r.starts, \
         note = r.note, expires_at = r.expires_at, changed_at = r.at FROM {rows} r WHERE booking.id = r.id"
    );
    for some in [give, take] {
        if !some.is_empty() {
            let some = some.into_iter().map(changed_row).collect();
            all_of(c, &sql, some).await?;
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    insert(c, &new, &rows, written).await
}

async fn insert<C: ConnectionTrait>(
    c: &C,
    new: &[&Booking],
    rows: &str,
    written: &mut Written,
) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Inserted {
        id: i64,
        person_id: i64,
        idem: String,
    }
    let sql = format!(
        "INSERT INTO booking (person_id, fiscal_year, course_code, right_group, uses_right, institution_id, place_id, \
         state, exam_on, starts, options, quote, wishes, note, made_by, idem, replaces_id, expires_at, created_at, changed_at) \
         SELECT person_id, fiscal_year, course_code, right_group, uses_right, institution_id, place_id, \
         state, exam_on, starts, options, quote, wishes, note, made_by, idem, replaces_id, expires_at, at, at FROM {rows} r \
         RETURNING id, person_id, idem"
    );
    let json = new
        .iter()
        .copied()
        .map(new_row)
        .collect::<Result<Vec<_>>>()?;
    let inserted: Vec<Inserted> = row::all(c, &sql, [unfold::json(json)?.into()]).await?;
    let ids: BTreeMap<(i64, &str), i64> = inserted
        .iter()
        .map(|row| ((row.person_id, row.idem.as_str()), row.id))
        .collect();
    for booking in new {
        let id = ids.get(&(booking.person_id, booking.idem.as_str()));
        let id = row::parsed(id.copied(), "booking", "id")?;
        written.bookings.insert(booking.id, id);
    }
    Ok(())
}

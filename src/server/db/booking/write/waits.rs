//! The waits of a batch.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value as Json, json};

use super::{Written, all_of};
use crate::server::{
    checkup::scene::{FRESH, Scene},
    db::{
        Result, row,
        unfold::{self, Kind},
        waitlist::Wait,
    },
};

const WAIT: [(&str, Kind); 9] = [
    ("id", Kind::Number),
    ("person_id", Kind::Number),
    ("place_id", Kind::Number),
    ("options", Kind::Text),
    ("state", Kind::Text),
    ("queued_at", Kind::Number),
    ("offered_at", Kind::Number),
    ("offer_until", Kind::Number),
    ("booking_id", Kind::Number),
];

fn wait_row(wait: &Wait, written: &Written) -> Result<Json> {
    Ok(json!({
        "id": wait.id,
        "person_id": wait.person_id,
        "place_id": wait.place_id,
        "options": row::to_json(&wait.options, "waitlist", "options")?,
        "state": wait.state.code(),
        "queued_at": wait.queued_at,
        "offered_at": wait.offered_at,
        "offer_until": wait.offer_until,
        "booking_id": wait.booking_id.map(|id| written.booking(id)),
    }))
}

/// First what ends, then what begins: a person waits for a place once at a time.
pub(super) async fn write<C: ConnectionTrait>(
    c: &C,
    scene: &Scene,
    written: &mut Written,
) -> Result<()> {
    let changed = scene.changes.waits.iter();
    let changed: Vec<&Wait> = changed.filter_map(|id| scene.waits.get(id)).collect();
    let (new, old): (Vec<&Wait>, Vec<&Wait>) =
        changed.into_iter().partition(|wait| wait.id >= FRESH);
    let rows = unfold::rows(c, "$1", &WAIT);
    if !old.is_empty() {
        let sql = format!(
            "UPDATE waitlist SET state = r.state, offered_at = r.offered_at, offer_until = r.offer_until, \
             booking_id = r.booking_id FROM {rows} r WHERE waitlist.id = r.id"
        );
        let old = old.into_iter().map(|wait| wait_row(wait, written));
        all_of(c, &sql, old.collect::<Result<_>>()?).await?;
    }
    if new.is_empty() {
        return Ok(());
    }
    #[derive(FromQueryResult)]
    struct Inserted {
        id: i64,
    }
    // numbers grow in the order of their coming, which is the queue's
    let sql = format!(
        "INSERT INTO waitlist (person_id, place_id, options, state, queued_at, offered_at, offer_until, booking_id) \
         SELECT person_id, place_id, options, state, queued_at, offered_at, offer_until, booking_id FROM {rows} r ORDER BY r.id \
         RETURNING id"
    );
    let json = new.iter().map(|wait| wait_row(wait, written));
    let json = json.collect::<Result<Vec<_>>>()?;
    let mut inserted: Vec<Inserted> = row::all(c, &sql, [unfold::json(json)?.into()]).await?;
    inserted.sort_by_key(|row| row.id);
    for (wait, row) in new.iter().zip(inserted) {
        written.waits.insert(wait.id, row.id);
    }
    Ok(())
}

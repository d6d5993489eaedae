//! What a batch has made of its scene, written with a few set-based statements. The CHECKs on places and the UNIQUE indexes on
//! bookings have the last word.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr};
use serde_json::{Value as Json, json};

use super::{
    super::{
        Error, Result, row,
        unfold::{self, Kind},
    },
    HOLD, news,
};
use crate::server::{
    checkup::{order::Actor, scene::Scene},
    clock::Millis,
};

mod bookings;
mod waits;

/// The numbers that what was new in the scene has got, and whether there are mails to send.
#[derive(Debug, Default)]
pub struct Written {
    bookings: BTreeMap<i64, i64>,
    waits: BTreeMap<i64, i64>,
    /// Whether a mail was written.
    pub mails: bool,
}

impl Written {
    /// The number of a booking of the scene.
    pub fn booking(&self, id: i64) -> i64 {
        self.bookings.get(&id).copied().unwrap_or(id)
    }

    /// The number of a wait of the scene.
    pub fn wait(&self, id: i64) -> i64 {
        self.waits.get(&id).copied().unwrap_or(id)
    }
}

/// Writes what has changed.
///
/// # Errors
/// The database's own; the transaction is of no use then.
pub async fn write<C: ConnectionTrait>(c: &C, scene: &Scene, now: Millis) -> Result<Written> {
    let mut written = Written::default();
    places(c, scene).await?;
    bookings::write(c, scene, &mut written).await?;
    waits::write(c, scene, &mut written).await?;
    events(c, scene, &written, now).await?;
    written.mails = news::enqueue(c, scene, &written, now).await?;
    Ok(written)
}

/// Runs a statement over rows and expects it to touch all of them.
async fn all_of<C: ConnectionTrait>(c: &C, sql: &str, rows: Vec<Json>) -> Result<()> {
    let expected = rows.len();
    let touched = row::execute(c, sql, [unfold::json(rows)?.into()]).await?;
    if usize::try_from(touched).is_ok_and(|touched| touched == expected) {
        return Ok(());
    }
    let lost = "a row that was held still is gone";
    Err(Error::Database(DbErr::Custom(lost.into())))
}

async fn places<C: ConnectionTrait>(c: &C, scene: &Scene) -> Result<()> {
    let (mut days, mut options) = (Vec::new(), Vec::new());
    for id in &scene.changes.places {
        let Some(place) = scene.places.get(id) else {
            continue;
        };
        let by = place.room.remaining - place.room.was;
        if by != 0 {
            days.push(json!({ "id": id, "shift": by }));
        }
        for (code, room) in &place.options {
            let by = room.remaining - room.was;
            if by != 0 {
                options.push(json!({ "id": id, "code": code, "shift": by }));
            }
        }
    }
    let columns = [
        ("id", Kind::Number),
        ("code", Kind::Text),
        ("shift", Kind::Number),
    ];
    let rows = unfold::rows(c, "$1", &columns);
    if !days.is_empty() {
        let sql = format!(
            "UPDATE place SET remaining = remaining + r.shift FROM {rows} r WHERE place.id = r.id"
        );
        all_of(c, &sql, days).await?;
    }
    if !options.is_empty() {
        let sql = format!(
            "UPDATE place_option SET remaining = remaining + r.shift FROM {rows} r \
             WHERE place_option.place_id = r.id AND place_option.option_code = r.code"
        );
        all_of(c, &sql, options).await?;
    }
    Ok(())
}

async fn events<C: ConnectionTrait>(
    c: &C,
    scene: &Scene,
    written: &Written,
    now: Millis,
) -> Result<()> {
    if scene.changes.events.is_empty() {
        return Ok(());
    }
    let columns = [
        ("booking_id", Kind::Number),
        ("event", Kind::Text),
        ("state", Kind::Text),
        ("actor", Kind::Text),
        ("detail", Kind::Text),
        ("turn", Kind::Number),
    ];
    let rows = unfold::rows(c, "$1", &columns);
    let sql = format!(
        "INSERT INTO booking_event (booking_id, at, event, state, actor, detail) \
         SELECT booking_id, CAST($2 AS BIGINT), event, state, actor, detail FROM {rows} r ORDER BY turn"
    );
    let events = scene.changes.events.iter().enumerate();
    let events = events.map(|(turn, event)| {
        json!({
            "booking_id": written.booking(event.booking_id),
            "event": event.event.map_or(HOLD, |event| event.code()),
            "state": event.state.code(),
            "actor": actor(event.actor),
            "detail": event.detail,
            "turn": turn,
        })
    });
    row::execute(c, &sql, [unfold::json(events)?.into(), now.into()]).await?;
    Ok(())
}

fn actor(actor: Actor) -> String {
    match actor {
        Actor::Member => "member".to_owned(),
        Actor::Staff(id) => format!("staff:{id}"),
        Actor::System => "system".to_owned(),
    }
}

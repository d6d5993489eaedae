//! Who waits, as far as a batch can be about it.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;

use super::super::{
    Result,
    entity::waitlist::Model,
    row, unfold,
    waitlist::{Wait, wait},
};
use crate::server::checkup::{scene::Scene, task::Named};

/// How many of a queue a batch looks at: more than it can offer places to. Whoever is further back has a turn in the next one.
const AHEAD: i64 = 600;

/// Brings the waits of people and those named into the scene.
pub(super) async fn of_people<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    persons: &BTreeSet<i64>,
    named: &Named,
) -> Result<()> {
    let (people, ids) = (unfold::is_a_number(c, "$1"), unfold::is_a_number(c, "$2"));
    let sql = format!(
        "SELECT * FROM waitlist WHERE person_id {people} \
         AND (state IN ('waiting', 'offered') OR id {ids})"
    );
    let values = [
        unfold::json(persons)?.into(),
        unfold::json(&named.waits)?.into(),
    ];
    let rows: Vec<Model> = row::all(c, &sql, values).await?;
    for row in rows {
        scene.waits.insert(row.id, wait(row)?);
    }
    Ok(())
}

/// Brings the heads of the queues of places into the scene, and answers who waits in them. A damaged row keeps nobody else
/// from a place: it is passed over.
pub(super) async fn heads<C: ConnectionTrait>(
    c: &C,
    scene: &mut Scene,
    places: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT id, person_id, place_id, options, state, queued_at, offered_at, offer_until, booking_id FROM \
         (SELECT w.*, ROW_NUMBER() OVER (PARTITION BY place_id ORDER BY id) AS turn FROM waitlist w \
         WHERE place_id {list} AND state = 'waiting') q WHERE turn <= $2"
    );
    let values = [unfold::json(places)?.into(), AHEAD.into()];
    let rows: Vec<Model> = row::all(c, &sql, values).await?;
    let mut persons = BTreeSet::new();
    for row in rows {
        let id = row.id;
        match wait(row) {
            Ok(wait) => {
                let Wait { person_id, .. } = wait;
                persons.insert(person_id);
                scene.waits.insert(id, wait);
            }
            Err(error) => tracing::error!(wait = id, %error, "a damaged wait is passed over"),
        }
    }
    Ok(persons)
}

//! How tries end, written down for many mails in one statement.
//!
//! May enter: the lease's word on who may settle. Must not: when a mail is tried again (`jobs`).

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value as Json;

use super::{
    super::{Result, row, unfold},
    Outcome, State,
};
use crate::server::clock::Millis;

/// A try that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The mail.
    pub id: i64,
    /// The lease under which it was tried.
    pub lease: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// Writes how some tries ended. A mail that belongs to nobody any more (退会) forgets its address when it is settled. Answers which
/// were settled: nothing changes of a mail that its `lease` no longer holds.
///
/// # Errors
/// The database's own.
pub async fn settle<C: ConnectionTrait>(
    c: &C,
    ended: &[Ended],
    now: Millis,
) -> Result<BTreeSet<i64>> {
    use unfold::Kind::{Flag, Number, Text};
    let columns = [
        ("id", Number),
        ("lease", Text),
        ("state", Text),
        ("reply_code", Number),
        ("reply_text", Text),
        ("next_at", Number),
        ("settled_at", Number),
        ("settles", Flag),
    ];
    let (rows, ids) = (
        unfold::rows(c, "$1", &columns),
        unfold::is_a_number(c, "$2"),
    );
    // the same by number: PostgreSQL finds the rows of an array, and would read the table for those of a join; and whoever has a lease is not
    // settled, but said so PostgreSQL might go through the index of all that are not
    let sql = format!(
        "UPDATE outbox SET state = r.state, reply_code = r.reply_code, reply_text = r.reply_text, next_at = r.next_at, \
         settled_at = r.settled_at, lease = NULL, lease_until = NULL, recipient = CASE WHEN r.settles \
         AND outbox.account_id IS NULL AND outbox.registration_id IS NULL THEN '' ELSE outbox.recipient END \
         FROM {rows} r WHERE outbox.id {ids} AND outbox.id = r.id AND outbox.lease = r.lease \
         RETURNING outbox.id AS id"
    );
    let values = [
        unfold::json(ended.iter().map(|ended| settled_row(ended, now)))?.into(),
        unfold::json(ended.iter().map(|ended| ended.id))?.into(),
    ];
    let settled: Vec<Settled> = row::all(c, &sql, values).await?;
    Ok(settled.into_iter().map(|row| row.id).collect())
}

#[derive(FromQueryResult)]
struct Settled {
    id: i64,
}

fn settled_row(ended: &Ended, now: Millis) -> Json {
    let (state, reply, next_at, settled_at) = match &ended.outcome {
        Outcome::Accepted(reply) => (State::Accepted, reply, now, Some(now)),
        Outcome::Refused(reply) => (State::Refused, reply, now, Some(now)),
        Outcome::GivenUp(reply) => (State::GivenUp, reply, now, Some(now)),
        Outcome::Later(reply, next_at) => (State::Queued, reply, *next_at, None),
    };
    serde_json::json!({
        "id": ended.id,
        "lease": ended.lease,
        "state": state.as_str(),
        "reply_code": reply.code,
        "reply_text": reply.text,
        "next_at": next_at,
        "settled_at": settled_at,
        "settles": settled_at.is_some(),
    })
}

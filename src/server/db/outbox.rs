//! The outbox: mails written in the transaction of their cause, claimed by workers under a lease, settled by the lease's holder alone.

use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value as Json;

use super::{
    Result,
    entity::outbox::{Column, Entity, Model},
    row, unfold,
};
use crate::server::clock::{DAY, Millis};

mod settle;

pub use settle::{Ended, settle};

/// How long a settled mail's row is kept: the page that tells of its fate lives as long as its registration, and a day more.
pub const KEPT: Millis = 2 * DAY;

/// What may be claimed at the time `$1`.
const DUE: &str =
    "settled_at IS NULL AND next_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)";

/// Where a mail is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for its turn, or for its next try.
    Queued,
    /// A worker has it.
    Sending,
    /// The other server took it.
    Accepted,
    /// The other server refused it for good.
    Refused,
    /// Nobody took it in all the tries there are.
    GivenUp,
}

impl State {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Queued, "queued"),
        (Self::Sending, "sending"),
        (Self::Accepted, "accepted"),
        (Self::Refused, "refused"),
        (Self::GivenUp, "given_up"),
    ];

    fn as_str(self) -> &'static str {
        row::code_of(&Self::ALL, self)
    }

    fn parse(code: &str) -> Option<Self> {
        row::of_code(&Self::ALL, code)
    }
}

/// A mail to write. Its text is made when it is sent.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// Which mail, as a code.
    pub kind: String,
    /// Where it goes.
    pub recipient: String,
    /// What its text needs; no secrets.
    pub params: Json,
    /// The account it is about: the row goes with it.
    pub account_id: Option<i64>,
    /// The registration it is about.
    pub registration_id: Option<i64>,
}

/// A claimed mail.
#[derive(Clone, Debug, PartialEq)]
pub struct OutboxRow {
    /// Its number: the same at every try, so the Message-ID can be made of it.
    pub id: i64,
    /// Which mail.
    pub kind: String,
    /// Where it goes.
    pub recipient: String,
    /// What its text needs.
    pub params: Json,
    /// The account it is about.
    pub account_id: Option<i64>,
    /// The registration it is about.
    pub registration_id: Option<i64>,
    /// Which try this is, from 1.
    pub attempts: i32,
    /// When it was written.
    pub created_at: Millis,
}

/// What the other server said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// SMTP code, if it came so far.
    pub code: Option<i32>,
    /// Its words, or ours for what went wrong before it spoke.
    pub text: Option<String>,
}

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Taken.
    Accepted(Reply),
    /// Refused for good.
    Refused(Reply),
    /// Not now: again at this moment.
    Later(Reply, Millis),
    /// Not now, and this was the last try.
    GivenUp(Reply),
}

/// What a page may say about a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailState {
    /// Where it is.
    pub state: State,
    /// How many tries there were.
    pub attempts: i32,
    /// The last reply's code.
    pub reply_code: Option<i32>,
    /// The last reply's words.
    pub reply_text: Option<String>,
    /// When it is due (again).
    pub next_at: Millis,
    /// When it was settled.
    pub settled_at: Option<Millis>,
}

/// Writes a mail, due at once, and answers its number.
///
/// # Errors
/// The database's own.
pub async fn enqueue<C: ConnectionTrait>(c: &C, mail: &NewMail, now: Millis) -> Result<i64> {
    let params = row::to_json(&mail.params, "outbox", "params")?;
    let id = row::number(
        c,
        "INSERT INTO outbox (kind, recipient, params, account_id, registration_id, state, attempts, next_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $7) RETURNING id AS value",
        [
            mail.kind.as_str().into(),
            mail.recipient.as_str().into(),
            params.into(),
            mail.account_id.into(),
            mail.registration_id.into(),
            State::Queued.as_str().into(),
            now.into(),
        ],
    )
    .await?;
    row::parsed(id, "outbox", "id")
}

/// Writes mails, due at once, in one statement.
///
/// # Errors
/// The database's own.
pub async fn enqueue_all<C: ConnectionTrait>(c: &C, mails: &[NewMail], now: Millis) -> Result<()> {
    use unfold::Kind::{Number, Text};
    let columns = [
        ("kind", Text),
        ("recipient", Text),
        ("params", Text),
        ("account_id", Number),
        ("registration_id", Number),
    ];
    let rows = unfold::rows(c, "$1", &columns);
    let sql = format!(
        "INSERT INTO outbox (kind, recipient, params, account_id, registration_id, state, attempts, next_at, created_at) \
         SELECT kind, recipient, params, account_id, registration_id, $2, 0, CAST($3 AS BIGINT), CAST($3 AS BIGINT) FROM {rows} r"
    );
    let mail = |mail: &NewMail| {
        Ok(serde_json::json!({
            "kind": mail.kind,
            "recipient": mail.recipient,
            "params": row::to_json(&mail.params, "outbox", "params")?,
            "account_id": mail.account_id,
            "registration_id": mail.registration_id,
        }))
    };
    let mails = mails.iter().map(mail).collect::<Result<Vec<_>>>()?;
    let values = [
        unfold::json(mails)?.into(),
        State::Queued.as_str().into(),
        now.into(),
    ];
    row::execute(c, &sql, values).await?;
    Ok(())
}

/// Claims up to `max` due mails for `lease`, which runs out after `lease_ms`: whoever holds it may send them. No two leases hold
/// a mail at once; a mail whose holder died comes back when its lease has run out. The try is counted here, so that a mail which
/// kills its worker does not come back for ever.
///
/// # Errors
/// The database's own.
pub async fn claim<C: ConnectionTrait>(
    c: &C,
    now: Millis,
    lease: &str,
    lease_ms: Millis,
    max: i64,
) -> Result<Vec<OutboxRow>> {
    let first = format!("SELECT id FROM outbox WHERE {DUE} ORDER BY next_at, id LIMIT $4");
    // an array is made once. PostgreSQL may ask an IN again for every mail, and as those locked already are passed over, take them all
    let first = match c.get_database_backend() {
        DbBackend::Postgres => format!("= ANY(ARRAY({first} FOR UPDATE SKIP LOCKED))"),
        _ => format!("IN ({first})"),
    };
    let sql = format!(
        "UPDATE outbox SET state = $5, lease = $2, lease_until = $3, attempts = attempts + 1 WHERE id {first} RETURNING *"
    );
    let models: Vec<Model> = row::all(
        c,
        &sql,
        [
            now.into(),
            lease.into(),
            (now + lease_ms).into(),
            max.into(),
            State::Sending.as_str().into(),
        ],
    )
    .await?;
    let mut rows = models
        .into_iter()
        .map(|model| {
            Ok(OutboxRow {
                id: model.id,
                kind: model.kind,
                recipient: model.recipient,
                params: row::from_json(&model.params, "outbox", "params")?,
                account_id: model.account_id,
                registration_id: model.registration_id,
                attempts: model.attempts,
                created_at: model.created_at,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Gives back untouched what `lease` still holds, for a worker that stops: due again at once, the try not counted.
///
/// # Errors
/// The database's own.
pub async fn release<C: ConnectionTrait>(c: &C, lease: &str) -> Result<u64> {
    row::execute(
        c,
        "UPDATE outbox SET state = $2, attempts = attempts - 1, lease = NULL, lease_until = NULL \
         WHERE lease = $1 AND settled_at IS NULL",
        [lease.into(), State::Queued.as_str().into()],
    )
    .await
}

/// Where the newest mail of a registration is.
///
/// # Errors
/// The database's own.
pub async fn latest_of_registration<C: ConnectionTrait>(
    c: &C,
    registration_id: i64,
    kind: &str,
) -> Result<Option<MailState>> {
    let found = Entity::find()
        .filter(Column::RegistrationId.eq(registration_id))
        .filter(Column::Kind.eq(kind))
        .order_by_desc(Column::Id)
        .one(c)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(MailState {
        state: row::parsed(State::parse(&row.state), "outbox", "state")?,
        attempts: row.attempts,
        reply_code: row.reply_code,
        reply_text: row.reply_text,
        next_at: row.next_at,
        settled_at: row.settled_at,
    }))
}

/// When the oldest mail that is not settled was written.
///
/// # Errors
/// The database's own.
pub async fn oldest_waiting<C: ConnectionTrait>(c: &C) -> Result<Option<Millis>> {
    row::number(
        c,
        "SELECT MIN(created_at) AS value FROM outbox WHERE settled_at IS NULL",
        [],
    )
    .await
}

/// Whether a mail is due: one look into the index, however many wait behind it.
///
/// # Errors
/// The database's own.
pub async fn is_due<C: ConnectionTrait>(c: &C, now: Millis) -> Result<bool> {
    let sql = format!("SELECT id AS value FROM outbox WHERE {DUE} ORDER BY next_at LIMIT 1");
    Ok(row::number(c, &sql, [now.into()]).await?.is_some())
}

/// Deletes what was settled [`KEPT`] ago.
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM outbox WHERE settled_at <= $1",
        [(now - KEPT).into()],
    )
    .await
}

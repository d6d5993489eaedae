//! The steps of a batch from one state to the next.
//!
//! May enter: statements whose `WHERE` names the state before, so that of two who try one succeeds. Must not: who may, what follows.

use sea_orm::{ConnectionTrait, Value};

use super::{TABLE, of_file};
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::{BatchState, Refusal, Report},
            month::Month,
        },
    },
    server::{
        clock::Millis,
        db::{Result, row},
    },
};

/// Holds the batch still until the transaction ends. Answers whether there is one.
///
/// # Errors
/// The database's own.
pub async fn lock<C: ConnectionTrait>(c: &C, id: i64) -> Result<bool> {
    row::lock(c, TABLE, id).await
}

/// A new batch in [`BatchState::Checking`], held by whoever checks it until `lease_until`. `bytes` is the file's size.
///
/// # Errors
/// The database's own.
pub async fn open<C: ConnectionTrait>(
    c: &C,
    label: &str,
    staff_id: Option<i64>,
    bytes: i64,
    now: Millis,
    lease_until: Millis,
) -> Result<i64> {
    let id = row::number(
        c,
        "INSERT INTO expense_batch (state, digest, label, staff_id, made_at, lease_until, done, rows, orphans, report) \
         VALUES ($1, '', $2, $3, $4, $5, 0, $6, 0, '') RETURNING id AS value",
        [
            BatchState::Checking.code().into(),
            label.into(),
            staff_id.into(),
            now.into(),
            lease_until.into(),
            bytes.into(),
        ],
    )
    .await?;
    row::parsed(id, TABLE, "id")
}

/// Holds the batch longer, and notes how far the work is, if that is said. Answers whether it is still the caller's.
///
/// # Errors
/// The database's own.
pub async fn renew<C: ConnectionTrait>(
    c: &C,
    id: i64,
    state: BatchState,
    done: Option<i64>,
    lease_until: Millis,
) -> Result<bool> {
    let sql = "UPDATE expense_batch SET done = COALESCE($3, done), lease_until = $4 WHERE id = $1 AND state = $2 AND lease_until IS NOT NULL";
    let values = [
        id.into(),
        state.code().into(),
        done.into(),
        lease_until.into(),
    ];
    Ok(row::execute(c, sql, values).await? == 1)
}

/// Keeps what was found in the file: from Checking to Checked, or to Refused where the report has faults. Answers whether it was still
/// being checked.
///
/// # Errors
/// The database's own.
pub async fn checked<C: ConnectionTrait>(
    c: &C,
    id: i64,
    digest: &str,
    report: &Report,
    now: Millis,
) -> Result<bool> {
    let sql = "UPDATE expense_batch SET state = $2, report = $3, rows = $4, orphans = $5, through_month = $6, ended_at = $7, \
               digest = $8, done = 0, lease_until = NULL WHERE id = $1 AND state = 'checking'";
    let [id, state, report, rows, orphans, through, ended] =
        found(id, BatchState::Checked, report, now)?;
    let digest = digest.into();
    let values = [id, state, report, rows, orphans, through, ended, digest];
    Ok(row::execute(c, sql, values).await? == 1)
}

/// Keeps what was found in a file whose rows went in meanwhile: from Loading to Loaded, or to Refused where the report has faults. Answers
/// whether it was still the caller's and, where it is Loaded now, every row is in: after a crash of the database pieces may be missing.
///
/// # Errors
/// The database's own.
pub async fn taken_in<C: ConnectionTrait>(
    c: &C,
    id: i64,
    report: &Report,
    now: Millis,
) -> Result<bool> {
    let sql = "UPDATE expense_batch SET state = $2, report = $3, rows = $4, orphans = $5, through_month = $6, ended_at = $7, \
               lease_until = NULL WHERE id = $1 AND state = 'loading' AND lease_until IS NOT NULL AND (done = $4 OR $2 <> 'loaded')";
    let values = found(id, BatchState::Loaded, report, now)?;
    Ok(row::execute(c, sql, values).await? == 1)
}

/// What a batch is after its file was read to its end: in the state `fine`, or Refused.
fn found(id: i64, fine: BatchState, report: &Report, now: Millis) -> Result<[Value; 7]> {
    let (state, ended) = match report.faults.none() {
        true => (fine, None),
        false => (BatchState::Refused, Some(now)),
    };
    Ok([
        id.into(),
        state.code().into(),
        row::to_json(report, TABLE, "report")?.into(),
        i64::from(report.rows).into(),
        i64::from(report.orphans).into(),
        report.through.map(Month::number).into(),
        ended.into(),
    ])
}

/// From Checked to Loading, held until `lease_until`. Indexes decide between two who try at once.
///
/// # Errors
/// The database's own.
pub async fn begin_load<C: ConnectionTrait>(
    c: &C,
    id: i64,
    lease_until: Millis,
) -> Result<std::result::Result<(), Refusal>> {
    let digest = super::digest(c, id).await?.unwrap_or_default();
    let sql = "UPDATE expense_batch SET state = 'loading', done = 0, lease_until = $2 WHERE id = $1 AND state = 'checked'";
    begun(c, &digest, sql, [id.into(), lease_until.into()]).await
}

/// From Checking to Loading, for whoever checks the file while its rows go in: about so many `rows`. Held until `lease_until`; indexes
/// decide between two who try at once.
///
/// # Errors
/// The database's own.
pub async fn begin_at_once<C: ConnectionTrait>(
    c: &C,
    id: i64,
    digest: &str,
    rows: i64,
    lease_until: Millis,
) -> Result<std::result::Result<(), Refusal>> {
    let sql = "UPDATE expense_batch SET state = 'loading', done = 0, lease_until = $2, digest = $3, rows = $4 \
               WHERE id = $1 AND state = 'checking' AND lease_until IS NOT NULL";
    let values = [id.into(), lease_until.into(), digest.into(), rows.into()];
    begun(c, digest, sql, values).await
}

/// Runs a statement that makes a batch of this file one that is being loaded.
async fn begun<C: ConnectionTrait, const N: usize>(
    c: &C,
    digest: &str,
    sql: &str,
    values: [Value; N],
) -> Result<std::result::Result<(), Refusal>> {
    match row::execute(c, sql, values).await {
        Ok(1) => Ok(Ok(())),
        Ok(_) => Ok(Err(Refusal::OtherState)),
        Err(error) if error.is_conflict() => Ok(Err(match of_file(c, digest).await? {
            Some(_) => Refusal::SameFile,
            None => Refusal::OneAtATime,
        })),
        Err(error) => Err(error),
    }
}

/// From Loading to Loaded, once all rows are in. Answers whether it was still the caller's and they are in: after a crash of the database
/// pieces may be missing.
///
/// # Errors
/// The database's own.
pub async fn loaded<C: ConnectionTrait>(c: &C, id: i64, rows: i64, orphans: i64) -> Result<bool> {
    let sql = "UPDATE expense_batch SET state = 'loaded', rows = $2, orphans = $3, lease_until = NULL \
               WHERE id = $1 AND state = 'loading' AND lease_until IS NOT NULL AND done = $2";
    Ok(row::execute(c, sql, [id.into(), rows.into(), orphans.into()]).await? == 1)
}

/// Ends a batch that stands in one of `from`. Answers whether it did.
///
/// # Errors
/// The database's own.
pub async fn end<C: ConnectionTrait>(
    c: &C,
    id: i64,
    from: &[BatchState],
    to: BatchState,
    now: Millis,
) -> Result<bool> {
    let from: Vec<String> = from
        .iter()
        .map(|state| format!("'{}'", state.code()))
        .collect();
    let sql = format!(
        "UPDATE expense_batch SET state = $2, ended_at = $3, lease_until = NULL, publish_on = NULL WHERE id = $1 AND state IN ({})",
        from.join(", ")
    );
    let values = [id.into(), to.code().into(), now.into()];
    Ok(row::execute(c, &sql, values).await? == 1)
}

/// Sets the day a loaded batch is published on, or none. Answers whether it is loaded.
///
/// # Errors
/// The database's own.
pub async fn set_day<C: ConnectionTrait>(c: &C, id: i64, day: Option<CivilDate>) -> Result<bool> {
    let sql = "UPDATE expense_batch SET publish_on = $2 WHERE id = $1 AND state = 'loaded'";
    Ok(row::execute(c, sql, [id.into(), day.map(row::date).into()]).await? == 1)
}

/// From Loaded to Published. Answers whether it was loaded.
///
/// # Errors
/// The database's own.
pub async fn publish<C: ConnectionTrait>(c: &C, id: i64, now: Millis) -> Result<bool> {
    let sql = "UPDATE expense_batch SET state = 'published', published_at = $2 WHERE id = $1 AND state = 'loaded'";
    Ok(row::execute(c, sql, [id.into(), now.into()]).await? == 1)
}

/// Takes the right to go on away from whoever works on the batch, if its time is over: what it still tries to write is refused. Answers
/// whether it is the caller's to clean up now.
///
/// # Errors
/// The database's own.
pub async fn seize<C: ConnectionTrait>(c: &C, id: i64, now: Millis) -> Result<bool> {
    let sql = "UPDATE expense_batch SET lease_until = NULL WHERE id = $1 AND state IN ('checking', 'loading') \
               AND (lease_until IS NULL OR lease_until <= $2)";
    Ok(row::execute(c, sql, [id.into(), now.into()]).await? == 1)
}

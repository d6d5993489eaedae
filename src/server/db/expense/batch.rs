//! Batches: files of rows on their way to the members' pages.
//!
//! May enter: the steps from one state to the next, each an `UPDATE` whose `WHERE` names the state before. Must not: rows (`load`).

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

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
        db::{
            Result,
            entity::expense_batch::{Column, Entity, Model},
            row,
        },
    },
};

const TABLE: &str = "expense_batch";

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Our number of it.
    pub id: i64,
    /// Where it stands.
    pub state: BatchState,
    /// What whoever brought it called it.
    pub label: String,
    /// Who of the staff brought it; nobody for the command line.
    pub staff_id: Option<i64>,
    /// When it was brought.
    pub made_at: Millis,
    /// How far the work is: bytes of the file while it is checked, rows while it is loaded.
    pub done: i64,
    /// Of how many; once it is checked, the rows of the file.
    pub of: i64,
    /// Rows without a person that wait in the queue of orphans or were settled since.
    pub orphans: i64,
    /// What is said of the file; nothing while it is checked, and where that broke off.
    pub report: Option<Report>,
    /// The month most of its 新規 rows are about.
    pub through: Option<Month>,
    /// The day it will be published on by itself.
    pub publish_on: Option<CivilDate>,
    /// When it was published.
    pub published_at: Option<Millis>,
    /// When it came to its end (refused, undone, failed).
    pub ended_at: Option<Millis>,
}

fn batch(model: Model) -> Result<Batch> {
    let report = match model.report.as_str() {
        "" => None,
        json => Some(row::from_json(json, TABLE, "report")?),
    };
    let through = model.through_month.map(|number| {
        let month = Month::from_number(number);
        row::parsed(month, TABLE, "through_month")
    });
    let publish_on = model
        .publish_on
        .map(|day| row::parsed(row::civil(day), TABLE, "publish_on"));
    Ok(Batch {
        id: model.id,
        state: row::parsed(BatchState::from_code(&model.state), TABLE, "state")?,
        label: model.label,
        staff_id: model.staff_id,
        made_at: model.made_at,
        done: model.done,
        of: model.rows,
        orphans: model.orphans,
        report,
        through: through.transpose()?,
        publish_on: publish_on.transpose()?,
        published_at: model.published_at,
        ended_at: model.ended_at,
    })
}

/// The newest batches, at most so many.
///
/// # Errors
/// The database's own.
pub async fn list<C: ConnectionTrait>(c: &C, limit: u64) -> Result<Vec<Batch>> {
    let query = Entity::find().order_by_desc(Column::Id).limit(limit);
    query.all(c).await?.into_iter().map(batch).collect()
}

/// The batch of a number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Batch>> {
    Entity::find_by_id(id).one(c).await?.map(batch).transpose()
}

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

/// Notes how far the work is, and holds the batch longer. Answers whether it is still the caller's.
///
/// # Errors
/// The database's own.
pub async fn renew<C: ConnectionTrait>(
    c: &C,
    id: i64,
    state: BatchState,
    done: i64,
    lease_until: Millis,
) -> Result<bool> {
    let sql = "UPDATE expense_batch SET done = $3, lease_until = $4 WHERE id = $1 AND state = $2 AND lease_until IS NOT NULL";
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
    let fine = report.faults.none();
    let (state, ended) = match fine {
        true => (BatchState::Checked, None),
        false => (BatchState::Refused, Some(now)),
    };
    let sql = "UPDATE expense_batch SET state = $2, digest = $3, report = $4, rows = $5, orphans = $6, through_month = $7, \
               ended_at = $8, done = 0, lease_until = NULL WHERE id = $1 AND state = 'checking'";
    let values = [
        id.into(),
        state.code().into(),
        digest.into(),
        row::to_json(report, TABLE, "report")?.into(),
        i64::from(report.rows).into(),
        i64::from(report.orphans).into(),
        report.through.map(Month::number).into(),
        ended.into(),
    ];
    Ok(row::execute(c, sql, values).await? == 1)
}

/// The batch that holds the same file and was not taken back, if there is one.
///
/// # Errors
/// The database's own.
pub async fn of_file<C: ConnectionTrait>(c: &C, digest: &str) -> Result<Option<i64>> {
    let sql = "SELECT id AS value FROM expense_batch WHERE digest = $1 AND state IN ('loading', 'loaded', 'published')";
    row::number(c, sql, [digest.into()]).await
}

/// SHA-256 of a batch's file, in hexadecimal digits; empty while it is checked.
///
/// # Errors
/// The database's own.
pub async fn digest<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<String>> {
    let found = Entity::find_by_id(id).one(c).await?;
    Ok(found.map(|model| model.digest))
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
    let sql = "UPDATE expense_batch SET state = 'loading', done = 0, lease_until = $2 WHERE id = $1 AND state = 'checked'";
    match row::execute(c, sql, [id.into(), lease_until.into()]).await {
        Ok(1) => Ok(Ok(())),
        Ok(_) => Ok(Err(Refusal::OtherState)),
        Err(error) if error.is_conflict() => Ok(Err(refused(c, id).await?)),
        Err(error) => Err(error),
    }
}

/// Why an index said no.
async fn refused<C: ConnectionTrait>(c: &C, id: i64) -> Result<Refusal> {
    let sql = "SELECT o.id AS value FROM expense_batch b JOIN expense_batch o ON o.digest = b.digest AND o.id <> b.id \
               WHERE b.id = $1 AND o.state IN ('loading', 'loaded', 'published')";
    Ok(match row::number(c, sql, [id.into()]).await? {
        Some(_) => Refusal::SameFile,
        None => Refusal::OneAtATime,
    })
}

/// From Loading to Loaded, once all rows are in. Answers whether it was still the caller's.
///
/// # Errors
/// The database's own.
pub async fn loaded<C: ConnectionTrait>(c: &C, id: i64, rows: i64, orphans: i64) -> Result<bool> {
    let sql = "UPDATE expense_batch SET state = 'loaded', done = $2, rows = $2, orphans = $3, lease_until = NULL \
               WHERE id = $1 AND state = 'loading' AND lease_until IS NOT NULL";
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

/// Loaded batches whose day has come, the oldest first.
///
/// # Errors
/// The database's own.
pub async fn due<C: ConnectionTrait>(c: &C, today: CivilDate) -> Result<Vec<i64>> {
    let query = Entity::find()
        .filter(Column::State.eq(BatchState::Loaded.code()))
        .filter(Column::PublishOn.lte(row::date(today)))
        .order_by_asc(Column::Id);
    let found = query.all(c).await?;
    Ok(found.into_iter().map(|model| model.id).collect())
}

/// Checked batches brought at that moment or before, that nobody has loaded.
///
/// # Errors
/// The database's own.
pub async fn unwanted<C: ConnectionTrait>(c: &C, until: Millis) -> Result<Vec<i64>> {
    let query = Entity::find()
        .filter(Column::State.eq(BatchState::Checked.code()))
        .filter(Column::MadeAt.lte(until))
        .order_by_asc(Column::Id);
    let found = query.all(c).await?;
    Ok(found.into_iter().map(|model| model.id).collect())
}

/// Batches whose worker has died: held, and the time is over.
///
/// # Errors
/// The database's own.
pub async fn abandoned<C: ConnectionTrait>(c: &C, now: Millis) -> Result<Vec<Batch>> {
    let busy = [BatchState::Checking, BatchState::Loading].map(BatchState::code);
    let over = Condition::any()
        .add(Column::LeaseUntil.is_null())
        .add(Column::LeaseUntil.lte(now));
    let query = Entity::find()
        .filter(Column::State.is_in(busy))
        .filter(over);
    query.all(c).await?.into_iter().map(batch).collect()
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

/// The report of the newest batch before this one whose rows are in.
///
/// # Errors
/// The database's own.
pub async fn report_before<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Report>> {
    let kept = [BatchState::Loaded, BatchState::Published].map(BatchState::code);
    let query = Entity::find()
        .filter(Column::State.is_in(kept))
        .filter(Column::Id.lt(id))
        .order_by_desc(Column::Id);
    let found = query.one(c).await?.map(batch).transpose()?;
    Ok(found.and_then(|batch| batch.report))
}

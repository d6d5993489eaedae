//! Batches: files of rows on their way to the members' pages.
//!
//! May enter: finding them. Must not: what changes one (`steps`), rows (`load`).

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::{BatchState, Report},
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

mod steps;

pub use steps::{
    begin_at_once, begin_load, checked, end, loaded, lock, open, publish, renew, seize, set_day,
    taken_in,
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

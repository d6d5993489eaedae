//! Rows whose person the roster does not have, or has twice: kept until one of the staff says whose they are.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{PLACE_BITS, number};
use crate::{
    domain::{
        date::CivilDate,
        expense::{batch::Why, import::line::Care},
    },
    server::{
        clock::Millis,
        db::{
            Result,
            entity::expense_orphan::{Column, Entity, Model},
            person, row,
            staff_audit::Unseen,
        },
    },
};

const TABLE: &str = "expense_orphan";

/// A row nobody is known for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Its number; the row keeps it.
    pub id: i64,
    /// The batch it came in.
    pub batch: i64,
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番; may be empty.
    pub branch: String,
    /// 受診者カナ
    pub kana: String,
    /// 生年月日
    pub birth_date: CivilDate,
    /// Why nobody is known.
    pub why: Why,
    /// What the row is about.
    pub care: Care,
}

fn orphan(model: Model) -> Result<Orphan> {
    Ok(Orphan {
        id: model.id,
        batch: model.id >> PLACE_BITS,
        symbol: model.symbol,
        number: model.number,
        branch: model.branch,
        kana: model.kana,
        birth_date: row::parsed(row::civil(model.birth_date), TABLE, "birth_date")?,
        why: row::parsed(Why::from_code(&model.why), TABLE, "why")?,
        care: row::from_json(&model.row_json, TABLE, "row_json")?,
    })
}

fn of_batch(batch: i64) -> std::ops::Range<i64> {
    number(batch, 0)..number(batch + 1, 0)
}

/// Orphans of a batch that wait, after so many of them at most so many. Whom they are about nobody knows, so a look at them is a look
/// at nobody's line.
///
/// # Errors
/// The database's own.
pub async fn waiting<C: ConnectionTrait>(
    c: &C,
    batch: i64,
    after: u64,
    limit: u64,
) -> Result<Unseen<Orphan>> {
    let range = of_batch(batch);
    let query = Entity::find()
        .filter(Column::Id.gte(range.start))
        .filter(Column::Id.lt(range.end))
        .filter(Column::SettledAt.is_null())
        .order_by_asc(Column::Id)
        .offset(after)
        .limit(limit);
    let found = query.all(c).await?;
    let found: Result<Vec<Orphan>> = found.into_iter().map(orphan).collect();
    Ok(Unseen::of_nobody(found?))
}

/// An orphan that waits.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Unseen<Orphan>>> {
    let found = Entity::find_by_id(id)
        .filter(Column::SettledAt.is_null())
        .one(c)
        .await?;
    let found = found.map(orphan).transpose()?;
    Ok(found.map(|one| Unseen::of_nobody([one])))
}

/// How many orphans of a batch wait.
///
/// # Errors
/// The database's own.
pub async fn count<C: ConnectionTrait>(c: &C, batch: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM expense_orphan WHERE id >= $1 AND id < $2 AND settled_at IS NULL";
    let range = of_batch(batch);
    let count = row::number(c, sql, [range.start.into(), range.end.into()]).await?;
    Ok(count.unwrap_or_default())
}

/// Gives an orphan to a person, in a transaction of the caller's: the row becomes one of the person's under the number it has. Answers
/// whether it waited and its batch still stands.
///
/// # Errors
/// The database's own.
pub async fn settle<C: ConnectionTrait>(
    c: &C,
    id: i64,
    person_id: i64,
    staff_id: Option<i64>,
    now: Millis,
) -> Result<bool> {
    if !stands(c, id).await? || !person::lock(c, person_id).await? {
        return Ok(false);
    }
    let Some(model) = Entity::find_by_id(id).one(c).await? else {
        return Ok(false);
    };
    if !close(c, id, Some(person_id), staff_id, now).await? {
        return Ok(false);
    }
    super::rows::add(c, id, person_id, &orphan(model)?.care).await?;
    Ok(true)
}

/// Puts an orphan aside, in a transaction of the caller's: it is nobody's. Answers whether it waited.
///
/// # Errors
/// The database's own.
pub async fn dismiss<C: ConnectionTrait>(
    c: &C,
    id: i64,
    staff_id: Option<i64>,
    now: Millis,
) -> Result<bool> {
    Ok(stands(c, id).await? && close(c, id, None, staff_id, now).await?)
}

/// Holds the orphan's batch still. Answers whether its rows are all in and were not taken back.
async fn stands<C: ConnectionTrait>(c: &C, id: i64) -> Result<bool> {
    let batch = id >> PLACE_BITS;
    if !super::batch::lock(c, batch).await? {
        return Ok(false);
    }
    let sql =
        "SELECT id AS value FROM expense_batch WHERE id = $1 AND state IN ('loaded', 'published')";
    Ok(row::number(c, sql, [batch.into()]).await?.is_some())
}

async fn close<C: ConnectionTrait>(
    c: &C,
    id: i64,
    person_id: Option<i64>,
    staff_id: Option<i64>,
    now: Millis,
) -> Result<bool> {
    let sql = "UPDATE expense_orphan SET settled_at = $2, person_id = $3, staff_id = $4 WHERE id = $1 AND settled_at IS NULL";
    let values = [id.into(), now.into(), person_id.into(), staff_id.into()];
    Ok(row::execute(c, sql, values).await? == 1)
}

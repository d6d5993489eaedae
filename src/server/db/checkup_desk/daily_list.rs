//! 日別名簿: which institutions have somebody coming on a day, and the links under which the lists are handed out.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};

use super::super::{
    Result,
    entity::{
        self,
        daily_list::{Column, Entity, Model},
    },
    row,
};
use crate::{
    domain::date::CivilDate,
    server::{clock::Millis, link::Seed},
};

/// An institution with somebody coming on a day.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Expecting {
    /// Our number of it.
    pub id: i64,
    /// 名称
    pub name: String,
    /// How many come.
    pub people: i64,
}

/// The institutions that have somebody coming on a day.
///
/// # Errors
/// The database's own.
pub async fn expecting<C: ConnectionTrait>(c: &C, on: CivilDate) -> Result<Vec<Expecting>> {
    row::all(
        c,
        "SELECT i.id, i.name, COUNT(*) AS people FROM booking b JOIN institution i ON i.id = b.institution_id \
         WHERE b.exam_on = $1 AND b.state IN ('confirmed', 'done', 'no_show') GROUP BY i.id, i.name, i.kana ORDER BY i.kana, i.id",
        [row::date(on).into()],
    )
    .await
}

/// Name and code of an institution.
///
/// # Errors
/// The database's own.
pub async fn institution<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<(String, String)>> {
    let found = entity::institution::Entity::find_by_id(id).one(c).await?;
    Ok(found.map(|institution| (institution.name, institution.code)))
}

/// A list handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyList {
    /// Our number of it.
    pub id: i64,
    /// For whom.
    pub institution_id: i64,
    /// The day.
    pub on: CivilDate,
    /// What its link is made from.
    pub seed: Seed,
    /// When it was made.
    pub created_at: Millis,
    /// Until when it opens.
    pub expires_at: Millis,
    /// Since when it is recalled.
    pub recalled_at: Option<Millis>,
    /// When it was first opened.
    pub opened_at: Option<Millis>,
}

fn list(model: Model) -> Result<DailyList> {
    const TABLE: &str = "daily_list";
    Ok(DailyList {
        id: model.id,
        institution_id: model.institution_id,
        on: row::parsed(row::civil(model.on_day), TABLE, "on_day")?,
        seed: row::seed(&model.seed, TABLE)?,
        created_at: model.created_at,
        expires_at: model.expires_at,
        recalled_at: model.recalled_at,
        opened_at: model.opened_at,
    })
}

/// Makes a link to the list of a day.
///
/// # Errors
/// The database's own.
pub async fn insert<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    on: CivilDate,
    seed: &Seed,
    staff_id: i64,
    (now, expires_at): (Millis, Millis),
) -> Result<i64> {
    let id = row::number(
        c,
        "INSERT INTO daily_list (institution_id, on_day, seed, created_at, expires_at, staff_id) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id AS value",
        [
            institution_id.into(),
            row::date(on).into(),
            seed.as_str().into(),
            now.into(),
            expires_at.into(),
            staff_id.into(),
        ],
    )
    .await?;
    row::parsed(id, "daily_list", "id")
}

/// The links made for a day at an institution, the latest first.
///
/// # Errors
/// The database's own.
pub async fn of_day<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    on: CivilDate,
) -> Result<Vec<DailyList>> {
    let found = Entity::find()
        .filter(Column::InstitutionId.eq(institution_id))
        .filter(Column::OnDay.eq(row::date(on)))
        .order_by_desc(Column::Id)
        .all(c)
        .await?;
    found.into_iter().map(list).collect()
}

/// The list with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<DailyList>> {
    Entity::find_by_id(id).one(c).await?.map(list).transpose()
}

/// The list a link was made for.
///
/// # Errors
/// The database's own.
pub async fn by_seed<C: ConnectionTrait>(c: &C, seed: &Seed) -> Result<Option<DailyList>> {
    let found = Entity::find().filter(Column::Seed.eq(seed.as_str()));
    found.one(c).await?.map(list).transpose()
}

/// Recalls a list. Answers whether it was still out.
///
/// # Errors
/// The database's own.
pub async fn recall<C: ConnectionTrait>(c: &C, id: i64, now: Millis) -> Result<bool> {
    let rows = row::execute(
        c,
        "UPDATE daily_list SET recalled_at = $2 WHERE id = $1 AND recalled_at IS NULL",
        [id.into(), now.into()],
    )
    .await?;
    Ok(rows == 1)
}

/// Notes that a list was opened; the first time stays. Answers whether it may be: not recalled, not expired.
///
/// # Errors
/// The database's own.
pub async fn open<C: ConnectionTrait>(c: &C, id: i64, now: Millis) -> Result<bool> {
    let rows = row::execute(
        c,
        "UPDATE daily_list SET opened_at = COALESCE(opened_at, $2) WHERE id = $1 AND recalled_at IS NULL AND expires_at > $2",
        [id.into(), now.into()],
    )
    .await?;
    Ok(rows == 1)
}

/// How many links that still open run out before a moment.
///
/// # Errors
/// The database's own.
pub async fn ending<C: ConnectionTrait>(c: &C, now: Millis, before: Millis) -> Result<i64> {
    let count = row::number(
        c,
        "SELECT COUNT(*) AS value FROM daily_list WHERE recalled_at IS NULL AND expires_at > $1 AND expires_at < $2",
        [now.into(), before.into()],
    )
    .await?;
    Ok(count.unwrap_or_default())
}

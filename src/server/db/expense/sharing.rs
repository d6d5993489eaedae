//! Who has read the notice on the family's view, who objects to being in it, who must not be in it.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::server::{
    clock::Millis,
    db::{
        Result,
        entity::expense_sharing::{Column, Entity, Model},
        expense::earlier,
        row,
    },
};

/// What a person and the society decided; all nothing where nobody decided anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// When the person read the notice on the family's view and took it.
    pub notice_at: Option<Millis>,
    /// When the person read it and would rather see the own rows alone.
    pub declined_at: Option<Millis>,
    /// Since when the person objects to being shown to the family.
    pub opted_out_at: Option<Millis>,
    /// Since when the person must not appear to the family (不開示).
    pub hidden_at: Option<Millis>,
}

/// What was decided on some people.
///
/// # Errors
/// The database's own.
pub async fn of<C: ConnectionTrait>(c: &C, people: &[i64]) -> Result<BTreeMap<i64, Sharing>> {
    let rows = Entity::find()
        .filter(Column::PersonId.is_in(people.iter().copied()))
        .all(c)
        .await?;
    let sharing = |row: Model| Sharing {
        notice_at: row.notice_at,
        declined_at: row.declined_at,
        opted_out_at: row.opted_out_at,
        hidden_at: row.hidden_at,
    };
    Ok(rows
        .into_iter()
        .map(|row| (row.person_id, sharing(row)))
        .collect())
}

/// What counts of some people towards their families: [`of`], and whoever has another 記号・番号 by now is 不開示, and objects, under the
/// earlier one too. Otherwise the family of then would still see what the person of now keeps from them.
///
/// # Errors
/// The database's own.
pub async fn standing<C: ConnectionTrait>(c: &C, people: &[i64]) -> Result<BTreeMap<i64, Sharing>> {
    let later = earlier::later(c, people).await?;
    let all: Vec<i64> = people.iter().chain(later.values()).copied().collect();
    let mut decided = of(c, &all).await?;
    for (then, now) in later {
        if let Some(now) = decided.get(&now).copied() {
            let then = decided.entry(then).or_default();
            then.hidden_at = then.hidden_at.or(now.hidden_at);
            then.opted_out_at = then.opted_out_at.or(now.opted_out_at);
        }
    }
    Ok(decided)
}

/// Notes that the person has read the notice and takes the family's view; the first time stays.
///
/// # Errors
/// The database's own.
pub async fn read_notice<C: ConnectionTrait>(c: &C, person_id: i64, now: Millis) -> Result<()> {
    let sql = "INSERT INTO expense_sharing (person_id, notice_at) VALUES ($1, $2) ON CONFLICT (person_id) \
               DO UPDATE SET notice_at = COALESCE(expense_sharing.notice_at, excluded.notice_at), declined_at = NULL";
    row::execute(c, sql, [person_id.into(), now.into()]).await?;
    Ok(())
}

/// Notes that the person has read the notice and would rather see the own rows alone.
///
/// # Errors
/// The database's own.
pub async fn decline_notice<C: ConnectionTrait>(c: &C, person_id: i64, now: Millis) -> Result<()> {
    let sql = "INSERT INTO expense_sharing (person_id, declined_at) VALUES ($1, $2) ON CONFLICT (person_id) \
               DO UPDATE SET declined_at = excluded.declined_at, notice_at = NULL";
    row::execute(c, sql, [person_id.into(), now.into()]).await?;
    Ok(())
}

/// Notes since when the person objects to being shown to the family, or that she or he does not any more. Answers whether that changed
/// anything.
///
/// # Errors
/// The database's own.
pub async fn opt_out<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    since: Option<Millis>,
) -> Result<bool> {
    set(c, "opted_out_at", person_id, since).await
}

/// Notes since when the person must not appear to the family, or that this has ended. Answers whether that changed anything.
///
/// # Errors
/// The database's own.
pub async fn hide<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    since: Option<Millis>,
) -> Result<bool> {
    set(c, "hidden_at", person_id, since).await
}

async fn set<C: ConnectionTrait>(
    c: &C,
    column: &str,
    person_id: i64,
    since: Option<Millis>,
) -> Result<bool> {
    let sql = format!(
        "INSERT INTO expense_sharing (person_id, {column}) VALUES ($1, $2) ON CONFLICT (person_id) \
         DO UPDATE SET {column} = excluded.{column} WHERE (expense_sharing.{column} IS NULL) <> (excluded.{column} IS NULL)"
    );
    Ok(row::execute(c, &sql, [person_id.into(), since.into()]).await? == 1)
}

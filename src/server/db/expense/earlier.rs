//! Who had another 記号・番号 before: links that the society made.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, prelude::Date,
};

use crate::{
    domain::date::CivilDate,
    server::{
        clock::Millis,
        db::{
            Result,
            entity::person_earlier::{Column, Entity, Model},
            row, unfold,
        },
    },
};

/// An earlier entry of the roster of somebody who has a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Our number of the person under the earlier 記号・番号.
    pub earlier_id: i64,
    /// Our number of the person now.
    pub person_id: i64,
    /// 資格取得日 of then.
    pub acquired_on: CivilDate,
}

#[derive(FromQueryResult)]
struct Stored {
    earlier_id: i64,
    person_id: i64,
    acquired_on: Date,
}

/// The earlier entries of some people, by their own numbers.
///
/// # Errors
/// The database's own.
pub async fn of<C: ConnectionTrait>(c: &C, people: &[i64]) -> Result<BTreeMap<i64, Earlier>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT l.earlier_id, l.person_id, p.acquired_on FROM person_earlier l JOIN person p ON p.id = l.earlier_id \
         WHERE l.person_id {list}"
    );
    let rows: Vec<Stored> = row::all(c, &sql, [unfold::json(people)?.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let acquired_on = row::parsed(row::civil(row.acquired_on), "person", "acquired_on")?;
            let earlier = Earlier {
                earlier_id: row.earlier_id,
                person_id: row.person_id,
                acquired_on,
            };
            Ok((row.earlier_id, earlier))
        })
        .collect()
}

/// Whom some people are now, by their numbers, where theirs are earlier entries.
///
/// # Errors
/// The database's own.
pub async fn later<C: ConnectionTrait>(c: &C, people: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!("SELECT l.* FROM person_earlier l WHERE l.earlier_id {list}");
    let links: Vec<Model> = row::all(c, &sql, [unfold::json(people)?.into()]).await?;
    Ok(links
        .into_iter()
        .map(|link| (link.earlier_id, link.person_id))
        .collect())
}

/// Notes that one person of the roster is another one's earlier entry. Answers whether that is new.
///
/// # Errors
/// The database's own.
pub async fn link<C: ConnectionTrait>(
    c: &C,
    earlier_id: i64,
    person_id: i64,
    staff_id: Option<i64>,
    now: Millis,
) -> Result<bool> {
    let sql = "INSERT INTO person_earlier (earlier_id, person_id, linked_at, staff_id) \
               SELECT $1, $2, $3, $4 WHERE $1 <> $2 AND NOT EXISTS (SELECT 1 FROM person_earlier WHERE person_id = $1 OR earlier_id = $2) \
               ON CONFLICT (earlier_id) DO NOTHING";
    let values = [
        earlier_id.into(),
        person_id.into(),
        now.into(),
        staff_id.into(),
    ];
    Ok(row::execute(c, sql, values).await? == 1)
}

/// Takes a link back. Answers whether there was one between the two.
///
/// # Errors
/// The database's own.
pub async fn unlink<C: ConnectionTrait>(c: &C, earlier_id: i64, person_id: i64) -> Result<bool> {
    let link = Entity::delete_by_id(earlier_id).filter(Column::PersonId.eq(person_id));
    let gone = link.exec(c).await?;
    Ok(gone.rows_affected == 1)
}

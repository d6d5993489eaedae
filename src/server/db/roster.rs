//! The roster's import: everybody as stored, and whole batches of new and changed people.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement, Value,
};

use super::{
    Result, Txn,
    entity::person::{Column, Entity, Model},
    row,
};
use crate::domain::date::CivilDate;

/// Rows of one `INSERT`: their values stay far below SQLite's 32,766 and PostgreSQL's 65,535 parameters.
const BATCH: usize = 200;
/// Rows of one `SELECT`.
const PAGE: u64 = 20_000;
/// The columns an import writes, in the order of [`values`].
const COLUMNS: [&str; 12] = [
    "symbol",
    "number",
    "branch",
    "name",
    "kana",
    "kana_key",
    "sex",
    "birth_date",
    "relationship",
    "acquired_on",
    "lost_on",
    "workplace",
];

/// A person exactly as the table holds it, every value in its stored spelling.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番, empty where there is none.
    pub branch: String,
    /// 氏名
    pub name: String,
    /// 氏名カナ
    pub kana: String,
    /// The folded form names are compared by.
    pub kana_key: String,
    /// Code of 性別.
    pub sex: String,
    /// 生年月日
    pub birth_date: CivilDate,
    /// Code of 続柄.
    pub relationship: String,
    /// 資格取得日
    pub acquired_on: CivilDate,
    /// 資格喪失日
    pub lost_on: Option<CivilDate>,
    /// 事業所
    pub workplace: String,
}

fn stored(model: Model) -> Result<(i64, Stored)> {
    let day = |date, column| row::parsed(row::civil(date), "person", column);
    let stored = Stored {
        symbol: model.symbol,
        number: model.number,
        branch: model.branch,
        name: model.name,
        kana: model.kana,
        kana_key: model.kana_key,
        sex: model.sex,
        birth_date: day(model.birth_date, "birth_date")?,
        relationship: model.relationship,
        acquired_on: day(model.acquired_on, "acquired_on")?,
        lost_on: model.lost_on.map(|date| day(date, "lost_on")).transpose()?,
        workplace: model.workplace,
    };
    Ok((model.id, stored))
}

fn values(person: &Stored) -> [Value; COLUMNS.len()] {
    [
        person.symbol.as_str().into(),
        person.number.as_str().into(),
        person.branch.as_str().into(),
        person.name.as_str().into(),
        person.kana.as_str().into(),
        person.kana_key.as_str().into(),
        person.sex.as_str().into(),
        row::date(person.birth_date).into(),
        person.relationship.as_str().into(),
        row::date(person.acquired_on).into(),
        person.lost_on.map(row::date).into(),
        person.workplace.as_str().into(),
    ]
}

/// Keeps others from changing the roster until the transaction ends, and lets this one take its time; reading goes on.
///
/// # Errors
/// The database's own.
pub async fn hold(txn: &Txn) -> Result<()> {
    if txn.get_database_backend() == DbBackend::Postgres {
        txn.execute_unprepared(
            "SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '30s'; \
             SET LOCAL idle_in_transaction_session_timeout = 0; \
             LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE",
        )
        .await?;
    }
    Ok(())
}

/// Everybody, with our number of each.
///
/// # Errors
/// The database's own.
pub async fn all<C: ConnectionTrait>(c: &C) -> Result<Vec<(i64, Stored)>> {
    let mut people = Vec::new();
    let mut last = i64::MIN;
    loop {
        let page = Entity::find()
            .filter(Column::Id.gt(last))
            .order_by_asc(Column::Id)
            .limit(PAGE)
            .all(c)
            .await?;
        let more = page.len() as u64 == PAGE;
        for model in page {
            let person = stored(model)?;
            last = person.0;
            people.push(person);
        }
        if !more {
            return Ok(people);
        }
    }
}

/// Adds people nobody has seen before.
///
/// # Errors
/// The database's own, among them a 記号・番号・枝番 that is taken.
pub async fn add<C: ConnectionTrait>(c: &C, people: &[&Stored]) -> Result<()> {
    for batch in people.chunks(BATCH) {
        let values = batch.iter().flat_map(|person| values(person)).collect();
        insert(c, &COLUMNS, values, "").await?;
    }
    Ok(())
}

/// Overwrites the people with these numbers. What the product knows about them by itself stays.
///
/// # Errors
/// The database's own, among them a 記号・番号・枝番 that is taken.
pub async fn change<C: ConnectionTrait>(c: &C, people: &[(i64, &Stored)]) -> Result<()> {
    let columns: Vec<&str> = ["id"].into_iter().chain(COLUMNS).collect();
    let new: Vec<String> = COLUMNS
        .iter()
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    // one statement for many rows that both databases understand: every id is there, so nothing is ever inserted
    let overwrite = format!(" ON CONFLICT (id) DO UPDATE SET {}", new.join(", "));
    for batch in people.chunks(BATCH) {
        let values = batch
            .iter()
            .flat_map(|(id, person)| [(*id).into()].into_iter().chain(values(person)))
            .collect();
        insert(c, &columns, values, &overwrite).await?;
    }
    Ok(())
}

/// Inserts rows whose values follow each other in `values`.
async fn insert<C: ConnectionTrait>(
    c: &C,
    columns: &[&str],
    values: Vec<Value>,
    conflict: &str,
) -> Result<()> {
    let places: Vec<String> = (1..=values.len())
        .map(|place| format!("${place}"))
        .collect();
    let rows: Vec<String> = places
        .chunks(columns.len())
        .map(|row| format!("({})", row.join(", ")))
        .collect();
    let (columns, rows) = (columns.join(", "), rows.join(", "));
    let sql = format!("INSERT INTO person ({columns}) VALUES {rows}{conflict}");
    c.execute_raw(Statement::from_sql_and_values(
        c.get_database_backend(),
        sql,
        values,
    ))
    .await?;
    Ok(())
}

//! 適用台帳: the people the society insures, as the last import left them.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, QueryFilter, QueryOrder,
};

use super::{
    Result,
    entity::person::{Column, Entity, Model},
    row, unfold,
};
use crate::{
    domain::{
        birth_date::BirthDate,
        date::CivilDate,
        eligibility::Enrolment,
        kana_name::KanaName,
        relationship::{Relationship, Sex},
        symbol_number::{Branch, Number, Symbol},
    },
    server::clock::Millis,
};

/// A person of the roster.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Our number of the person.
    pub id: i64,
    /// 記号
    pub symbol: Symbol,
    /// 番号
    pub number: Number,
    /// 枝番, where the society gave one.
    pub branch: Option<Branch>,
    /// 氏名
    pub name: String,
    /// 氏名カナ
    pub kana: KanaName,
    /// 性別
    pub sex: Sex,
    /// 続柄
    pub relationship: Relationship,
    /// 生年月日
    pub birth_date: BirthDate,
    /// 資格取得日
    pub acquired_on: CivilDate,
    /// 資格喪失日
    pub lost_on: Option<CivilDate>,
    /// 事業所
    pub workplace: String,
    /// Until when registering again is refused (拒否).
    pub frozen_until: Option<Millis>,
}

impl Person {
    /// What decides whether the person may have an account.
    pub fn enrolment(&self) -> Enrolment {
        Enrolment {
            relationship: self.relationship,
            birth_date: self.birth_date,
            acquired_on: self.acquired_on,
            lost_on: self.lost_on,
        }
    }
}

/// The columns of a person under the name `table` in a statement, each named with a prefix.
pub(super) fn columns(table: &str, prefix: &str) -> String {
    let name = |column: Column| {
        let column = column.as_str();
        format!("{table}.{column} AS {prefix}{column}")
    };
    Column::iter().map(name).collect::<Vec<_>>().join(", ")
}

pub(super) fn person(model: Model) -> Result<Person> {
    const TABLE: &str = "person";
    let day = |date, column| row::parsed(row::civil(date), TABLE, column);
    Ok(Person {
        id: model.id,
        symbol: row::parsed(Symbol::from_stored(&model.symbol).ok(), TABLE, "symbol")?,
        number: row::parsed(Number::from_stored(&model.number).ok(), TABLE, "number")?,
        branch: match model.branch.as_str() {
            "" => None,
            branch => Some(row::parsed(
                Branch::from_stored(branch).ok(),
                TABLE,
                "branch",
            )?),
        },
        name: model.name,
        kana: row::parsed(KanaName::from_stored(&model.kana).ok(), TABLE, "kana")?,
        sex: row::parsed(Sex::from_code(&model.sex), TABLE, "sex")?,
        relationship: row::parsed(
            Relationship::from_code(&model.relationship),
            TABLE,
            "relationship",
        )?,
        birth_date: BirthDate::from_stored(day(model.birth_date, "birth_date")?),
        acquired_on: day(model.acquired_on, "acquired_on")?,
        lost_on: model.lost_on.map(|date| day(date, "lost_on")).transpose()?,
        workplace: model.workplace,
        frozen_until: model.frozen_until,
    })
}

/// The people these answers fit: none, one, or several that only a 枝番 tells apart (twins).
///
/// # Errors
/// The database's own.
pub async fn matching<C: ConnectionTrait>(
    c: &C,
    symbol: &Symbol,
    number: &Number,
    branch: Option<&Branch>,
    birth_date: &BirthDate,
    kana_key: &str,
) -> Result<Vec<Person>> {
    let mut query = Entity::find()
        .filter(Column::Symbol.eq(symbol.as_str()))
        .filter(Column::Number.eq(number.as_str()))
        .filter(Column::BirthDate.eq(row::date(birth_date.date())))
        .filter(Column::KanaKey.eq(kana_key));
    if let Some(branch) = branch {
        query = query.filter(Column::Branch.eq(branch.as_str()));
    }
    let found = query.order_by_asc(Column::Id).all(c).await?;
    found.into_iter().map(person).collect()
}

/// Everybody with this 記号 and 番号: a family, by 枝番.
///
/// # Errors
/// The database's own.
pub async fn by_number<C: ConnectionTrait>(
    c: &C,
    symbol: &Symbol,
    number: &Number,
) -> Result<Vec<Person>> {
    let found = Entity::find()
        .filter(Column::Symbol.eq(symbol.as_str()))
        .filter(Column::Number.eq(number.as_str()))
        .order_by_asc(Column::Branch)
        .all(c)
        .await?;
    found.into_iter().map(person).collect()
}

/// The person with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Person>> {
    Entity::find_by_id(id).one(c).await?.map(person).transpose()
}

/// The people with these numbers.
///
/// # Errors
/// The database's own.
pub async fn by_ids<C: ConnectionTrait>(c: &C, ids: &[i64]) -> Result<BTreeMap<i64, Person>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!("SELECT * FROM person WHERE id {list}");
    let found: Vec<Model> = row::all(c, &sql, [unfold::json(ids)?.into()]).await?;
    found
        .into_iter()
        .map(|model| Ok((model.id, person(model)?)))
        .collect()
}

/// Holds the person still until the transaction ends. Answers whether there is one.
///
/// # Errors
/// The database's own.
pub async fn lock<C: ConnectionTrait>(c: &C, id: i64) -> Result<bool> {
    row::lock(c, "person", id).await
}

/// Refuses to let the person register again until then; a longer refusal stays.
///
/// # Errors
/// The database's own.
pub async fn freeze<C: ConnectionTrait>(c: &C, id: i64, until: Millis) -> Result<()> {
    row::execute(
        c,
        "UPDATE person SET frozen_until = $2 WHERE id = $1 AND (frozen_until IS NULL OR frozen_until < $2)",
        [id.into(), until.into()],
    )
    .await?;
    Ok(())
}

/// How many people the roster has.
///
/// # Errors
/// The database's own.
pub async fn count<C: ConnectionTrait>(c: &C) -> Result<i64> {
    let count = row::number(c, "SELECT COUNT(*) AS value FROM person", []).await?;
    Ok(count.unwrap_or_default())
}

/// How lists call these people: 記号-番号-枝番, no names.
///
/// # Errors
/// The database's own.
pub async fn labels<C: ConnectionTrait>(c: &C, ids: &[i64]) -> Result<BTreeMap<i64, String>> {
    let found = Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(c)
        .await?;
    let labels = found.into_iter().map(|row| {
        let parts = [row.symbol, row.number, row.branch];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (row.id, parts.join("-"))
    });
    Ok(labels.collect())
}

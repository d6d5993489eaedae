//! 健診機関 for editing.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::OnConflict,
};

use super::super::{
    Result,
    entity::institution::{ActiveModel, Column, Entity, Model},
    row,
};
use crate::server::db::unfold;
use crate::{
    domain::{
        checkup::{
            booking::Cutoff,
            institution::{InstitutionClass, InstitutionCode, Prefecture},
            institution_form::{Details, Preparation},
        },
        weekday::Weekday,
    },
    server::clock::Millis,
};

const TABLE: &str = "institution";

fn parsed<T>(value: Option<T>, column: &'static str) -> Result<T> {
    row::parsed(value, TABLE, column)
}

fn details(model: Model) -> Result<(i64, Details)> {
    let small = |number: i32| u8::try_from(number).ok();
    let cutoff = || {
        Cutoff::new(
            small(model.cutoff_days)?,
            small(model.cutoff_hour)?,
            small(model.cutoff_minute)?,
        )
    };
    let codes = model.closed_weekdays.split(',').map(str::trim);
    let closed: Option<Vec<Weekday>> = codes
        .filter(|code| !code.is_empty())
        .map(Weekday::from_code)
        .collect();
    let preparation: Vec<Preparation> = match model.preparation.as_str() {
        "" => Vec::new(),
        json => row::from_json(json, TABLE, "preparation")?,
    };
    let prefecture = small(model.prefecture).and_then(Prefecture::from_code);
    let details = Details {
        code: parsed(InstitutionCode::try_from(model.code).ok(), "code")?,
        prefecture: parsed(prefecture, "prefecture")?,
        class: parsed(InstitutionClass::from_code(&model.class), "class")?,
        closed_weekdays: parsed(closed, "closed_weekdays")?,
        cutoff: parsed(cutoff(), "cutoff_days")?,
        lead_days: parsed(u16::try_from(model.lead_days).ok(), "lead_days")?,
        name: model.name,
        kana: model.kana,
        city: model.city,
        address: model.address,
        station: model.station,
        phone: model.phone,
        saturdays: model.saturdays,
        women_days: model.women_days,
        barrier_free: model.barrier_free,
        cancel_cost: model.cancel_cost,
        questionnaire_url: model.questionnaire_url,
        preparation,
        live: model.live,
        active: model.active,
    };
    Ok((model.id, details))
}

fn active(details: &Details, key: &str, now: Millis) -> Result<ActiveModel> {
    let closed: Vec<&str> = details
        .closed_weekdays
        .iter()
        .map(|day| day.code())
        .collect();
    let (hour, minute) = details.cutoff.time();
    Ok(ActiveModel {
        id: NotSet,
        code: Set(details.code.to_string()),
        name: Set(details.name.clone()),
        kana: Set(details.kana.clone()),
        search_key: Set(key.to_owned()),
        city: Set(details.city.clone()),
        address: Set(details.address.clone()),
        station: Set(details.station.clone()),
        phone: Set(details.phone.clone()),
        class: Set(details.class.code().to_owned()),
        closed_weekdays: Set(closed.join(",")),
        cancel_cost: Set(details.cancel_cost.clone()),
        questionnaire_url: Set(details.questionnaire_url.clone()),
        preparation: Set(row::to_json(&details.preparation, TABLE, "preparation")?),
        saturdays: Set(details.saturdays),
        women_days: Set(details.women_days),
        barrier_free: Set(details.barrier_free),
        live: Set(details.live),
        active: Set(details.active),
        prefecture: Set(details.prefecture.code().into()),
        cutoff_days: Set(details.cutoff.business_days().into()),
        cutoff_hour: Set(hour.into()),
        cutoff_minute: Set(minute.into()),
        lead_days: Set(details.lead_days.into()),
        changed_at: Set(now),
    })
}

/// The institution of a number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Details>> {
    let found = Entity::find_by_id(id).one(c).await?.map(details);
    Ok(found.transpose()?.map(|(_, details)| details))
}

/// Institutions by number, up from the one after `after`, at most `limit`.
///
/// # Errors
/// The database's own.
pub async fn page<C: ConnectionTrait>(
    c: &C,
    after: i64,
    limit: u64,
) -> Result<Vec<(i64, Details)>> {
    let found = Entity::find()
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(c)
        .await?;
    found.into_iter().map(details).collect()
}

/// Institutions whose search key holds all of `words`, or whose code begins with the one word; by kana, at most `limit` from `offset`
/// on.
///
/// # Errors
/// The database's own.
pub async fn search<C: ConnectionTrait>(
    c: &C,
    words: &[String],
    offset: u64,
    limit: u64,
) -> Result<Vec<(i64, Details)>> {
    let mut all = Condition::all();
    for word in words {
        all = all.add(Column::SearchKey.contains(word.as_str()));
    }
    let mut any = Condition::any().add(all);
    if let [code] = words {
        any = any.add(Column::Code.starts_with(code.as_str()));
    }
    let found = Entity::find()
        .filter(any)
        .order_by_asc(Column::Kana)
        .order_by_asc(Column::Id)
        .offset(offset)
        .limit(limit)
        .all(c)
        .await?;
    found.into_iter().map(details).collect()
}

/// The numbers of all institutions by their codes.
///
/// # Errors
/// The database's own.
pub async fn codes<C: ConnectionTrait>(c: &C) -> Result<BTreeMap<String, i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        code: String,
    }
    let rows: Vec<Row> = row::all(c, "SELECT id, code FROM institution", []).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id)).collect())
}

/// Writes a new institution; nothing where there is one of this code. Answers its number.
///
/// # Errors
/// The database's own.
pub async fn insert<C: ConnectionTrait>(
    c: &C,
    details: &Details,
    key: &str,
    now: Millis,
) -> Result<Option<i64>> {
    let taken = OnConflict::column(Column::Code).do_nothing().to_owned();
    let written = Entity::insert(active(details, key, now)?)
        .on_conflict(taken)
        .exec_without_returning(c)
        .await?;
    if written == 0 {
        return Ok(None);
    }
    let sql = "SELECT id AS value FROM institution WHERE code = $1";
    row::number(c, sql, [details.code.as_str().into()]).await
}

/// Writes an institution over what was stored of it; its code stays.
///
/// # Errors
/// The database's own.
pub async fn update<C: ConnectionTrait>(
    c: &C,
    id: i64,
    details: &Details,
    key: &str,
    now: Millis,
) -> Result<()> {
    let mut active = active(details, key, now)?;
    active.id = Set(id);
    active.code = NotSet;
    active.changed_at = NotSet;
    active.update(c).await?;
    touch(c, &[id], now).await
}

/// Notes that institutions, their prices, places or closed days have changed.
///
/// # Errors
/// The database's own.
pub async fn touch<C: ConnectionTrait>(c: &C, ids: &[i64], now: Millis) -> Result<()> {
    let list = unfold::is_a_number(c, "$2");
    let sql = format!(
        "UPDATE institution SET changed_at = CASE WHEN changed_at >= $1 THEN changed_at + 1 ELSE $1 END WHERE id {list}"
    );
    row::execute(c, &sql, [now.into(), unfold::json(ids)?.into()]).await?;
    Ok(())
}

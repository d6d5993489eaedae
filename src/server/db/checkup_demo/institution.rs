//! Institutions with their prices and closed days.
//!
//! May enter: what belongs to an institution. Must not: its places.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::{
    super::{Result, entity, row},
    As, ROWS, bulk,
};
use crate::{
    domain::{
        checkup::{
            booking::Cutoff,
            institution::{InstitutionClass, InstitutionCode, Prefecture},
        },
        date::CivilDate,
        weekday::Weekday,
    },
    server::clock::Millis,
};

/// An institution to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInstitution {
    /// 健診機関コード
    pub code: InstitutionCode,
    /// 名称
    pub name: String,
    /// カナ
    pub kana: String,
    /// What it is searched by.
    pub search_key: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// 所在地
    pub address: String,
    /// 最寄り駅
    pub station: String,
    /// 電話
    pub phone: String,
    /// 区分
    pub class: InstitutionClass,
    /// 定休曜日
    pub closed: Vec<Weekday>,
    /// Whether it has days for women alone.
    pub women_days: bool,
    /// バリアフリー
    pub barrier_free: bool,
    /// Whether it offers places; else it takes wishes.
    pub live: bool,
    /// 変更・取消の締切
    pub cutoff: Cutoff,
    /// The first day that can be booked, counted from today.
    pub lead_days: i32,
    /// What a late cancellation costs.
    pub cancel_cost: String,
    /// 問診票
    pub questionnaire_url: String,
    /// Preparation as JSON: how many days before, and what.
    pub preparation: String,
}

/// A price: institution, fiscal year, course, option (empty for the course itself), yen.
pub type PriceRow<'a> = (i64, i32, &'a str, &'a str, u32);

/// How many institutions there are.
///
/// # Errors
/// The database's own.
pub async fn institutions<C: ConnectionTrait>(c: &C) -> Result<i64> {
    let count = row::number(c, "SELECT COUNT(*) AS value FROM institution", []).await?;
    Ok(count.unwrap_or_default())
}

/// Adds institutions; answers their numbers in the order given.
///
/// # Errors
/// The database's own, among them a code that is taken.
pub async fn add_institutions<C: ConnectionTrait>(
    c: &C,
    new: &[NewInstitution],
    now: Millis,
) -> Result<Vec<i64>> {
    use entity::institution::{Column, Entity};
    for batch in new.chunks(ROWS) {
        let models = batch.iter().map(|one| institution(one, now));
        Entity::insert_many(models)
            .exec_without_returning(c)
            .await?;
    }
    let codes = new.iter().map(|one| one.code.as_str());
    let stored = Entity::find()
        .filter(Column::Code.is_in(codes))
        .order_by_asc(Column::Code)
        .all(c)
        .await?;
    let id = |one: &NewInstitution| {
        let found = stored.binary_search_by(|row| row.code.as_str().cmp(one.code.as_str()));
        row::parsed(found.ok(), "institution", "code").map(|at| stored[at].id)
    };
    new.iter().map(id).collect()
}

fn institution(new: &NewInstitution, now: Millis) -> entity::institution::ActiveModel {
    let closed: Vec<&str> = new.closed.iter().map(|day| day.code()).collect();
    let (hour, minute) = new.cutoff.time();
    entity::institution::ActiveModel {
        code: Set(new.code.as_str().to_owned()),
        name: Set(new.name.clone()),
        kana: Set(new.kana.clone()),
        search_key: Set(new.search_key.clone()),
        city: Set(new.city.clone()),
        address: Set(new.address.clone()),
        station: Set(new.station.clone()),
        phone: Set(new.phone.clone()),
        class: Set(new.class.code().to_owned()),
        closed_weekdays: Set(closed.join(",")),
        cancel_cost: Set(new.cancel_cost.clone()),
        questionnaire_url: Set(new.questionnaire_url.clone()),
        preparation: Set(new.preparation.clone()),
        saturdays: Set(!new.closed.contains(&Weekday::Sat)),
        women_days: Set(new.women_days),
        barrier_free: Set(new.barrier_free),
        live: Set(new.live),
        active: Set(true),
        prefecture: Set(new.prefecture.code().into()),
        cutoff_days: Set(new.cutoff.business_days().into()),
        cutoff_hour: Set(hour.into()),
        cutoff_minute: Set(minute.into()),
        lead_days: Set(new.lead_days),
        changed_at: Set(now),
        ..Default::default()
    }
}

/// Adds prices.
///
/// # Errors
/// The database's own.
pub async fn add_prices<C: ConnectionTrait>(c: &C, rows: &[PriceRow<'_>]) -> Result<()> {
    let columns = [
        ("institution_id", As::Number),
        ("fiscal_year", As::Number),
        ("course_code", As::Text),
        ("option_code", As::Text),
        ("yen", As::Number),
    ];
    bulk(c, "price", &columns, rows).await
}

/// Adds 休診日: institution and day.
///
/// # Errors
/// The database's own.
pub async fn add_closed_days<C: ConnectionTrait>(c: &C, rows: &[(i64, CivilDate)]) -> Result<()> {
    let columns = [("institution_id", As::Number), ("on_day", As::Day)];
    bulk(c, "closed_day", &columns, rows).await
}

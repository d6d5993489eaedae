//! 健診機関 as members see them: one with its details and prices, and all that offer a course with their nearest free days.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, prelude::Date};
use serde::{Deserialize, Serialize};

use super::{
    Result,
    entity::institution::{Entity, Model},
    row,
};
use crate::{
    domain::{
        checkup::{
            booking::Cutoff,
            code::{CourseCode, OptionCode},
            institution::{DaySex, InstitutionClass, Prefecture},
            yen::Yen,
        },
        date::CivilDate,
        weekday::Weekday,
    },
    server::clock::Millis,
};

const TABLE: &str = "institution";

/// What to do before an examination, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    /// So many days before the examination.
    pub days_before: u8,
    /// What.
    pub text: String,
}

/// An institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Our number of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// The rest of its address.
    pub address: String,
    /// The nearest station.
    pub station: String,
    /// Its telephone number.
    pub phone: String,
    /// 区分
    pub class: InstitutionClass,
    /// On which weekdays it is closed.
    pub closed_weekdays: Vec<Weekday>,
    /// Whether Saturdays are offered.
    pub saturdays: bool,
    /// Whether there are days for women alone.
    pub women_days: bool,
    /// Whether there are no steps.
    pub barrier_free: bool,
    /// Whether it offers places; else wishes.
    pub live: bool,
    /// Whether members see it.
    pub active: bool,
    /// Until when a booking can be changed.
    pub cutoff: Cutoff,
    /// The first day that can be booked is so many days from today.
    pub lead_days: i64,
    /// What a late cancellation costs, in the institution's words.
    pub cancel_cost: String,
    /// Where its 問診 is filled in; may be empty.
    pub questionnaire_url: String,
    /// How to prepare.
    pub preparation: Vec<Preparation>,
}

fn cutoff(days: i32, hour: i32, minute: i32) -> Option<Cutoff> {
    let part = |number: i32| u8::try_from(number).ok();
    Cutoff::new(part(days)?, part(hour)?, part(minute)?)
}

fn prefecture(number: i32) -> Result<Prefecture> {
    let code = u8::try_from(number).ok().and_then(Prefecture::from_code);
    row::parsed(code, TABLE, "prefecture")
}

fn class(code: &str) -> Result<InstitutionClass> {
    row::parsed(InstitutionClass::from_code(code), TABLE, "class")
}

fn institution(model: Model) -> Result<Institution> {
    let closed = model
        .closed_weekdays
        .split(',')
        .filter(|code| !code.is_empty());
    let closed: Option<Vec<Weekday>> = closed.map(|code| Weekday::from_code(code.trim())).collect();
    let preparation = match model.preparation.as_str() {
        "" => Vec::new(),
        json => row::from_json(json, TABLE, "preparation")?,
    };
    Ok(Institution {
        id: model.id,
        prefecture: prefecture(model.prefecture)?,
        class: class(&model.class)?,
        closed_weekdays: row::parsed(closed, TABLE, "closed_weekdays")?,
        cutoff: row::parsed(
            cutoff(model.cutoff_days, model.cutoff_hour, model.cutoff_minute),
            TABLE,
            "cutoff",
        )?,
        name: model.name,
        kana: model.kana,
        city: model.city,
        address: model.address,
        station: model.station,
        phone: model.phone,
        saturdays: model.saturdays,
        women_days: model.women_days,
        barrier_free: model.barrier_free,
        live: model.live,
        active: model.active,
        lead_days: model.lead_days.into(),
        cancel_cost: model.cancel_cost,
        questionnaire_url: model.questionnaire_url,
        preparation,
    })
}

/// The institution of a number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Institution>> {
    let found = Entity::find_by_id(id).one(c).await?;
    found.map(institution).transpose()
}

/// What an institution asks for a course: the course itself, and each option it offers with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    /// The course.
    pub course: Yen,
    /// The options.
    pub options: Vec<(OptionCode, Yen)>,
}

impl Prices {
    /// The prices of these options, in their order; none where one is not offered.
    pub fn of(&self, options: &[OptionCode]) -> Option<Vec<(OptionCode, Yen)>> {
        let one = |code: &OptionCode| self.options.iter().find(|(offered, _)| offered == code);
        options.iter().map(|code| one(code).cloned()).collect()
    }
}

#[derive(FromQueryResult)]
struct PriceRow {
    option_code: String,
    yen: i64,
}

fn yen(amount: i64) -> Result<Yen> {
    row::parsed(u32::try_from(amount).ok().map(Yen::new), "price", "yen")
}

/// What an institution asks for a course; nothing where it does not offer it.
///
/// # Errors
/// The database's own.
pub async fn prices<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    fiscal_year: i32,
    course: &CourseCode,
) -> Result<Option<Prices>> {
    let rows: Vec<PriceRow> = row::all(
        c,
        "SELECT option_code, yen FROM price \
         WHERE institution_id = $1 AND fiscal_year = $2 AND course_code = $3 ORDER BY option_code",
        [
            institution_id.into(),
            fiscal_year.into(),
            course.as_str().into(),
        ],
    )
    .await?;
    let mut course = None;
    let mut options = Vec::new();
    for price in rows {
        match OptionCode::parse(&price.option_code) {
            Some(code) => options.push((code, yen(price.yen)?)),
            None => course = Some(yen(price.yen)?),
        }
    }
    Ok(course.map(|course| Prices { course, options }))
}

/// An institution as the search lists it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Our number of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// What free words are looked for in.
    pub search_key: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// The nearest station.
    pub station: String,
    /// 区分
    pub class: InstitutionClass,
    /// Whether Saturdays are offered.
    pub saturdays: bool,
    /// Whether there are days for women alone.
    pub women_days: bool,
    /// Whether there are no steps.
    pub barrier_free: bool,
    /// Whether it offers places; else wishes.
    pub live: bool,
    /// The first day that can be booked is so many days from today.
    pub lead_days: i64,
    /// What it asks.
    pub prices: Prices,
}

#[derive(FromQueryResult)]
struct OfferRow {
    id: i64,
    name: String,
    kana: String,
    search_key: String,
    prefecture: i32,
    city: String,
    station: String,
    class: String,
    saturdays: bool,
    women_days: bool,
    barrier_free: bool,
    live: bool,
    lead_days: i32,
    option_code: String,
    yen: i64,
}

const OFFERS: &str = "SELECT i.id, i.name, i.kana, i.search_key, i.prefecture, i.city, i.station, i.class, i.saturdays, \
    i.women_days, i.barrier_free, i.live, i.lead_days, p.option_code, p.yen \
    FROM institution i JOIN price p ON p.institution_id = i.id AND p.fiscal_year = $1 AND p.course_code = $2 \
    WHERE i.active = TRUE ORDER BY i.id, p.option_code";

/// Every institution that offers a course, by kana.
///
/// # Errors
/// The database's own.
pub async fn offers<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    course: &CourseCode,
) -> Result<Vec<Offer>> {
    let rows: Vec<OfferRow> =
        row::all(c, OFFERS, [fiscal_year.into(), course.as_str().into()]).await?;
    let mut offers: Vec<Offer> = Vec::new();
    for one in rows {
        let price = yen(one.yen)?;
        // The course itself, whose code is empty, comes first.
        match OptionCode::parse(&one.option_code) {
            None => offers.push(offer(one, price)?),
            Some(code) => {
                if let Some(offer) = offers.last_mut().filter(|offer| offer.id == one.id) {
                    offer.prices.options.push((code, price));
                }
            }
        }
    }
    offers.sort_by(|a, b| (&a.kana, a.id).cmp(&(&b.kana, b.id)));
    Ok(offers)
}

fn offer(one: OfferRow, price: Yen) -> Result<Offer> {
    Ok(Offer {
        id: one.id,
        prefecture: prefecture(one.prefecture)?,
        class: class(&one.class)?,
        name: one.name,
        kana: one.kana,
        search_key: one.search_key,
        city: one.city,
        station: one.station,
        saturdays: one.saturdays,
        women_days: one.women_days,
        barrier_free: one.barrier_free,
        live: one.live,
        lead_days: one.lead_days.into(),
        prices: Prices {
            course: price,
            options: Vec::new(),
        },
    })
}

/// What changes whenever an institution, its prices or its closed days do: the last change, and how many there are.
///
/// # Errors
/// The database's own.
pub async fn mark<C: ConnectionTrait>(c: &C) -> Result<(Millis, i64)> {
    #[derive(FromQueryResult)]
    struct Mark {
        last: i64,
        number: i64,
    }
    let sql = "SELECT COALESCE(MAX(changed_at), 0) AS last, COUNT(*) AS number FROM institution";
    let mark: Option<Mark> = row::one(c, sql, []).await?;
    Ok(mark.map_or((0, 0), |mark| (mark.last, mark.number)))
}

/// The nearest free days of an institution, in the order of [`DaySex::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nearest(pub [Option<CivilDate>; 3]);

#[derive(FromQueryResult)]
struct NearestRow {
    id: i64,
    any_day: Option<Date>,
    female_day: Option<Date>,
    male_day: Option<Date>,
}

/// The query behind [`nearest`]: for each institution three looks into the index of free places.
pub fn nearest_sql() -> String {
    let day = |kind: DaySex| {
        format!(
            "(SELECT MIN(p.on_day) FROM place p WHERE p.course_code = $1 AND p.fiscal_year = $2 AND p.institution_id = i.id \
             AND p.day_sex = '{kind}' AND p.on_day >= $3 AND p.on_day <= $4 AND p.remaining > 0) AS {kind}_day",
            kind = kind.code()
        )
    };
    let days = DaySex::ALL.map(day).join(", ");
    format!(
        "SELECT i.id, {days} FROM institution i WHERE i.lead_days = $5 AND i.live = TRUE AND i.active = TRUE"
    )
}

/// The nearest free days for a course, between two days, of the institutions that can be booked from so many days ahead.
///
/// # Errors
/// The database's own.
pub async fn nearest<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    course: &CourseCode,
    (from, to): (CivilDate, CivilDate),
    lead_days: i64,
) -> Result<Vec<(i64, Nearest)>> {
    let rows: Vec<NearestRow> = row::all(
        c,
        &nearest_sql(),
        [
            course.as_str().into(),
            fiscal_year.into(),
            row::date(from).into(),
            row::date(to).into(),
            lead_days.into(),
        ],
    )
    .await?;
    let civil = |date: Option<Date>| date.and_then(row::civil);
    let days = |row: NearestRow| {
        let all = [row.any_day, row.female_day, row.male_day].map(civil);
        (row.id, Nearest(all))
    };
    Ok(rows.into_iter().map(days).collect())
}

//! 健診機関 as members see them: one with its details and prices.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    Result,
    entity::{
        institution::{Entity, Model},
        price,
    },
    row,
};
use crate::domain::{
    checkup::{
        booking::Cutoff,
        code::{CourseCode, OptionCode},
        institution::{InstitutionClass, Prefecture},
        institution_form::Preparation,
        yen::Yen,
    },
    weekday::Weekday,
};

const TABLE: &str = "institution";

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

pub(super) fn prefecture(number: i32) -> Result<Prefecture> {
    let code = u8::try_from(number).ok().and_then(Prefecture::from_code);
    row::parsed(code, TABLE, "prefecture")
}

pub(super) fn class(code: &str) -> Result<InstitutionClass> {
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

pub(super) fn yen(amount: i64) -> Result<Yen> {
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
    let rows = price::Entity::find()
        .filter(price::Column::InstitutionId.eq(institution_id))
        .filter(price::Column::FiscalYear.eq(fiscal_year))
        .filter(price::Column::CourseCode.eq(course.as_str()))
        .all(c)
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

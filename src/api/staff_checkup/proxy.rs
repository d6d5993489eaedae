//! 代理予約: booking for somebody who calls.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::bookings::{PersonCard, PersonLine, PriceTable};
use crate::api::error::ApiError;
use crate::domain::{
    checkup::{
        contraindication::Condition,
        course::InstitutionClass,
        eligibility::Reason,
        institution::DaySex,
        refusal::Refusal,
        staff_form::{FindField, FindForm, ProxyForm},
        wish::{Wish, WishField},
        yen::Yen,
    },
    date::CivilDate,
    field::FieldErrors,
};

/// How far the choice has come; what is not chosen yet is empty. Numbers and codes only: it stands in addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Way {
    /// For whom.
    pub person: Option<i64>,
    /// The booking to be moved.
    pub replaces: Option<i64>,
    /// 年度 of the course.
    pub year: Option<i32>,
    /// Code of the course.
    pub course: String,
    /// Where.
    pub institution: Option<i64>,
    /// What an institution was searched by.
    pub q: String,
    /// Places from this day on.
    pub from: String,
    /// Whether what went wrong last is to be shown.
    pub said: bool,
}

/// A step of 代理予約.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(
    clippy::large_enum_variant,
    reason = "one of them at a time, on its way to a page"
)]
pub enum ProxyPage {
    /// Who calls?
    Find(FindPage),
    /// Which course?
    Course(CoursePage),
    /// Where?
    Institution(InstitutionPage),
    /// When, and with which options?
    Choose(ChoosePage),
}

/// Who calls?
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FindPage {
    /// What was typed.
    pub form: FindForm,
    /// What was wrong.
    pub errors: FieldErrors<FindField>,
    /// Who was found, by our numbers; none before a search.
    pub found: Option<Vec<(i64, PersonLine)>>,
    /// There are more than are shown.
    pub more: bool,
}

/// A course and whether the caller may take it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CourseLine {
    /// 年度
    pub year: i32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Every reason against it.
    pub reasons: Vec<Reason>,
    /// Whether one can go on: nothing stands against it but 申込期間, which staff may pass over.
    pub open: bool,
}

/// Which course?
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoursePage {
    /// For whom.
    pub person: PersonCard,
    /// The way so far.
    pub way: Way,
    /// The courses.
    pub courses: Vec<CourseLine>,
}

/// An institution that offers the course.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstitutionLine {
    /// Our number of it.
    pub id: i64,
    /// 名称
    pub name: String,
    /// 市区町村 and 最寄駅.
    pub area: String,
    /// 区分
    pub class: InstitutionClass,
    /// Whether it offers places.
    pub live: bool,
    /// The first free day.
    pub first_free: Option<CivilDate>,
    /// ご負担額 of the course without options.
    pub own: Yen,
}

/// Where?
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstitutionPage {
    /// For whom.
    pub person: PersonCard,
    /// The way so far.
    pub way: Way,
    /// コース
    pub course: String,
    /// Those found.
    pub found: Vec<InstitutionLine>,
    /// There are more than are shown.
    pub more: bool,
}

/// An option and whether the caller may add it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OptionLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// 料金
    pub price: Yen,
    /// The reason against it.
    pub reason: Option<Reason>,
    /// What it needs of the person on the day, in the society's words.
    pub needs: String,
}

/// A free place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceLine {
    /// Our number of it.
    pub id: i64,
    /// 受診日
    pub on: CivilDate,
    /// 時刻 in minutes of the day.
    pub starts: Option<i32>,
    /// For whom the day is.
    pub day_sex: DaySex,
    /// How many are left.
    pub remaining: i32,
}

/// What was wrong with a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChoiceErrors {
    /// No place was chosen.
    pub no_place: bool,
    /// What is wrong with the wishes.
    pub wishes: FieldErrors<WishField>,
    /// Why the desk refused.
    pub refusal: Option<Refusal>,
}

/// When, and with which options?
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChoosePage {
    /// For whom.
    pub person: PersonCard,
    /// The way so far.
    pub way: Way,
    /// コース
    pub course: String,
    /// 健診機関
    pub institution: InstitutionLine,
    /// The options.
    pub options: Vec<OptionLine>,
    /// The first free places; empty where wishes are taken.
    pub places: Vec<PlaceLine>,
    /// What was chosen before.
    pub form: ProxyForm,
    /// What was wrong with it.
    pub errors: ChoiceErrors,
}

/// What is read to the caller before it is booked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckPage {
    /// For whom.
    pub person: PersonCard,
    /// The way back.
    pub way: Way,
    /// コース
    pub course: String,
    /// 健診機関
    pub institution: InstitutionLine,
    /// 電話 of the institution.
    pub phone: String,
    /// The place chosen: day and time.
    pub place: Option<(CivilDate, Option<i32>)>,
    /// Or the wishes.
    pub wishes: Vec<Wish>,
    /// 料金の内訳
    pub price: PriceTable,
    /// 変更・取消の締切: business days before, hour, minute.
    pub cutoff: (u8, u8, u8),
    /// What a late cancellation costs.
    pub cancel_cost: String,
    /// Conditions the caller has to be asked about before it is booked.
    pub ask: Vec<Condition>,
    /// What the options need of the person on the day.
    pub needs: Vec<String>,
    /// The form's key.
    pub idem: String,
}

/// Loads the step the way has come to.
#[server]
pub async fn load_proxy(way: Way) -> Result<Option<ProxyPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::checkup::staff::proxy::page(&ctx, way).await)
}

/// Loads what is read to the caller.
#[server]
pub async fn load_proxy_check() -> Result<Option<CheckPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::staff::proxy_book::check_page(&ctx);
    crate::api::ambient::page_or_go(page.await)
}

/// Looks for the caller.
#[server(endpoint = "staff/checkup/find")]
pub async fn find_person(#[server(default)] form: FindForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::staff::proxy::find(&ctx, form).await)
}

/// Keeps what the caller chose.
#[server(endpoint = "staff/checkup/choose")]
pub async fn choose_for_person(
    #[server(default)] form: ProxyForm,
    #[server(default)] replaces: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let chosen = crate::server::checkup::staff::proxy_book::choose(&ctx, form, &replaces);
    crate::api::ambient::answer(chosen.await)
}

/// Books what was read out.
#[server(endpoint = "staff/checkup/book")]
pub async fn book_for_person(#[server(default)] idem: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let booked = crate::server::checkup::staff::proxy_book::book(&ctx, &idem);
    crate::api::ambient::answer(booked.await)
}

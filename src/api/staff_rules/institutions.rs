//! 健診機関, 料金 and 休診日 on the wire.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::error::ApiError,
    domain::{
        checkup::{
            institution::{InstitutionClass, Prefecture},
            institution_form::{InstitutionField, InstitutionForm},
            place_form::{DayField, DayForm},
        },
        field::{FieldError, FieldErrors},
    },
};

/// An institution in the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstitutionLine {
    /// Its number.
    pub id: i64,
    /// 健診機関コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// 区分
    pub class: InstitutionClass,
    /// Whether it offers places.
    pub live: bool,
    /// Whether members see it.
    pub active: bool,
}

/// Institutions that were found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstitutionsPage {
    /// What is searched for.
    pub query: String,
    /// The same for an address.
    pub encoded: String,
    /// They begin with this one.
    pub offset: u64,
    /// There are more from this one on.
    pub more: Option<u64>,
    /// The institutions.
    pub lines: Vec<InstitutionLine>,
    /// The present fiscal year, for prices.
    pub year: i32,
    /// What was typed to copy prices.
    pub copy: CopyForm,
    /// What was wrong with it.
    pub copy_error: Option<FieldError>,
    /// How many prices were copied just now.
    pub copied: Option<u64>,
    /// Whether whoever looks may change them.
    pub may_edit: bool,
}

/// How prices go to the next fiscal year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CopyForm {
    /// From which fiscal year.
    pub year: String,
    /// Per cent more or less: `3.5`, `-2`.
    pub percent: String,
    /// To which multiple of yen.
    pub unit: String,
}

/// An institution to be edited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstitutionPage {
    /// Its number; none for a new one.
    pub id: Option<i64>,
    /// Its name as stored.
    pub name: String,
    /// What stands in the form.
    pub form: InstitutionForm,
    /// What was wrong.
    pub errors: FieldErrors<InstitutionField>,
    /// The present fiscal year, for prices and closed days.
    pub year: i32,
    /// The present month, for places.
    pub month: String,
    /// Whether whoever looks may change it.
    pub may_edit: bool,
}

/// A price in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PriceCell {
    /// Code of the course.
    pub course: String,
    /// Code of the option; empty for the course itself.
    pub option: String,
    /// How much, as typed; empty where it is not offered.
    pub yen: String,
}

/// A course with its prices.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PriceGroup {
    /// The name of the course.
    pub name: String,
    /// Names and prices: the course itself, then its options. With each its place in the form and what was wrong.
    pub cells: Vec<(usize, String, PriceCell, Option<FieldError>)>,
}

/// The prices of an institution in a fiscal year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PricesPage {
    /// The institution.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The fiscal year.
    pub year: i32,
    /// Those with courses, the latest first.
    pub years: Vec<i32>,
    /// The courses of the year with their prices.
    pub groups: Vec<PriceGroup>,
    /// Whether whoever looks may change them.
    pub may_edit: bool,
}

/// The closed days of an institution in a fiscal year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClosedPage {
    /// The institution.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The fiscal year.
    pub year: i32,
    /// The years to choose from.
    pub years: Vec<i32>,
    /// The days, `2026-12-29`, and how many bookings there are on them.
    pub days: Vec<(String, i64)>,
    /// What was typed.
    pub form: DayForm,
    /// What was wrong.
    pub errors: FieldErrors<DayField>,
    /// Whether whoever looks may change them.
    pub may_edit: bool,
}

/// Searches institutions.
#[server]
pub async fn load_institutions(
    query: String,
    from: u64,
    copied: Option<u64>,
) -> Result<InstitutionsPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::rules::institutions::list(&ctx, &query, from, copied);
    crate::api::ambient::page(page.await)
}

/// Loads an institution for editing; without a number a new one.
#[server]
pub async fn load_institution(
    id: String,
    fresh: bool,
) -> Result<Option<InstitutionPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::rules::institutions::page(&ctx, &id, fresh);
    crate::api::ambient::page_or_go(page.await)
}

/// Saves an institution.
#[server(endpoint = "staff/checkup/institution")]
pub async fn save_institution(
    #[server(default)] id: String,
    #[server(default)] form: InstitutionForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let saved = crate::server::checkup::rules::institutions::save(&ctx, &id, form);
    crate::api::ambient::answer(saved.await)
}

/// Loads the prices of an institution.
#[server]
pub async fn load_prices(id: String, year: Option<i32>) -> Result<Option<PricesPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::rules::prices::page(&ctx, &id, year);
    crate::api::ambient::page_or_go(page.await)
}

/// Saves the prices of an institution.
#[server(endpoint = "staff/checkup/prices")]
pub async fn save_prices(
    #[server(default)] id: i64,
    #[server(default)] year: i32,
    #[server(default)] cells: Vec<PriceCell>,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let saved = crate::server::checkup::rules::prices::save(&ctx, id, year, cells);
    crate::api::ambient::answer(saved.await)
}

/// Copies all prices of a fiscal year to the next.
#[server(endpoint = "staff/checkup/prices/copy")]
pub async fn copy_prices(#[server(default)] form: CopyForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::rules::prices_copy::copy(&ctx, form).await)
}

/// Loads the closed days of an institution.
#[server]
pub async fn load_closed(id: String, year: Option<i32>) -> Result<Option<ClosedPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::rules::closed::page(&ctx, &id, year);
    crate::api::ambient::page_or_go(page.await)
}

/// Closes an institution on some days.
#[server(endpoint = "staff/checkup/closed/add")]
pub async fn add_closed(
    #[server(default)] id: i64,
    #[server(default)] year: i32,
    #[server(default)] form: DayForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::checkup::rules::closed::add(&ctx, id, year, form);
    crate::api::ambient::answer(done.await)
}

/// Opens an institution on a day again.
#[server(endpoint = "staff/checkup/closed/remove")]
pub async fn remove_closed(
    #[server(default)] id: i64,
    #[server(default)] year: i32,
    #[server(default)] day: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::checkup::rules::closed::remove(&ctx, id, year, &day);
    crate::api::ambient::answer(done.await)
}

//! 休日の表 on the wire.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::error::ApiError,
    domain::{
        checkup::place_form::{DayField, DayForm},
        field::FieldErrors,
    },
};

/// A day of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayLine {
    /// The day, `2026-11-23`.
    pub day: String,
    /// Its name.
    pub name: String,
    /// Whether the law has it.
    pub by_law: bool,
}

/// The holidays of a year of the calendar.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HolidaysPage {
    /// The year.
    pub year: i32,
    /// The present year.
    pub present: i32,
    /// The days.
    pub lines: Vec<HolidayLine>,
    /// Days of the law that the table has not got.
    pub missing: usize,
    /// Whether the file of the law has the year.
    pub restorable: bool,
    /// What was typed.
    pub form: DayForm,
    /// What was wrong.
    pub errors: FieldErrors<DayField>,
    /// Whether whoever looks may change them.
    pub may_edit: bool,
}

/// Loads the holidays of a year; of the present one where none is named.
#[server]
pub async fn load_holidays(year: Option<i32>) -> Result<HolidaysPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::rules::holidays::page(&ctx, year).await)
}

/// Writes a holiday.
#[server(endpoint = "staff/checkup/holidays/add")]
pub async fn add_holiday(
    #[server(default)] year: i32,
    #[server(default)] form: DayForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::checkup::rules::holidays::add(&ctx, year, form);
    crate::api::ambient::answer(done.await)
}

/// Takes a holiday away.
#[server(endpoint = "staff/checkup/holidays/remove")]
pub async fn remove_holiday(
    #[server(default)] year: i32,
    #[server(default)] day: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::checkup::rules::holidays::remove(&ctx, year, &day);
    crate::api::ambient::answer(done.await)
}

/// Puts a year back to what the law says.
#[server(endpoint = "staff/checkup/holidays/restore")]
pub async fn restore_holidays(#[server(default)] year: i32) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::rules::holidays::restore(&ctx, year).await)
}

//! 受診ナビ on the wire, after a place: bookings, the waiting list, reminders, results taken elsewhere.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    checkup::{Replaced, Site, Starts},
    error::ApiError,
};
use crate::domain::{
    checkup::{
        booking::State,
        code::OptionCode,
        price::Quote,
        reminder::Reminder,
        result::{ResultField, ResultForm, ResultState},
        wish::Wish,
        yen::Yen,
    },
    date::CivilDate,
    field::FieldErrors,
};

/// A booking in the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BookingLine {
    /// Our number of it.
    pub id: i64,
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The name of the course.
    pub course: String,
    /// Its state.
    pub state: State,
    /// Whether it is a hold that ran out.
    pub over: bool,
    /// The name of the institution.
    pub institution: String,
    /// The day.
    pub exam_on: Option<CivilDate>,
    /// The time.
    pub starts: Starts,
}

/// Until when a member may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changeable {
    /// The last day.
    pub on: CivilDate,
    /// Its hour in Japan.
    pub hour: u8,
    /// Its minute.
    pub minute: u8,
    /// How many minutes are left; zero when it has passed.
    pub minutes_left: i64,
}

/// A booking.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BookingPage {
    /// Our number of it.
    pub id: i64,
    /// 予約番号
    pub reference: String,
    /// Fiscal year, code and name of the course.
    pub course: (i32, String, String),
    /// The options by name.
    pub options: Vec<(OptionCode, String)>,
    /// Its state.
    pub state: State,
    /// Where.
    pub site: Site,
    /// The day.
    pub exam_on: Option<CivilDate>,
    /// The time.
    pub starts: Starts,
    /// What it costs.
    pub quote: Quote,
    /// What was wished for.
    pub wishes: Vec<Wish>,
    /// Words of the society; may be empty.
    pub note: String,
    /// How to prepare: the day, what, and whether the day has come.
    pub preparation: Vec<(CivilDate, String, bool)>,
    /// Until when it can be changed and cancelled; none in a state in which it cannot, or before there is a day.
    pub deadline: Option<Changeable>,
    /// Whether the member may change and cancel now.
    pub may_change: bool,
    /// Whether the day has come or passed.
    pub day_has_come: bool,
    /// The booking it took the place of, once that one has ended.
    pub replaced: Option<Replaced>,
    /// The booking that took its place.
    pub moved_to: Option<i64>,
    /// The booking these wishes are to take the place of, which stays until they are answered.
    pub beside: Option<Replaced>,
    /// The wishes that are to take its place.
    pub moving_to: Option<i64>,
}

/// A day that is waited for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitLine {
    /// Our number of it.
    pub id: i64,
    /// The name of the course.
    pub course: String,
    /// The names of the options.
    pub options: Vec<String>,
    /// Number and name of the institution.
    pub institution: (i64, String),
    /// The day.
    pub on: CivilDate,
    /// The time.
    pub starts: Starts,
    /// ご負担額
    pub own: Option<Yen>,
    /// Until when the offer can be taken, in Japan: day, hour, minute.
    pub offer_until: Option<(CivilDate, u8, u8)>,
    /// How many wait before.
    pub before: i64,
}

/// The courses a result may stand for, what was typed, and what was sent before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResultsPage {
    /// `2026/dock` and the name of each course.
    pub courses: Vec<(String, String)>,
    /// What was typed.
    pub form: ResultForm,
    /// What was wrong with it.
    pub errors: FieldErrors<ResultField>,
    /// What was sent before.
    pub sent: Vec<ResultLine>,
}

/// A result that was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResultLine {
    /// Our number of it.
    pub id: i64,
    /// The name of the course.
    pub course: String,
    /// The day of the examination.
    pub exam_on: CivilDate,
    /// Where it was taken.
    pub institution: String,
    /// How large the file is, in bytes.
    pub bytes: i64,
    /// How far it has got.
    pub state: ResultState,
    /// Words of the society; may be empty.
    pub note: String,
    /// When it was sent, in Japan.
    pub sent_on: CivilDate,
}

/// Loads the bookings.
#[server]
pub async fn load_bookings() -> Result<Vec<BookingLine>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::pages::bookings::list(&ctx).await)
}

/// Loads a booking; none where the person has none like this.
#[server]
pub async fn load_booking(id: String) -> Result<Option<BookingPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::checkup::pages::bookings::page(&ctx, &id).await)
}

/// 日を変える: on to the calendar of the same institution, with the same course and options.
#[server(endpoint = "checkup/day")]
pub async fn change_day(#[server(default)] booking_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let change = crate::server::checkup::pages::change::day;
    crate::api::ambient::answer(change(&ctx, &booking_id).await)
}

/// 取消
#[server(endpoint = "checkup/cancel")]
pub async fn cancel_booking(#[server(default)] booking_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::act::cancel(&ctx, &booking_id).await)
}

/// Loads the days waited for.
#[server]
pub async fn load_waits() -> Result<Vec<WaitLine>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::pages::waits::list(&ctx).await)
}

/// キャンセル待ちをする
#[server(endpoint = "checkup/wait")]
pub async fn wait(#[server(default)] place_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::act::wait(&ctx, &place_id).await)
}

/// Waits no longer.
#[server(endpoint = "checkup/leave")]
pub async fn leave(#[server(default)] waiting_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::act::leave(&ctx, &waiting_id).await)
}

/// Books what was offered.
#[server(endpoint = "checkup/accept")]
pub async fn accept(#[server(default)] waiting_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::act::accept(&ctx, &waiting_id).await)
}

/// Loads which reminders are wanted.
#[server]
pub async fn load_reminders() -> Result<Vec<(Reminder, bool)>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::pages::reminders::page(&ctx).await)
}

/// Changes which reminders are wanted.
#[server(endpoint = "checkup/reminders")]
pub async fn save_reminders(#[server(default)] ticked: Vec<String>) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::reminders::save(&ctx, &ticked).await)
}

/// Loads the results sent so far, and the form.
#[server]
pub async fn load_results(again: bool) -> Result<ResultsPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::pages::results::page(&ctx, again).await)
}

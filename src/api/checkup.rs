//! 受診ナビ on the wire, as far as a place: courses, the choice, the search, an institution, what is to be confirmed.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::domain::{
    checkup::{
        choice::{ChoiceField, ChoiceForm},
        code::OptionCode,
        contraindication::Condition,
        course::{Course, OptionRule, Period},
        institution::{DaySex, InstitutionClass, Prefecture},
        price::Quote,
        reason::{Reason, Verdict},
        refusal::Refusal,
        search::SearchForm,
        wish::{Wish, WishField, WishForm},
        yen::Yen,
    },
    date::CivilDate,
    field::FieldErrors,
    weekday::Weekday,
};

/// A time of day in minutes, where one is said.
pub type Starts = Option<i32>;

/// Every course a person may ask about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoursesPage {
    /// By fiscal year, this one first.
    pub years: Vec<(i32, Vec<(Course, Verdict)>)>,
    /// How many bookings are still to come.
    pub bookings: usize,
    /// How many days are waited for, and whether one is offered.
    pub waits: (usize, bool),
    /// Whether a place is held at this moment.
    pub held: bool,
}

/// A booking that is to be moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Our number of it.
    pub id: i64,
    /// The name of its institution.
    pub institution: String,
    /// Its day.
    pub exam_on: Option<CivilDate>,
}

/// An option of a course.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OptionLine {
    /// The option.
    pub rule: OptionRule,
    /// What stands against it.
    pub against: Option<Reason>,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What the choice costs at the institutions of one class.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Estimate {
    /// The class.
    pub class: InstitutionClass,
    /// How many institutions offer it.
    pub institutions: usize,
    /// The lowest own share of them.
    pub least: Yen,
    /// The highest.
    pub most: Yen,
}

/// A course, and what is chosen with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoursePage {
    /// The course.
    pub course: Course,
    /// Whether the person may.
    pub verdict: Verdict,
    /// 補助上限額 at the person's age.
    pub cap: Yen,
    /// Its options.
    pub options: Vec<OptionLine>,
    /// What is asked.
    pub conditions: Vec<Condition>,
    /// What the choice costs, by class.
    pub estimates: Vec<Estimate>,
    /// The booking that is to be moved.
    pub replaces: Option<Replaced>,
    /// Whether answers on another course led here.
    pub led: bool,
    /// What was wrong with the choice.
    pub errors: FieldErrors<ChoiceField>,
}

/// What has been chosen so far.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chosen {
    /// The course.
    pub course: Course,
    /// The options.
    pub options: Vec<OptionCode>,
    /// Options that were left out because of the answers.
    pub left_out: Vec<OptionCode>,
    /// The booking that is to be moved.
    pub replaces: Option<Replaced>,
}

/// An institution found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    /// Our number of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// The nearest station.
    pub station: String,
    /// 区分
    pub class: InstitutionClass,
    /// Saturdays, days for women alone, no steps.
    pub marks: [bool; 3],
    /// ご負担額 of the choice.
    pub own: Yen,
    /// Whether it offers places; else wishes.
    pub live: bool,
    /// The nearest free day.
    pub nearest: Option<CivilDate>,
}

/// What the search found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SearchPage {
    /// What was chosen before.
    pub chosen: Chosen,
    /// The question.
    pub form: SearchForm,
    /// The 市区町村 of the 都道府県 asked for.
    pub cities: Vec<String>,
    /// How many there are.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Those of this page.
    pub found: Vec<Found>,
}

/// An institution.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Site {
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
    /// Saturdays, days for women alone, no steps.
    pub marks: [bool; 3],
    /// On which weekdays it is closed.
    pub closed: Vec<Weekday>,
    /// Until so many business days before, at that hour and minute, a booking can be changed.
    pub cutoff: (u8, u8, u8),
    /// What a late cancellation costs.
    pub cancel_cost: String,
    /// Where its 問診 is filled in; may be empty.
    pub questionnaire_url: String,
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
}

/// What a day of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayState {
    /// No places are offered, or none for this person.
    None,
    /// So many are left.
    Free(u32),
    /// All are taken: one can wait.
    Full,
}

/// Places at one time of the day chosen.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceLine {
    /// Our number of them.
    pub id: i64,
    /// The time.
    pub starts: Starts,
    /// For whom.
    pub day_sex: DaySex,
    /// How many are left for this choice.
    pub free: u32,
    /// The person waits for one already.
    pub waits: bool,
}

/// The calendar of free places.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Calendar {
    /// The month shown.
    pub month: Month,
    /// The month before, where it has days that can be booked.
    pub before: Option<Month>,
    /// The month after.
    pub after: Option<Month>,
    /// Its days.
    pub days: Vec<(CivilDate, DayState)>,
    /// The nearest free day, in whichever month.
    pub nearest: Option<CivilDate>,
    /// The day chosen and its places.
    pub chosen: Option<(CivilDate, Vec<PlaceLine>)>,
    /// The key of the form.
    pub idem: String,
    /// Whether one can wait for a full day; who moves a booking has one already.
    pub may_wait: bool,
}

/// The form of wishes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WishesPart {
    /// The days that can be wished for.
    pub days: Period,
    /// What was typed.
    pub form: WishForm,
    /// What was wrong with it.
    pub errors: FieldErrors<WishField>,
}

/// How a day is found there.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// From places.
    Live(Calendar),
    /// By wishes.
    Wishes(WishesPart),
    /// No day is left that the person could be examined on.
    NoDay,
}

/// An institution, what the choice costs there, and how a day is found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstitutionPage {
    /// What was chosen before.
    pub chosen: Chosen,
    /// The institution.
    pub site: Site,
    /// What the choice costs.
    pub quote: Quote,
    /// How a day is found.
    pub way: Way,
}

/// What is to be confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckPage {
    /// What was chosen.
    pub chosen: Chosen,
    /// Where.
    pub site: Site,
    /// What it costs.
    pub quote: Quote,
    /// When, and how it is confirmed.
    pub what: ToConfirm,
}

/// When the examination shall be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToConfirm {
    /// A place that is held.
    Held {
        /// The booking.
        booking_id: i64,
        /// The day.
        on: CivilDate,
        /// The time.
        starts: Starts,
        /// Until when it is held, in Japan: hour and minute.
        until: (u8, u8),
        /// How many seconds that is from now.
        seconds: i64,
        /// Until when it could be changed after that: day, hour, minute.
        deadline: (CivilDate, u8, u8),
    },
    /// Wishes.
    Wishes(Vec<Wish>),
}

/// The page before the last step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmPage {
    /// To be checked.
    Check(Box<CheckPage>),
    /// The ten minutes are over; where to choose anew.
    Over(Option<i64>),
}

/// What was asked and not done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefusedPage {
    /// Why.
    pub refusal: Refusal,
    /// The name of the option it is about.
    pub option: Option<String>,
    /// The institution it is about.
    pub institution: Option<i64>,
    /// The day it is about.
    pub on: Option<CivilDate>,
    /// The number to call.
    pub phone: Option<String>,
}

/// Loads the courses.
#[server]
pub async fn load_courses() -> Result<CoursesPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::pages::courses::page(&ctx).await)
}

/// Loads a course; none where there is none like this.
#[server]
pub async fn load_course(
    fiscal_year: String,
    code: String,
    replaces: Option<String>,
    led: bool,
) -> Result<Option<CoursePage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::pages::course::page;
    crate::api::ambient::page_or_go(page(&ctx, &fiscal_year, &code, replaces.as_deref(), led).await)
}

/// Posts the options and the answers.
#[server(endpoint = "checkup/choose")]
pub async fn choose(#[server(default)] form: ChoiceForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::course::choose(&ctx, form).await)
}

/// Loads what the search finds; none where a course has to be chosen first.
#[server]
pub async fn load_search(form: SearchForm) -> Result<Option<SearchPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(
        crate::server::checkup::pages::institutions::page(&ctx, form).await,
    )
}

/// Loads an institution; none where there is none like this, or a course has to be chosen first.
#[server]
pub async fn load_institution(
    id: String,
    month: Option<String>,
    day: Option<String>,
) -> Result<Option<InstitutionPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::pages::institution::page;
    crate::api::ambient::page_or_go(page(&ctx, &id, month.as_deref(), day.as_deref()).await)
}

/// 仮押さえ
#[server(endpoint = "checkup/hold")]
pub async fn hold(
    #[server(default)] place_id: String,
    #[server(default)] idem: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::checkup::pages::act::hold(&ctx, &place_id, &idem).await,
    )
}

/// Posts wishes, to be checked next.
#[server(endpoint = "checkup/wishes")]
pub async fn save_wishes(
    #[server(default)] institution_id: String,
    #[server(default)] form: WishForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let save = crate::server::checkup::pages::institution::save_wishes;
    crate::api::ambient::answer(save(&ctx, &institution_id, form).await)
}

/// Loads what is to be confirmed; none where there is nothing.
#[server]
pub async fn load_confirm_booking() -> Result<Option<ConfirmPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::checkup::pages::confirm::page(&ctx).await)
}

/// 予約する
#[server(endpoint = "checkup/confirm")]
pub async fn confirm_booking(#[server(default)] booking_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::checkup::pages::act::confirm(&ctx, &booking_id).await,
    )
}

/// Gives back what is held.
#[server(endpoint = "checkup/release")]
pub async fn release(#[server(default)] booking_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::checkup::pages::act::release(&ctx, &booking_id).await,
    )
}

/// 希望日で申し込む
#[server(endpoint = "checkup/apply")]
pub async fn apply() -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::act::apply(&ctx).await)
}

/// Loads why something was not done; none where nothing was asked.
#[server]
pub async fn load_refused() -> Result<Option<RefusedPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::checkup::pages::refused::page(&ctx).await)
}

//! The overview, the list of bookings, one booking and what is done to it.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use super::shared::{PersonCard, PersonLine, PriceLine, PriceTable};
use crate::api::error::ApiError;
use crate::domain::{
    checkup::{
        booking::State,
        refusal::Refusal,
        staff_form::{
            Act, ActForm, AnswerField, AnswerForm, BulkForm, FilterField, FilterForm, Oddity,
        },
        wish::Wish,
    },
    date::CivilDate,
    field::FieldErrors,
};

/// The overview of the desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OverviewPage {
    /// 年度
    pub fiscal_year: i32,
    /// How many bookings of it are in each state.
    pub states: Vec<(State, i64)>,
    /// The wishes that wait longest.
    pub wishes: Vec<WaitingWish>,
    /// 仮押さえ now.
    pub holds: i64,
    /// Offers from the waiting list now, and those that run out today.
    pub offers: (i64, i64),
    /// How many wait for a place.
    pub waiting: i64,
    /// Confirmed bookings of past days without a note whether the person came, and the last such day.
    pub unnoted: (i64, CivilDate),
    /// Results that wait for a decision.
    pub results: i64,
    /// Links to 日別名簿 that run out today.
    pub links_ending: i64,
    /// Courses whose 申込期間 ends within a week.
    pub closing: Vec<(String, CivilDate)>,
}

/// A wish that waits, without whose it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitingWish {
    /// The booking.
    pub id: i64,
    /// 予約番号
    pub reference: String,
    /// 申込 or 調整中.
    pub state: State,
    /// コース
    pub course: String,
    /// 健診機関
    pub institution: String,
    /// The day it came, in Japan.
    pub since: String,
    /// How many days ago.
    pub days: i64,
}

/// One line of the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BookingLine {
    /// The booking.
    pub id: i64,
    /// 予約番号
    pub reference: String,
    /// 状態
    pub state: State,
    /// Whose.
    pub person: PersonLine,
    /// コース
    pub course: String,
    /// 健診機関
    pub institution: String,
    /// 受診日
    pub exam_on: Option<CivilDate>,
    /// 時刻 in minutes of the day.
    pub starts: Option<i32>,
    /// The moment it was made, in Japan.
    pub made: String,
    /// Whether 受診済 or 未受診 can be noted now.
    pub markable: bool,
}

/// What became of something done to a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Done; its state now.
    Done(State),
    /// Somebody else changed the booking since the page was shown; its state now.
    Changed(State),
    /// There is no such booking.
    Gone,
    /// The note is too long.
    NoteTooLong,
    /// Nothing was chosen.
    NothingChosen,
    /// What was noted cannot be put right: the right is used by another booking, or a result.
    RightUsed,
    /// Not possible.
    No(Refusal),
}

/// What became of something done to one of several bookings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// 予約番号; empty where it is about none.
    pub reference: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// 予約の一覧
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListPage {
    /// The lines of this page.
    pub lines: Vec<BookingLine>,
    /// How many bookings fit.
    pub total: i64,
    /// Which page this is, from 1.
    pub page: u64,
    /// How many pages there are.
    pub pages: u64,
    /// What is searched for.
    pub form: FilterForm,
    /// What is wrong with it.
    pub errors: FieldErrors<FilterField>,
    /// Something is searched for.
    pub searching: bool,
    /// Courses to choose from: code and name.
    pub courses: Vec<(String, String)>,
    /// Fiscal years to choose from.
    pub years: Vec<i32>,
    /// Whether bookings may be worked on.
    pub may_work: bool,
    /// What became of the last thing done from here.
    pub said: Vec<Said>,
    /// A file in CP932 was asked for and cannot be made.
    pub not_in_cp932: bool,
}

/// One thing that happened to a booking.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EventLine {
    /// When, in Japan.
    pub at: String,
    /// Code of what happened.
    pub event: String,
    /// The state after it.
    pub state: Option<State>,
    /// `member`, `system`, or a login name.
    pub actor: String,
    /// More.
    pub detail: String,
}

/// One booking.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BookingPage {
    /// Its number.
    pub id: i64,
    /// 予約番号
    pub reference: String,
    /// 状態
    pub state: State,
    /// When it changed last (ms), sent along with what is done to it.
    pub seen: i64,
    /// Whose.
    pub person: PersonCard,
    /// 年度
    pub fiscal_year: i32,
    /// コース
    pub course: String,
    /// Number, name and phone of the institution.
    pub institution: (i64, String, String),
    /// Whether it takes one of the institution's places.
    pub has_place: bool,
    /// 受診日
    pub exam_on: Option<CivilDate>,
    /// 時刻 in minutes of the day.
    pub starts: Option<i32>,
    /// 料金の内訳
    pub price: Option<PriceTable>,
    /// Names of the options.
    pub options: Vec<String>,
    /// 第1〜第3希望
    pub wishes: Vec<Wish>,
    /// What the member reads.
    pub note: String,
    /// Made by staff.
    pub by_staff: bool,
    /// The booking it takes the place of: our number of it, and its 予約番号.
    pub replaces: Option<(i64, String)>,
    /// Whether that one stays until these wishes are answered.
    pub beside: bool,
    /// Until when it is held, in Japan.
    pub held_until: Option<String>,
    /// When it was made, in Japan.
    pub made: String,
    /// What a late cancellation costs, in the institution's words.
    pub cancel_cost: String,
    /// What happened to it.
    pub events: Vec<EventLine>,
    /// What may be done to it now.
    pub acts: Vec<Act>,
    /// Whether wishes may be answered now.
    pub may_answer: bool,
    /// Whether it may be moved to another day now.
    pub may_move: bool,
    /// The answer as it was typed.
    pub form: AnswerForm,
    /// What is wrong with it.
    pub errors: FieldErrors<AnswerField>,
    /// What became of the last thing done.
    pub said: Option<Outcome>,
    /// The day typed, and what is odd about it, where it was not confirmed for that.
    pub odd: Option<(CivilDate, Vec<Oddity>)>,
    /// It was just made by phone: there is something to read out.
    pub read_out: bool,
}

/// Loads the overview.
#[server]
pub async fn load_overview() -> Result<OverviewPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::staff::overview::page(&ctx).await)
}

/// Loads a page of the list.
#[server]
pub async fn load_bookings(page: u64, said: bool, cp932: bool) -> Result<ListPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let list = crate::server::checkup::staff::bookings::page(&ctx, page, said, cp932);
    crate::api::ambient::page(list.await)
}

/// Searches the list.
#[server(endpoint = "staff/checkup/search")]
pub async fn search_bookings(#[server(default)] form: FilterForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::staff::bookings::search(&ctx, form).await)
}

/// Loads one booking; nothing where there is none.
#[server]
pub async fn load_booking(
    id: i64,
    said: bool,
    read_out: bool,
) -> Result<Option<BookingPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::staff::booking::page(&ctx, id, said, read_out);
    crate::api::ambient::page(page.await)
}

/// Does something to one booking.
#[server(endpoint = "staff/checkup/act")]
pub async fn act_on_booking(#[server(default)] form: ActForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::staff::act::act(&ctx, form).await)
}

/// Answers wishes.
#[server(endpoint = "staff/checkup/answer")]
pub async fn answer_wishes(#[server(default)] form: AnswerForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::staff::act::answer(&ctx, form).await)
}

/// Notes the same of several bookings.
#[server(endpoint = "staff/checkup/bulk")]
pub async fn act_on_bookings(#[server(default)] form: BulkForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::staff::act::bulk(&ctx, form).await)
}

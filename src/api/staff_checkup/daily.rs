//! 日別名簿: for staff, and as a link for an institution.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::bookings::Said;
use crate::api::error::ApiError;
use crate::domain::{
    checkup::{booking::State, staff_form::HandedField},
    date::CivilDate,
    field::FieldErrors,
    relationship::Sex,
};

/// One line of a list: what an institution needs, and no 記号番号.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DailyLine {
    /// The booking.
    pub id: i64,
    /// 時刻 in minutes of the day.
    pub starts: Option<i32>,
    /// 氏名カナ
    pub kana: String,
    /// 性別
    pub sex: Sex,
    /// Age on the day.
    pub age: i32,
    /// コース
    pub course: String,
    /// Names of the options.
    pub options: Vec<String>,
    /// 状態
    pub state: State,
    /// Whether 受診済 or 未受診 can be noted now.
    pub markable: bool,
}

/// A link to a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkLine {
    /// Our number of it.
    pub id: i64,
    /// The whole address.
    pub url: String,
    /// When it was made, in Japan.
    pub made: String,
    /// Until when it opens, in Japan.
    pub until: String,
    /// What is so of it.
    pub state: LinkState,
    /// When it was first opened, in Japan.
    pub opened: Option<String>,
}

/// What is so of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It opens.
    Open,
    /// It was recalled.
    Recalled,
    /// It has expired.
    Expired,
}

/// An institution's day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DayList {
    /// Our number of the institution.
    pub institution: i64,
    /// Its name.
    pub name: String,
    /// Its code, which opens the link.
    pub code: String,
    /// Who comes.
    pub lines: Vec<DailyLine>,
    /// The links handed out.
    pub links: Vec<LinkLine>,
}

/// 日別名簿
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DailyPage {
    /// The day.
    pub on: CivilDate,
    /// What was typed for the day, where it was none.
    pub not_a_day: Option<String>,
    /// Institutions with somebody coming: number, name, how many.
    pub expecting: Vec<(i64, String, i64)>,
    /// The list, once an institution is chosen.
    pub list: Option<DayList>,
    /// Whether bookings may be worked on.
    pub may_work: bool,
    /// What became of the last thing done from here.
    pub said: Vec<Said>,
    /// A file in CP932 was asked for and cannot be made.
    pub not_in_cp932: bool,
}

/// What is behind a link.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum HandedPage {
    /// No such link: cut off, mistyped.
    Damaged,
    /// It was recalled.
    Recalled,
    /// It has expired.
    Expired,
    /// The institution's code is asked for.
    Locked(FieldErrors<HandedField>),
    /// The list.
    Open(HandedList),
}

/// A list as the institution sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HandedList {
    /// 健診機関
    pub name: String,
    /// The day.
    pub on: CivilDate,
    /// Until when the link opens, in Japan.
    pub until: String,
    /// Who comes.
    pub lines: Vec<DailyLine>,
    /// A file in CP932 was asked for and cannot be made.
    pub not_in_cp932: bool,
}

/// Loads 日別名簿.
#[server]
pub async fn load_daily(
    day: String,
    institution: Option<i64>,
    said: bool,
    cp932: bool,
) -> Result<DailyPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::staff::daily::page(&ctx, &day, institution, said, cp932);
    crate::api::ambient::page(page.await)
}

/// Makes a link to a list.
#[server(endpoint = "staff/checkup/daily/make")]
pub async fn make_daily_list(
    #[server(default)] institution: String,
    #[server(default)] day: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let made = crate::server::checkup::staff::daily_links::make(&ctx, &institution, &day);
    crate::api::ambient::answer(made.await)
}

/// Recalls a link.
#[server(endpoint = "staff/checkup/daily/recall")]
pub async fn recall_daily_list(#[server(default)] id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let recalled = crate::server::checkup::staff::daily_links::recall(&ctx, &id);
    crate::api::ambient::answer(recalled.await)
}

/// Loads what is behind a link.
#[server]
pub async fn load_handed_list(token: String, cp932: bool) -> Result<HandedPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::staff::handed::page(&ctx, &token, cp932);
    crate::api::ambient::page(page.await)
}

/// Opens a list by the institution's code.
#[server(endpoint = "lists/open")]
pub async fn open_handed_list(
    #[server(default)] token: String,
    #[server(default)] code: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let opened = crate::server::checkup::staff::handed::open(&ctx, &token, &code);
    crate::api::ambient::answer(opened.await)
}

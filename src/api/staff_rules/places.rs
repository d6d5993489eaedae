//! 空き枠 on the wire.

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
            institution::DaySex,
            place_form::{ChangeField, ChangeForm, PatternField, PatternForm},
        },
        field::FieldErrors,
    },
};

/// A place in the list of a month.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceLine {
    /// Its number.
    pub id: i64,
    /// The day, `2026-11-23`.
    pub day: String,
    /// Why it should not be open: a holiday, a closed day, a closed weekday.
    pub closed: bool,
    /// The name of the course.
    pub course: String,
    /// The time; empty where none is told.
    pub time: String,
    /// For whom.
    pub day_sex: DaySex,
    /// 定員
    pub capacity: i32,
    /// What is taken of it.
    pub taken: i32,
    /// How many wait.
    pub waiting: i64,
    /// `brain=2 stomach=5`
    pub limits: String,
}

/// What a pattern, or a change of days, did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlacesDone {
    /// Places made.
    pub added: usize,
    /// Places there were already; they stay as they were.
    pub known: usize,
    /// Days left out because they are closed.
    pub closed: usize,
    /// Days left out because they are 年末年始, and for no other reason.
    #[serde(default)]
    pub new_year: usize,
    /// Days left out because they are outside 受診期間.
    pub outside: usize,
    /// Places whose 定員 is another now.
    pub changed: usize,
    /// Places taken away.
    pub removed: usize,
    /// Places closed, because bookings of before refer to them.
    pub shut: usize,
    /// Places that stayed as they are: day, time, and how much is taken or how many wait.
    pub refused: Vec<(String, String, i64)>,
}

/// The places of an institution in a month.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlacesPage {
    /// The institution.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether members see its places.
    pub live: bool,
    /// The month, `2026-11`.
    pub month: String,
    /// The one before and the one after.
    pub around: [String; 2],
    /// The fiscal year of the month.
    pub year: i32,
    /// The courses of that fiscal year: code, name, and whether the institution has a price for it.
    pub courses: Vec<(String, String, bool)>,
    /// The places.
    pub lines: Vec<PlaceLine>,
    /// What was typed as a pattern.
    pub pattern: PatternForm,
    /// What was wrong with it.
    pub pattern_errors: FieldErrors<PatternField>,
    /// What was typed as a change.
    pub change: ChangeForm,
    /// What was wrong with it.
    pub change_errors: FieldErrors<ChangeField>,
    /// What was done last.
    pub done: Option<PlacesDone>,
    /// Whether whoever looks may change them.
    pub may_edit: bool,
}

/// Loads the places of an institution in a month; nothing where no institution is named.
#[server]
pub async fn load_places(id: String, month: String) -> Result<Option<PlacesPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::rules::places::page(&ctx, &id, &month);
    crate::api::ambient::page_or_go(page.await)
}

/// Makes places by a weekday pattern.
#[server(endpoint = "staff/checkup/places/add")]
pub async fn add_places(
    #[server(default)] id: i64,
    #[server(default)] month: String,
    #[server(default)] form: PatternForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::checkup::rules::places_add::add(&ctx, id, &month, form);
    crate::api::ambient::answer(done.await)
}

/// Changes places that were chosen, or takes them away.
#[server(endpoint = "staff/checkup/places/change")]
pub async fn change_places(
    #[server(default)] id: i64,
    #[server(default)] month: String,
    #[server(default)] form: ChangeForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::checkup::rules::places_change::change(&ctx, id, &month, form);
    crate::api::ambient::answer(done.await)
}

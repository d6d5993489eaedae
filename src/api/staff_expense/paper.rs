//! 紙の請求: requests for 医療費のお知らせ on paper, printed and marked as printed.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::error::ApiError;

/// A request that is open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaperLine {
    /// Our number of it.
    pub id: i64,
    /// 氏名
    pub name: String,
    /// 記号-番号-枝番
    pub number: String,
    /// The calendar year.
    pub year: i32,
    /// When it was made, in Japan.
    pub requested: String,
    /// Whole days it has waited.
    pub days: i64,
    /// Whether one of the staff has taken the file and not marked it as printed yet.
    pub in_hand: bool,
}

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperSaid {
    /// So many were marked, so many were open no more.
    Printed(u32, u32),
    /// It was cancelled.
    Cancelled,
    /// It was not open any more.
    Gone,
    /// Nothing was ticked.
    Nothing,
}

/// 紙の請求
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaperPage {
    /// Those that are open, oldest first.
    pub open: Vec<PaperLine>,
    /// There are more than are shown.
    pub more: bool,
    /// What became of the last act.
    pub said: Option<PaperSaid>,
}

/// Loads the open requests.
#[server]
pub async fn load_expense_paper(said: bool) -> Result<PaperPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::expense::staff::paper::page(&ctx, said).await)
}

/// Marks the ticked requests as printed.
#[server(endpoint = "staff/expenses/paper/printed")]
pub async fn mark_expense_paper(#[server(default)] ids: Vec<String>) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::staff::paper::printed(&ctx, &ids).await)
}

/// Cancels a request.
#[server(endpoint = "staff/expenses/paper/cancel")]
pub async fn cancel_expense_paper(#[server(default)] id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::staff::paper::cancel(&ctx, &id).await)
}

//! 医療費控除 on the wire: the page, and the paper original asked for or taken back.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::domain::expense::{
    month::Month,
    tax::{checklist::ToCollect, paper::State},
};

/// A year's page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TaxPage {
    /// The calendar year.
    pub year: i32,
    /// The years to choose from.
    pub years: Vec<i32>,
    /// Who is in the year's documents.
    pub people: Vec<String>,
    /// What they sum up to.
    pub totals: Totals,
    /// 補てんされる金額, row by row.
    pub back: Vec<Back>,
    /// Months that are not in yet.
    pub missing: Vec<Missing>,
    /// Receipts still to be collected.
    pub collect: Vec<ToCollect>,
    /// Whether there is XML with the society's signature.
    pub signed: bool,
    /// The request for the paper original, if there is one.
    pub paper: Option<PaperRequest>,
}

/// Sums of a year, in yen.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Totals {
    /// How many rows there are.
    pub rows: u32,
    /// 支払った医療費の額 of the rows with all six items.
    pub paid: u64,
    /// The same of rows that lack 医療機関名.
    pub nameless: u64,
    /// 補てんされる金額
    pub given_back: u64,
}

/// Something given back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Back {
    /// 療養を受けた者
    pub person: String,
    /// 療養を受けた年月
    pub month: Month,
    /// 医療機関名
    pub institution: String,
    /// 高額療養費
    pub high_cost: u64,
    /// 付加給付
    pub additional: u64,
}

/// A month that is not in yet.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Missing {
    /// The month.
    pub month: Month,
    /// When it is usually there.
    pub expected: Month,
}

/// A request for the paper original.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaperRequest {
    /// The day it was made, `2026-11-24`.
    pub requested_on: String,
    /// The day it was printed.
    pub printed_on: Option<String>,
    /// How far it is.
    pub state: State,
}

/// Loads a year's page; none where there are no documents for what the address names.
#[server]
pub async fn load_expense_tax(year: Option<String>) -> Result<Option<TaxPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(
        crate::server::expense::tax::page::page(&ctx, year.as_deref()).await,
    )
}

/// 紙の原本を申し込む
#[server(endpoint = "expenses/paper")]
pub async fn request_paper(#[server(default)] year: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::tax::paper::request(&ctx, &year).await)
}

/// 申し込みを取り消す
#[server(endpoint = "expenses/paper/cancel")]
pub async fn cancel_paper(#[server(default)] year: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::tax::paper::cancel(&ctx, &year).await)
}

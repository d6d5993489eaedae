//! 受診率 on the wire: what to tell apart, and the table.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::error::ApiError;
use crate::domain::{
    checkup::rate::{Axis, Table},
    date::CivilDate,
};

/// Which table is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RatesQuery {
    /// 年度; this one where none.
    pub year: Option<i32>,
    /// Codes of the axes, separated by commas.
    pub by: String,
    /// Whether those enrolled on the last day so far are counted, and not those of April 1.
    pub latest: bool,
}

/// 受診率
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RatesPage {
    /// 年度
    pub year: i32,
    /// The years that can be chosen.
    pub years: Vec<i32>,
    /// What people are told apart by.
    pub axes: Vec<Axis>,
    /// Whether those enrolled on the last day so far are counted.
    pub latest: bool,
    /// The day on which one has to be enrolled.
    pub reference: CivilDate,
    /// Names of the open courses, any of which makes a person count.
    pub courses: Vec<String>,
    /// The table.
    pub table: Table,
    /// A file in CP932 was asked for and cannot be made.
    pub not_in_cp932: bool,
}

/// Loads 受診率.
#[server]
pub async fn load_rates(query: RatesQuery, cp932: bool) -> Result<RatesPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::staff::rates::page(&ctx, &query, cp932);
    crate::api::ambient::page(page.await)
}

//! 他で受けた健診の結果: the list and the decision.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::error::ApiError;
use crate::domain::date::CivilDate;

/// A result sent by a member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResultLine {
    /// Our number of it.
    pub id: i64,
    /// 氏名
    pub name: String,
    /// 記号-番号, the 番号 masked.
    pub number: String,
    /// 年度
    pub fiscal_year: i32,
    /// コース
    pub course: String,
    /// 受診日
    pub exam_on: CivilDate,
    /// Where, in the member's words.
    pub institution: String,
    /// Kind of the file.
    pub media_type: String,
    /// Its size in kilobytes, rounded up.
    pub kilobytes: i64,
    /// `sent`, `accepted`, `refused`.
    pub state: String,
    /// What the member reads of the decision.
    pub note: String,
    /// When it came, in Japan.
    pub sent: String,
    /// When it was decided, in Japan.
    pub decided: Option<String>,
    /// Whether a booking uses the same right of the same year.
    pub booked: bool,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// It was accepted.
    Accepted,
    /// It was refused.
    Refused,
    /// Somebody else had decided before.
    Before,
    /// A refusal says why.
    NoNote,
    /// The note is too long.
    NoteTooLong,
}

/// 他で受けた健診の結果
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResultsPage {
    /// Those that wait, oldest first.
    pub sent: Vec<ResultLine>,
    /// Those decided, latest first.
    pub decided: Vec<ResultLine>,
    /// Whether one may decide.
    pub may_work: bool,
    /// What became of the last decision, with the result's number.
    pub said: Option<(i64, Decided)>,
}

/// Loads the results.
#[server]
pub async fn load_results(said: bool) -> Result<ResultsPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::staff::results::page(&ctx, said).await)
}

/// Decides on a result.
#[server(endpoint = "staff/checkup/results/decide")]
pub async fn decide_result(
    #[server(default)] id: String,
    #[server(default)] decision: String,
    #[server(default)] note: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let decided = crate::server::checkup::staff::results::decide(&ctx, &id, &decision, &note);
    crate::api::ambient::answer(decided.await)
}

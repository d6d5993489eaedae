//! Rows of 医療費 without a person: whom they may be about, and the decision.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::error::ApiError,
    domain::{
        checkup::yen::Yen,
        date::CivilDate,
        expense::{alike::Likeness, batch::Why, category::Category, kind::Kind, month::Month},
        relationship::Relationship,
    },
};

/// Somebody a row may be about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Candidate {
    /// Our number of the person.
    pub id: i64,
    /// 氏名
    pub name: String,
    /// 氏名カナ
    pub kana: String,
    /// 記号-番号-枝番
    pub number: String,
    /// 続柄
    pub relationship: Relationship,
    /// 生年月日
    pub birth_date: CivilDate,
    /// 資格取得日
    pub acquired_on: CivilDate,
    /// 資格喪失日
    pub lost_on: Option<CivilDate>,
    /// In what the row and the person agree.
    pub likeness: Likeness,
}

/// A row without a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrphanLine {
    /// Our number of it.
    pub id: i64,
    /// Its place in the file's rows, from 1.
    pub place: i64,
    /// 記号-番号-枝番 as the file says.
    pub number: String,
    /// 受診者カナ
    pub kana: String,
    /// 生年月日
    pub birth_date: CivilDate,
    /// Why nobody is known.
    pub why: Why,
    /// 診療年月
    pub month: Month,
    /// 区分
    pub category: Category,
    /// 医療機関名
    pub institution: String,
    /// 医療費総額
    pub total: Yen,
    /// 取引区分
    pub kind: Kind,
    /// Whom it may be about, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrphanSaid {
    /// The row is the person's.
    Settled,
    /// The row is nobody's.
    Dismissed,
    /// Somebody else had decided before, or the batch was taken back.
    Before,
    /// The person is none of those the row may be about.
    NotLikely,
}

/// Rows without a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrphansPage {
    /// The batch.
    pub batch: i64,
    /// What it is called.
    pub label: String,
    /// Whether the rows can be decided on now.
    pub stands: bool,
    /// Those on this page.
    pub orphans: Vec<OrphanLine>,
    /// How many wait in all.
    pub waiting: i64,
    /// The page, from 1.
    pub page: u64,
    /// How many pages there are.
    pub pages: u64,
    /// What became of the last decision.
    pub said: Option<OrphanSaid>,
}

/// Loads the rows of a batch without a person.
#[server]
pub async fn load_expense_orphans(
    batch: String,
    page: u64,
    said: bool,
) -> Result<Option<OrphansPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::expense::staff::orphans::page(&ctx, &batch, page, said);
    crate::api::ambient::page_or_go(page.await)
}

/// Gives a row to somebody, or, without a person, puts it aside.
#[server(endpoint = "staff/expenses/orphan")]
pub async fn settle_expense_orphan(
    #[server(default)] id: String,
    #[server(default)] person: String,
    #[server(default)] page: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = page.parse().unwrap_or(1);
    let settled = crate::server::expense::staff::orphans::settle(&ctx, &id, &person, page);
    crate::api::ambient::answer(settled.await)
}

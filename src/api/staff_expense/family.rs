//! 家族の表示と不開示: a family found by its number, and what is decided about one of it.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::error::ApiError,
    domain::{
        date::CivilDate,
        expense::desk::{FamilyAct, HouseholdField, HouseholdForm},
        field::FieldErrors,
        relationship::Relationship,
    },
};

/// One of a family.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FamilyLine {
    /// Our number of the person.
    pub id: i64,
    /// 枝番; empty without.
    pub branch: String,
    /// 氏名
    pub name: String,
    /// 氏名カナ
    pub kana: String,
    /// 続柄
    pub relationship: Relationship,
    /// 生年月日
    pub birth_date: CivilDate,
    /// 資格取得日
    pub acquired_on: CivilDate,
    /// 資格喪失日
    pub lost_on: Option<CivilDate>,
    /// When the person read the notice on the family's view.
    pub notice_at: Option<String>,
    /// Since when the person is not shown to the family (家族に見せない).
    pub objected_at: Option<String>,
    /// Since when the person is 不開示.
    pub hidden_at: Option<String>,
}

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilySaid {
    /// Which act.
    pub act: FamilyAct,
    /// Whether it changed anything: it does not where it was so already.
    pub changed: bool,
}

/// 家族の表示と不開示
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FamilyPage {
    /// What was typed.
    pub form: HouseholdForm,
    /// What was wrong.
    pub errors: FieldErrors<HouseholdField>,
    /// The family; none before a search.
    pub found: Option<Vec<FamilyLine>>,
    /// What became of the last act.
    pub said: Option<FamilySaid>,
}

/// The page that says what an act does before it is done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FamilyActPage {
    /// Whom it is about.
    pub person: FamilyLine,
    /// Which act.
    pub act: FamilyAct,
    /// Whether it would change anything.
    pub fits: bool,
}

/// Loads the search, and with `said` the family that was searched for.
#[server]
pub async fn load_expense_family(said: bool) -> Result<FamilyPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::expense::staff::family::page(&ctx, said).await)
}

/// Loads the page before an act.
#[server]
pub async fn load_expense_family_act(
    person: String,
    act: String,
) -> Result<Option<FamilyActPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::expense::staff::family::act_page(&ctx, &person, &act);
    crate::api::ambient::page_or_go(page.await)
}

/// Looks for a family.
#[server(endpoint = "staff/expenses/find")]
pub async fn find_expense_family(#[server(default)] form: HouseholdForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::staff::family::find(&ctx, form).await)
}

/// Does what the page before it said.
#[server(endpoint = "staff/expenses/family")]
pub async fn act_on_expense_family(
    #[server(default)] person: String,
    #[server(default)] act: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::expense::staff::family::act(&ctx, &person, &act);
    crate::api::ambient::answer(done.await)
}

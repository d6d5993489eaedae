//! 医療費のお知らせ on the wire. No number of ours of a person is among it: people are known by their place in the list of those shown.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::domain::{
    date::CivilDate,
    expense::{
        amounts::Amounts, category::Category, month::Month, second_step::VerifyField,
        settle::Standing, statement::Sums,
    },
    field::FieldErrors,
};

/// The page of the second step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VerifyPage {
    /// Where the code goes (masked).
    pub address: String,
    /// How far it is.
    pub state: CodeState,
    /// Where the way leads afterwards.
    pub next: String,
    /// What was wrong.
    pub errors: FieldErrors<VerifyField>,
}

/// What became of the session's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeState {
    /// None was asked for.
    None,
    /// It is on its way.
    Sent {
        /// Until when it counts, in Japan's time.
        until: String,
    },
    /// It was mistyped too often.
    Spent,
    /// It is too old.
    Expired,
    /// None is sent yet, for the address is a new one.
    Held {
        /// From when on one is, in Japan's time.
        until: String,
    },
}

/// A calendar year of treatment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExpensesPage {
    /// The year shown.
    pub year: i32,
    /// Years to choose from, newest first; the one shown among them.
    pub years: Vec<i32>,
    /// Names of those shown, oneself first.
    pub people: Vec<String>,
    /// The one looked at alone, by the place in `people` from 1.
    pub person: Option<u16>,
    /// Months of the year that have rows, of which one can be chosen.
    pub months_with_rows: Vec<u8>,
    /// The month looked at alone.
    pub month: Option<u8>,
    /// The sums of the rows shown.
    pub sums: Sums,
    /// The rows shown by month, newest first.
    pub months: Vec<MonthShown>,
    /// Months of the year that the society has not published yet.
    pub missing: Vec<Gap>,
    /// Whether there are no rows of any year.
    pub nothing_yet: bool,
    /// Until when one can look whose 資格 has ended.
    pub open_until: Option<CivilDate>,
}

/// A month that has not been published yet.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// The month.
    pub month: Month,
    /// When it is usually published; nothing where it is late.
    pub expected: Option<Month>,
}

/// A month of treatment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MonthShown {
    /// The month.
    pub month: Month,
    /// The sums of its rows shown.
    pub sums: Sums,
    /// What each of the people shown has paid (窓口相当額 and own share of meals), in yen, in their order.
    pub paid: Vec<u64>,
    /// Its rows.
    pub rows: Vec<RowShown>,
}

/// A row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RowShown {
    /// 受診者
    pub name: String,
    /// 診療区分
    pub category: Category,
    /// 医療機関名; may be empty.
    pub institution: String,
    /// 日数・回数
    pub days: u16,
    /// The amounts.
    pub amounts: Amounts,
    /// What became of it.
    pub standing: Standing,
}

/// 家族の表示
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FamilyPage {
    /// Whether the family's rows are shown; nothing while that was not decided.
    pub shown: Option<bool>,
    /// Whether the person objects to being shown to the family.
    pub opted_out: bool,
}

/// The time to look is over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OverPage {
    /// The last day on which one could look.
    pub until: CivilDate,
}

/// Loads the second step, from which the way leads on to `next`.
#[server]
pub async fn load_expenses_verify(next: String) -> Result<Option<VerifyPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::expense::pages::verify::page(&ctx, &next).await)
}

/// Mails a code.
#[server(endpoint = "expenses/send-code")]
pub async fn send_expenses_code(#[server(default)] next: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::pages::verify::send(&ctx, &next).await)
}

/// Posts the code.
#[server(endpoint = "expenses/check-code")]
pub async fn check_expenses_code(
    #[server(default)] code: String,
    #[server(default)] next: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::expense::pages::verify::check(&ctx, &code, &next).await,
    )
}

/// Loads a year, as far as it was asked for; what cannot be is as if it had not been asked.
#[server]
pub async fn load_expenses(
    year: String,
    person: String,
    month: String,
) -> Result<Option<ExpensesPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(
        crate::server::expense::pages::year::page(&ctx, &year, &person, &month).await,
    )
}

/// Loads 家族の表示.
#[server]
pub async fn load_expenses_family() -> Result<FamilyPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::expense::family::page(&ctx).await)
}

/// Decides whether the family's rows are shown to oneself: `family`, or `own`.
#[server(endpoint = "expenses/family-view")]
pub async fn choose_family_view(#[server(default)] show: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::family::choose_view(&ctx, &show).await)
}

/// Decides whether one's own rows are shown to the family: `hide`, or `show`.
#[server(endpoint = "expenses/objection")]
pub async fn object_to_family(#[server(default)] own: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::family::object(&ctx, &own).await)
}

/// Loads until when one could look.
#[server]
pub async fn load_expenses_over() -> Result<Option<OverPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::expense::pages::over::page(&ctx).await)
}

//! 記号・番号の変更: two entries of the roster are said to be one person, or not to be.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::error::ApiError,
    domain::{
        expense::earlier::{EarlierAct, EarlierField, EarlierForm, Refused},
        field::FieldErrors,
    },
};

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierSaid {
    /// What was said.
    pub act: EarlierAct,
    /// Why it is not so; nothing where it is done.
    pub refused: Option<Refused>,
}

/// 記号・番号の変更
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EarlierPage {
    /// What was typed.
    pub form: EarlierForm,
    /// What was wrong.
    pub errors: FieldErrors<EarlierField>,
    /// What became of the last act.
    pub said: Option<EarlierSaid>,
}

/// Loads the form, and with `said` what became of it.
#[server]
pub async fn load_expense_earlier(said: bool) -> Result<EarlierPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::expense::staff::earlier::page(&ctx, said).await)
}

/// Says that the two are one person, or that they are not.
#[server(endpoint = "staff/expenses/earlier")]
pub async fn act_on_expense_earlier(
    #[server(default)] form: EarlierForm,
    #[server(default)] act: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::expense::staff::earlier::act(&ctx, form, &act);
    crate::api::ambient::answer(done.await)
}

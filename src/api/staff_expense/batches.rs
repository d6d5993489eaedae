//! Batches of 医療費: the list, one of them, what is done to it.

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
        expense::{
            batch::{BatchState, Refusal, Report},
            desk::{BatchAct, DayField, DayForm},
            month::Month,
        },
        field::FieldErrors,
    },
};

/// The largest file, in bytes.
pub const MAX_BYTES: u64 = 1_000_000_000;

/// A batch as the list shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BatchLine {
    /// Our number of it.
    pub id: i64,
    /// What whoever sent it called it.
    pub label: String,
    /// When it was sent, in Japan.
    pub made: String,
    /// Where it stands.
    pub state: BatchState,
    /// How far the work is: bytes of the file while it is checked, rows while it is loaded.
    pub done: i64,
    /// Of how many; once it is checked, the rows of the file.
    pub of: i64,
    /// 医療費総額 of its rows in yen, once it is checked.
    pub total: Option<u64>,
    /// The month most of its rows are about.
    pub through: Option<Month>,
    /// Rows without a person that wait.
    pub waiting: i64,
    /// The day it is published on by itself.
    pub publish_on: Option<CivilDate>,
    /// When it was published, in Japan.
    pub published: Option<String>,
    /// When it came to its end without being published, in Japan.
    pub ended: Option<String>,
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotTaken {
    /// No file was chosen, or an empty one.
    NoFile,
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
    /// The disk took no more.
    NoRoom,
}

/// The batches.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BatchesPage {
    /// The newest ones.
    pub batches: Vec<BatchLine>,
    /// Whether whoever looks may send files and see rows.
    pub may_work: bool,
    /// Why the last file was not taken.
    pub said: Option<NotTaken>,
    /// What waits.
    pub counts: Counts,
}

/// What waits for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows without a person.
    pub orphans: i64,
    /// Requests for paper.
    pub paper: i64,
    /// Batches that are checked or loaded and not published.
    pub unpublished: i64,
}

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is done, or has begun.
    Done,
    /// It was so already: a second click, or somebody was quicker.
    Already,
    /// It was refused.
    Refused(Refusal),
}

/// What became of the last act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchSaid {
    /// To which batch.
    pub id: i64,
    /// Which act.
    pub act: BatchAct,
    /// What became of it.
    pub outcome: Outcome,
}

/// A batch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BatchPage {
    /// As in the list.
    pub line: BatchLine,
    /// ログインID of whoever sent it; nothing for the command line.
    pub by: Option<String>,
    /// What is said of the file.
    pub report: Option<Report>,
    /// What was said of the one before.
    pub before: Option<Report>,
    /// Whether whoever looks may act.
    pub may_work: bool,
    /// Whether the page comes again by itself.
    pub refreshes: bool,
    /// The day as typed, or the next usual one.
    pub form: DayForm,
    /// What was wrong with it.
    pub errors: FieldErrors<DayField>,
    /// What became of the last act.
    pub said: Option<BatchSaid>,
}

/// The page that asks once more before a batch is taken back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UndoPage {
    /// As in the list.
    pub line: BatchLine,
    /// Whether it can be taken back.
    pub fits: bool,
}

/// Loads the batches.
#[server]
pub async fn load_expense_batches(said: bool) -> Result<BatchesPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::expense::staff::batches::page(&ctx, said).await)
}

/// Loads what waits; nothing for whoever may not know.
#[server]
pub async fn load_expense_counts() -> Result<Option<Counts>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::expense::staff::batches::counts(&ctx).await)
}

/// Loads a batch. While work on it goes on the page comes again by itself, unless it is `still`.
#[server]
pub async fn load_expense_batch(
    id: String,
    said: bool,
    still: bool,
) -> Result<Option<BatchPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::expense::staff::batch::page(&ctx, &id, said, still).await;
    let shown = crate::api::ambient::page_or_go(page)?;
    if shown.as_ref().is_some_and(|page| page.refreshes) {
        crate::api::ambient::comes_again();
    }
    Ok(shown)
}

/// Loads the page that asks once more.
#[server]
pub async fn load_expense_undo(id: String) -> Result<Option<UndoPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::expense::staff::batch::undo_page(&ctx, &id);
    crate::api::ambient::page_or_go(page.await)
}

/// Does something to a batch. `seen` is the state the page showed: what has moved on meanwhile is left alone.
#[server(endpoint = "staff/expenses/act")]
pub async fn act_on_expense_batch(
    #[server(default)] id: String,
    #[server(default)] act: String,
    #[server(default)] seen: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::expense::staff::batch::act(&ctx, &id, &act, &seen);
    crate::api::ambient::answer(done.await)
}

/// Sets the day a batch is published on.
#[server(endpoint = "staff/expenses/day")]
pub async fn set_expense_day(#[server(default)] form: DayForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::expense::staff::batch::set_day(&ctx, form).await)
}

//! URLs of the desk of 医療費のお知らせ at the console. They hold our numbers and codes, never personal data.

use super::STAFF_EXPENSES;
use crate::domain::expense::desk::FamilyAct;

/// 家族の表示と不開示
pub const STAFF_EXPENSES_FAMILY: &str = "/staff/expenses/family";
/// 家族の表示と不開示, with the family that was searched for.
pub const STAFF_EXPENSES_FAMILY_FOUND: &str = "/staff/expenses/family?said=1";
/// 記号・番号の変更
pub const STAFF_EXPENSES_EARLIER: &str = "/staff/expenses/earlier";
/// 記号・番号の変更, saying what became of what was done.
pub const STAFF_EXPENSES_EARLIER_SAID: &str = "/staff/expenses/earlier?said=1";
/// 紙の請求
pub const STAFF_EXPENSES_PAPER: &str = "/staff/expenses/paper";
/// 紙の請求, saying what became of what was done.
pub const STAFF_EXPENSES_PAPER_SAID: &str = "/staff/expenses/paper?said=1";
/// 紙の請求, saying that there was nothing to print.
pub const STAFF_EXPENSES_PAPER_EMPTY: &str = "/staff/expenses/paper?empty=1";
/// All open requests as one file.
pub const STAFF_EXPENSES_PAPER_FILE: &str = "/staff/expenses/paper.pdf";
/// Where a file of rows is sent to; no page.
pub const STAFF_EXPENSES_UPLOAD: &str = "/api/staff/expenses/upload";
/// The batches, saying what became of what was done.
pub const STAFF_EXPENSES_SAID: &str = "/staff/expenses?said=1";

/// The page that says what an act on somebody does, before it is done.
pub fn staff_expenses_act(person_id: i64, act: FamilyAct) -> String {
    format!("{STAFF_EXPENSES_FAMILY}/{person_id}/{}", act.code())
}

/// A batch.
pub fn staff_expenses_batch(id: i64) -> String {
    format!("{STAFF_EXPENSES}/{id}")
}

/// A batch, saying what became of what was done to it.
pub fn staff_expenses_batch_said(id: i64) -> String {
    format!("{STAFF_EXPENSES}/{id}?said=1")
}

/// A batch is to be taken back whole: the page that asks once more.
pub fn staff_expenses_undo(id: i64) -> String {
    format!("{STAFF_EXPENSES}/{id}/undo")
}

/// Rows of a batch without a person.
pub fn staff_expenses_orphans(id: i64) -> String {
    format!("{STAFF_EXPENSES}/{id}/orphans")
}

/// A page of them.
pub fn staff_expenses_orphans_page(id: i64, page: u64) -> String {
    format!("{STAFF_EXPENSES}/{id}/orphans?page={page}")
}

/// The same, saying what became of what was done.
pub fn staff_expenses_orphans_said(id: i64, page: u64) -> String {
    format!("{STAFF_EXPENSES}/{id}/orphans?page={page}&said=1")
}

/// One request for paper as a file.
pub fn staff_expenses_paper_file(id: i64) -> String {
    format!("{STAFF_EXPENSES_PAPER}/{id}/notice.pdf")
}

/// The route of [`staff_expenses_paper_file`].
pub fn staff_expenses_paper_file_route() -> String {
    format!("{STAFF_EXPENSES_PAPER}/{{id}}/notice.pdf")
}

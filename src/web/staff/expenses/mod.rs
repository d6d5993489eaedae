//! The desk of 医療費のお知らせ at the console: batches, rows without a person, paper, who of a family sees whom.
//!
//! May enter: controls, words, the door in `api::staff_expense`. Must not: decisions, islands.

mod batch;
mod batch_work;
mod batches;
mod earlier;
mod family;
mod family_act;
mod orphans;
mod paper;
mod parts;
mod report;
mod undo;

pub use batch::ExpenseBatchPage;
pub use batches::ExpenseBatchesPage;
pub use earlier::ExpenseEarlierPage;
pub use family::ExpenseFamilyPage;
pub use family_act::ExpenseFamilyActPage;
pub use orphans::ExpenseOrphansPage;
pub use paper::ExpensePaperPage;
pub use undo::ExpenseUndoPage;

//! The desk of 医療費のお知らせ at the console: batches, rows without a person, paper, who of a family sees whom.
//!
//! May enter: controls, words, the door in `api::staff_expense`. Must not: decisions, islands.

mod family;
mod family_act;
mod parts;

pub use family::ExpenseFamilyPage;
pub use family_act::ExpenseFamilyActPage;

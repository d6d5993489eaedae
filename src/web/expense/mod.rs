//! 医療費のお知らせ as members see it: the second step, a year, the family's view, the end.
//!
//! May enter: pages of this feature. Must not: who may see what (the server has decided by then), scripts.

mod family;
mod filter;
mod months;
mod over;
mod plot;
mod verify;
mod year;

pub use family::FamilyPage;
pub use over::OverPage;
pub use verify::ExpensesVerifyPage;
pub use year::ExpensesPage;

//! The only door between what people see and what the server does: server functions of a few lines, wire types, wire errors.
//!
//! May enter: `domain`, serde types, `#[server]` functions that say who, parse, do, where next. Must not: SQL, sentences, rules.

pub mod ambient;
pub mod checkup;
pub mod checkup_booking;
pub mod error;
pub mod expense;
pub mod expense_tax;
pub mod help;
pub mod mypage;
pub mod registration;
pub mod session;
pub mod staff;
pub mod staff_checkup;
pub mod staff_expense;
pub mod staff_rules;

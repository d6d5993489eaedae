//! Every sentence people read, by language and by feature. Views ask for words; nothing else holds Japanese.
//!
//! May enter: text and functions from codes to text. Must not: markup, decisions, the server.
//! Each feature has a `struct` of its sentences and one `static` per language, so that a missing translation does not compile.
//! What islands need (field errors, readings) is in functions of their own, so that WASM carries no other text.

pub mod booking_mail;
pub mod checkup;
pub mod contact;
pub mod date;
pub mod error;
pub mod expense;
pub mod expense_import;
pub mod expense_tax;
pub mod faq;
pub mod field;
pub mod help;
pub mod home;
pub mod mailbox;
pub mod mypage;
pub mod privacy;
pub mod registration;
pub mod session;
pub mod shell;
pub mod staff;
pub mod staff_checkup;
pub mod staff_expense;
pub mod staff_rules;
pub mod terms;
pub mod ui;

/// UI language. English and やさしい日本語 join here; views do not change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
}

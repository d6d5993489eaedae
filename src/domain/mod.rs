//! The rules of the field, pure and the same on both sides.
//!
//! May enter: std, serde. Must not: Leptos, the database, the clock, chance, the network.

pub mod birth_date;
pub mod business_day;
pub mod checkup;
pub mod code;
pub mod contact;
pub mod date;
pub mod eligibility;
pub mod email;
pub mod expense;
pub mod field;
pub mod fiscal_year;
pub mod form;
pub mod holiday;
pub mod insurer_number;
pub mod kana_name;
pub mod link;
pub mod login;
pub mod newsletter;
pub mod password;
pub mod password_reset;
pub mod pasted_card;
pub mod profile;
pub mod registration;
pub mod registration_steps;
pub mod relationship;
pub mod romaji;
pub mod staff;
pub mod symbol_number;
pub mod text;
pub mod throttle;
pub mod totp;
pub mod wareki;
pub mod weekday;
pub mod withdraw;

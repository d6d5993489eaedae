//! The rules of the field, pure and the same on both sides.
//!
//! May enter: std, serde. Must not: Leptos, the database, the clock, chance, the network.

pub mod birth_date;
pub mod code;
pub mod date;
pub mod email;
pub mod field;
pub mod kana_name;
pub mod link;
pub mod newsletter;
pub mod password;
pub mod romaji;
pub mod symbol_number;
pub mod text;
pub mod throttle;
pub mod wareki;

//! The rules of the field, pure and the same on both sides.
//!
//! May enter: std, serde. Must not: Leptos, the database, the clock, chance, the network.

pub mod code;
pub mod date;
pub mod field;
pub mod link;
pub mod newsletter;
pub mod password;
pub mod romaji;
pub mod text;
pub mod throttle;

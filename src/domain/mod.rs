//! The rules of the field, pure and the same on both sides.
//!
//! May enter: std, serde. Must not: Leptos, the database, the clock, chance, the network.

pub mod date;
pub mod newsletter;
pub mod password;

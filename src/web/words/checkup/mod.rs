//! Words of 受診ナビ.

pub mod day;
pub mod reason;
pub mod refusal;

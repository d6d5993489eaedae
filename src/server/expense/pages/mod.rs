//! What the pages of 医療費のお知らせ show.
//!
//! May enter: reading, and the code of the second step. Must not: rows that do not come from `seen`, sentences.

pub mod over;
pub mod verify;
pub mod year;

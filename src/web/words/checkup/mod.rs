//! Words of 受診ナビ.

pub mod booking;
pub mod course;
pub mod day;
pub mod deadline;
pub mod document;
pub mod find;
pub mod reason;
pub mod refusal;
pub mod result;
pub mod wish;

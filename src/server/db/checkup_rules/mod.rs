//! What staff decide for 受診ナビ: courses, institutions, prices, places, closed days, holidays, as they are read for editing and written.
//!
//! May enter: single statements; the use case puts them into one transaction with its line of the record. Must not: what a change means.
//!
//! Whatever changes prices, places or closed days of an institution also moves its `changed_at` ([`institution::touch`]): by it others
//! know that what they remember of it is old.

pub mod course;
pub mod day;
pub mod institution;
pub mod place;
pub mod place_batch;
pub mod place_limit;
pub mod price;

/// Rows of one statement.
const BATCH: usize = 2_000;

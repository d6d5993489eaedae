//! 医療費のお知らせ in the database: rows, batches, who may see whom, documents.
//!
//! May enter: SQL. Must not: who may see what (`domain::expense::household`; `server::expense::seen` asks it).

pub mod audience;
pub mod batch;
pub mod clear;
pub mod desk;
pub mod document;
pub mod earlier;
pub mod load;
mod load_postgres;
mod load_sqlite;
pub mod orphan;
mod pace;
pub mod paper;
pub mod people;
pub mod rows;
pub mod sharing;

pub use pace::Pace;

/// How many bits of a row's number are its place in its batch.
pub(super) const PLACE_BITS: u32 = 24;
/// Most rows of a batch.
pub const MOST_ROWS: i64 = (1 << PLACE_BITS) - 1;

/// The number of a batch's row; `place` is from 1 to [`MOST_ROWS`].
pub fn number(batch: i64, place: i64) -> i64 {
    (batch << PLACE_BITS) | place
}

//! The desk of 医療費のお知らせ on the wire: batches, rows without a person, paper, who of a family sees whom.

pub mod batches;
pub mod earlier;
pub mod family;
pub mod orphans;
pub mod paper;

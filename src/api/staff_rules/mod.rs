//! What staff decide for 受診ナビ, on the wire: courses, institutions, prices, places, closed days, holidays, files.

mod courses;
mod files;
mod holidays;
mod institutions;
mod places;

pub use courses::*;
pub use files::*;
pub use holidays::*;
pub use institutions::*;
pub use places::*;

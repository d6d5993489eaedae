//! Words of the desk of bookings at the console.

pub mod bookings;
pub mod daily;
mod names;
pub mod outcome;
pub mod overview;
pub mod proxy;
pub mod rates;
pub mod results;
pub mod waiting;

//! Words of the desk of bookings at the console.

pub mod bookings;
pub mod daily;
pub mod outcome;
pub mod overview;
pub mod proxy;
pub mod rates;
pub mod results;

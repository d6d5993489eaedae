//! What staff of 受診ナビ see and count. What shows people is answered as
//! [`Unseen`](super::staff_audit::Unseen), so that no look goes unrecorded.
//!
//! May enter: queries over bookings, places and people. Must not: deciding orders (the desk writes bookings).

pub mod bookings;
pub mod counts;
pub mod daily_list;
pub mod detail;
pub mod offers;
pub mod people;
pub mod rates;
pub mod results;
mod sql;
pub mod waiting;

//! The desk of the society's staff: seeing and working on bookings, booking by phone, handing lists out, counting.
//!
//! May enter: use cases that take a right from [`access`](crate::server::access). Must not: SQL, markup; deciding orders, which is
//! the desk's alone.

pub mod act;
mod ask;
pub mod booking;
pub mod bookings;
pub(in crate::server) mod csv;
pub mod daily;
pub mod daily_links;
pub mod export;
pub mod handed;
mod names;
pub mod overview;
pub mod proxy;
pub mod proxy_book;
mod proxy_choice;
pub mod rates;
pub mod results;
pub mod waiting;

pub use csv::File;

//! 受診ナビ: the use cases of bookings.
//!
//! May enter: what a member or staff ask, decided by the domain's rules over stored rows. Must not: SQL, sentences.

pub mod order;
pub mod staff;

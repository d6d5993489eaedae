//! 受診ナビ: the use cases of bookings.
//!
//! May enter: what a member or staff ask, decided by the domain's rules over stored rows. Must not: SQL, sentences.

pub mod cutoff;
pub mod decide;
pub mod demo;
pub mod desk;
pub mod holidays;
pub mod news;
pub mod offers;
pub mod order;
pub mod pages;
pub mod recorded;
pub mod rules;
pub mod scene;
pub mod staff;
pub mod task;
pub mod withdrawal;

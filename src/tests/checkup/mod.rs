//! 受診ナビ over real databases.

mod desk;
mod member;
mod member_courses;
mod member_results;
mod member_search;
mod member_world;
mod pdf_text;
mod staff_bookings;
pub mod world;

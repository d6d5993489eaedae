//! 受診ナビ over HTTP and against real databases.

mod beside;
mod chores;
mod damage;
mod demo;
mod demo_reasons;
mod desk;
mod full_days;
mod member;
mod member_bookings;
mod member_changes;
mod member_courses;
mod member_results;
mod member_search;
mod member_world;
mod model;
mod moves;
pub mod pdf_text;
mod queue;
mod recorded;
mod refusals;
mod staff_bookings;
mod staff_rules;
mod stampede;
mod withdrawal;
pub mod world;

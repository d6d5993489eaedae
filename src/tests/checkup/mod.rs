//! 受診ナビ over real databases.

mod chores;
mod demo;
mod desk;
mod member;
mod member_courses;
mod member_results;
mod member_search;
mod member_world;
mod model;
mod moves;
mod pdf_text;
mod queue;
mod refusals;
mod stampede;
pub mod world;

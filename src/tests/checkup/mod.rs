//! 受診ナビ over real databases.

mod chores;
mod demo;
mod desk;
mod model;
mod moves;
mod queue;
mod refusals;
mod stampede;
pub mod world;

//! 受診ナビ over real databases.

mod chores;
mod desk;
mod model;
mod moves;
mod queue;
mod refusals;
mod stampede;
pub mod world;

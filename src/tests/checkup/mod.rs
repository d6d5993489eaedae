//! 受診ナビ over real databases.

mod chores;
mod damage;
mod desk;
mod model;
mod moves;
mod queue;
mod refusals;
mod stampede;
pub mod world;

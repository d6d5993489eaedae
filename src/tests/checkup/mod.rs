//! 受診ナビ over real databases.

mod desk;
pub mod world;

//! Files of 医療費 rows: read, checked, put in, published, taken back, over both databases.

mod at_once;
mod file;
mod kill;
mod made;
mod news;
mod orphans;
mod steps;
pub mod world;

//! 適用台帳: reading a society's roster file, and making fictitious ones.
//!
//! May enter: bytes, cells, the domain's readers, one transaction. Must not: printing (the command line does), HTTP.
//! A file counts whole or not at all: one wrong cell and nothing changes.

pub mod column;
pub mod decode;
pub(super) mod dice;
pub mod encode;
pub mod error;
pub mod generate;
pub mod import;
mod names;
mod person;
pub(in crate::server) mod table;
#[cfg(test)]
mod tests;
pub mod write;

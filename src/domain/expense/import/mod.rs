//! Files of 医療費 rows: their columns, what a cell may hold, what can be wrong with a file.
//!
//! May enter: cells as text, and the rules that make a row of them. Must not: bytes, encodings, CSV, whom a row is about (the server
//! has the roster), sentences.

mod cell;
pub mod column;
pub mod fault;
pub mod line;

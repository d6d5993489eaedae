//! Documents people keep: tagged PDF with an embedded Japanese font, the same bytes for the same content.
//!
//! May enter: what a document says (`document`, `confirmation`), its sentences (`words`), how it is set on pages (`font`, `lines`,
//! `flow`, `set`) and written (`write`). Must not: the database, the clock (days come in), and 記号・番号 in any document.
//! Text may hold anything: what the font does not have comes out as 〓.

mod confirmation;
mod document;
mod expense_notice;
mod flow;
mod font;
mod lines;
mod set;
mod tables;
mod tags;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use confirmation::{CancelCost, Confirmation, Share, Site, confirmation};
pub use document::{Align, Block, Column, Document, Table};
pub use expense_notice::{ExpenseNotice, expense_notice, expense_notices};

//! 医療費控除: what of a calendar year goes into a notice for the tax return, what does not, and which receipts are still to be collected.
//!
//! May enter: rows that somebody may see, and the months published. Must not: who may see them (`household`), sentences, the clock.
//!
//! Sources: 所得税法 第120条第4項 (a 明細書 or the insurer's notice goes with the return), 所得税法施行規則 第47条の2 (the six items a
//! notice must hold), 国税庁 タックスアンサー No.1119 (what counts as one).

pub mod checklist;
pub mod file;
pub mod form;
pub mod notice;
pub mod paper;
pub mod year;

#[cfg(test)]
mod tests;

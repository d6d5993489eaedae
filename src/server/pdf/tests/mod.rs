//! Documents read back by a public reader.

mod confirmation;
mod expense_notice;
mod hostile;
mod pages;
mod read;

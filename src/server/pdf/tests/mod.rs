//! Documents read back by a public reader.

mod confirmation;
mod hostile;
mod pages;
mod read;

//! Tests over HTTP against real databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod controls;
pub mod db;
mod mail_delivery;
mod mail_texts;
mod mail_transport;
mod mailbox;
mod operator;
mod queries;
mod roster;
mod schema;
pub mod smtp;
mod style;

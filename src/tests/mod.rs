//! Tests over HTTP against real databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod mail_texts;
mod mail_transport;
pub mod smtp;
mod style;

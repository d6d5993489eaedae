//! Mails: what they say, their bytes, and the ways they leave.
//!
//! May enter: settings, keys, the outbox's rows. Must not: decisions about when a mail is due (use cases have them),
//! names, numbers and medical words in subjects and URLs.

pub mod address;
pub mod message;
pub mod read;
pub mod template;
pub mod transport;

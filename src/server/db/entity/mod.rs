//! The tables as types: columns and nothing else.
//!
//! May enter: one dense SeaORM entity per table. Must not: behaviour, queries, relations (foreign keys live in the migrations).

pub mod account;
pub mod consent;
pub mod email_change;
pub mod form_echo;
pub mod inquiry;
pub mod known_device;
pub mod newsletter_choice;
pub mod outbox;
pub mod password_reset;
pub mod person;
pub mod registration;
pub mod registration_code;
pub mod registration_draft;
pub mod session;
pub mod setting;
pub mod staff;
pub mod staff_audit;
pub mod staff_event;
pub mod staff_session;
pub mod throttle;

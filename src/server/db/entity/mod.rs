//! The tables as types: columns and nothing else.
//!
//! May enter: one dense SeaORM entity per table. Must not: behaviour, queries, relations (foreign keys live in the migrations).

pub mod account;
pub mod booking;
pub mod booking_event;
pub mod checkup_draft;
pub mod closed_day;
pub mod consent;
pub mod course;
pub mod daily_list;
pub mod email_change;
pub mod exam_result;
pub mod expense;
pub mod expense_batch;
pub mod expense_document;
pub mod expense_orphan;
pub mod expense_paper;
pub mod expense_sharing;
pub mod form_echo;
pub mod holiday;
pub mod inquiry;
pub mod institution;
pub mod known_device;
pub mod newsletter_choice;
pub mod outbox;
pub mod password_reset;
pub mod person;
pub mod person_earlier;
pub mod place;
pub mod place_option;
pub mod price;
pub mod registration;
pub mod registration_code;
pub mod registration_draft;
pub mod reminder_choice;
pub mod session;
pub mod session_code;
pub mod setting;
pub mod staff;
pub mod staff_audit;
pub mod staff_event;
pub mod staff_session;
pub mod throttle;
pub mod waitlist;

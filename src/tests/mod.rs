//! Tests over HTTP against real databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

pub mod app;
mod bad_input;
pub mod browser;
pub mod checkup;
pub mod clerk;
mod compression;
mod concurrency;
mod contact;
mod controls;
pub mod db;
mod expense_cases;
mod expense_import;
mod expense_pages;
pub mod expense_rows;
mod expense_secret;
mod expense_staff;
mod expense_tax;
pub mod expense_world;
mod folder;
mod login;
mod mail_delivery;
mod mail_texts;
mod mail_transport;
mod mailbox;
mod mypage;
mod operator;
pub mod people;
mod queries;
mod registration;
mod registration_corners;
mod reregistration;
mod reset;
mod rooms;
mod roster;
mod schema;
pub mod smtp;
mod staff;
mod staff_audit;
mod style;

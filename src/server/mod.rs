//! What only the server does: settings, database, keys, mail, HTTP and the use cases.
//!
//! May enter: everything native. Must not: markup and sentences (those are `web`'s; mails and documents
//! have their own), rules of the field (those are `domain`'s).
//! Use cases are one file per feature here at the top; their transactions open and close in them.

pub mod access;
pub mod audit;
pub mod background;
pub mod backup;
pub mod chance;
pub mod checkup;
pub mod cli;
pub mod clock;
pub mod ctx;
pub mod db;
pub mod demo;
pub mod doctor;
pub mod error;
pub mod expense;
pub mod gather;
pub mod help;
pub mod http;
pub mod ics;
pub mod jobs;
pub mod keys;
pub mod let_go;
pub mod link;
pub mod login;
pub mod looks;
pub mod mail;
pub mod member_code;
pub mod mypage;
pub mod open;
pub mod password_reset;
pub mod passwords;
pub mod pdf;
pub mod reason;
pub mod registration;
pub mod roster;
pub mod settings;
pub mod signature;
pub mod staff;
pub mod state;
pub mod totp;

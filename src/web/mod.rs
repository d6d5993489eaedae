//! What people see: pages, controls and words. Runs on both sides; in the browser only islands do.
//!
//! May enter: `domain`, `api`, Leptos. Must not: `server`, the environment, a sentence that is not in [`words`].

pub mod app;
pub mod checkup;
pub mod dom;
pub mod expense;
pub mod expense_tax;
pub mod frame;
pub mod help;
pub mod home;
pub mod load;
pub mod mailbox;
pub mod mypage;
pub mod page;
pub mod path;
pub mod problems;
pub mod registration;
pub mod session;
pub mod shell;
pub mod staff;
pub mod ui;
pub mod words;

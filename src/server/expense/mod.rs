//! 医療費のお知らせ: who may look, what they see, and what they take along.
//!
//! May enter: use cases of members and of the society. Must not: SQL, sentences. Every page, file and mail about rows gets them from
//! [`seen`] alone, which shows nothing of anybody that the household's rule does not show.

pub mod earlier;
pub mod family;
pub mod import;
pub mod pages;
pub mod publish;
pub mod second_step;
pub mod seen;
pub mod staff;
pub mod tax;

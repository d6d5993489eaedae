//! 受診ナビ: which examination a person may take, what it costs, and the life of a booking.
//!
//! May enter: the rules, as functions of what they depend on. A society's own rules are data
//! ([`course::Course`]); here is only what such data means. Must not: today (it comes in as an argument),
//! stored rows, sentences (a reason is a code with the numbers its sentence needs).

pub mod booking;
pub mod choice;
pub mod closed;
pub mod code;
pub mod contraindication;
pub mod course;
pub mod course_check;
pub mod course_form;
pub mod eligibility;
pub mod institution;
pub mod institution_form;
pub mod led;
pub mod next_year;
pub mod place_form;
pub mod prefecture;
pub mod price;
pub mod rate;
mod read;
pub mod reason;
pub mod reference;
pub mod refusal;
pub mod reminder;
pub mod result;
pub mod search;
pub mod staff_form;
pub mod wish;
pub mod yen;

//! What staff type at the desk of bookings: looking for bookings and people, answering, noting, handing lists out.
//!
//! May enter: forms and what they mean. Must not: who may do it, rows, sentences.

mod act;
mod filter;
mod find;
mod odd;
mod proxy;

pub use act::{Act, ActForm, Agreed, AnswerField, AnswerForm, BulkForm, NOTE_MAX, note, time};
pub use filter::{Filter, FilterField, FilterForm, NamePart, Sort, When};
pub use find::{Find, FindField, FindForm, HandedField};
pub use odd::{Oddity, oddities};
pub use proxy::ProxyForm;

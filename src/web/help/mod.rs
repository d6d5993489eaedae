//! よくある質問, 個人情報の扱い, 利用規約, お問い合わせ, and the pages for what went wrong.
//!
//! May enter: words, controls, the door in `api::help`. Must not: rules of the message (those are `domain::help`'s).

mod blocks;
mod contact;
mod failure;
mod faq;
mod offline;
mod reading;
mod search;

pub use blocks::Writer;
pub use contact::{ContactPage, ContactSentPage};
pub use failure::{Failure, NotFoundPage, failure_title};
pub use faq::FaqPage;
pub use offline::OfflinePage;
pub use reading::{PrivacyPage, TermsPage};

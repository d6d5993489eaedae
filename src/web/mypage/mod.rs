//! マイページ: what a signed-in person sees and changes.
//!
//! May enter: controls, words, the door in `api::mypage`. Must not: decisions (those are the server's).

mod email;
mod home;
mod profile;
mod withdraw;

pub use email::{EmailConfirmLink, EmailPage, EmailSentPage};
pub use home::{MypageHome, NewslettersPage};
pub use profile::{PasswordPage, ProfilePage};
pub use withdraw::{WithdrawPage, WithdrawnPage};

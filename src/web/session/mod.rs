//! ログイン, ログアウト, 再発行: the pages.
//!
//! May enter: controls, words, the door in `api::session`. Must not: decisions (those are the server's).

mod login;
mod reset;

pub use login::{LoggedOutPage, LoginPage, LogoutPage};
pub use reset::{ForgotPage, ResetDonePage, ResetLink, ResetSentPage};

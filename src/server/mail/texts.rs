//! The texts, one folder per mail, embedded at compile time.

/// Subject and bodies of one mail.
pub(super) struct Texts {
    /// 件名: no name, no number, no medical word.
    pub(super) subject: &'static str,
    /// Text part.
    pub(super) plain: &'static str,
    /// HTML part, without the frame.
    pub(super) html: &'static str,
    /// What becomes of an answer.
    pub(super) note: &'static str,
}

macro_rules! texts {
    ($folder:literal) => {
        Texts {
            subject: include_str!(concat!($folder, "/subject.txt")),
            plain: include_str!(concat!($folder, "/body.txt")),
            html: include_str!(concat!($folder, "/body.html")),
            note: NOTE,
        }
    };
}

/// Mails nobody reads an answer to.
const NOTE: &str = include_str!("layout/note.txt");
/// The frame around every text part.
pub(super) const PLAIN_FRAME: &str = include_str!("layout/body.txt");
/// The frame around every HTML part.
pub(super) const HTML_FRAME: &str = include_str!("layout/body.html");

pub(super) const REGISTRATION: Texts = texts!("registration");
pub(super) const APPROVAL: Texts = texts!("approval");
pub(super) const REGISTERED: Texts = texts!("registered");
pub(super) const OVERWRITTEN: Texts = texts!("overwritten");
pub(super) const PASSWORD_RESET: Texts = texts!("password_reset");
pub(super) const PASSWORD_CHANGED: Texts = texts!("password_changed");
pub(super) const EMAIL_CHANGE: Texts = texts!("email_change");
pub(super) const EMAIL_CHANGED: Texts = texts!("email_changed");
pub(super) const WITHDRAWN: Texts = texts!("withdrawn");
pub(super) const INQUIRY: Texts = Texts {
    note: include_str!("inquiry/note.txt"),
    ..texts!("inquiry")
};
pub(super) const INQUIRY_RECEIVED: Texts = texts!("inquiry_received");
/// How a moment is written, in chrono's signs.
pub(super) const MOMENT: &str = include_str!("layout/moment.txt");

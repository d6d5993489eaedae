//! The texts, one folder per mail, embedded at compile time.

use super::Mail;
use crate::server::checkup::news::BookingNews;

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
/// What the society says of a booking, with its heading, in plain text.
pub(super) const PLAIN_SAID: &str = include_str!("booking/said.txt");
/// The same in HTML.
pub(super) const HTML_SAID: &str = include_str!("booking/said.html");

/// The texts of a mail.
pub(super) fn of(mail: &Mail) -> Texts {
    match mail {
        Mail::Registration { .. } => texts!("registration"),
        Mail::Approval { .. } => texts!("approval"),
        Mail::Registered => texts!("registered"),
        Mail::Overwritten => texts!("overwritten"),
        Mail::PasswordReset { .. } => texts!("password_reset"),
        Mail::PasswordChanged => texts!("password_changed"),
        Mail::EmailChange { .. } => texts!("email_change"),
        Mail::EmailChanged => texts!("email_changed"),
        Mail::Withdrawn => texts!("withdrawn"),
        Mail::Inquiry { .. } => Texts {
            note: include_str!("inquiry/note.txt"),
            ..texts!("inquiry")
        },
        Mail::InquiryReceived { .. } => texts!("inquiry_received"),
        Mail::Booking { news, .. } => of_booking(*news),
        Mail::SessionCode { .. } => texts!("session_code"),
        Mail::PlaceOffer { .. } => texts!("booking/offer"),
        Mail::ExpensesPublished => texts!("expenses_published"),
        Mail::ResultDecided { accepted: true } => texts!("result/accepted"),
        Mail::ResultDecided { accepted: false } => texts!("result/refused"),
    }
}

fn of_booking(news: BookingNews) -> Texts {
    match news {
        BookingNews::Confirmed => texts!("booking/confirmed"),
        BookingNews::Applied => texts!("booking/applied"),
        BookingNews::MoveApplied => texts!("booking/move_applied"),
        BookingNews::Answered => texts!("booking/answered"),
        BookingNews::Declined => texts!("booking/declined"),
        BookingNews::Moved => texts!("booking/moved"),
        BookingNews::Cancelled => texts!("booking/cancelled"),
        BookingNews::CancelledBySociety => texts!("booking/cancelled_by_society"),
        BookingNews::CancelledLost => texts!("booking/cancelled_lost"),
        BookingNews::WeekBefore => texts!("booking/week_before"),
        BookingNews::DayBefore => texts!("booking/day_before"),
    }
}

/// How a moment is written, in chrono's signs.
pub(super) const MOMENT: &str = include_str!("layout/moment.txt");

//! What of a mail's text stands in another row than its own: a member's message, a booking, an offer.
//!
//! May enter: such rows in words, and their placeholders. Must not: reading them (`jobs::outbox`), sentences.

use super::{
    Mail,
    compose::{Unsendable, Values},
};
use crate::{
    domain::checkup::reference::reference,
    server::db::booking::news::Told,
    web::words::{Lang, booking_mail as words},
};

/// A member's message, for the mail that carries it.
#[derive(Clone, Debug)]
pub struct InquiryText {
    /// 種類, in words.
    pub topic: String,
    /// Where the answer goes.
    pub reply_to: String,
    /// The text.
    pub text: String,
}

/// A booking or an offer, for the mail that tells of it, in words.
#[derive(Clone, Debug)]
pub struct BookingText {
    /// 予約番号; empty for an offer, which has none yet.
    pub reference: String,
    /// The institution's name.
    pub institution: String,
    /// Its telephone number.
    pub phone: String,
    /// The day.
    pub day: String,
    /// The time.
    pub time: String,
    /// What the society says; may be empty.
    pub note: String,
}

/// What of a mail's text stands in another row.
#[derive(Clone, Copy, Debug)]
pub enum Carried<'a> {
    /// Nothing.
    Nothing,
    /// A member's message.
    Inquiry(&'a InquiryText),
    /// A booking or an offer.
    Booking(&'a BookingText),
}

impl From<Told> for BookingText {
    fn from(told: Told) -> Self {
        let reference = told.booking.map(|(year, id)| reference(year, id));
        Self {
            reference: reference.unwrap_or_default(),
            institution: told.institution,
            phone: told.phone,
            day: words::day(Lang::Ja, told.exam_on),
            time: words::time(Lang::Ja, told.starts),
            note: told.note,
        }
    }
}

/// The placeholders of what a mail has to carry.
///
/// # Errors
/// When it does not carry it.
pub(super) fn values(mail: &Mail, carried: Carried<'_>) -> Result<Values, Unsendable> {
    match (mail, carried) {
        (Mail::Inquiry { .. }, Carried::Inquiry(inquiry)) => Ok(vec![
            ("topic", inquiry.topic.clone()),
            ("reply_to", inquiry.reply_to.clone()),
            ("text", inquiry.text.clone()),
        ]),
        (Mail::Inquiry { .. }, _) => Err(Unsendable::Inquiry),
        (Mail::Booking { .. } | Mail::PlaceOffer { .. }, Carried::Booking(booking)) => Ok(vec![
            ("reference", booking.reference.clone()),
            ("institution", booking.institution.clone()),
            ("institution_phone", booking.phone.clone()),
            ("day", booking.day.clone()),
            ("time", booking.time.clone()),
            ("said", booking.note.clone()),
        ]),
        (Mail::Booking { .. } | Mail::PlaceOffer { .. }, _) => Err(Unsendable::Booking),
        _ => Ok(Vec::new()),
    }
}

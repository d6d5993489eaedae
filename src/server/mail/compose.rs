//! From an outbox row to the parcel that leaves: texts filled, tokens made, bytes written.

use std::sync::Arc;

use super::{
    Mail,
    address::WireAddress,
    carried::{self, Carried},
    message::Message,
    template::{Format, Unfilled, Value, fill},
    texts::{self, Texts},
    transport::Parcel,
};
use crate::{
    domain::link::Purpose,
    server::{
        clock::{HOUR, MINUTE, Millis, japan},
        keys::Keys,
        link::Seed,
        settings::Settings,
    },
    web::path,
};

/// A row of the outbox, as far as its text needs it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The row's id.
    pub id: i64,
    /// Address it goes to.
    pub recipient: &'a str,
    /// When it was written.
    pub created_at: Millis,
}

/// Why a mail can never be sent: it would fail the same way again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// The row is no mail of ours.
    Row,
    /// The recipient cannot stand in an envelope.
    Recipient,
    /// The answer's address cannot stand in a header.
    ReplyTo,
    /// The message it carries is gone.
    Inquiry,
    /// The booking it tells of is gone.
    Booking,
    /// A text has a hole.
    Text,
}

impl From<Unfilled> for Unsendable {
    fn from(_: Unfilled) -> Self {
        Self::Text
    }
}

impl Unsendable {
    /// For the row's record and the log.
    pub fn text(self) -> &'static str {
        match self {
            Self::Row => "not sent: unreadable row",
            Self::Recipient => "not sent: recipient cannot be written in an envelope",
            Self::ReplyTo => "not sent: address for answers cannot be written in a header",
            Self::Inquiry => "not sent: the message is gone",
            Self::Booking => "not sent: the booking is gone",
            Self::Text => "not sent: text incomplete",
        }
    }
}

/// Writes mails.
#[derive(Clone)]
pub struct Composer {
    settings: Arc<Settings>,
    keys: Keys,
    from: WireAddress,
}

/// A mail's own values: placeholder and text.
pub(super) type Values = Vec<(&'static str, String)>;

impl Composer {
    /// A composer for this society.
    ///
    /// # Errors
    /// A sentence that names the setting when the sender's address cannot be used.
    pub fn new(settings: Arc<Settings>, keys: Keys) -> Result<Self, String> {
        let from = WireAddress::new(&settings.mail.from)
            .ok_or("[mail] の from は差出人に使えないメールアドレスです。")?;
        Ok(Self {
            settings,
            keys,
            from,
        })
    }

    /// Writes the mail of a row, with what it carries.
    ///
    /// # Errors
    /// When it can never be sent.
    pub fn compose(
        &self,
        row: Row<'_>,
        mail: &Mail,
        carried: Carried<'_>,
    ) -> Result<Parcel, Unsendable> {
        let to = WireAddress::new(row.recipient).ok_or(Unsendable::Recipient)?;
        let texts = texts::of(mail);
        let own = self.values(row, mail, carried)?;
        let reply_to = match carried {
            Carried::Inquiry(inquiry) => {
                Some(WireAddress::new(&inquiry.reply_to).ok_or(Unsendable::ReplyTo)?)
            }
            Carried::Nothing | Carried::Booking(_) => None,
        };
        let digest = self
            .keys
            .digest("message-id", &format!("{}.{}", row.id, row.created_at));
        let message = Message {
            from_name: self.settings.society.name.clone(),
            from: self.from.clone(),
            to: to.clone(),
            reply_to,
            text: self.framed(Format::Plain, &texts, &own)?,
            html: self.framed(Format::Html, &texts, &own)?,
            subject: texts.subject.trim().to_owned(),
            at: row.created_at,
            // not the row's number: by its gaps one mail would tell of others
            id: digest[..32].to_owned(),
        };
        Ok(Parcel {
            id: row.id,
            from: self.from.clone(),
            to,
            bytes: message.bytes(),
        })
    }

    /// One body inside its frame.
    fn framed(&self, format: Format, texts: &Texts, own: &Values) -> Result<String, Unfilled> {
        let (body, frame, said) = match format {
            Format::Plain => (texts.plain, texts::PLAIN_FRAME, texts::PLAIN_SAID),
            Format::Html => (texts.html, texts::HTML_FRAME, texts::HTML_SAID),
        };
        let society = &self.settings.society;
        let contact_url = self.url(path::CONTACT);
        // a heading stands only over something that was said
        let is_said = own
            .iter()
            .any(|(name, text)| *name == "said" && !text.trim().is_empty());
        let mut own: Vec<(&str, Value<'_>)> = own
            .iter()
            .map(|(name, text)| (*name, Value::Text(text)))
            .collect();
        let said = match is_said {
            true => fill(said, format, &own)?,
            false => String::new(),
        };
        own.push(("said_block", Value::Filled(&said)));
        let content = fill(body.trim_end(), format, &own)?;
        fill(
            frame,
            format,
            &[
                ("subject", Value::Text(texts.subject.trim())),
                ("content", Value::Filled(&content)),
                ("accent", Value::Text(&society.accent)),
                ("society", Value::Text(&society.name)),
                ("phone", Value::Text(&society.phone)),
                ("phone_hours", Value::Text(&society.phone_hours)),
                ("contact_url", Value::Text(&contact_url)),
                ("note", Value::Text(texts.note.trim())),
            ],
        )
    }

    /// Everything that may stand in this mail; a text takes what it names.
    fn values(
        &self,
        row: Row<'_>,
        mail: &Mail,
        carried: Carried<'_>,
    ) -> Result<Values, Unsendable> {
        let mut values = vec![
            ("at", moment(row.created_at)),
            ("login_url", self.url(path::LOGIN)),
            ("forgot_url", self.url(path::PASSWORD_FORGOT)),
            ("register_url", self.url(path::REGISTER)),
            ("checkup_url", self.url(path::CHECKUP)),
            ("bookings_url", self.url(path::CHECKUP_BOOKINGS)),
            ("waiting_url", self.url(path::CHECKUP_WAITING)),
            ("results_url", self.url(path::CHECKUP_RESULTS)),
        ];
        if let Some(link) = link(mail) {
            let token = self.keys.token(link.purpose, link.seed);
            let code = self.keys.confirm_code(link.purpose, link.seed);
            let lifetime = link.purpose.lifetime_ms();
            values.extend([
                ("url", self.url(&path::with_token(link.prefix, &token))),
                ("code", code.as_str().to_owned()),
                ("expires", moment(link.expires_at)),
                ("hours", (lifetime / HOUR).to_string()),
                ("minutes", (lifetime / MINUTE).to_string()),
            ]);
        }
        if let Mail::Inquiry { id } | Mail::InquiryReceived { id } = mail {
            values.push(("number", id.to_string()));
        }
        values.extend(carried::values(mail, carried)?);
        match mail {
            Mail::PlaceOffer { expires_at, .. } => values.push(("expires", moment(*expires_at))),
            Mail::SessionCode { seed, expires_at } => {
                values.extend(self.session_code(seed, *expires_at));
            }
            _ => {}
        }
        Ok(values)
    }

    /// The code of the second step, which has no link.
    fn session_code(&self, seed: &Seed, expires_at: Millis) -> Values {
        let purpose = Purpose::SecondStep;
        let code = self.keys.confirm_code(purpose, seed);
        vec![
            ("code", code.as_str().to_owned()),
            ("expires", moment(expires_at)),
            ("minutes", (purpose.lifetime_ms() / MINUTE).to_string()),
        ]
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.public_url)
    }
}

/// The link a mail carries.
struct Link<'a> {
    purpose: Purpose,
    prefix: &'static str,
    seed: &'a Seed,
    expires_at: Millis,
}

/// The link a mail carries, where it carries one.
fn link(mail: &Mail) -> Option<Link<'_>> {
    let (purpose, prefix, seed, expires_at) = match mail {
        Mail::Registration { seed, expires_at } => (
            Purpose::Registration,
            path::REGISTER_COMPLETE,
            seed,
            *expires_at,
        ),
        Mail::Approval { seed, expires_at } => {
            (Purpose::Approval, path::REGISTER_APPROVE, seed, *expires_at)
        }
        Mail::PasswordReset { seed, expires_at } => (
            Purpose::PasswordReset,
            path::PASSWORD_RESET,
            seed,
            *expires_at,
        ),
        Mail::EmailChange { seed, expires_at } => {
            (Purpose::EmailChange, path::EMAIL_CONFIRM, seed, *expires_at)
        }
        _ => return None,
    };
    Some(Link {
        purpose,
        prefix,
        seed,
        expires_at,
    })
}

/// A moment as people in Japan write it.
fn moment(at: Millis) -> String {
    japan(at).format(texts::MOMENT.trim_end()).to_string()
}

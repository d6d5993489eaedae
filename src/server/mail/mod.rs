//! Mails: what they say, their bytes, and the ways they leave.
//!
//! May enter: settings, keys, the outbox's rows. Must not: decisions about when a mail is due (use cases have them),
//! names, numbers and medical words in subjects and URLs.
//!
//! A use case writes a mail into the outbox with [`Mail::enqueue`], in the same transaction as the mail's cause. The worker in
//! [`crate::server::jobs`] renders it when it is sent: only then do tokens and codes exist, made from the stored seed.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    checkup::news::BookingNews,
    clock::Millis,
    db::{self, ConnectionTrait, outbox},
    link::Seed,
};
use crate::domain::email::Email;

pub mod address;
pub mod carried;
pub mod compose;
pub mod message;
pub mod read;
pub mod template;
mod texts;
pub mod transport;

/// A mail by its cause, with what its text needs. Kept in the outbox as `kind` and `params`; it holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    content = "params",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Mail {
    /// 「マイページ登録手続き」: link and code that complete a registration.
    Registration {
        /// Seed of the link.
        #[serde(with = "stored_seed")]
        seed: Seed,
        /// When the link ends.
        expires_at: Millis,
    },
    /// To the address registered so far: 承認 or 拒否 of a registration with another address.
    Approval {
        /// Seed of the link.
        #[serde(with = "stored_seed")]
        seed: Seed,
        /// When the link ends.
        expires_at: Millis,
    },
    /// A first registration is complete.
    Registered,
    /// A registration anew is complete: the password is another.
    Overwritten,
    /// 再発行: link that sets a new password.
    PasswordReset {
        /// Seed of the link.
        #[serde(with = "stored_seed")]
        seed: Seed,
        /// When the link ends.
        expires_at: Millis,
    },
    /// The password was changed.
    PasswordChanged,
    /// To a new address: link that confirms it.
    EmailChange {
        /// Seed of the link.
        #[serde(with = "stored_seed")]
        seed: Seed,
        /// When the link ends.
        expires_at: Millis,
    },
    /// To the old address: it is no longer the registered one.
    EmailChanged,
    /// 退会 is complete.
    Withdrawn,
    /// To the society: somebody's message, which is in the table `inquiry`.
    Inquiry {
        /// The message's number.
        id: i64,
    },
    /// To whoever wrote a message. Its text is not repeated: the address is unproven, and nobody shall send texts of his
    /// own to others through the society.
    InquiryReceived {
        /// The message's number.
        id: i64,
    },
    /// News about a booking. The day and the place are read from its row when the mail is sent.
    Booking {
        /// Which news.
        news: BookingNews,
        /// The booking's number.
        id: i64,
    },
    /// A place is kept for somebody on a waiting list.
    PlaceOffer {
        /// The wait's number.
        id: i64,
        /// Until when it is kept.
        expires_at: Millis,
    },
    /// New rows of 医療費のお知らせ are there. Not even that is said: the mail names the page to sign in at, and nothing else.
    ExpensesPublished,
    /// 「確認コードのお知らせ」: the code of the second step. What it opens is not named.
    SessionCode {
        /// What the code is made from.
        #[serde(with = "stored_seed")]
        seed: Seed,
        /// When the code ends.
        expires_at: Millis,
    },
    /// A result of an examination taken elsewhere was decided on. Not even what was sent is named: the reason stands on the page.
    ResultDecided {
        /// Whether it counts.
        accepted: bool,
    },
}

/// What a mail belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Links {
    /// The account whose erasure takes the mail along.
    pub account_id: Option<i64>,
    /// The registration whose page shows the mail's fate.
    pub registration_id: Option<i64>,
}

impl Mail {
    /// Writes the mail into the outbox and answers the row's id. After the commit ring [`crate::server::jobs::Bell`].
    ///
    /// # Errors
    /// The database's own.
    pub async fn enqueue<C: ConnectionTrait>(
        &self,
        c: &C,
        recipient: &Email,
        links: Links,
        now: Millis,
    ) -> db::Result<i64> {
        let (kind, params) = self.stored();
        outbox::enqueue(
            c,
            &outbox::NewMail {
                kind,
                recipient: recipient.as_str().to_owned(),
                params,
                account_id: links.account_id,
                registration_id: links.registration_id,
            },
            now,
        )
        .await
    }

    /// As the outbox keeps it: kind and parameters.
    pub fn stored(&self) -> (String, Value) {
        let mut value = serde_json::to_value(self).expect("a mail is plain data");
        let params = value.get_mut("params").map_or(Value::Null, Value::take);
        let kind = value["kind"].as_str().unwrap_or_default().to_owned();
        (kind, params)
    }

    /// A mail as it was stored; `None` if this is none of ours.
    pub fn from_stored(kind: &str, params: &Value) -> Option<Self> {
        let value = if params.is_null() {
            json!({ "kind": kind })
        } else {
            json!({ "kind": kind, "params": params })
        };
        serde_json::from_value(value).ok()
    }

    /// When the mail has become useless, because the link or code in it has ended.
    pub fn expires_at(&self) -> Option<Millis> {
        match self {
            Self::Registration { expires_at, .. }
            | Self::Approval { expires_at, .. }
            | Self::PasswordReset { expires_at, .. }
            | Self::EmailChange { expires_at, .. }
            | Self::SessionCode { expires_at, .. }
            | Self::PlaceOffer { expires_at, .. } => Some(*expires_at),
            _ => None,
        }
    }

    /// The message of a member this mail is about.
    pub fn inquiry_id(&self) -> Option<i64> {
        match self {
            Self::Inquiry { id } => Some(*id),
            _ => None,
        }
    }
}

/// A seed as its 22 characters.
mod stored_seed {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::server::link::Seed;

    pub(super) fn serialize<S: Serializer>(seed: &Seed, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(seed.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Seed, D::Error> {
        let text = String::deserialize(from)?;
        Seed::from_stored(&text).ok_or_else(|| D::Error::custom("no seed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::chance::Chance;

    #[test]
    fn a_mail_survives_the_outbox() {
        let seed = Seed::random(&Chance::seeded(1));
        for mail in [
            Mail::Registration {
                seed: seed.clone(),
                expires_at: 5,
            },
            Mail::Registered,
            Mail::Inquiry { id: 7 },
        ] {
            let (kind, params) = mail.stored();
            assert_eq!(Mail::from_stored(&kind, &params), Some(mail));
        }
        let (kind, params) = Mail::Overwritten.stored();
        assert_eq!((kind.as_str(), params), ("overwritten", Value::Null));
    }

    #[test]
    fn what_was_never_stored_is_none() {
        assert_eq!(Mail::from_stored("registration", &Value::Null), None);
        assert_eq!(
            Mail::from_stored("registration", &json!({"seed": "x", "expires_at": 1})),
            None
        );
        assert_eq!(Mail::from_stored("lottery", &Value::Null), None);
    }
}

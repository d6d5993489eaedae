//! Ways a mail leaves: SMTP, a folder of files, or (in tests) memory.
//!
//! May enter: bytes, wire addresses, the settings that choose a way. Must not: what a mail means, the database.

use std::fmt;

use super::address::WireAddress;
use crate::server::settings::Settings;

mod config;
mod file;
mod reply;
mod smtp;
mod tls;

pub use config::{Login, Patience, Security, SmtpConfig, SmtpConfigError};
pub use file::{Folder, MAIL_FOLDER, WRITTEN};
pub use reply::Reply;
pub use smtp::Smtp;

/// One mail, ready to leave.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The outbox row's id.
    pub id: i64,
    /// Envelope sender.
    pub from: WireAddress,
    /// Envelope recipient.
    pub to: WireAddress,
    /// The message.
    pub bytes: Vec<u8>,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The other side has taken responsibility.
    Accepted(Reply),
    /// The other side will never take it.
    Refused(Reply),
    /// It may be taken later.
    Later(Reply),
}

/// Where mails go.
pub enum Transport {
    /// To a mail server.
    Smtp(Box<Smtp>),
    /// To files in the data folder.
    File(Folder),
    /// To a list that tests read.
    #[cfg(test)]
    Memory(Memory),
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Smtp(_) => "Transport::Smtp",
            Self::File(_) => "Transport::File",
            #[cfg(test)]
            Self::Memory(_) => "Transport::Memory",
        })
    }
}

impl Transport {
    /// SMTP as `SMTP_URL` says, or files in the data folder without it.
    ///
    /// # Errors
    /// A sentence that names `SMTP_URL`.
    pub fn from_settings(settings: &Settings) -> Result<Self, SmtpConfigError> {
        match &settings.smtp_url {
            Some(url) => Ok(Self::Smtp(Box::new(Smtp::new(SmtpConfig::parse(url)?)?))),
            None => Ok(Self::File(Folder::new(&settings.data_dir))),
        }
    }

    /// Hands one mail over.
    pub async fn send(&self, parcel: &Parcel) -> Delivery {
        match self {
            Self::Smtp(smtp) => smtp.send(parcel).await,
            Self::File(folder) => folder.send(parcel).await,
            #[cfg(test)]
            Self::Memory(memory) => memory.send(parcel),
        }
    }

    /// Says goodbye to connections that wait for work.
    pub async fn close(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.close().await;
        }
    }
}

/// Mails kept for tests, newest last.
#[cfg(test)]
#[derive(Clone, Debug, Default)]
pub struct Memory(std::sync::Arc<std::sync::Mutex<Vec<Parcel>>>);

#[cfg(test)]
impl Memory {
    fn send(&self, parcel: &Parcel) -> Delivery {
        self.0.lock().unwrap().push(parcel.clone());
        Delivery::Accepted(Reply::new(Some(250), "ok"))
    }

    /// Takes what has been sent so far.
    pub fn take(&self) -> Vec<Parcel> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

//! What a use case may fail with. Field errors are not here: they are answers, kept for the form and shown in place.

use super::db;
use crate::domain::staff::Gate;

/// Why a use case could not answer.
#[derive(Debug)]
pub enum Error {
    /// Nobody is signed in.
    SignedOut,
    /// Who is signed in has to show a code by mail first: medical data is not behind a password alone.
    SecondStep,
    /// There is nothing for this person here; that page says why.
    Elsewhere(&'static str),
    /// Nobody of the staff is signed in to the end; this is what is still to be done.
    Staff(Gate),
    /// The role of whoever of the staff asks has no right to this.
    Forbidden,
    /// More to do than this node can at the moment.
    Busy,
    /// The database failed.
    Database(db::Error),
}

/// What use cases return.
pub type Result<T> = std::result::Result<T, Error>;

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        if error.is_busy() {
            Self::Busy
        } else {
            Self::Database(error)
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        db::Error::from(error).into()
    }
}

impl From<super::passwords::Busy> for Error {
    fn from(_: super::passwords::Busy) -> Self {
        Self::Busy
    }
}

//! What may go wrong on the wire. Never text of the inside, never input.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a server function did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// Nobody is signed in, or the session has ended.
    SignedOut,
    /// The role has no right to this.
    Forbidden,
    /// The server is busy; try again after the given time.
    Busy,
    /// What was sent could not be read.
    Unreadable,
    /// Something unexpected, logged on the server.
    Internal,
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SignedOut => "signed out",
            Self::Forbidden => "forbidden",
            Self::Busy => "busy",
            Self::Unreadable => "unreadable",
            Self::Internal => "internal",
        })
    }
}

impl std::error::Error for ApiError {}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Unreadable,
            _ => Self::Internal,
        }
    }
}

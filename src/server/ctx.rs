//! What a use case gets: the process's state and who is asking.

use std::ops::Deref;

use super::state::AppState;

/// The asking browser, as the HTTP layer read it.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Digest of the visitor cookie, once the browser has one (it gets one with its first POST).
    pub visitor: Option<String>,
    /// Digest of the session cookie's token, if it carries one; not yet looked up.
    pub session: Option<String>,
    /// The client's network: an IPv4 address, or an IPv6 /64.
    pub network: String,
}

/// One request's view of the world.
#[derive(Clone)]
pub struct Ctx {
    /// The process.
    pub state: AppState,
    /// Who asks.
    pub visit: Visit,
}

impl Deref for Ctx {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.state
    }
}

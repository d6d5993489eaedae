//! What a use case gets: the process's state and who is asking; and what it answers: where to go next.

use std::{ops::Deref, sync::Arc};

use axum::http::HeaderValue;

use super::{
    clock::Millis,
    db,
    error::{Error, Result},
    http::session::VISIT_AGE,
    link::{plain_token, token_digest},
    state::AppState,
};

/// The asking browser, as the HTTP layer read it.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Digest of the visitor cookie, once the browser has one (it gets one with its first POST).
    pub visitor: Option<String>,
    /// Digest of the session cookie's token, if it carries one; not yet looked up.
    pub session: Option<String>,
    /// Digest of the staff cookie's token, if it carries one; not yet looked up.
    pub staff: Option<String>,
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

/// A signed-in person: holding one is the right to act for the account.
#[derive(Clone)]
pub struct Member {
    /// The account.
    pub account: db::account::Account,
    /// The person, as the roster says.
    pub person: Arc<db::person::Person>,
    /// Digest of the session's token.
    pub session: String,
    /// When the person last showed the code of a mail in this session.
    pub proven_at: Option<Millis>,
}

/// What a page shows, or where it sends the browser because there is nothing to show.
#[derive(Clone, Debug)]
pub enum Page<T> {
    /// Show this.
    Show(T),
    /// Go there instead.
    Go(String),
    /// There is nothing like this, or it is not this person's.
    Missing,
}

/// Where a form leads, and the cookies it sets on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Path of the next page.
    pub to: String,
    /// `Set-Cookie` values.
    pub cookies: Vec<HeaderValue>,
    /// Whether the browser should forget what it cached (after leaving).
    pub forget: bool,
}

impl Next {
    /// To `path`.
    pub fn to(path: impl Into<String>) -> Self {
        Self {
            to: path.into(),
            cookies: Vec::new(),
            forget: false,
        }
    }

    /// Also sets these cookies.
    #[must_use]
    pub fn with(mut self, cookies: impl IntoIterator<Item = HeaderValue>) -> Self {
        self.cookies.extend(cookies);
        self
    }
}

impl Ctx {
    /// The browser's visitor digest, and the cookie to set if it has none yet.
    pub fn visitor(&self) -> (String, Option<HeaderValue>) {
        if let Some(visitor) = &self.visit.visitor {
            return (visitor.clone(), None);
        }
        let token = plain_token(&self.chance);
        let cookie = self
            .cookies
            .set(self.cookies.visit(), &token, Some(VISIT_AGE));
        (token_digest(&token), Some(cookie))
    }

    /// Who is signed in, if anybody.
    ///
    /// # Errors
    /// The database's own.
    pub async fn member(&self) -> Result<Option<Member>> {
        let Some(digest) = &self.visit.session else {
            return Ok(None);
        };
        let now = self.clock.now();
        let Some(known) = self.looks.sessions.ask(digest.clone()).await? else {
            return Ok(None);
        };
        let session = known.session;
        if session.touch_due(now) {
            db::session::touch(self.db.writer(), digest, now).await?;
        }
        Ok(Some(Member {
            account: known.account,
            person: known.person,
            session: digest.clone(),
            proven_at: session.proven_at,
        }))
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Error::SignedOut`] when nobody is.
    pub async fn signed_in(&self) -> Result<Member> {
        self.member().await?.ok_or(Error::SignedOut)
    }

    /// The name under which a counter of `kind` for `value` is kept: keyed, so that the table tells nobody's address.
    pub fn counter(&self, kind: &str, value: &str) -> String {
        let digest = self.keys.digest(kind, value);
        [kind, ":", &digest].concat()
    }
}

//! What the whole process shares.

use std::{ops::Deref, sync::Arc};

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tokio_util::task::TaskTracker;

use super::{
    chance::Chance,
    checkup::{desk::Desk, offers::Offers},
    clock::Clock,
    db::{self, Db, account::Account, checkup_draft::Draft, place::Place, session::Session},
    gather::Gather,
    http::session::CookieNames,
    jobs::Bell,
    keys::Keys,
    passwords::Hasher,
    settings::Settings,
};
use crate::web::page::{Assets, Society};

/// A handle on what all requests and jobs share. Every layer and route holds clones and makes more for each request, so a clone
/// is one counter, however much there is to share.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

impl AppState {
    /// Of what has been opened.
    pub fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Finds who is signed in, inside the runtime it is to run on.
pub fn sessions(db: &Db, clock: &Clock) -> Gather<String, (Session, Account)> {
    let (db, clock) = (db.clone(), clock.clone());
    Gather::open(move |digests: Vec<String>| {
        let (db, now) = (db.clone(), clock.now());
        async move { db::session::find(db.reader(), &digests, now).await }
    })
}

/// Finds half-made choices, inside the runtime it is to run on.
pub fn choices(db: &Db, clock: &Clock) -> Gather<(i64, i64), (Draft, Option<Place>)> {
    let (db, clock) = (db.clone(), clock.clone());
    Gather::open(move |asked: Vec<(i64, i64)>| {
        let (db, now) = (db.clone(), clock.now());
        async move { db::checkup_draft::load_with_places(db.reader(), &asked, now).await }
    })
}

/// What is shared.
pub struct Shared {
    /// The society's settings.
    pub settings: Arc<Settings>,
    /// The society's public face, for pages.
    pub society: Arc<Society>,
    /// Names and attributes of cookies on this site.
    pub cookies: CookieNames,
    /// The database.
    pub db: Db,
    /// The secret key and what is made from it.
    pub keys: Keys,
    /// What offers which course, for the search.
    pub offers: Offers,
    /// The hashing threads.
    pub hasher: Hasher,
    /// Who is signed in, by the digest of the session's token.
    pub sessions: Gather<String, (Session, Account)>,
    /// The half-made choice of a person, with the places of a number.
    pub choices: Gather<(i64, i64), (Draft, Option<Place>)>,
    /// Wakes the outbox.
    pub bell: Bell,
    /// 予約の窓口: the one way bookings change.
    pub desk: Desk,
    /// Work that goes on after the answer; a stopping node waits for it.
    pub tasks: TaskTracker,
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
    /// The build's hashed files.
    pub assets: Arc<Assets>,
    /// `/sw.js` of this build.
    pub service_worker: Arc<str>,
    /// What Leptos needs.
    pub leptos: LeptosOptions,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

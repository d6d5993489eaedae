//! What the whole process shares.

use std::{ops::Deref, sync::Arc};

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tokio_util::task::TaskTracker;

use super::{
    chance::Chance,
    checkup::{desk::Desk, offers::Offers},
    clock::Clock,
    db::Db,
    expense::{import::Imports, tax::xml::SignedXml},
    http::session::CookieNames,
    jobs::Bell,
    keys::Keys,
    looks::Looks,
    passwords::Hasher,
    settings::Settings,
};
use crate::web::page::{Assets, Kept, Society};

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
    /// What nearly every page of a member looks up.
    pub looks: Looks,
    /// Wakes the outbox.
    pub bell: Bell,
    /// 予約の窓口: the one way bookings change.
    pub desk: Desk,
    /// 医療費: files that are read in.
    pub imports: Imports,
    /// 医療費通知 as signed XML, where the society has loaded what it takes.
    pub signed_xml: Option<Arc<SignedXml>>,
    /// Work that goes on after the answer; a stopping node waits for it.
    pub tasks: TaskTracker,
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
    /// The build's hashed files.
    pub assets: Arc<Assets>,
    /// Parts of pages that are rendered once.
    pub kept: Arc<Kept>,
    /// `/sw.js` of this build.
    pub service_worker: Arc<str>,
    /// What Leptos needs.
    pub leptos: LeptosOptions,
}

impl Shared {
    /// Whoever signs 医療費通知, while the certificate holds.
    pub fn signing(&self) -> Option<&Arc<SignedXml>> {
        let now = self.clock.now();
        self.signed_xml.as_ref().filter(|xml| xml.is_valid(now))
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

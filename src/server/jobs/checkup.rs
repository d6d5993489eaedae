//! Chores of 受診ナビ: holds and offers that run out, 資格 that end, reminders.
//!
//! May enter: when to look, and handing what is found to the desk. Must not: what becomes of it (the desk decides it anew).

use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::Bell;
use crate::server::{
    checkup::{
        desk::Desk,
        order::{Actor, Order},
        task::Chore,
    },
    clock::{Clock, DAY, HOUR, Millis, japan},
    db::{
        self, Db,
        booking::due::{self, Due, Reminder},
    },
    error::Result,
    state::AppState,
};

use chrono::Timelike;

/// How often holds and offers are looked at.
const EVERY: Duration = Duration::from_secs(3);
/// Everything else is looked at every so many times.
const RARELY: u32 = 20;
/// Hours of the day in Japan at which reminders go out.
const HOURS: std::ops::Range<u32> = 8..21;

/// Whoever does the chores of a node; cheap to clone.
#[derive(Clone)]
pub struct Tender {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The desk, which places move through.
    pub desk: Desk,
    /// Wakes the outbox.
    pub bell: Bell,
}

impl Tender {
    /// The node's.
    pub fn of(state: &AppState) -> Self {
        Self {
            db: state.db.clone(),
            clock: state.clock.clone(),
            desk: state.desk.clone(),
            bell: state.bell.clone(),
        }
    }

    /// Looks every few seconds until `stop` is cancelled.
    pub async fn run(self, stop: CancellationToken) {
        let mut looks: u32 = 0;
        while !stop.is_cancelled() {
            self.holds_and_offers().await;
            if looks.is_multiple_of(RARELY) {
                self.rarely().await;
            }
            looks = looks.wrapping_add(1);
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    /// Holds and offers whose time is over.
    pub async fn holds_and_offers(&self) {
        let found = due::chores(self.db.reader(), self.clock.now()).await;
        self.tend("holds and offers", found).await;
    }

    /// Free places that people wait for, 資格 that end, reminders.
    pub async fn rarely(&self) {
        let today = self.clock.today();
        let found = due::unserved(self.db.reader(), today).await;
        self.tend("free places", found).await;
        match due::lost(self.db.reader(), today).await {
            Ok(bookings) => {
                self.hand_in(bookings, |desk, booking_id| async move {
                    let lost = Order::Cancel {
                        booking_id,
                        person_id: None,
                        actor: Actor::System,
                        note: String::new(),
                    };
                    desk.ask(lost).await.map(|_| ())
                })
                .await;
            }
            Err(error) => tracing::warn!(%error, "bookings without 資格 cannot be read"),
        }
        self.reminders().await;
    }

    async fn tend(&self, what: &str, found: db::Result<Vec<Chore>>) {
        match found {
            Ok(chores) => {
                self.hand_in(chores, |desk, chore| async move {
                    desk.tend(chore).await.map(|_| ())
                })
                .await;
            }
            Err(error) => tracing::warn!(%error, what, "what is due cannot be read"),
        }
    }

    /// Hands everything in at once, so that the desk can do it in one go. What fails is found again by the next look.
    async fn hand_in<T, F>(&self, found: Vec<T>, ask: impl Fn(Desk, T) -> F)
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        let mut asked: JoinSet<Result<()>> = JoinSet::new();
        for one in found {
            asked.spawn(ask(self.desk.clone(), one));
        }
        while let Some(answer) = asked.join_next().await {
            if let Ok(Err(error)) = answer {
                tracing::warn!(?error, "a chore is left for later");
            }
        }
    }

    /// Reminders, during the day.
    pub async fn reminders(&self) {
        let now = self.clock.now();
        if !HOURS.contains(&japan(now).hour()) {
            return;
        }
        for reminder in Reminder::ALL {
            let settled = match reminder {
                Reminder::Week => now - DAY,
                Reminder::Day => now - 6 * HOUR,
            };
            let today = self.clock.today();
            match due::reminders(self.db.reader(), reminder, today, settled).await {
                Ok(all) => self.remind(reminder, all, now).await,
                Err(error) => tracing::warn!(%error, "reminders cannot be read"),
            }
        }
    }

    async fn remind(&self, reminder: Reminder, all: Vec<Due>, now: Millis) {
        for due in all {
            match self.remind_one(reminder, &due, now).await {
                Ok(true) => self.bell.ring(),
                Ok(false) => {}
                Err(error) => tracing::warn!(booking = due.id, %error, "not reminded"),
            }
        }
    }

    /// The mark and the mail in one transaction: of two nodes one sends it.
    async fn remind_one(&self, reminder: Reminder, due: &Due, now: Millis) -> db::Result<bool> {
        let txn = self.db.begin().await?;
        let done = due::remind(&txn, due, reminder, now).await?;
        txn.commit().await?;
        Ok(done)
    }
}

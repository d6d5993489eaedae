//! Work that waits for nobody: delivery of the outbox, the chores of bookings, and the sweep of what has expired.
//!
//! May enter: the database's queues, mail. Must not: decisions a use case makes.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Notify, task::JoinSet};
use tokio_util::sync::CancellationToken;

use super::state::AppState;

pub mod checkup;
pub mod expense;
pub mod outbox;
pub mod sweep;

/// Wakes this node's outbox worker. Ring it after the commit of a transaction that enqueued a mail; a mail nobody rang for,
/// such as another node's, is found by the worker's next look.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    /// There is a new mail.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    async fn rung(&self) {
        self.0.notified().await;
    }
}

/// The jobs of a node, running.
#[derive(Debug)]
pub struct Jobs {
    tasks: JoinSet<()>,
    stop: CancellationToken,
}

impl Jobs {
    /// Starts them. They end when `stop` is cancelled, each after the piece of work it is at.
    pub fn start(
        worker: outbox::Worker,
        tender: checkup::Tender,
        state: &AppState,
        stop: &CancellationToken,
    ) -> Self {
        let stop = stop.child_token();
        let mut tasks = JoinSet::new();
        tasks.spawn(worker.run(stop.clone()));
        let (db, clock) = (tender.db.clone(), tender.clock.clone());
        tasks.spawn(sweep::run(db, clock, stop.clone()));
        tasks.spawn(tender.run(stop.clone()));
        tasks.spawn(expense::run(state.clone(), stop.clone()));
        Self { tasks, stop }
    }

    /// Stops them and waits until they have ended, at most `patience`; what is unfinished then is taken over from
    /// its lease by whoever runs next.
    pub async fn finish(mut self, patience: Duration) {
        self.stop.cancel();
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(patience, ended).await.is_err() {
            tracing::warn!("a job did not end in time");
        }
    }
}

//! Chores of 医療費のお知らせ: batches whose day has come, checked files nobody loads, and what killed imports left behind.
//!
//! May enter: when to look. Must not: what is done then (`server::expense`).

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::{
    domain::expense::batch::KEPT_DAYS,
    server::{
        clock::DAY,
        db::{self, expense::batch, staff_event},
        error::Error,
        expense::{
            import::{self, leftover},
            publish,
        },
        state::AppState,
    },
};

/// How often.
const EVERY: Duration = Duration::from_secs(20);

/// Looks at the start and every so often until `stop` is cancelled.
pub async fn run(state: AppState, stop: CancellationToken) {
    while !stop.is_cancelled() {
        tend(&state).await;
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// One look. What fails is found again by the next.
pub async fn tend(state: &AppState) {
    if let Err(error) = leftover::clean(state).await {
        tracing::warn!(%error, "what imports left behind is still there");
    }
    if let Err(error) = unwanted(state).await {
        tracing::warn!(?error, "a checked file that nobody loads is still there");
    }
    if let Err(error) = due(state).await {
        tracing::warn!(?error, "a batch whose day has come is not published yet");
    }
}

/// Discards checked files that have waited [`KEPT_DAYS`]. Staff see it among the events.
async fn unwanted(state: &AppState) -> Result<(), Error> {
    let now = state.clock.now();
    let found: db::Result<Vec<i64>> =
        batch::unwanted(state.db.reader(), now - KEPT_DAYS * DAY).await;
    for id in found? {
        // somebody else may have loaded it, or discarded it
        if import::discard(state, id).await?.is_ok() {
            let detail = format!("batch={id}");
            let writer = state.db.writer();
            staff_event::record(writer, "expense-discarded", None, &detail, now).await?;
        }
    }
    Ok(())
}

/// Publishes what is due. Of two nodes one does it.
async fn due(state: &AppState) -> Result<(), Error> {
    let found: db::Result<Vec<i64>> = batch::due(state.db.reader(), state.clock.today()).await;
    for id in found? {
        // somebody else may have published it, or taken it back
        let _ = publish::publish_now(state, id).await?;
    }
    Ok(())
}

//! Taking in a file of rows: sent, checked, loaded or discarded.
//!
//! May enter: the order of the steps, and who may be at it. Must not: SQL, sentences. Checking and loading go on after the answer, in tasks
//! a stopping node waits for; what a killed node left behind is found by its lease ([`crate::server::jobs::expense`]).

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::{
    domain::expense::batch::{BatchState, Refusal},
    server::{
        clock::{MINUTE, Millis},
        db::{self, expense::batch},
        error::{Error, Result},
        state::AppState,
    },
};

pub mod spool;

pub use spool::Spooled;

/// How long whoever works on a batch has it without a sign of life.
pub const LEASE: Millis = MINUTE;

/// What a node's imports share.
#[derive(Clone, Debug)]
pub struct Imports {
    /// Cancelled when the node stops.
    pub stop: CancellationToken,
    /// One file is read at a time: memory and a processor are bounded.
    turn: Arc<Semaphore>,
}

impl Default for Imports {
    fn default() -> Self {
        Self {
            stop: CancellationToken::new(),
            turn: Arc::new(Semaphore::new(1)),
        }
    }
}

/// Takes a file that was sent and begins to check it. Answers the batch's number.
///
/// # Errors
/// The database's own, or when the file cannot be kept.
pub async fn receive(
    state: &AppState,
    file: Spooled,
    label: &str,
    staff_id: Option<i64>,
) -> Result<i64> {
    let bytes = file.bytes().map_err(|_| unkept())?;
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let now = state.clock.now();
    let writer = state.db.writer();
    let id = batch::open(writer, label, staff_id, bytes, now, now + LEASE).await?;
    if file.hand_over(&state.settings.data_dir, id).is_err() {
        batch::end(writer, id, &[BatchState::Checking], BatchState::Failed, now).await?;
        return Err(unkept());
    }
    state.tasks.spawn(check(state.clone(), id));
    Ok(id)
}

fn unkept() -> Error {
    Error::Database(db::Error::broken("a file that was sent in cannot be kept"))
}

/// Begins to load a checked batch.
///
/// # Errors
/// The database's own.
pub async fn load(state: &AppState, id: i64) -> Result<std::result::Result<(), Refusal>> {
    if !spool::of_batch(&state.settings.data_dir, id).exists() {
        return Ok(Err(Refusal::FileGone));
    }
    let until = state.clock.now() + LEASE;
    if let Err(refusal) = batch::begin_load(state.db.writer(), id, until).await? {
        return Ok(Err(refusal));
    }
    state.tasks.spawn(work(state.clone(), id));
    Ok(Ok(()))
}

/// Throws a checked batch and its file away.
///
/// # Errors
/// The database's own.
pub async fn discard(state: &AppState, id: i64) -> Result<std::result::Result<(), Refusal>> {
    let (from, to) = (&[BatchState::Checked], BatchState::Undone);
    if !batch::end(state.db.writer(), id, from, to, state.clock.now()).await? {
        return Ok(Err(Refusal::OtherState));
    }
    spool::remove(&spool::of_batch(&state.settings.data_dir, id));
    Ok(Ok(()))
}

async fn check(_state: AppState, _id: i64) {}

async fn work(_state: AppState, _id: i64) {}

//! Taking in a file of rows: sent, checked, loaded or discarded.
//!
//! May enter: the order of the steps, and who may be at it. Must not: SQL, sentences. Checking and loading go on after the answer, in tasks
//! a stopping node waits for; what a killed node left behind is found by its lease ([`crate::server::jobs::expense`]).

use std::{path::Path, sync::Arc, time::Duration};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

use self::work::{Broken, Examined, Worker};
use crate::{
    api::staff_expense::batches::MAX_BYTES,
    domain::expense::batch::{BatchState, Refusal, Report},
    server::{
        clock::{MINUTE, Millis},
        db::{self, Db, expense::batch},
        error::{Error, Result},
        expense::publish,
        state::AppState,
    },
};

pub mod decode;
pub mod examine;
pub mod generate;
pub mod leftover;
pub mod line;
pub mod people;
pub mod records;
mod rows;
pub mod spool;
pub mod table;
pub mod work;

pub use spool::Spooled;

/// How long whoever works on a batch has it without a sign of life.
pub const LEASE: Millis = MINUTE;

/// How often a sign of life is given.
const SIGN: Duration = Duration::from_secs(2);

/// What a node's imports share.
#[derive(Clone, Debug)]
pub struct Imports {
    /// Cancelled when the node stops.
    pub stop: CancellationToken,
    /// The largest file that is taken, in bytes.
    pub most: u64,
    /// One file is read at a time: memory and processors are bounded.
    turn: Arc<Semaphore>,
}

impl Default for Imports {
    fn default() -> Self {
        Self::taking(MAX_BYTES)
    }
}

impl Imports {
    /// Of a node that takes files of so many bytes at most.
    pub fn taking(most: u64) -> Self {
        Self {
            most,
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
        let batch = batch::by_id(state.db.reader(), id).await?;
        let waits = batch.is_some_and(|batch| batch.state == BatchState::Checked);
        return Ok(Err(match waits {
            true => Refusal::FileGone,
            false => Refusal::OtherState,
        }));
    }
    let until = state.clock.now() + LEASE;
    if let Err(refusal) = batch::begin_load(state.db.writer(), id, until).await? {
        return Ok(Err(refusal));
    }
    state.tasks.spawn(put_in(state.clone(), id));
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

fn worker(state: &AppState) -> Worker {
    Worker::new(&state.db, &state.clock, &state.imports.stop)
}

/// Checks a batch's file, and keeps what was found.
async fn check(state: AppState, id: i64) {
    let path = spool::of_batch(&state.settings.data_dir, id);
    let examined = match state.imports.wait(&state, id, BatchState::Checking).await {
        Ok(turn) => {
            let examined = worker(&state).examine(&path, Some(id)).await;
            drop(turn);
            examined
        }
        Err(broken) => Err(broken),
    };
    let kept = match examined {
        Ok(found) => keep(&state.db, id, &found, state.clock.now()).await,
        Err(broken) => Err(broken),
    };
    match kept {
        Ok(true) => {}
        Ok(false) => spool::remove(&path),
        Err(broken) => {
            fail(&state.db, id, &broken, state.clock.now()).await;
            spool::remove(&path);
        }
    }
}

/// Keeps what was found in a batch's file. Answers whether it can be loaded.
async fn keep(
    db: &Db,
    id: i64,
    found: &Examined,
    now: Millis,
) -> std::result::Result<bool, Broken> {
    match batch::checked(db.writer(), id, &found.digest, &found.report, now).await? {
        true => Ok(found.report.faults.none()),
        false => Err(Broken::Lost),
    }
}

impl Imports {
    /// Waits for the turn to read a file; a batch is held meanwhile.
    async fn wait(
        &self,
        state: &AppState,
        id: i64,
        stands: BatchState,
    ) -> std::result::Result<OwnedSemaphorePermit, Broken> {
        let mut turn = std::pin::pin!(self.turn.clone().acquire_owned());
        loop {
            tokio::select! {
                turn = &mut turn => return turn.map_err(|_| Broken::Stopped),
                () = self.stop.cancelled() => return Err(Broken::Stopped),
                () = tokio::time::sleep(SIGN) => {}
            }
            let until = state.clock.now() + LEASE;
            let writer = state.db.writer();
            if !batch::renew(writer, id, stands, None, until).await? {
                return Err(Broken::Lost);
            }
        }
    }
}

/// Puts a batch's rows in.
async fn put_in(state: AppState, id: i64) {
    let path = spool::of_batch(&state.settings.data_dir, id);
    let loaded = match state.imports.wait(&state, id, BatchState::Loading).await {
        Ok(_turn) => match checked(&state.db, id).await {
            Ok(checked) => worker(&state).load(&path, id, &checked).await,
            Err(broken) => Err(broken),
        },
        Err(broken) => Err(broken),
    };
    if let Err(broken) = loaded {
        let stopped = matches!(broken, Broken::Stopped);
        fail(&state.db, id, &broken, state.clock.now()).await;
        // a node that stops has no time for it: the next one finds what is left
        if !stopped {
            publish::clear(&state.db, id).await;
        }
    }
    spool::remove(&path);
}

/// What a batch's file was found to be.
async fn checked(db: &Db, id: i64) -> std::result::Result<Examined, Broken> {
    let digest = batch::digest(db.reader(), id).await?;
    let batch = batch::by_id(db.reader(), id).await?;
    match (digest, batch.and_then(|batch| batch.report)) {
        (Some(digest), Some(report)) => Ok(Examined { report, digest }),
        _ => Err(Broken::Lost),
    }
}

/// What came of a file that was checked and put in at once.
#[derive(Debug)]
pub enum Taken {
    /// All its rows are in, under this batch.
    Loaded(i64, Report),
    /// It has faults, and nothing of it is in.
    Faulty(Report),
    /// It was not begun.
    Refused(Refusal),
}

/// Takes in a file without a node, in a new batch; nothing is left of it where that does not succeed.
///
/// # Errors
/// When it broke off.
pub async fn take_in(
    worker: &Worker,
    file: &Path,
    label: &str,
) -> std::result::Result<Taken, Broken> {
    let (db, now) = (&worker.db, worker.clock.now());
    let bytes = file.metadata()?.len();
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let id = batch::open(db.writer(), label, None, bytes, now, now + LEASE).await?;
    let taken = match worker.take_in(file, id).await {
        Ok(Ok(report)) if report.faults.none() => return Ok(Taken::Loaded(id, report)),
        Ok(Ok(report)) => Ok(Taken::Faulty(report)),
        Ok(Err(refusal)) => {
            let (from, to) = (&[BatchState::Checking], BatchState::Undone);
            batch::end(db.writer(), id, from, to, worker.clock.now()).await?;
            return Ok(Taken::Refused(refusal));
        }
        Err(broken) => {
            fail(db, id, &broken, worker.clock.now()).await;
            Err(broken)
        }
    };
    publish::clear(db, id).await;
    taken
}

/// Notes that the work on a batch broke off; its rows are nobody's now, and somebody clears them.
async fn fail(db: &Db, id: i64, broken: &Broken, now: Millis) {
    match broken {
        Broken::Stopped | Broken::Lost => {
            tracing::warn!(batch = id, ?broken, "an import broke off")
        }
        broken => tracing::error!(batch = id, ?broken, "an import broke off"),
    }
    let from = [BatchState::Checking, BatchState::Loading];
    if let Err(error) = batch::end(db.writer(), id, &from, BatchState::Failed, now).await {
        tracing::warn!(batch = id, %error, "an import that broke off is left to its lease");
    }
}

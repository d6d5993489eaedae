//! 予約の窓口: the one writer of bookings on a node. Orders wait in a short queue; what has gathered is decided and written in one
//! transaction, and everybody is answered after its commit.
//!
//! May enter: queueing, transactions, what becomes of one that fails. Must not: rules (`decide`), SQL.
//!
//! Nodes do not know of each other: each locks the rows a batch is about, in the same order, before it reads them.

use std::{io, sync::Arc, thread, time::Duration};

use tokio::{
    runtime::{Builder, Handle},
    sync::{mpsc, oneshot},
    task::JoinHandle,
};
use tokio_util::{
    sync::CancellationToken,
    task::{AbortOnDropHandle, TaskTracker},
};

use super::{
    decide::{Moment, decide},
    order::{Answer, Order, Record},
    recorded,
    task::{Chore, Named, Task},
};
use crate::{
    domain::checkup::{booking::State, refusal::Refusal},
    server::{
        clock::Clock,
        db::{
            self, Db, booking,
            checkup_draft::{self, After},
        },
        error::{Error, Result},
        jobs::Bell,
    },
};

/// How many orders wait; the next one is told to come back.
const QUEUE: usize = 4_096;
/// Most orders in one transaction.
const BATCH: usize = 256;
/// After so many orders in a row that found the database busy, the rest of a batch is told so without trying.
const BUSY_ENOUGH: usize = 3;

/// A handle on the desk; cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    queue: mpsc::Sender<Call>,
    stop: CancellationToken,
    tasks: TaskTracker,
    writer: tokio::task::AbortHandle,
}

/// What the desk works with.
#[derive(Clone)]
struct Means {
    db: Db,
    clock: Clock,
    bell: Bell,
}

#[derive(Debug)]
struct Call {
    work: Work,
    answer: oneshot::Sender<Result<Answer>>,
}

/// A task, and what becomes of the person's draft once it is done, in the same transaction.
#[derive(Clone, Debug)]
struct Work {
    task: Task,
    after: Option<After>,
}

impl Desk {
    /// Opens the desk of a node, inside the runtime that answers people. On PostgreSQL it works on a thread of its own: its statements follow
    /// each other, and what a busy runtime does between an answer of the database and the next statement would be added to each of them.
    /// SQLite's driver has a thread already, and one more to hand over to costs more than it gives.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn open(db: Db, clock: Clock, bell: Bell) -> io::Result<Self> {
        match db.is_postgres() {
            true => Self::open_apart(db, clock, bell),
            false => Ok(Self::open_here(db, clock, bell)),
        }
    }

    /// Opens one on a thread of its own.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn open_apart(db: Db, clock: Clock, bell: Bell) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (desk, work) = Self::made(db.clone(), clock, bell, runtime.handle());
        let until_closed = desk.tasks.token();
        let at_work = async move {
            // killed or done, it ends
            let _ = work.await;
            if let Err(error) = db.close_desk().await {
                tracing::warn!(%error, "the desk's connections did not close cleanly");
            }
            drop(until_closed);
        };
        thread::Builder::new()
            .name("desk".to_owned())
            .spawn(move || runtime.block_on(at_work))?;
        Ok(desk)
    }

    /// Opens one inside the runtime this is called in.
    pub fn open_here(db: Db, clock: Clock, bell: Bell) -> Self {
        Self::made(db, clock, bell, &Handle::current()).0
    }

    /// A desk that works on a runtime, and its work to wait for.
    fn made(db: Db, clock: Clock, bell: Bell, on: &Handle) -> (Self, JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let means = Means { db, clock, bell };
        let work = tasks.spawn_on(work(means, waiting, stop.clone()), on);
        let desk = Self {
            queue,
            stop,
            tasks,
            writer: work.abort_handle(),
        };
        (desk, work)
    }

    /// Asks something of the desk, and waits until it is durable. Who goes away meanwhile does not undo it.
    ///
    /// # Errors
    /// [`Error::Busy`] when too much waits already, or the node stops; the database's own. It may have been done all the same: ask
    /// again with the same key.
    pub async fn ask(&self, order: Order) -> Result<Answer> {
        self.hand_in(Task::Order(order), None).await
    }

    /// Asks something a person's draft was made for. Where it is done, the draft becomes what `after` says, with it or not at all.
    ///
    /// # Errors
    /// As [`Desk::ask`].
    pub async fn ask_and_leave(&self, order: Order, after: After) -> Result<Answer> {
        self.hand_in(Task::Order(order), Some(after)).await
    }

    /// Asks something for one of the staff; it stands in the record with what became of it, or not at all where nothing did.
    ///
    /// # Errors
    /// As [`Desk::ask`].
    pub async fn ask_recorded(&self, order: Order, record: Record) -> Result<Answer> {
        self.hand_in(Task::Recorded(order, record), None).await
    }

    /// Has a chore done.
    ///
    /// # Errors
    /// As [`Desk::ask`].
    pub async fn tend(&self, chore: Chore) -> Result<Answer> {
        self.hand_in(Task::Chore(chore), None).await
    }

    async fn hand_in(&self, task: Task, after: Option<After>) -> Result<Answer> {
        let (answer, answered) = oneshot::channel();
        let work = Work { task, after };
        let call = Call { work, answer };
        self.queue.try_send(call).map_err(|_| Error::Busy)?;
        answered.await.unwrap_or(Err(Error::Busy))
    }

    /// Takes no more orders, and waits until those taken are answered, at most `patience`.
    pub async fn close(&self, patience: Duration) {
        self.stop.cancel();
        self.tasks.close();
        if tokio::time::timeout(patience, self.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!("the desk did not close in time");
            self.kill();
        }
    }

    /// Drops the writer where it is, as if the process had died: what it had not committed is undone, and nobody is answered.
    pub fn kill(&self) {
        self.writer.abort();
    }
}

/// Works until nobody can ask any more.
async fn work(means: Means, mut waiting: mpsc::Receiver<Call>, stop: CancellationToken) {
    let mut calls = Vec::with_capacity(BATCH);
    loop {
        let taken = tokio::select! {
            taken = waiting.recv_many(&mut calls, BATCH) => taken,
            () = stop.cancelled(), if !waiting.is_closed() => {
                waiting.close();
                continue;
            }
        };
        if taken == 0 {
            return;
        }
        serve(&means, std::mem::take(&mut calls)).await;
    }
}

/// Answers some calls: all in one transaction, or, where that fails, one by one.
async fn serve(means: &Means, calls: Vec<Call>) {
    let (works, callers): (Vec<Work>, Vec<_>) = calls
        .into_iter()
        .map(|call| (call.work, call.answer))
        .unzip();
    let works: Arc<[Work]> = works.into();
    match attempt(means, Arc::clone(&works)).await {
        Ok(answers) => {
            for (caller, answer) in callers.into_iter().zip(answers) {
                // who has gone away is not waited for
                let _ = caller.send(Ok(answer));
            }
        }
        Err(error) => {
            tracing::warn!(%error, orders = works.len(), "a batch failed, its orders are tried one by one");
            one_by_one(means, &works, callers).await;
        }
    }
}

async fn one_by_one(means: &Means, works: &[Work], callers: Vec<oneshot::Sender<Result<Answer>>>) {
    let mut busy = 0;
    for (work, caller) in works.iter().zip(callers) {
        let answer = if busy < BUSY_ENOUGH {
            alone(means, work).await
        } else {
            Err(Error::Busy)
        };
        busy = match answer {
            Err(Error::Busy) => busy + 1,
            _ => 0,
        };
        let _ = caller.send(answer);
    }
}

/// One order on its own. Where a UNIQUE index objects to what the locks let pass, somebody wrote beside the desk: what is there now
/// is looked at once more, and the order is refused if that does not settle it.
async fn alone(means: &Means, work: &Work) -> Result<Answer> {
    for _ in 0..2 {
        match attempt(means, Arc::from([work.clone()])).await {
            Ok(answers) => return answers.into_iter().next().ok_or(Error::Busy),
            Err(error) if error.is_conflict() => {}
            Err(error) => {
                tracing::warn!(%error, "an order failed");
                return Err(error.into());
            }
        }
    }
    let refused = [Answer::No(Refusal::NotNow)];
    recorded::write(means.db.writer(), [&work.task], &refused, means.clock.now()).await?;
    let [refused] = refused;
    Ok(refused)
}

/// Decides and writes some tasks in one transaction. Runs as a task of its own: a panic is an error like others.
async fn attempt(means: &Means, works: Arc<[Work]>) -> db::Result<Vec<Answer>> {
    let running = AbortOnDropHandle::new(tokio::spawn(transaction(means.clone(), works)));
    match running.await {
        Ok(answers) => answers,
        Err(_) => Err(db::Error::broken("a batch of orders broke off")),
    }
}

async fn transaction(means: Means, works: Arc<[Work]>) -> db::Result<Vec<Answer>> {
    let named = Named::of(works.iter().map(|work| &work.task));
    let txn = means.db.begin_at_desk().await?;
    let mut scene = booking::scene(&txn, &named, means.clock.today()).await?;
    // what has passed while others were waited for has passed
    let at = Moment {
        now: means.clock.now(),
        today: means.clock.today(),
    };
    let (mut answers, mut drafts) = (Vec::with_capacity(works.len()), Vec::new());
    for work in works.iter() {
        let answer = decide(&mut scene, &work.task, at);
        if is_done(&answer) {
            drafts.extend(work.after.clone());
        }
        answers.push(answer);
    }
    let written = booking::write(&txn, &scene, at.now).await?;
    checkup_draft::settle(&txn, &drafts, at.now).await?;
    let numbered = |answer| match answer {
        Answer::Booking { id, state } => Answer::Booking {
            id: written.booking(id),
            state,
        },
        Answer::Waiting { id } => Answer::Waiting {
            id: written.wait(id),
        },
        Answer::No(refusal) => Answer::No(refusal),
    };
    let answers: Vec<Answer> = answers.into_iter().map(numbered).collect();
    let tasks: Vec<&Task> = works.iter().map(|work| &work.task).collect();
    recorded::write(&txn, tasks, &answers, at.now).await?;
    txn.commit().await?;
    if written.mails {
        means.bell.ring();
    }
    Ok(answers)
}

/// Whether there is a booking now that is not over already, as one asked for again by an old form may be.
fn is_done(answer: &Answer) -> bool {
    matches!(answer, Answer::Booking { state, .. } if *state != State::Cancelled)
}

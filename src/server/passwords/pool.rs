//! The hashing threads: few, of low priority, with a bounded queue.
//!
//! A waiting task owns its place in the queue and the way to its caller, and a running one its thread's memory; so
//! there is no permit that a cancelled caller could leak or return twice. A task whose caller has gone is dropped
//! before it starts. `docs/passwords.md` has the measurements that led here.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::Duration,
};

use tokio::sync::oneshot;

use super::{Busy, argon::Arena};
use crate::server::background;

/// Something to do for somebody who may stop waiting.
trait Task: Send {
    fn is_abandoned(&self) -> bool;
    fn run(self: Box<Self>, arena: &mut Arena);
}

struct Asked<W, T> {
    work: W,
    reply: oneshot::Sender<T>,
}

impl<W, T> Task for Asked<W, T>
where
    W: FnOnce(&mut Arena) -> T + Send,
    T: Send,
{
    fn is_abandoned(&self) -> bool {
        self.reply.is_closed()
    }

    fn run(self: Box<Self>, arena: &mut Arena) {
        let Self { work, reply } = *self;
        // A caller that left meanwhile is no error: there is nobody to tell.
        let _ = reply.send(work(arena));
    }
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Box<dyn Task>>,
    closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    news: Condvar,
    limit: usize,
}

/// What a thread does next.
enum Next {
    Run(Box<dyn Task>),
    Rest,
    End,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue
            .lock()
            .expect("nothing panics while it holds the queue")
    }

    fn push(&self, task: Box<dyn Task>) -> Result<(), Busy> {
        let mut queue = self.queue();
        if queue.waiting.len() >= self.limit {
            queue.waiting.retain(|task| !task.is_abandoned());
        }
        if queue.waiting.len() >= self.limit {
            return Err(Busy);
        }
        queue.waiting.push_back(task);
        drop(queue);
        self.news.notify_one();
        Ok(())
    }

    /// The next task somebody still waits for; [`Next::Rest`] after `patience` without any.
    fn next(&self, patience: Option<Duration>) -> Next {
        let mut queue = self.queue();
        loop {
            if queue.closed {
                return Next::End;
            }
            while let Some(task) = queue.waiting.pop_front() {
                if !task.is_abandoned() {
                    return Next::Run(task);
                }
            }
            const HELD: &str = "nothing panics while it holds the queue";
            queue = match patience {
                None => self.news.wait(queue).expect(HELD),
                Some(patience) => {
                    let (queue, waited) = self.news.wait_timeout(queue, patience).expect(HELD);
                    if waited.timed_out() && queue.waiting.is_empty() && !queue.closed {
                        return Next::Rest;
                    }
                    queue
                }
            };
        }
    }
}

/// Ends the threads when the last handle goes.
struct Handle(Arc<Shared>);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.queue().closed = true;
        self.0.news.notify_all();
    }
}

/// A handle on the threads; cheap to clone.
#[derive(Clone)]
pub(super) struct Pool(Arc<Handle>);

impl Pool {
    /// Starts `threads` threads (at least one) that give their memory back after `idle` without work.
    pub(super) fn start(threads: usize, limit: usize, idle: Duration) -> Self {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            news: Condvar::new(),
            limit,
        });
        for number in 0..threads.max(1) {
            let shared = Arc::clone(&shared);
            thread::Builder::new()
                .name(format!("hasher-{number}"))
                .spawn(move || serve(&shared, idle))
                .expect("the operating system starts a thread at start-up");
        }
        Self(Arc::new(Handle(shared)))
    }

    /// Waits in the queue, has a thread do `work`, and gives its answer. Dropping the future withdraws work that has
    /// not begun.
    ///
    /// # Errors
    /// [`Busy`] when the queue is full (or, never seen, `work` panicked).
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Arena) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (reply, answer) = oneshot::channel();
        self.0.0.push(Box::new(Asked { work, reply }))?;
        answer.await.map_err(|_| Busy)
    }

    /// How many tasks wait.
    #[cfg(test)]
    pub(super) fn waiting(&self) -> usize {
        self.0.0.queue().waiting.len()
    }
}

fn serve(shared: &Shared, idle: Duration) {
    background::stand_back();
    let mut arena = Arena::default();
    loop {
        match shared.next((!arena.is_empty()).then_some(idle)) {
            Next::Run(task) => {
                if catch_unwind(AssertUnwindSafe(|| task.run(&mut arena))).is_err() {
                    tracing::error!("hashing a password panicked; its caller is told to try again");
                    arena.release();
                }
            }
            Next::Rest => arena.release(),
            Next::End => return,
        }
    }
}

#[cfg(test)]
mod tests;

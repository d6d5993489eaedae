//! Work that may take its time: on a thread of its own, below those that answer people.
//!
//! May enter: threads and how they stand to each other. Must not: what the work is, how much of it goes on at once.

use std::{io, thread};

use tokio::sync::oneshot;

/// How far below the pages' threads such work stands: they go first, it takes what is left.
#[cfg(target_os = "linux")]
pub(crate) const NICE: i32 = 10;

/// Does something on a thread of its own, below the pages'. Nothing comes where the work panics.
///
/// # Errors
/// When there is no thread to be had.
pub fn run<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<oneshot::Receiver<T>> {
    let (reply, answer) = oneshot::channel();
    thread::Builder::new().name(name.to_owned()).spawn(|| {
        stand_back();
        // who stopped waiting is told nothing
        let _ = reply.send(work());
    })?;
    Ok(answer)
}

/// Puts the calling thread below the pages'. On Linux niceness belongs to a thread and "the calling process" means the calling thread;
/// elsewhere it would slow the whole process down.
pub fn stand_back() {
    #[cfg(target_os = "linux")]
    if rustix::process::setpriority_process(None, NICE).is_err() {
        tracing::warn!("a thread in the background keeps the pages' priority");
    }
}

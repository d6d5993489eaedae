//! The hashing threads: order, limits, panics, memory given back.

use std::sync::{
    atomic::{AtomicUsize, Ordering},
    mpsc,
};

use super::*;
use crate::server::background::NICE;

const LONG: Duration = Duration::from_secs(600);

/// A pool of one thread that stands still until the returned sender is used or dropped.
async fn blocked(limit: usize) -> (Pool, mpsc::Sender<()>, tokio::task::JoinHandle<()>) {
    let pool = Pool::start(1, limit, LONG);
    let (release, gate) = mpsc::channel::<()>();
    let (begun, began) = oneshot::channel();
    let busy = {
        let pool = pool.clone();
        tokio::spawn(async move {
            pool.ask(move |_| {
                let _ = begun.send(());
                let _ = gate.recv();
            })
            .await
            .unwrap();
        })
    };
    began.await.unwrap();
    (pool, release, busy)
}

/// Polls a future once and keeps it: it has taken its place in the queue.
async fn queued<F: Future + Unpin>(future: &mut F) {
    std::future::poll_fn(|context| {
        assert!(std::pin::Pin::new(&mut *future).poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
}

#[tokio::test]
async fn a_full_queue_says_busy_at_once() {
    let (pool, release, busy) = blocked(2).await;
    let mut first = Box::pin(pool.ask(|_| 1));
    let mut second = Box::pin(pool.ask(|_| 2));
    queued(&mut first).await;
    queued(&mut second).await;
    assert_eq!(pool.waiting(), 2);
    assert_eq!(pool.ask(|_| 3).await, Err(Busy));
    drop(release);
    busy.await.unwrap();
    assert_eq!((first.await, second.await), (Ok(1), Ok(2)));
    assert_eq!(pool.ask(|_| 4).await, Ok(4));
}

#[tokio::test]
async fn those_who_left_make_room_and_are_never_worked_for() {
    let (pool, release, busy) = blocked(2).await;
    let worked = Arc::new(AtomicUsize::new(0));
    let count = || {
        let worked = Arc::clone(&worked);
        move |_: &mut Arena| worked.fetch_add(1, Ordering::SeqCst)
    };
    for _ in 0..50 {
        let mut gone = Box::pin(pool.ask(count()));
        queued(&mut gone).await;
    }
    assert!(pool.waiting() <= 2);
    let mut stays = Box::pin(pool.ask(count()));
    queued(&mut stays).await;
    drop(release);
    busy.await.unwrap();
    assert_eq!(stays.await, Ok(0));
    assert_eq!(worked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_caller_that_leaves_during_the_work_harms_nobody() {
    let (pool, release, busy) = blocked(2).await;
    busy.abort();
    assert!(busy.await.unwrap_err().is_cancelled());
    let mut next = Box::pin(pool.ask(|_| "served"));
    queued(&mut next).await;
    drop(release);
    assert_eq!(next.await, Ok("served"));
}

#[tokio::test]
async fn a_panic_is_an_answer_and_the_thread_goes_on() {
    let pool = Pool::start(1, 4, LONG);
    let failed: Result<(), Busy> = pool.ask(|_| panic!("on purpose")).await;
    assert_eq!(failed, Err(Busy));
    assert_eq!(pool.ask(|_| 7).await, Ok(7));
}

#[tokio::test]
async fn the_threads_end_with_the_last_handle() {
    let pool = Pool::start(3, 4, LONG);
    let shared = Arc::downgrade(&pool.0.0);
    let clone = pool.clone();
    drop(pool);
    assert_eq!(clone.ask(|_| 1).await, Ok(1));
    let (ended, end) = mpsc::channel();
    drop(clone);
    thread::spawn(move || {
        while shared.strong_count() > 0 {
            thread::yield_now();
        }
        ended.send(()).unwrap();
    });
    assert_eq!(end.recv_timeout(Duration::from_secs(60)), Ok(()));
}

#[test]
fn patience_runs_out_only_without_work() {
    let shared = Shared {
        queue: Mutex::default(),
        news: Condvar::new(),
        limit: 4,
    };
    assert!(matches!(shared.next(Some(Duration::ZERO)), Next::Rest));
    let (reply, _answer) = oneshot::channel::<()>();
    shared
        .push(Box::new(Asked {
            work: |_: &mut Arena| (),
            reply,
        }))
        .unwrap();
    assert!(matches!(shared.next(Some(Duration::ZERO)), Next::Run(_)));
    shared.queue().closed = true;
    assert!(matches!(shared.next(None), Next::End));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn only_the_hashing_thread_is_nice() {
    let niceness = || rustix::process::getpriority_process(None).unwrap();
    let before = niceness();
    let pool = Pool::start(1, 1, LONG);
    assert_eq!(pool.ask(move |_| niceness()).await, Ok(NICE.max(before)));
    assert_eq!(niceness(), before);
}

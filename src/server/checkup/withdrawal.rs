//! 退会 and 受診ナビ: what its person waits for ends. Bookings stay: the institution expects the person.
//!
//! May enter: what the desk decides about the waits of one person, inside the transaction that erases the account. Must not: rules
//! (`decide`), SQL.

use super::{
    decide::{Moment, decide},
    order::Order,
    task::{Named, Task},
};
use crate::server::db::{Result, Txn, booking, waitlist};

/// Leaves the queues a person waits in. A place that was kept for the person is offered to the next one, whose mail goes out with the
/// transaction; it holds the person still already.
///
/// # Errors
/// The database's own; the transaction is of no use then.
pub async fn leave_queues(txn: &Txn, person_id: i64, at: Moment) -> Result<()> {
    let waits = waitlist::of_person(txn, person_id).await?;
    let open = waits.into_iter().filter(|wait| wait.state.is_open());
    let tasks: Vec<Task> = open
        .map(|wait| {
            Task::Order(Order::Leave {
                person_id,
                waiting_id: wait.id,
            })
        })
        .collect();
    if tasks.is_empty() {
        return Ok(());
    }
    let mut scene = booking::scene(txn, &Named::of(&tasks), at.today).await?;
    for task in &tasks {
        decide(&mut scene, task, at);
    }
    booking::write(txn, &scene, at.now).await?;
    Ok(())
}

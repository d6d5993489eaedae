//! What staff ask of the desk, in 操作の記録: one line each, with what became of it.
//!
//! May enter: which tasks have a line. Must not: what the line says ([`super::order::Record`]), what was decided.

use super::{order::Answer, task::Task};
use crate::{
    domain::staff::Action,
    server::{
        clock::Millis,
        db::{
            ConnectionTrait, Result,
            staff_audit::{self, Deed},
        },
    },
};

/// Writes the lines of tasks that were answered, best in the transaction that did them.
///
/// # Errors
/// The database's own.
pub async fn write<'a, C: ConnectionTrait>(
    c: &C,
    tasks: impl IntoIterator<Item = &'a Task>,
    answers: &[Answer],
    at: Millis,
) -> Result<()> {
    for (task, answer) in tasks.into_iter().zip(answers) {
        if let Task::Recorded(_, record) = task {
            let deed = Deed {
                staff_id: Some(record.staff_id),
                login: &record.login,
                action: Action::BookingWorked,
                detail: &record.line(answer),
                at,
            };
            staff_audit::record(c, &deed, &[Some(record.person_id)]).await?;
        }
    }
    Ok(())
}

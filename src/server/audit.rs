//! The record of what staff did and whose data they saw (PPC 健保ガイダンス Q202: a society must be able to say whose).
//!
//! A use case that changes something records it in its own transaction ([`record`]). What shows people comes out of the database as
//! [`Unseen`], which only [`look`] and [`hand_out`] open: no look can be forgotten. Details are codes and numbers of rows, never personal data.

use super::{
    access::Staff,
    ctx::Ctx,
    db::{
        ConnectionTrait,
        staff_audit::{self, Deed, Unseen},
    },
    error::Result,
};
use crate::domain::staff::Action;

fn deed<'a>(ctx: &Ctx, staff: &'a Staff, action: Action, detail: &'a str) -> Deed<'a> {
    Deed {
        staff_id: Some(staff.id),
        login: staff.login.as_str(),
        action,
        detail,
        at: ctx.clock.now(),
    }
}

/// Records what one of the staff does, best in the transaction that does it.
///
/// # Errors
/// The database's own.
pub async fn record<C: ConnectionTrait>(
    ctx: &Ctx,
    c: &C,
    staff: &Staff,
    action: Action,
    person_id: Option<i64>,
    detail: &str,
) -> Result<()> {
    let deed = deed(ctx, staff, action, detail);
    Ok(staff_audit::record(c, &deed, &[person_id]).await?)
}

/// Hands data about people out to one of the staff, once a look at each of them stands in the record.
///
/// # Errors
/// The database's own; then nothing is handed out.
pub async fn look<T>(
    ctx: &Ctx,
    staff: &Staff,
    action: Action,
    detail: &str,
    unseen: Unseen<T>,
) -> Result<Vec<T>> {
    let deed = deed(ctx, staff, action, detail);
    Ok(staff_audit::look(ctx.db.writer(), &deed, unseen).await?)
}

/// Makes something for one of the staff to take along, such as a file, out of data about people; a look at each of them stands in the
/// record once it could be made.
///
/// # Errors
/// The database's own; then nothing is handed out.
pub async fn hand_out<T, R>(
    ctx: &Ctx,
    staff: &Staff,
    action: Action,
    detail: &str,
    unseen: Unseen<T>,
    make: impl FnOnce(Vec<T>) -> Option<R>,
) -> Result<Option<R>> {
    let deed = deed(ctx, staff, action, detail);
    Ok(staff_audit::hand_out(ctx.db.writer(), &deed, unseen, make).await?)
}

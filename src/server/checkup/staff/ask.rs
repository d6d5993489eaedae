//! Asking the desk for one of the staff: what is asked stands in the record before it is done, and so does a refusal.

use crate::{
    api::staff_checkup::bookings::Outcome,
    domain::{checkup::refusal::Refusal, staff::Action},
    server::{
        access::CheckupDesk,
        audit,
        checkup::order::{Answer, Order},
        clock::Millis,
        ctx::Ctx,
        db::checkup_desk::detail,
        error::Result,
    },
};

/// Asks the desk for something about a booking. `seen` is when it had changed last as the page showed it: two of the staff at once do
/// not overrule each other unseen. `doing` is the code of what is asked.
pub(super) async fn about(
    ctx: &Ctx,
    desk: &CheckupDesk,
    booking_id: i64,
    seen: Option<Millis>,
    doing: &str,
    order: Order,
) -> Result<Outcome> {
    let glance = detail::glance(ctx.db.reader(), booking_id).await?;
    let Some(glance) = glance else {
        return Ok(Outcome::Gone);
    };
    if seen.is_some_and(|seen| seen != glance.changed_at) {
        return Ok(Outcome::Changed(glance.state));
    }
    let (person_id, detail) = (glance.person_id, format!("booking={booking_id} {doing}"));
    note(ctx, desk, person_id, &detail).await?;
    Ok(match ctx.desk.ask(order).await? {
        Answer::Booking { state, .. } => Outcome::Done(state),
        // none of these orders ends in the waiting list
        Answer::Waiting { .. } => Outcome::Gone,
        Answer::No(refusal) => {
            note(ctx, desk, person_id, &format!("{detail} refused")).await?;
            Outcome::No(refusal)
        }
    })
}

/// Asks the desk for a new booking of a person. Answers its number.
pub(super) async fn made(
    ctx: &Ctx,
    desk: &CheckupDesk,
    person_id: i64,
    order: Order,
) -> Result<std::result::Result<i64, Refusal>> {
    note(ctx, desk, person_id, "book").await?;
    let refusal = match ctx.desk.ask(order).await? {
        Answer::Booking { id, .. } => {
            note(ctx, desk, person_id, &format!("booking={id} made")).await?;
            return Ok(Ok(id));
        }
        Answer::Waiting { .. } => Refusal::NotNow,
        Answer::No(refusal) => refusal,
    };
    note(ctx, desk, person_id, "book refused").await?;
    Ok(Err(refusal))
}

async fn note(ctx: &Ctx, desk: &CheckupDesk, person_id: i64, detail: &str) -> Result<()> {
    let action = Action::BookingWorked;
    audit::record(ctx, ctx.db.writer(), desk, action, Some(person_id), detail).await
}

//! Asking the desk for one of the staff: what is asked stands in the record with what became of it, written by the desk itself.

use crate::{
    api::staff_checkup::bookings::Outcome,
    domain::checkup::refusal::Refusal,
    server::{
        access::CheckupDesk,
        checkup::order::{Answer, Order, Record},
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
    let record = record(desk, glance.person_id, Some(booking_id), doing);
    Ok(match ctx.desk.ask_recorded(order, record).await? {
        Answer::Booking { state, .. } => Outcome::Done(state),
        // none of these orders ends in the waiting list
        Answer::Waiting { .. } => Outcome::Gone,
        Answer::No(refusal) => Outcome::No(refusal),
    })
}

/// Asks the desk for a new booking of a person. Answers its number.
pub(super) async fn made(
    ctx: &Ctx,
    desk: &CheckupDesk,
    person_id: i64,
    order: Order,
) -> Result<std::result::Result<i64, Refusal>> {
    let record = record(desk, person_id, None, "book");
    Ok(match ctx.desk.ask_recorded(order, record).await? {
        Answer::Booking { id, .. } => Ok(id),
        Answer::Waiting { .. } => Err(Refusal::NotNow),
        Answer::No(refusal) => Err(refusal),
    })
}

fn record(desk: &CheckupDesk, person_id: i64, booking_id: Option<i64>, doing: &str) -> Record {
    Record {
        staff_id: desk.id,
        login: desk.login.as_str().to_owned(),
        person_id,
        booking_id,
        doing: doing.to_owned(),
    }
}

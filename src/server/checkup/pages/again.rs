//! A form that comes again after its choice is done with: the same key leads to what was made with it.
//!
//! May enter: looking up what a key has made. Must not: asking the desk, which would make something new.

use super::act::onward;
use crate::{
    domain::checkup::booking::State,
    server::{
        ctx::{Ctx, Next},
        db,
        error::Result,
    },
    web::path,
};

/// Where the person's booking made with a key leads; nothing where the key has made none.
pub(super) async fn made(ctx: &Ctx, person_id: i64, idem: &str) -> Result<Option<Next>> {
    if idem.is_empty() {
        return Ok(None);
    }
    let made = db::booked::made_with(ctx.db.reader(), person_id, idem).await?;
    let Some(booked) = made else { return Ok(None) };
    let never_confirmed = booked.state == State::Cancelled && booked.expires_at.is_some();
    let next = if never_confirmed {
        lapsed(ctx, person_id).await?
    } else {
        onward(booked.id, booked.state)
    };
    Ok(Some(next))
}

/// Where a form leads whose hold is over: to the last step, which says so where another hold has taken its place meanwhile.
pub(super) async fn lapsed(ctx: &Ctx, person_id: i64) -> Result<Next> {
    let held = db::booked::held_by(ctx.db.reader(), person_id).await?;
    let now = ctx.clock.now();
    let alive = held.is_some_and(|held| held.expires_at.is_some_and(|until| until > now));
    Ok(Next::to(if alive {
        path::confirm_other()
    } else {
        path::CHECKUP_CONFIRM.to_owned()
    }))
}

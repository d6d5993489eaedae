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
    Ok(made.map(|booked| {
        let never_confirmed = booked.state == State::Cancelled && booked.expires_at.is_some();
        if never_confirmed {
            Next::to(path::CHECKUP_CONFIRM)
        } else {
            onward(booked.id, booked.state)
        }
    }))
}

//! The second step: medical data is never behind a password alone. A code by mail opens it for 15 minutes.

use crate::{
    domain::{date::CivilDate, expense::season},
    server::{
        clock::{MINUTE, Millis},
        ctx::{Ctx, Member},
        error::{Error, Result},
    },
    web::path,
};

/// How long a second step is good for.
pub const FRESH: Millis = 15 * MINUTE;

/// Somebody who has shown both, and whose time to look is not over: holding one is the right to see the own household's rows.
#[derive(Clone)]
pub struct Proven {
    /// Who is signed in.
    pub member: Member,
}

/// Who is signed in, whatever the second step.
///
/// # Errors
/// Signed out; [`Error::Elsewhere`] where the person's time to look is over; the database's own.
pub async fn viewer(ctx: &Ctx) -> Result<Member> {
    let member = ctx.signed_in().await?;
    match is_over(member.person.lost_on, ctx.clock.today()) {
        true => Err(Error::Elsewhere(path::EXPENSES_OVER)),
        false => Ok(member),
    }
}

/// Whoever is signed in and showed a code within [`FRESH`].
///
/// # Errors
/// Signed out; [`Error::SecondStep`] without a fresh code; [`Error::Elsewhere`] where the person's time to look is over; the
/// database's own.
pub async fn proven(ctx: &Ctx) -> Result<Proven> {
    let member = viewer(ctx).await?;
    if !is_fresh(member.proven_at, ctx.clock.now()) {
        return Err(Error::SecondStep);
    }
    Ok(Proven { member })
}

/// Whether a second step at `proven_at` still counts.
pub fn is_fresh(proven_at: Option<Millis>, now: Millis) -> bool {
    proven_at.is_some_and(|at| now - at < FRESH)
}

/// Whether somebody who lost the 資格 on that day may look no more.
pub fn is_over(lost_on: Option<CivilDate>, today: CivilDate) -> bool {
    lost_on.is_some_and(|lost| today > season::open_until(lost))
}

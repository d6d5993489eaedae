//! The desk of 医療費のお知らせ at the console.
//!
//! May enter: use cases of staff. Must not: SQL, sentences, how a file is read (`import`). What shows people goes through
//! `audit::look`; the record holds codes and our numbers, never what a row says.

pub mod batch;
pub mod batches;
pub mod earlier;
pub mod family;
pub mod orphans;
pub mod paper;

use super::super::{
    clock::{Millis, japan},
    ctx::Ctx,
    db,
    error::Result,
};
use serde::de::DeserializeOwned;

/// A moment in Japan, to the minute.
fn moment(at: Millis) -> String {
    japan(at).format("%Y-%m-%d %H:%M").to_string()
}

/// What became of what this browser did last, told once.
async fn told<T: DeserializeOwned>(ctx: &Ctx, form: &str) -> Result<Option<T>> {
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(None);
    };
    let now = ctx.clock.now();
    let kept = db::echo::take::<_, T, ()>(ctx.db.writer(), visitor, form, now).await?;
    Ok(kept.map(|(said, ())| said))
}

/// Forgets what was typed into a form, and what was wrong with it: something else was done since.
async fn forget(ctx: &Ctx, form: &str) -> Result<()> {
    if let Some(visitor) = &ctx.visit.visitor {
        db::echo::clear(ctx.db.writer(), visitor, form).await?;
    }
    Ok(())
}

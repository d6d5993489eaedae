//! 健保の職員 at the console: signing in with two factors, the own password, the record, and (for operators) the accounts.
//!
//! Every act that needs a right takes it from [`access`](super::access). Nobody sees or sets another person's password: an operator
//! hands out a start password that its owner replaces.

pub mod accounts;
pub mod audit_log;
pub mod pages;
pub mod password;
pub mod people;
pub mod second_factor;
pub mod sign_in;

use serde::{Serialize, de::DeserializeOwned};

use super::{
    ctx::{Ctx, Next},
    db,
    error::Result,
};

/// Keeps what a form showed and answers the way back to it.
pub(in crate::server) async fn stay(
    ctx: &Ctx,
    form: &str,
    values: &impl Serialize,
    errors: &impl Serialize,
    to: String,
) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let now = ctx.clock.now();
    db::echo::put(ctx.db.writer(), &visitor, form, values, errors, now).await?;
    Ok(Next::to(to).with(cookie))
}

/// What a form showed last.
pub(in crate::server) async fn kept<V, E>(ctx: &Ctx, form: &str) -> Result<(V, E)>
where
    V: DeserializeOwned + Default,
    E: DeserializeOwned + Default,
{
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(Default::default());
    };
    let echo = db::echo::get(ctx.db.reader(), visitor, form, ctx.clock.now()).await?;
    Ok(echo.unwrap_or_default())
}

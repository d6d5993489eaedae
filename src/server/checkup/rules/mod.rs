//! What staff decide for 受診ナビ: courses, institutions, prices, closed days, places, holidays. Rules are data: no change here needs
//! a release.
//!
//! May enter: one use case for each form of `/staff/checkup`, with its line of the record in the same transaction. Must not: SQL,
//! sentences, what a rule means (that is the domain's).

pub mod closed;
pub mod courses;
pub mod diff;
pub mod files;
pub mod holidays;
pub mod institutions;
pub mod places;
pub mod places_add;
pub mod places_change;
pub mod prices;
pub mod prices_copy;

use crate::{
    domain::{
        checkup::institution_form::Details,
        fiscal_year::FiscalYear,
        staff::{Action, Capability},
    },
    server::{
        access::{self, CheckupOffice, CheckupView},
        audit,
        ctx::Ctx,
        db::{self, Txn, checkup_rules},
        error::Result,
    },
};

/// Who looks, and whether they may change what they see.
async fn looking(ctx: &Ctx) -> Result<(CheckupView, bool)> {
    let staff = access::checkup_view(ctx).await?;
    let may_edit = staff.role.may(Capability::RuleCheckup);
    Ok((staff, may_edit))
}

/// The present fiscal year.
fn this_year(ctx: &Ctx) -> i32 {
    FiscalYear::of(ctx.clock.today()).year()
}

/// The fiscal years with courses, the present one and the next, the latest first.
async fn years(ctx: &Ctx) -> Result<Vec<i32>> {
    let mut years = db::course::years(ctx.db.reader()).await?;
    years.extend([this_year(ctx), this_year(ctx) + 1]);
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok(years)
}

/// The fiscal year to show: the one asked for where there is something to see in it, else the present one.
fn chosen(ctx: &Ctx, asked: Option<i32>, years: &[i32]) -> i32 {
    asked
        .filter(|year| years.contains(year))
        .unwrap_or_else(|| this_year(ctx))
}

/// The institution whose number an address names.
async fn institution(ctx: &Ctx, id: &str) -> Result<Option<(i64, Details)>> {
    let Ok(id) = id.parse::<i64>() else {
        return Ok(None);
    };
    let found = checkup_rules::institution::by_id(ctx.db.reader(), id).await?;
    Ok(found.map(|details| (id, details)))
}

/// Ends a change: notes it in the record, and commits both.
async fn done(
    ctx: &Ctx,
    txn: Txn,
    office: &CheckupOffice,
    action: Action,
    detail: &str,
) -> Result<()> {
    audit::record(ctx, &txn, office, action, None, detail).await?;
    txn.commit().await?;
    Ok(())
}

/// Forgets what a form showed, in the transaction that makes it unnecessary.
async fn forget(ctx: &Ctx, txn: &Txn, form: &str) -> Result<()> {
    if let Some(visitor) = &ctx.visit.visitor {
        db::echo::clear(txn, visitor, form).await?;
    }
    Ok(())
}

//! The list of batches, and what waits.

use std::collections::BTreeMap;

use super::{moment, told};
use crate::{
    api::staff_expense::batches::{BatchLine, BatchesPage, Counts, NotTaken},
    domain::staff::{Action, Capability},
    server::{
        access, audit,
        ctx::{Ctx, Next},
        db::{
            ConnectionTrait,
            expense::{
                batch::{self, Batch},
                desk,
            },
        },
        error::Result,
        expense::import::{self, Spooled},
        staff::stay,
    },
    web::path,
};

/// Name under which why a file was not taken is kept.
const SAID: &str = "staff-expense-file";
/// How many batches are shown.
const SHOWN: u64 = 60;
/// Longest label, in characters.
const LABEL_MAX: usize = 80;

/// The newest batches.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, said: bool) -> Result<BatchesPage> {
    let staff = access::expense_view(ctx).await?;
    let reader = ctx.db.reader();
    let waiting = desk::waiting(reader).await?;
    let batches = batch::list(reader, SHOWN).await?;
    Ok(BatchesPage {
        batches: batches
            .into_iter()
            .map(|batch| line(&batch, &waiting))
            .collect(),
        may_work: staff.role.may(Capability::WorkExpenses),
        said: match said {
            true => told(ctx, SAID).await?,
            false => None,
        },
        counts: counted(reader).await?,
    })
}

/// What waits; nothing for whoever has no right to know.
///
/// # Errors
/// Nobody is signed in, or the database's own.
pub async fn counts(ctx: &Ctx) -> Result<Option<Counts>> {
    let staff = access::staff(ctx).await?;
    if !staff.role.may(Capability::SeeExpenses) {
        return Ok(None);
    }
    Ok(Some(counted(ctx.db.reader()).await?))
}

async fn counted<C: ConnectionTrait>(c: &C) -> Result<Counts> {
    Ok(Counts {
        orphans: desk::orphans(c).await?,
        paper: desk::paper(c).await?,
        unpublished: desk::unpublished(c).await?,
    })
}

pub(super) fn line(batch: &Batch, waiting: &BTreeMap<i64, i64>) -> BatchLine {
    let months = batch.report.as_ref().map(|report| report.months.iter());
    BatchLine {
        id: batch.id,
        label: batch.label.clone(),
        made: moment(batch.made_at),
        state: batch.state,
        done: batch.done,
        of: batch.of,
        total: months.map(|months| months.map(|month| month.total).sum()),
        through: batch.through,
        waiting: waiting.get(&batch.id).copied().unwrap_or_default(),
        publish_on: batch.publish_on,
        published: batch.published_at.map(moment),
        ended: batch.ended_at.map(moment),
    }
}

/// Takes a file that was sent; it is checked from now on. Its label is what was typed, or the file's own name.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn receive(ctx: &Ctx, file: Spooled, label: &str, name: &str) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let label = [label, name].map(plain);
    let label = label.into_iter().find(|label| !label.is_empty());
    let id = import::receive(&ctx.state, file, &label.unwrap_or_default(), Some(desk.id)).await?;
    let detail = format!("batch={id}");
    let writer = ctx.db.writer();
    audit::record(ctx, writer, &desk, Action::ExpenseFileSent, None, &detail).await?;
    Ok(Next::to(path::staff_expenses_batch(id)))
}

/// Says why a file was not taken.
///
/// # Errors
/// The database's own.
pub async fn not_taken(ctx: &Ctx, why: NotTaken) -> Result<Next> {
    let to = path::STAFF_EXPENSES_SAID.to_owned();
    stay(ctx, SAID, &why, &(), to).await
}

/// One short line of what was typed.
fn plain(raw: &str) -> String {
    let line: String = raw.chars().filter(|c| !c.is_control()).collect();
    line.trim().chars().take(LABEL_MAX).collect()
}

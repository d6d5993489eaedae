//! One batch: what is said of its file, and the steps it goes, each asked of the engine, which alone knows whether it can be.

use std::collections::BTreeMap;

use super::{batches::line, forget, told};
use crate::{
    api::staff_expense::batches::{BatchPage, BatchSaid, Outcome, UndoPage},
    domain::{
        business_day::BusinessCalendar,
        expense::{
            batch::{BatchState, Refusal},
            desk::{BatchAct, DayField, DayForm, next_publishing_day},
        },
        field::FieldErrors,
        staff::{Action, Capability},
    },
    server::{
        access::{self, ExpenseDesk},
        audit,
        ctx::{Ctx, Next, Page},
        db::{
            self,
            expense::{
                batch::{self, Batch},
                orphan,
            },
        },
        error::Result,
        expense::{import, publish},
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path,
};

/// Name under which what became of an act is kept.
const SAID: &str = "staff-expense-batch-said";
/// Name under which the day as typed is kept.
const DAY: &str = "staff-expense-day";

async fn find(ctx: &Ctx, id: &str) -> Result<Option<Batch>> {
    match id.parse() {
        Ok(id) => Ok(batch::by_id(ctx.db.reader(), id).await?),
        Err(_) => Ok(None),
    }
}

/// The batch. It comes again by itself while work on it goes on, unless it is to keep `still`.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, id: &str, said: bool, still: bool) -> Result<Page<BatchPage>> {
    let staff = access::expense_view(ctx).await?;
    let Some(batch) = find(ctx, id).await? else {
        return Ok(Page::Missing);
    };
    let reader = ctx.db.reader();
    let waiting = BTreeMap::from([(batch.id, orphan::count(reader, batch.id).await?)]);
    let by = match batch.staff_id {
        Some(id) => db::staff::by_id(reader, id).await?,
        None => None,
    };
    let (form, errors) = day(ctx, &batch).await?;
    let told: Option<BatchSaid> = match said {
        true => told(ctx, SAID).await?,
        false => None,
    };
    Ok(Page::Show(BatchPage {
        line: line(&batch, &waiting),
        by: by.map(|row| row.login.as_str().to_owned()),
        before: batch::report_before(reader, batch.id).await?,
        may_work: staff.role.may(Capability::WorkExpenses),
        refreshes: batch.state.is_busy() && !still,
        form,
        errors,
        said: told.filter(|told| told.id == batch.id),
        report: batch.report,
    }))
}

/// What stands in the field of the day: what was typed and refused, the day set, or the next usual one.
async fn day(ctx: &Ctx, batch: &Batch) -> Result<(DayForm, FieldErrors<DayField>)> {
    let (typed, errors): (DayForm, FieldErrors<DayField>) = kept(ctx, DAY).await?;
    if typed.id == batch.id.to_string() && !errors.is_empty() {
        return Ok((typed, errors));
    }
    let today = ctx.clock.today();
    let day = match batch.publish_on {
        Some(day) => day,
        None => {
            let end = today.add_days(70);
            let holidays = db::holiday::between(ctx.db.reader(), today, end).await?;
            next_publishing_day(today, &BusinessCalendar::new(holidays))
        }
    };
    let form = DayForm {
        id: batch.id.to_string(),
        day: day.to_string(),
    };
    Ok((form, FieldErrors::new()))
}

/// The page that asks once more before a batch is taken back.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn undo_page(ctx: &Ctx, id: &str) -> Result<Page<UndoPage>> {
    access::expense_desk(ctx).await?;
    let Some(batch) = find(ctx, id).await? else {
        return Ok(Page::Missing);
    };
    let waiting = orphan::count(ctx.db.reader(), batch.id).await?;
    Ok(Page::Show(UndoPage {
        line: line(&batch, &BTreeMap::from([(batch.id, waiting)])),
        fits: BatchAct::Undo.fits(batch.state),
    }))
}

/// Does something to a batch that still stands as the page showed it.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn act(ctx: &Ctx, id: &str, act: &str, seen: &str) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let batch = find(ctx, id).await?;
    let (Some(batch), Some(act)) = (batch, BatchAct::from_code(act)) else {
        return Ok(Next::to(path::STAFF_EXPENSES));
    };
    // the day has a form of its own
    if act == BatchAct::SetDay {
        return Ok(Next::to(path::staff_expenses_batch(batch.id)));
    }
    forget(ctx, DAY).await?;
    let moved_on = BatchState::from_code(seen) != Some(batch.state);
    if moved_on || !act.fits(batch.state) {
        let outcome = told_of(act, batch.state, Refusal::OtherState);
        return say(ctx, batch.id, act, outcome).await;
    }
    note(ctx, &desk, batch.id, act).await?;
    let (state, id) = (&ctx.state, batch.id);
    let done = match act {
        BatchAct::Load => import::load(state, id).await?,
        BatchAct::Discard => import::discard(state, id).await?,
        BatchAct::Publish => publish::publish_now(state, id).await?,
        BatchAct::Undo => publish::undo(state, id).await?,
        BatchAct::SetDay | BatchAct::ClearDay => publish::set_day(state, id, None).await?,
    };
    let outcome = outcome(ctx, id, act, done).await?;
    say(ctx, id, act, outcome).await
}

/// Sets the day a batch is published on.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn set_day(ctx: &Ctx, form: DayForm) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let Some(batch) = find(ctx, &form.id).await? else {
        return Ok(Next::to(path::STAFF_EXPENSES));
    };
    let read = form.parse(ctx.clock.today(), &nfkc);
    let errors = read.as_ref().err().cloned().unwrap_or_default();
    let here = path::staff_expenses_batch(batch.id);
    let next = stay(ctx, DAY, &form.kept(), &errors, here).await?;
    let Ok(day) = read else {
        return Ok(next);
    };
    let act = BatchAct::SetDay;
    note(ctx, &desk, batch.id, act).await?;
    let done = publish::set_day(&ctx.state, batch.id, Some(day)).await?;
    let outcome = outcome(ctx, batch.id, act, done).await?;
    let said = say(ctx, batch.id, act, outcome).await?;
    Ok(said.with(next.cookies))
}

/// Writes down what is about to be done: the engine has transactions of its own, and nothing happens that is not in the record.
async fn note(ctx: &Ctx, desk: &ExpenseDesk, id: i64, act: BatchAct) -> Result<()> {
    let detail = format!("batch={id} {}", act.code());
    let (writer, action) = (ctx.db.writer(), Action::ExpenseBatchWorked);
    audit::record(ctx, writer, desk, action, None, &detail).await
}

/// What the engine's answer means to whoever asked.
async fn outcome(
    ctx: &Ctx,
    id: i64,
    act: BatchAct,
    done: std::result::Result<(), Refusal>,
) -> Result<Outcome> {
    let Err(refusal) = done else {
        return Ok(Outcome::Done);
    };
    let now = batch::by_id(ctx.db.reader(), id).await?;
    Ok(match now {
        Some(batch) => told_of(act, batch.state, refusal),
        None => Outcome::Refused(refusal),
    })
}

fn told_of(act: BatchAct, state: BatchState, refusal: Refusal) -> Outcome {
    match refusal {
        Refusal::OtherState if act.is_done(state) => Outcome::Already,
        refusal => Outcome::Refused(refusal),
    }
}

async fn say(ctx: &Ctx, id: i64, act: BatchAct, outcome: Outcome) -> Result<Next> {
    let said = BatchSaid { id, act, outcome };
    let to = path::staff_expenses_batch_said(id);
    stay(ctx, SAID, &said, &(), to).await
}

//! 紙の請求: which are open, their files, and that they are printed.

use super::{moment, told};
use crate::{
    api::staff_expense::paper::{PaperLine, PaperPage, PaperSaid},
    domain::{expense::tax::paper::State, staff::Action},
    server::{
        access, audit,
        clock::DAY,
        ctx::{Ctx, Next},
        db::{self, expense::paper},
        error::Result,
        staff::stay,
    },
    web::path,
};

/// Name under which what became of an act is kept.
const SAID: &str = "staff-expense-paper-said";
/// How many requests are shown, and go into one file.
const SHOWN: u32 = 100;

/// The open requests, each of whose people has then been looked at.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, said: bool) -> Result<PaperPage> {
    let desk = access::expense_desk(ctx).await?;
    let reader = ctx.db.reader();
    let unseen = paper::open(reader, SHOWN + 1).await?;
    let action = Action::ExpensePaperSeen;
    let mut seen = audit::look(ctx, &desk, action, "list", unseen).await?;
    let more = seen.len() > SHOWN as usize;
    seen.truncate(SHOWN as usize);
    let ids: Vec<i64> = seen.iter().map(|request| request.person_id).collect();
    let numbers = db::person::labels(reader, &ids).await?;
    let now = ctx.clock.now();
    let open = seen.into_iter().map(|request| PaperLine {
        id: request.id,
        number: numbers.get(&request.person_id).cloned().unwrap_or_default(),
        name: request.name,
        year: request.year,
        requested: moment(request.requested_at),
        days: (now - request.requested_at) / DAY,
        in_hand: request.state == State::InHand,
    });
    Ok(PaperPage {
        open: open.collect(),
        more,
        said: match said {
            true => told(ctx, SAID).await?,
            false => None,
        },
    })
}

/// Marks requests as printed. What is open no more is counted and left alone.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn printed(ctx: &Ctx, ids: &[String]) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let ids = ids.iter().take(SHOWN as usize);
    let ids: Vec<i64> = ids.filter_map(|id| id.parse().ok()).collect();
    let (mut done, mut gone) = (0, 0);
    let txn = ctx.db.begin().await?;
    for id in &ids {
        if paper::printed(&txn, *id, desk.id, ctx.clock.now()).await? {
            let detail = format!("paper={id}");
            let action = Action::ExpensePaperPrinted;
            audit::record(ctx, &txn, &desk, action, None, &detail).await?;
            done += 1;
        } else {
            gone += 1;
        }
    }
    txn.commit().await?;
    say(
        ctx,
        match ids.is_empty() {
            true => PaperSaid::Nothing,
            false => PaperSaid::Printed(done, gone),
        },
    )
    .await
}

/// Cancels a request.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn cancel(ctx: &Ctx, id: &str) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let Ok(id) = id.parse::<i64>() else {
        return say(ctx, PaperSaid::Gone).await;
    };
    let txn = ctx.db.begin().await?;
    let cancelled = paper::cancel(&txn, id, desk.id, ctx.clock.now()).await?;
    if cancelled {
        let detail = format!("paper={id} cancel");
        let action = Action::ExpensePaperPrinted;
        audit::record(ctx, &txn, &desk, action, None, &detail).await?;
    }
    txn.commit().await?;
    say(
        ctx,
        match cancelled {
            true => PaperSaid::Cancelled,
            false => PaperSaid::Gone,
        },
    )
    .await
}

async fn say(ctx: &Ctx, said: PaperSaid) -> Result<Next> {
    let to = path::STAFF_EXPENSES_PAPER_SAID.to_owned();
    stay(ctx, SAID, &said, &(), to).await
}

//! 紙の請求: which are open, their files, and that they are printed.

use std::collections::BTreeSet;

use super::{moment, told};
use crate::{
    api::staff_expense::paper::{PaperLine, PaperPage, PaperSaid},
    domain::{expense::tax::paper::State, staff::Action},
    server::{
        access::{self, ExpenseDesk},
        audit,
        clock::DAY,
        ctx::{Ctx, Next},
        db::{
            self,
            expense::paper::{self, Queued},
            staff_audit::Unseen,
        },
        error::Result,
        expense::tax::original,
        pdf::expense_notices,
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

/// The file of one open request; none where it is not open, or there is nothing to print.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn file(ctx: &Ctx, id: &str) -> Result<Option<Vec<u8>>> {
    let desk = access::expense_desk(ctx).await?;
    let found = match id.parse() {
        Ok(id) => paper::by_id(ctx.db.reader(), id).await?,
        Err(_) => None,
    };
    match found {
        Some(unseen) => made(ctx, &desk, unseen).await,
        None => Ok(None),
    }
}

/// The open requests the list shows as one file, in its order; none where there is nothing to print.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn all(ctx: &Ctx) -> Result<Option<Vec<u8>>> {
    let desk = access::expense_desk(ctx).await?;
    let unseen = paper::open(ctx.db.reader(), SHOWN).await?;
    made(ctx, &desk, unseen).await
}

/// Makes the file, notes whose requests are in hand, and hands it out once a look at everybody in it stands in the record.
async fn made(ctx: &Ctx, desk: &ExpenseDesk, unseen: Unseen<Queued>) -> Result<Option<Vec<u8>>> {
    let detail = format!("paper={}", unseen.len());
    let action = Action::ExpensePaperMade;
    let requests = audit::look(ctx, desk, action, &detail, unseen).await?;
    let (mut documents, mut people) = (Vec::new(), BTreeSet::new());
    for request in &requests {
        let Some(original) = original(ctx, request.person_id, request.year).await? else {
            continue;
        };
        paper::take(ctx.db.writer(), request.id, desk.id).await?;
        documents.push(original.document);
        people.extend(original.people);
    }
    if documents.is_empty() {
        return Ok(None);
    }
    // the members of the family who are in it, besides whoever asked
    people.retain(|id| !requests.iter().any(|request| request.person_id == *id));
    let set = tokio::task::spawn_blocking(move || expense_notices(&documents));
    let bytes = set.await.ok();
    let family = Unseen::of(people.into_iter().map(|id| (id, ())));
    audit::look(ctx, desk, action, &detail, family).await?;
    Ok(bytes)
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

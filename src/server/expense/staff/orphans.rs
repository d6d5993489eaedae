//! Rows without a person: what the file says, whom of the roster they may be about, and the decision.

use std::collections::BTreeMap;

use super::told;
use crate::{
    api::staff_expense::orphans::{Candidate, OrphanLine, OrphanSaid, OrphansPage},
    domain::{
        expense::{
            alike::{Described, Likeness},
            batch::BatchState,
        },
        kana_name::KanaName,
        staff::Action,
    },
    server::{
        access::{self, ExpenseDesk},
        audit,
        ctx::{Ctx, Next, Page},
        db::{
            expense::{
                batch,
                desk::{self, Sought, place_of},
                orphan::{self, Orphan},
            },
            person::Person,
            staff_audit::Unseen,
        },
        error::Result,
        passwords::nfkc,
        staff::stay,
    },
    web::path,
};

/// Name under which what became of a decision is kept.
const SAID: &str = "staff-expense-orphan-said";
/// How many rows are on a page.
const PER_PAGE: u64 = 50;
/// How many people are shown for each of them.
const CANDIDATES: usize = 8;

/// A page of the rows of a batch that wait, each with whom it may be about. All of those people have then been looked at. A page
/// beyond the last one, as when its rows have been decided on, is the last one.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, batch: &str, page: u64, said: bool) -> Result<Page<OrphansPage>> {
    let desk = access::expense_desk(ctx).await?;
    let reader = ctx.db.reader();
    let found = match batch.parse() {
        Ok(id) => batch::by_id(reader, id).await?,
        Err(_) => None,
    };
    let Some(batch) = found else {
        return Ok(Page::Missing);
    };
    let detail = format!("batch={}", batch.id);
    let waiting = orphan::count(reader, batch.id).await?;
    let pages = waiting.unsigned_abs().div_ceil(PER_PAGE).max(1);
    let page = page.clamp(1, pages);
    let unseen = orphan::waiting(reader, batch.id, (page - 1) * PER_PAGE, PER_PAGE).await?;
    let action = Action::ExpenseOrphansSeen;
    let orphans = audit::look(ctx, &desk, action, &detail, unseen).await?;
    let likely = candidates(ctx, &desk, &detail, &orphans).await?;
    let lines = orphans.into_iter().zip(likely);
    Ok(Page::Show(OrphansPage {
        batch: batch.id,
        label: batch.label,
        stands: matches!(batch.state, BatchState::Loaded | BatchState::Published),
        orphans: lines
            .map(|(orphan, candidates)| line(orphan, candidates))
            .collect(),
        waiting,
        page,
        pages,
        said: match said {
            true => told(ctx, SAID).await?,
            false => None,
        },
    }))
}

/// Gives a row to somebody it may be about, or puts it aside, and goes back to the page it was on. Of two who decide at once the first is right, and the other is told.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn settle(ctx: &Ctx, id: &str, person: &str, page: u64) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let Ok(id) = id.parse::<i64>() else {
        return Ok(Next::to(path::STAFF_EXPENSES));
    };
    let (batch, _) = place_of(id);
    let to = path::staff_expenses_orphans_said(batch, page);
    let said = match person {
        "" => dismiss(ctx, &desk, id).await?,
        person => match person.parse() {
            Ok(person) => give(ctx, &desk, id, person).await?,
            Err(_) => OrphanSaid::NotLikely,
        },
    };
    stay(ctx, SAID, &said, &(), to).await
}

async fn dismiss(ctx: &Ctx, desk: &ExpenseDesk, id: i64) -> Result<OrphanSaid> {
    let txn = ctx.db.begin().await?;
    if !orphan::dismiss(&txn, id, Some(desk.id), ctx.clock.now()).await? {
        return Ok(OrphanSaid::Before);
    }
    let detail = format!("row={id} none");
    let action = Action::ExpenseOrphanSettled;
    audit::record(ctx, &txn, desk, action, None, &detail).await?;
    txn.commit().await?;
    Ok(OrphanSaid::Dismissed)
}

async fn give(ctx: &Ctx, desk: &ExpenseDesk, id: i64, person: i64) -> Result<OrphanSaid> {
    let Some(unseen) = orphan::by_id(ctx.db.reader(), id).await? else {
        return Ok(OrphanSaid::Before);
    };
    let detail = format!("row={id}");
    let seen = Action::ExpenseOrphansSeen;
    let row = audit::look(ctx, desk, seen, &detail, unseen).await?;
    // the page offers those the row may be about; nobody else gets it by a number
    let likely = likely(ctx, &row).await?;
    if !likely.iter().flatten().any(|(it, _)| it.id == person) {
        return Ok(OrphanSaid::NotLikely);
    }
    let txn = ctx.db.begin().await?;
    if !orphan::settle(&txn, id, person, Some(desk.id), ctx.clock.now()).await? {
        return Ok(OrphanSaid::Before);
    }
    let action = Action::ExpenseOrphanSettled;
    audit::record(ctx, &txn, desk, action, Some(person), &detail).await?;
    txn.commit().await?;
    Ok(OrphanSaid::Settled)
}

/// Whom each row may be about, shown once a look at each of them stands in the record.
async fn candidates(
    ctx: &Ctx,
    desk: &ExpenseDesk,
    detail: &str,
    orphans: &[Orphan],
) -> Result<Vec<Vec<Candidate>>> {
    let likely = likely(ctx, orphans).await?;
    let entries = likely.into_iter().enumerate().flat_map(|(at, people)| {
        let one = move |(person, likeness): (Person, Likeness)| (person.id, (at, person, likeness));
        people.into_iter().map(one)
    });
    let (unseen, action) = (Unseen::of(entries), Action::ExpenseOrphansSeen);
    let seen = audit::look(ctx, desk, action, detail, unseen).await?;
    let mut lists = Vec::new();
    lists.resize_with(orphans.len(), Vec::new);
    for (at, person, likeness) in seen {
        lists[at].push(candidate(person, likeness));
    }
    Ok(lists)
}

/// Whom each row may be about, the likeliest first.
async fn likely(ctx: &Ctx, orphans: &[Orphan]) -> Result<Vec<Vec<(Person, Likeness)>>> {
    let sought: Vec<Sought<'_>> = orphans
        .iter()
        .map(|row| Sought::new(&row.symbol, &row.number, row.birth_date))
        .collect();
    let people = desk::sharing_something(ctx.db.reader(), &sought).await?;
    Ok(orphans.iter().map(|row| alike(row, &people)).collect())
}

fn alike(row: &Orphan, people: &BTreeMap<i64, Person>) -> Vec<(Person, Likeness)> {
    let key = KanaName::parse(&row.kana, &nfkc).map_or_else(|_| String::new(), |kana| kana.key());
    let said = Described {
        symbol: &row.symbol,
        number: &row.number,
        branch: &row.branch,
        birth_date: row.birth_date,
        kana_key: &key,
    };
    let compared = people.values().map(|person| {
        let its = Described {
            symbol: person.symbol.as_str(),
            number: person.number.as_str(),
            branch: branch(person),
            birth_date: person.birth_date.date(),
            kana_key: &person.kana.key(),
        };
        (Likeness::of(&said, &its), person)
    });
    let mut likely: Vec<_> = compared
        .filter(|(likeness, _)| likeness.is_likely())
        .collect();
    likely.sort_by_key(|(likeness, person)| (std::cmp::Reverse(*likeness), person.id));
    likely.truncate(CANDIDATES);
    let own = likely.into_iter();
    own.map(|(likeness, person)| (person.clone(), likeness))
        .collect()
}

fn branch(person: &Person) -> &str {
    person.branch.as_ref().map_or("", |branch| branch.as_str())
}

fn label(symbol: &str, number: &str, branch: &str) -> String {
    let parts = [symbol, number, branch];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

fn candidate(person: Person, likeness: Likeness) -> Candidate {
    Candidate {
        id: person.id,
        number: label(
            person.symbol.as_str(),
            person.number.as_str(),
            branch(&person),
        ),
        kana: person.kana.as_str().to_owned(),
        relationship: person.relationship,
        birth_date: person.birth_date.date(),
        acquired_on: person.acquired_on,
        lost_on: person.lost_on,
        name: person.name,
        likeness,
    }
}

fn line(orphan: Orphan, candidates: Vec<Candidate>) -> OrphanLine {
    OrphanLine {
        id: orphan.id,
        place: place_of(orphan.id).1,
        number: label(&orphan.symbol, &orphan.number, &orphan.branch),
        kana: orphan.kana,
        birth_date: orphan.birth_date,
        why: orphan.why,
        month: orphan.care.month,
        category: orphan.care.category,
        institution: orphan.care.institution,
        total: orphan.care.amounts.total,
        kind: orphan.care.kind,
        candidates,
    }
}

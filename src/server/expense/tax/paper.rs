//! The paper original: asked for and taken back by the member, made for the desk.
//!
//! May enter: requests and their content. Must not: the desk's queue (its pages), printing.

use super::{files::document, issue, notice};
use crate::{
    domain::expense::tax::{notice::Copy, year},
    server::{
        ctx::{Ctx, Next},
        db,
        error::Result,
        expense::{
            second_step::{Proven, proven},
            seen::{seen, seen_by},
        },
        pdf::ExpenseNotice,
    },
    web::path,
};

/// Asks for the paper original of a year. An open request stays; a year without rows has no paper.
///
/// # Errors
/// Signed out, without a fresh second step, after the time to look, or the database's own.
pub async fn request(ctx: &Ctx, raw_year: &str) -> Result<Next> {
    let (proven, Some(year)) = asked(ctx, raw_year).await? else {
        return Ok(Next::to(path::EXPENSES_TAX));
    };
    let seen = seen(ctx, &proven).await?;
    if notice(ctx, &seen, year).is_empty() {
        return Ok(Next::to(path::expenses_tax(year)));
    }
    let now = ctx.clock.now();
    db::expense::paper::request(ctx.db.writer(), proven.member.person.id, year, now).await?;
    Ok(Next::to(path::expenses_paper(year)))
}

/// Takes the open request for a year back; what is printed stays.
///
/// # Errors
/// As [`request`].
pub async fn cancel(ctx: &Ctx, raw_year: &str) -> Result<Next> {
    let (proven, Some(year)) = asked(ctx, raw_year).await? else {
        return Ok(Next::to(path::EXPENSES_TAX));
    };
    let now = ctx.clock.now();
    db::expense::paper::withdraw(ctx.db.writer(), proven.member.person.id, year, now).await?;
    Ok(Next::to(path::expenses_paper(year)))
}

async fn asked(ctx: &Ctx, raw_year: &str) -> Result<(Proven, Option<i32>)> {
    let proven = proven(ctx).await?;
    let year = year::read(Some(raw_year), ctx.clock.today());
    Ok((proven, year))
}

/// A paper original, and everybody who is in it.
pub struct Original {
    /// What is set on its pages.
    pub document: ExpenseNotice,
    /// Whose rows or names it shows.
    pub people: Vec<i64>,
}

/// The paper original of a person's year, made of what that person may see and nothing more; none where there is no such person or
/// nothing to print. Whoever hands it to the desk records a look at everybody in it first.
///
/// # Errors
/// The database's own.
pub async fn original(ctx: &Ctx, person_id: i64, year: i32) -> Result<Option<Original>> {
    let Some(person) = db::person::by_id(ctx.db.reader(), person_id).await? else {
        return Ok(None);
    };
    let seen = seen_by(ctx, &person).await?;
    let notice = notice(ctx, &seen, year);
    if notice.is_empty() {
        return Ok(None);
    }
    let issued = issue(ctx, person_id, &notice).await?;
    Ok(Some(Original {
        document: document(ctx, notice, issued, Copy::Original),
        people: seen.people.iter().map(|person| person.id).collect(),
    }))
}

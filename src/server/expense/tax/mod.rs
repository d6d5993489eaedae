//! 医療費控除: the page, the files and the paper original of a calendar year.
//!
//! May enter: use cases of the member, and the paper's content for the desk. Must not: rows from anywhere but
//! [`seen`](super::seen), SQL, sentences.

pub mod files;
pub mod page;
pub mod paper;
mod sheet;
pub mod xml;

pub use paper::{Original, original};

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        expense::{
            month::Month,
            tax::notice::{ISSUE_NUMBERS, Notice, Source},
        },
        relationship::Relationship,
    },
    server::{
        chance::Chance,
        clock::Millis,
        ctx::Ctx,
        db::{self, expense::document::Issued},
        error::Result,
        expense::seen::Seen,
    },
};

/// What the person's document of a year holds.
fn notice(ctx: &Ctx, seen: &Seen, year: i32) -> Notice {
    let name = |id: i64| seen.people.iter().find(|person| person.id == id);
    let people: Vec<(i64, String)> = seen
        .people
        .iter()
        .map(|person| (person.id, person.name.clone()))
        .collect();
    // The insured is named to whoever sees the insured. Who does not is named alone: nothing may tell that there is somebody.
    let insured = seen
        .people
        .iter()
        .find(|person| person.relationship == Relationship::Insured)
        .or_else(|| people.first().and_then(|(id, _)| name(*id)));
    Notice::of(&Source {
        year,
        insured: insured.map_or("", |person| &person.name),
        insurer: &ctx.society.name,
        people: &people,
        rows: &seen.rows,
        through: seen.through,
        now: Month::of(ctx.clock.today()),
    })
}

/// The digest of what a document holds.
fn digest(notice: &Notice) -> Result<String> {
    let content =
        serde_json::to_vec(notice).map_err(|_| db::Error::Row("expense_document", "digest"))?;
    let digest = Sha256::digest(content);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// One of the numbers documents may have, each as likely.
fn draw(chance: &Chance) -> i64 {
    let drawn = u64::from_le_bytes(chance.bytes());
    i64::try_from(drawn % ISSUE_NUMBERS).unwrap_or_default()
}

/// The number of a document, and when it was first made.
async fn issue(ctx: &Ctx, person_id: i64, notice: &Notice) -> Result<Issued> {
    let (digest, now): (String, Millis) = (digest(notice)?, ctx.clock.now());
    let (writer, year) = (ctx.db.writer(), notice.year);
    let draw = || draw(&ctx.chance);
    Ok(db::expense::document::number(writer, person_id, year, &digest, now, draw).await?)
}

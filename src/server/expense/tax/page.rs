//! The page of 医療費控除.

use super::{files::day, notice};
use crate::{
    api::expense_tax::{Back, Missing, PaperRequest, TaxPage, Totals},
    domain::{
        date::CivilDate,
        expense::{
            gaps,
            tax::{checklist::checklist, notice::Notice, year},
        },
    },
    server::{
        ctx::{Ctx, Page},
        db,
        error::Result,
        expense::{second_step::proven, seen::seen},
    },
};

/// What a year's page shows; nothing where the address names no year there are documents for.
///
/// # Errors
/// Signed out, without a fresh second step, after the time to look, or the database's own.
pub async fn page(ctx: &Ctx, raw_year: Option<&str>) -> Result<Page<TaxPage>> {
    let proven = proven(ctx).await?;
    let today = ctx.clock.today();
    let Some(year) = year::read(raw_year, today) else {
        return Ok(Page::Missing);
    };
    let seen = seen(ctx, &proven).await?;
    let notice = notice(ctx, &seen, year);
    let paper =
        db::expense::paper::of_person(ctx.db.reader(), proven.member.person.id, year).await?;
    Ok(Page::Show(TaxPage {
        year,
        years: year::years(today).collect(),
        people: notice_people(&notice),
        totals: Totals {
            rows: u32::try_from(notice.lines().count()).unwrap_or(u32::MAX),
            paid: notice.paid(),
            nameless: notice.nameless_paid(),
            given_back: notice.given_back().map(|(_, line)| line.given_back()).sum(),
        },
        back: notice.given_back().map(back).collect(),
        missing: missing(&notice),
        collect: checklist(&notice),
        signed: ctx.signing().is_some(),
        paper: paper.map(|paper| PaperRequest {
            requested_on: day(paper.requested_at).to_string(),
            printed_on: paper.printed_at.map(day).as_ref().map(CivilDate::to_string),
            state: paper.state,
        }),
    }))
}

/// The names in a document, each once.
fn notice_people(notice: &Notice) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in notice.lines() {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn back((name, line): (&str, &crate::domain::expense::tax::notice::Line)) -> Back {
    Back {
        person: name.to_owned(),
        month: line.month,
        institution: line.institution.clone(),
        high_cost: line.high_cost,
        additional: line.additional,
    }
}

fn missing(notice: &Notice) -> Vec<Missing> {
    let missing = notice.missing.iter();
    missing
        .map(|month| Missing {
            month: *month,
            expected: gaps::expected(*month),
        })
        .collect()
}

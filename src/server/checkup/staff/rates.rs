//! 受診率 of a fiscal year. It shows counts and nobody.

use super::csv::{self, File};
use crate::{
    api::staff_checkup::rates::{RatesPage, RatesQuery},
    domain::{
        checkup::{
            course::{Course, RelationGroup},
            rate::{Axis, Counted, age_in, is_offered, tabulate},
        },
        date::CivilDate,
        fiscal_year::FiscalYear,
        staff::Action,
    },
    server::{
        access, audit,
        ctx::Ctx,
        db::{self, checkup_desk::rates},
        error::Result,
        roster::decode::Encoding,
    },
    web::words::{Lang, staff_checkup::rates as words},
};

/// The table asked for.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, query: &RatesQuery, not_in_cp932: bool) -> Result<RatesPage> {
    access::checkup_view(ctx).await?;
    let mut page = counted(ctx, query).await?;
    page.not_in_cp932 = not_in_cp932;
    Ok(page)
}

async fn counted(ctx: &Ctx, query: &RatesQuery) -> Result<RatesPage> {
    let reader = ctx.db.reader();
    let today = ctx.clock.today();
    let this_year = FiscalYear::of(today).year();
    let mut years = db::course::years(reader).await?;
    years.retain(|year| *year <= this_year);
    let asked = query.year.filter(|year| years.contains(year));
    let year = asked.or(years.first().copied()).unwrap_or(this_year);
    let reference = reference(year, query.latest, today);
    let stored = db::course::of_year(reader, year).await?;
    let open = stored.into_iter().filter(|course| course.open);
    let courses: Vec<Course> = open.map(|course| course.rules).collect();
    let people = rates::enrolled(reader, reference, year).await?;
    let eligible = people
        .into_iter()
        .filter(|one| is_offered(&courses, one.relationship, one.sex, one.birth_date));
    let people: Vec<Counted> = eligible
        .map(|one| Counted {
            relation: RelationGroup::of(one.relationship),
            age: age_in(year, one.birth_date),
            sex: one.sex,
            workplace: one.workplace,
            examined: one.examined,
        })
        .collect();
    let axes = Axis::of_codes(query.by.split(','));
    Ok(RatesPage {
        year,
        years,
        table: tabulate(&people, &axes),
        axes,
        latest: query.latest,
        reference,
        courses: courses.into_iter().map(|course| course.name).collect(),
        not_in_cp932: false,
    })
}

/// The day on which one has to be enrolled: April 1, or the last day of the year so far.
fn reference(year: i32, latest: bool, today: CivilDate) -> CivilDate {
    let year = CivilDate::new(year, 4, 1).map(FiscalYear::of);
    let start = year.and_then(FiscalYear::start).unwrap_or(today);
    let end = year.and_then(FiscalYear::end).unwrap_or(today);
    if latest {
        today.clamp(start, end)
    } else {
        start
    }
}

/// The table as a file, which leaves a line in the record; none where CP932 cannot hold it.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn file(ctx: &Ctx, query: &RatesQuery, encoding: Encoding) -> Result<Option<File>> {
    let staff = access::checkup_view(ctx).await?;
    let page = counted(ctx, query).await?;
    let header: Vec<&str> = page
        .axes
        .iter()
        .map(|axis| words::axis(Lang::Ja, *axis))
        .chain(words::columns(Lang::Ja))
        .collect();
    let rows = page.table.rows.iter().map(|(keys, cell)| {
        let keys = keys.iter().map(|key| words::key(Lang::Ja, key));
        let counts = [cell.eligible.to_string(), cell.examined.to_string()];
        let rate = words::rate(Lang::Ja, *cell);
        keys.chain(counts).chain([rate]).collect()
    });
    let Some(bytes) = csv::bytes(&header, rows, encoding) else {
        return Ok(None);
    };
    let about = format!("year={}", page.year);
    let action = Action::RatesExported;
    audit::record(ctx, ctx.db.writer(), &staff, action, None, &about).await?;
    Ok(Some(File {
        name: format!("rates-{}.csv", page.year),
        bytes,
    }))
}

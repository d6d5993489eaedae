//! 休診日: days an institution is closed beside its weekdays. Bookings there are on such a day stay; the page says how many.

use super::{done, forget, institution, looking, this_year};
use crate::{
    api::staff_rules::ClosedPage,
    domain::{
        checkup::place_form::{DayField, DayForm},
        date::CivilDate,
        field::FieldErrors,
        fiscal_year::FiscalYear,
        staff::Action,
    },
    server::{
        access,
        ctx::{Ctx, Next, Page},
        db::checkup_rules::{day as days, institution as institutions, place},
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path::rules as path,
};

fn form_of(id: i64) -> String {
    format!("closed:{id}")
}

/// The first and the last day of a fiscal year.
pub(super) fn bounds(year: i32) -> Option<(CivilDate, CivilDate)> {
    let year = CivilDate::new(year, 4, 1).map(FiscalYear::of)?;
    year.start().zip(year.end())
}

/// The closed days of an institution in a fiscal year.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, id: &str, asked: Option<i32>) -> Result<Page<ClosedPage>> {
    let (_, may_edit) = looking(ctx).await?;
    let present = this_year(ctx);
    let years = vec![present + 1, present, present - 1];
    let year = super::chosen(ctx, asked, &years);
    let (Some((id, details)), Some((from, to))) = (institution(ctx, id).await?, bounds(year))
    else {
        return Ok(Page::Go(path::INSTITUTIONS.to_owned()));
    };
    let reader = ctx.db.reader();
    let mut lines = Vec::new();
    for day in days::closed(reader, id, from, to).await? {
        lines.push((day.to_string(), place::booked_on(reader, id, day).await?));
    }
    let (form, errors): (DayForm, FieldErrors<DayField>) = kept(ctx, &form_of(id)).await?;
    Ok(Page::Show(ClosedPage {
        id,
        name: details.name,
        year,
        years,
        days: lines,
        form,
        errors,
        may_edit,
    }))
}

/// Closes an institution on the days typed.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn add(ctx: &Ctx, id: i64, year: i32, form: DayForm) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let Some((id, details)) = institution(ctx, &id.to_string()).await? else {
        return Ok(Next::to(path::INSTITUTIONS));
    };
    let typed = match form.days(&nfkc) {
        Ok(days) => days,
        Err(errors) => {
            let here = path::closed(id, year);
            return stay(ctx, &form_of(id), &form.kept(), &errors, here).await;
        }
    };
    let txn = ctx.db.begin().await?;
    let mut closed = Vec::new();
    for day in &typed {
        if days::close(&txn, id, *day).await? {
            closed.push(day.to_string());
        }
    }
    forget(ctx, &txn, &form_of(id)).await?;
    if closed.is_empty() {
        txn.commit().await?;
    } else {
        institutions::touch(&txn, &[id], ctx.clock.now()).await?;
        let detail = format!("{}: + {}", details.code, closed.join(" "));
        done(ctx, txn, &office, Action::ClosedDaysChanged, &detail).await?;
    }
    let year = typed
        .first()
        .map_or(year, |day| FiscalYear::of(*day).year());
    Ok(Next::to(path::saved(&path::closed(id, year))))
}

/// Opens an institution on a day again.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn remove(ctx: &Ctx, id: i64, year: i32, day: &str) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let Some((id, details)) = institution(ctx, &id.to_string()).await? else {
        return Ok(Next::to(path::INSTITUTIONS));
    };
    let here = path::closed(id, year);
    let Ok(day) = day.parse::<CivilDate>() else {
        return Ok(Next::to(here));
    };
    let txn = ctx.db.begin().await?;
    if days::reopen(&txn, id, day).await? {
        institutions::touch(&txn, &[id], ctx.clock.now()).await?;
        let detail = format!("{}: - {day}", details.code);
        done(ctx, txn, &office, Action::ClosedDaysChanged, &detail).await?;
    }
    Ok(Next::to(path::saved(&here)))
}

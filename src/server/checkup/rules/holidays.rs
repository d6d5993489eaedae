//! 休日の表: the days on which no business day is counted. It begins as the days of the law, and staff change it when Parliament does.

use super::{done, forget, looking};
use crate::{
    api::staff_rules::{HolidayLine, HolidaysPage},
    domain::{
        checkup::place_form::{DayField, DayForm},
        date::CivilDate,
        field::{FieldError, FieldErrors},
        staff::Action,
    },
    server::{
        access,
        ctx::{Ctx, Next},
        db::checkup_rules::day as days,
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path::rules as path,
};

/// Name under which the form is kept.
const FORM: &str = "holiday";
/// Years that can be looked at.
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2100;

/// The data file of the law: a day and its name on each line, below a heading.
const LAW: &str = include_str!("../holidays.csv");

/// The days of the law in a year of the calendar; none where the file does not reach.
fn law(year: i32) -> Vec<(CivilDate, &'static str)> {
    let lines = LAW.lines().skip(1);
    lines
        .filter_map(|line| line.split_once(','))
        .filter_map(|(day, name)| Some((day.parse::<CivilDate>().ok()?, name)))
        .filter(|(day, _)| day.year() == year)
        .collect()
}

fn bounds(year: i32) -> Option<(CivilDate, CivilDate)> {
    CivilDate::new(year, 1, 1).zip(CivilDate::new(year, 12, 31))
}

/// The year asked for where it can be looked at, else the present one.
fn shown(ctx: &Ctx, asked: Option<i32>) -> i32 {
    asked
        .filter(|year| YEARS.contains(year))
        .unwrap_or_else(|| ctx.clock.today().year())
}

/// The holidays of a year of the calendar.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, asked: Option<i32>) -> Result<HolidaysPage> {
    let (_, may_edit) = looking(ctx).await?;
    let year = shown(ctx, asked);
    let law = law(year);
    let table = match bounds(year) {
        Some((from, to)) => days::holidays(ctx.db.reader(), from, to).await?,
        None => Vec::new(),
    };
    let in_table = |day: &CivilDate| table.iter().any(|(other, _)| other == day);
    let missing = law.iter().filter(|(day, _)| !in_table(day)).count();
    let by_law = |day: &CivilDate| law.iter().any(|(other, _)| other == day);
    let lines = table.iter().map(|(day, name)| HolidayLine {
        day: day.to_string(),
        name: name.clone(),
        by_law: by_law(day),
    });
    let (form, errors): (DayForm, FieldErrors<DayField>) = kept(ctx, FORM).await?;
    Ok(HolidaysPage {
        year,
        present: ctx.clock.today().year(),
        lines: lines.collect(),
        missing,
        restorable: !law.is_empty(),
        form,
        errors,
        may_edit,
    })
}

/// Writes a holiday.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn add(ctx: &Ctx, year: i32, form: DayForm) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let read = form.named(&nfkc).and_then(|(day, name)| {
        if YEARS.contains(&day.year()) {
            return Ok((day, name));
        }
        let mut errors = FieldErrors::new();
        errors.insert(DayField::Day, FieldError::Unknown);
        Err(errors)
    });
    let (day, name) = match read {
        Ok(read) => read,
        Err(errors) => {
            let here = path::holidays(shown(ctx, Some(year)));
            return stay(ctx, FORM, &form.kept(), &errors, here).await;
        }
    };
    let txn = ctx.db.begin().await?;
    days::add_holiday(&txn, day, &name).await?;
    forget(ctx, &txn, FORM).await?;
    let detail = format!("+ {day} {name}");
    done(ctx, txn, &office, Action::HolidaysChanged, &detail).await?;
    Ok(Next::to(path::saved(&path::holidays(day.year()))))
}

/// Takes a holiday away.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn remove(ctx: &Ctx, year: i32, day: &str) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let here = path::holidays(shown(ctx, Some(year)));
    let Ok(day) = day.parse::<CivilDate>() else {
        return Ok(Next::to(here));
    };
    let txn = ctx.db.begin().await?;
    if days::remove_holiday(&txn, day).await? {
        let detail = format!("- {day}");
        done(ctx, txn, &office, Action::HolidaysChanged, &detail).await?;
    }
    Ok(Next::to(path::saved(&here)))
}

/// Puts a year back to the days of the law; days of the society's own go. Nothing where the file does not reach.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn restore(ctx: &Ctx, year: i32) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let law = law(year);
    let (false, Some((from, to))) = (law.is_empty(), bounds(year)) else {
        return Ok(Next::to(path::HOLIDAYS));
    };
    let txn = ctx.db.begin().await?;
    days::clear_holidays(&txn, from, to).await?;
    for (day, name) in law {
        days::add_holiday(&txn, day, name).await?;
    }
    let detail = format!("= {year}");
    done(ctx, txn, &office, Action::HolidaysChanged, &detail).await?;
    Ok(Next::to(path::saved(&path::holidays(year))))
}

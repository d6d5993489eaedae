//! 空き枠 by a weekday pattern: closed days, holidays, 年末年始 and days outside 受診期間 are left out, places there are already stay as they are.

use super::{
    done, forget, institution,
    places::{Closed, done_form, month_name, month_of, pattern_form},
};
use crate::{
    api::staff_rules::PlacesDone,
    domain::{
        checkup::{
            course::{Course, OptionCode},
            place_form::{Pattern, PatternField, PatternForm},
        },
        date::CivilDate,
        field::{FieldError, FieldErrors},
        fiscal_year::FiscalYear,
        staff::Action,
    },
    server::{
        access,
        ctx::{Ctx, Next},
        db::{
            self, Txn,
            checkup_rules::{
                institution as institutions,
                place_batch::{self, NewPlace},
                place_limit::{self, NewLimit},
            },
        },
        error::Result,
        passwords::nfkc,
        staff::stay,
    },
    web::path::rules as path,
};

/// Makes the places a pattern means.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn add(ctx: &Ctx, id: i64, month: &str, form: PatternForm) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let Some((id, details)) = institution(ctx, &id.to_string()).await? else {
        return Ok(Next::to(path::INSTITUTIONS));
    };
    let here = path::places(id, &month_name(month_of(ctx, month)));
    let txn = ctx.db.begin().await?;
    let checked = match form.parse(&nfkc) {
        Ok(pattern) => course_of(&txn, pattern).await?,
        Err(errors) => Err(errors),
    };
    let (pattern, course) = match checked {
        Ok(checked) => checked,
        Err(errors) => {
            drop(txn);
            return stay(ctx, &pattern_form(id), &form.kept(), &errors, here).await;
        }
    };
    let span = pattern.days;
    let closed = Closed::load(&txn, id, &details, span.from, span.to).await?;
    institutions::touch(&txn, &[id], ctx.clock.now()).await?;
    let made = write(&txn, id, &pattern, &course, &closed).await?;
    forget(ctx, &txn, &pattern_form(id)).await?;
    let detail = format!(
        "{}: {} {}..{} capacity {}: + {}",
        details.code, pattern.course, span.from, span.to, pattern.capacity, made.added
    );
    done(ctx, txn, &office, Action::PlacesChanged, &detail).await?;
    let there = path::places(id, &month_name(span.from));
    stay(ctx, &done_form(id), &Some(made), &(), there).await
}

/// What came of looking for the course of a pattern.
type Checked = std::result::Result<(Pattern, Course), FieldErrors<PatternField>>;

/// The course of a pattern: all its days lie in one fiscal year, which has it with all the options that are limited.
async fn course_of(txn: &Txn, pattern: Pattern) -> Result<Checked> {
    let refuse = |field, error| {
        let mut errors = FieldErrors::new();
        errors.insert(field, error);
        Ok(Err(errors))
    };
    let year = FiscalYear::of(pattern.days.from);
    if FiscalYear::of(pattern.days.to) != year {
        return refuse(PatternField::To, FieldError::Unknown);
    }
    let found = db::course::by_code(txn, year.year(), &pattern.course).await?;
    let Some(stored) = found else {
        return refuse(PatternField::Course, FieldError::Unknown);
    };
    let has = |(code, _): &(OptionCode, u16)| stored.rules.option(code).is_some();
    if !pattern.limits.iter().all(has) {
        return refuse(PatternField::Limits, FieldError::Unknown);
    }
    Ok(Ok((pattern, stored.rules)))
}

/// Every day and time of the pattern as a row; its number is its line.
fn rows(id: i64, pattern: &Pattern, course: &Course, days: &[CivilDate]) -> Vec<NewPlace> {
    let times = days
        .iter()
        .flat_map(|day| pattern.times.iter().map(move |time| (day, time)));
    let row = |(line, (day, time)): (i64, (&CivilDate, &Option<u16>))| NewPlace {
        line,
        institution_id: id,
        fiscal_year: course.fiscal_year,
        course_code: pattern.course.to_string(),
        on_day: day.to_string(),
        starts: time.map_or(-1, i32::from),
        day_sex: pattern.day_sex.code().to_owned(),
        capacity: pattern.capacity.into(),
    };
    (0..).zip(times).map(row).collect()
}

async fn write(
    txn: &Txn,
    id: i64,
    pattern: &Pattern,
    course: &Course,
    closed: &Closed,
) -> Result<PlacesDone> {
    let (in_period, outside) = pattern.open_days(|day| course.examination.contains(day));
    let (open, shut): (Vec<_>, Vec<_>) = in_period
        .into_iter()
        .partition(|day| !closed.contains(*day));
    let (told, new_year): (Vec<_>, Vec<_>) = shut.into_iter().partition(|day| closed.is_told(*day));
    let mut places = rows(id, pattern, course, &open);
    let known = place_batch::known(txn, &places).await?;
    places.retain(|place| !known.contains_key(&place.line));
    place_batch::write(txn, &places).await?;
    if !pattern.limits.is_empty() {
        let made = place_batch::known(txn, &places).await?;
        let limits: Vec<NewLimit> = made
            .values()
            .flat_map(|place| {
                pattern.limits.iter().map(|(code, most)| NewLimit {
                    line: place.line,
                    place_id: place.id,
                    option_code: code.to_string(),
                    capacity: (*most).into(),
                })
            })
            .collect();
        place_limit::write(txn, &limits).await?;
    }
    Ok(PlacesDone {
        added: places.len(),
        known: known.len(),
        closed: told.len(),
        new_year: new_year.len(),
        outside,
        ..PlacesDone::default()
    })
}

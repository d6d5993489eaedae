//! 空き枠 of an institution in a month, as staff see them.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::{institution, looking};
use crate::{
    api::staff_rules::{PlaceLine, PlacesDone, PlacesPage},
    domain::{
        business_day::is_new_year,
        checkup::{
            institution_form::Details,
            place_form::{ChangeForm, PatternForm, shown_limits, shown_time},
        },
        date::CivilDate,
        fiscal_year::FiscalYear,
        weekday::Weekday,
    },
    server::{
        ctx::{Ctx, Page},
        db::{
            self, ConnectionTrait,
            checkup_rules::{day as days, place, price},
            course::StoredCourse,
        },
        error::Result,
    },
    web::path::rules as path,
};

/// Name under which a pattern is kept.
pub(super) fn pattern_form(id: i64) -> String {
    format!("places:{id}")
}

/// Name under which a change is kept.
pub(super) fn change_form(id: i64) -> String {
    format!("places-change:{id}")
}

/// Name under which what was done is kept.
pub(super) fn done_form(id: i64) -> String {
    format!("places-done:{id}")
}

/// A month of the calendar by its first day; the present one where the address names none.
pub(super) fn month_of(ctx: &Ctx, month: &str) -> CivilDate {
    let first = format!("{month}-01").parse::<CivilDate>().ok();
    first.unwrap_or_else(|| {
        let today = ctx.clock.today();
        CivilDate::new(today.year(), today.month(), 1).unwrap_or(today)
    })
}

/// A month as addresses name it.
pub(super) fn month_name(first: CivilDate) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

/// The first day of the next month.
fn next_month(first: CivilDate) -> CivilDate {
    let far = first.add_days(31);
    CivilDate::new(far.year(), far.month(), 1).unwrap_or(far)
}

/// The days on which nobody is examined at an institution: its weekdays, its own days, holidays, and 年末年始.
pub(super) struct Closed {
    weekdays: Vec<Weekday>,
    days: BTreeSet<CivilDate>,
}

impl Closed {
    /// Those between two days.
    pub(super) async fn load<C: ConnectionTrait>(
        c: &C,
        id: i64,
        details: &Details,
        from: CivilDate,
        to: CivilDate,
    ) -> Result<Self> {
        let mut all: BTreeSet<CivilDate> =
            days::closed(c, id, from, to).await?.into_iter().collect();
        let holidays = days::holidays(c, from, to).await?;
        all.extend(holidays.into_iter().map(|(day, _)| day));
        Ok(Self {
            weekdays: details.closed_weekdays.clone(),
            days: all,
        })
    }

    /// Whether the day is one of them.
    pub(super) fn contains(&self, day: CivilDate) -> bool {
        self.is_told(day) || is_new_year(day)
    }

    /// Whether it is one by what the institution or the table of holidays says, not by 年末年始 alone.
    pub(super) fn is_told(&self, day: CivilDate) -> bool {
        self.weekdays.contains(&Weekday::of(day)) || self.days.contains(&day)
    }
}

fn line(place: place::Place, closed: &Closed, courses: &[StoredCourse]) -> PlaceLine {
    let course = courses
        .iter()
        .find(|course| course.rules.code.as_str() == place.course);
    PlaceLine {
        id: place.id,
        day: place.day.to_string(),
        closed: closed.contains(place.day),
        course: course.map_or(place.course, |course| course.rules.name.clone()),
        time: shown_time(place.starts),
        day_sex: place.day_sex,
        capacity: place.capacity,
        taken: place.capacity - place.remaining,
        waiting: place.waiting,
        limits: shown_limits(&place.limits),
    }
}

/// What a form was answered with, shown once: who comes back later begins anew.
async fn once<V, E>(ctx: &Ctx, form: &str) -> Result<(V, E)>
where
    V: DeserializeOwned + Default,
    E: DeserializeOwned + Default,
{
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(Default::default());
    };
    let taken = db::echo::take(ctx.db.writer(), visitor, form, ctx.clock.now()).await?;
    Ok(taken.unwrap_or_default())
}

/// The places of an institution in a month, and the forms as they were left.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, id: &str, month: &str) -> Result<Page<PlacesPage>> {
    let (_, may_edit) = looking(ctx).await?;
    let Some((id, details)) = institution(ctx, id).await? else {
        return Ok(Page::Go(path::INSTITUTIONS.to_owned()));
    };
    let first = month_of(ctx, month);
    let next = next_month(first);
    let last = next.add_days(-1);
    let year = FiscalYear::of(first).year();
    let reader = ctx.db.reader();
    let courses = db::course::of_year(reader, year).await?;
    let prices = price::of(reader, id, year).await?;
    let closed = Closed::load(reader, id, &details, first, last).await?;
    let places = place::between(reader, id, first, last).await?;
    let (pattern, pattern_errors): (PatternForm, _) = once(ctx, &pattern_form(id)).await?;
    let (change, change_errors): (ChangeForm, _) = once(ctx, &change_form(id)).await?;
    let (done, ()): (Option<PlacesDone>, ()) = once(ctx, &done_form(id)).await?;
    let before = first.add_days(-1);
    let before = CivilDate::new(before.year(), before.month(), 1).unwrap_or(first);
    let lines = places
        .into_iter()
        .map(|place| line(place, &closed, &courses));
    let lines = lines.collect();
    let courses = courses.into_iter().map(|course| {
        let code = course.rules.code.to_string();
        let priced = prices.contains_key(&(code.clone(), String::new()));
        (code, course.rules.name, priced)
    });
    Ok(Page::Show(PlacesPage {
        id,
        name: details.name,
        live: details.live,
        month: month_name(first),
        around: [month_name(before), month_name(next)],
        year,
        courses: courses.collect(),
        lines,
        pattern,
        pattern_errors,
        change,
        change_errors,
        done,
        may_edit,
    }))
}

//! The overview of the desk. It shows nobody's data: numbers, and which institution and course a wish is for.

use super::names::Courses;
use crate::{
    api::staff_checkup::bookings::{OverviewPage, WaitingWish},
    domain::{
        checkup::{booking::State, reference::reference},
        date::CivilDate,
        fiscal_year::FiscalYear,
    },
    server::{
        access,
        clock::{DAY, japan, start_of},
        ctx::Ctx,
        db::{self, checkup_desk::counts},
        error::Result,
    },
};

/// How many wishes are shown.
const WISHES: i64 = 20;

/// The overview.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<OverviewPage> {
    access::checkup_view(ctx).await?;
    let reader = ctx.db.reader();
    let (now, today) = (ctx.clock.now(), ctx.clock.today());
    let fiscal_year = FiscalYear::of(today).year();
    let tomorrow = start_of(today) + DAY;
    let counted = counts::by_state(reader, fiscal_year).await?;
    let of = |state| counted.iter().find(|(of, _)| *of == state);
    let states = State::ALL.map(|state| (state, of(state).map_or(0, |(_, count)| *count)));
    let offers = counts::offers(reader, tomorrow).await?;
    Ok(OverviewPage {
        fiscal_year,
        states: states.to_vec(),
        wishes: wishes(ctx).await?,
        holds: counts::holds(reader, tomorrow).await?.count,
        offers: (offers.count, offers.ending),
        waiting: counts::waiting(reader).await?,
        unnoted: (counts::unnoted(reader, today).await?, today.add_days(-1)),
        results: counts::results_sent(reader).await?,
        links_ending: db::checkup_desk::daily_list::ending(reader, now, tomorrow).await?,
        closing: closing(ctx, fiscal_year).await?,
    })
}

async fn wishes(ctx: &Ctx) -> Result<Vec<WaitingWish>> {
    let courses = Courses::load(ctx).await?;
    let today = start_of(ctx.clock.today());
    let found = counts::wishes(ctx.db.reader(), WISHES).await?;
    let wishes = found.into_iter().map(|wish| WaitingWish {
        id: wish.id,
        reference: reference(wish.fiscal_year, wish.id),
        state: State::from_code(&wish.state).unwrap_or(State::Applied),
        course: courses.name(wish.fiscal_year, &wish.course_code),
        institution: wish.institution,
        since: japan(wish.created_at).format("%Y-%m-%d").to_string(),
        days: (today - wish.created_at + DAY - 1).max(0) / DAY,
    });
    Ok(wishes.collect())
}

async fn closing(ctx: &Ctx, fiscal_year: i32) -> Result<Vec<(String, CivilDate)>> {
    let today = ctx.clock.today();
    let mut closing = Vec::new();
    for year in [fiscal_year, fiscal_year + 1] {
        let courses = db::course::of_year(ctx.db.reader(), year).await?;
        let soon = courses.into_iter().filter(|course| {
            let to = course.rules.application.to;
            course.open && today <= to && to <= today.add_days(7)
        });
        closing.extend(soon.map(|course| (course.rules.name, course.rules.application.to)));
    }
    Ok(closing)
}

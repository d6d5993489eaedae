//! 受診ナビの入口: every course of the fiscal year, and of the next one once it is open, with yes or no and why.

use super::{past, who};
use crate::{
    api::checkup::CoursesPage,
    domain::{
        checkup::{booking::State, reason::Verdict},
        fiscal_year::FiscalYear,
    },
    server::{ctx::Ctx, db, error::Result},
};

/// The courses.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<CoursesPage> {
    let who = who(ctx).await?;
    let reader = ctx.db.reader();
    let past = past(ctx, &who, None).await?;
    let this_year = FiscalYear::of(who.today).year();
    let mut years = Vec::new();
    for year in [this_year, this_year + 1] {
        let stored = db::course::of_year(reader, year).await?;
        let open = stored.into_iter().filter(|course| course.open);
        let mut courses: Vec<_> = open
            .map(|course| {
                let verdict = who.verdict(&course.rules, &past, false);
                (course.rules, verdict)
            })
            .collect();
        // What can be taken comes first.
        courses.sort_by_key(|(_, verdict)| matches!(verdict, Verdict::No(_)));
        if year == this_year || !courses.is_empty() {
            years.push((year, courses));
        }
    }
    let booked = db::booked::of_person(reader, who.person.id).await?;
    let waits = db::waiting::of_person(reader, who.person.id).await?;
    let now = ctx.clock.now();
    Ok(CoursesPage {
        years,
        bookings: booked
            .iter()
            .filter(|one| !one.state.is_final() && one.state != State::Held)
            .count(),
        waits: (
            waits.len(),
            waits.iter().any(|wait| wait.offer_until.is_some()),
        ),
        held: booked
            .iter()
            .any(|one| one.state == State::Held && one.expires_at.is_some_and(|until| until > now)),
    })
}

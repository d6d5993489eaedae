//! キャンセル待ち: the days a person waits for, and what is offered.

use chrono::{Datelike, Timelike};

use super::{
    Who,
    bookings::{course_of, option_name},
    who,
};
use crate::{
    api::checkup_booking::WaitLine,
    domain::{checkup::yen::Yen, date::CivilDate},
    server::{
        clock::{Millis, japan},
        ctx::Ctx,
        db::{self, waiting::Wait},
        error::Result,
    },
};

/// The days the person waits for; offers first.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn list(ctx: &Ctx) -> Result<Vec<WaitLine>> {
    let who = who(ctx).await?;
    let waits = db::waiting::of_person(ctx.db.reader(), who.person.id).await?;
    let now = ctx.clock.now();
    let mut lines = Vec::with_capacity(waits.len());
    for wait in waits {
        let course = course_of(ctx, wait.fiscal_year, &wait.course).await?;
        let option = |code| option_name(course.as_ref(), code);
        lines.push(WaitLine {
            id: wait.id,
            own: own(ctx, &who, &wait).await?,
            course: course
                .as_ref()
                .map_or_else(|| wait.course.to_string(), |course| course.name.clone()),
            options: wait.options.iter().map(option).collect(),
            offer_until: wait
                .offer_until
                .filter(|until| *until > now)
                .and_then(moment),
            institution: (wait.institution_id, wait.institution),
            on: wait.on,
            starts: wait.starts,
            before: wait.before,
        });
    }
    lines.sort_by_key(|line| line.offer_until.is_none());
    Ok(lines)
}

/// A moment in Japan: day, hour, minute.
fn moment(at: Millis) -> Option<(CivilDate, u8, u8)> {
    let clock = japan(at);
    let part = |number: u32| u8::try_from(number).ok();
    let day = CivilDate::new(clock.year(), part(clock.month())?, part(clock.day())?)?;
    Some((day, part(clock.hour())?, part(clock.minute())?))
}

async fn own(ctx: &Ctx, who: &Who, wait: &Wait) -> Result<Option<Yen>> {
    let reader = ctx.db.reader();
    let course = course_of(ctx, wait.fiscal_year, &wait.course).await?;
    let institution = db::institution::by_id(reader, wait.institution_id).await?;
    let prices =
        db::institution::prices(reader, wait.institution_id, wait.fiscal_year, &wait.course)
            .await?;
    let (Some(course), Some(institution), Some(prices)) = (course, institution, prices) else {
        return Ok(None);
    };
    let quote = who.quote(&course, institution.class, &prices, &wait.options);
    Ok(quote.map(|quote| quote.own))
}

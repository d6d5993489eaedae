//! キャンセル待ち as the desk sees it: who waits for which day, and since when. Places go by the queue; nobody is moved by hand.

use super::names::{Courses, moment, short_line};
use crate::{
    api::staff_checkup::waiting::{WaitingLine, WaitingPage},
    domain::staff::Action,
    server::{
        access, audit,
        ctx::Ctx,
        db::{
            checkup_desk::{counts, waiting},
            person,
        },
        error::Result,
    },
};

/// Most people on the page.
const MOST: i64 = 300;

/// Who waits. Everybody shown has been looked at.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<WaitingPage> {
    let staff = access::checkup_view(ctx).await?;
    let reader = ctx.db.reader();
    let unseen = waiting::list(reader, MOST).await?;
    let seen = audit::look(ctx, &staff, Action::WaitingSeen, "list", unseen).await?;
    let offers = counts::offers(reader, ctx.clock.now()).await?;
    let total = counts::waiting(reader).await? + offers.count;
    let courses = Courses::load(ctx).await?;
    let mut lines: Vec<WaitingLine> = Vec::with_capacity(seen.len());
    let (mut place, mut turn) = (0, 0);
    for one in seen {
        let Some(person) = person::by_id(reader, one.person_id).await? else {
            continue;
        };
        if place != one.place_id {
            (place, turn) = (one.place_id, 0);
        }
        turn += i64::from(one.offer_until.is_none());
        lines.push(WaitingLine {
            on: one.on,
            starts: one.starts,
            institution: one.institution,
            course: courses.name(one.fiscal_year, &one.course),
            person: short_line(&person, one.fiscal_year),
            turn: one.offer_until.is_none().then_some(turn),
            offered_until: one.offer_until.map(moment),
            since: moment(one.since),
        });
    }
    Ok(WaitingPage { lines, total })
}

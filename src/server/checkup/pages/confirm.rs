//! The page before the last step: what is held, or which wishes are to be sent.

use super::{Choice, Who, choice, deadline, institution::offered, movable, replaced, site, who};
use crate::{
    api::checkup::{CheckPage, Chosen, ConfirmPage, ToConfirm},
    domain::checkup::institution::DaySex,
    server::{
        clock::japan,
        ctx::{Ctx, Page},
        db::{self, booked::Booked},
        error::Result,
    },
    web::path,
};
use chrono::Timelike;

/// What is to be confirmed.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<Page<ConfirmPage>> {
    let who = who(ctx).await?;
    let choice = choice(ctx, &who).await?;
    if let Some(choice) = choice.as_ref().filter(|one| !one.draft.wishes.is_empty()) {
        return wishes(ctx, &who, choice).await;
    }
    let held = db::booked::held_by(ctx.db.reader(), who.person.id).await?;
    let now = ctx.clock.now();
    let alive = |held: &Booked| held.expires_at.is_some_and(|until| until > now);
    match held {
        Some(held) if alive(&held) => {
            let check = check_held(ctx, &who, held).await?;
            Ok(check.map_or(Page::Missing, |check| {
                Page::Show(ConfirmPage::Check(Box::new(check)))
            }))
        }
        held => {
            let institution = held
                .map(|held| held.institution_id)
                .or(choice.and_then(|choice| choice.draft.institution));
            Ok(match institution {
                Some(id) => Page::Show(ConfirmPage::Over(Some(id))),
                None => Page::Go(path::CHECKUP_BOOKINGS.to_owned()),
            })
        }
    }
}

async fn check_held(ctx: &Ctx, who: &Who, held: Booked) -> Result<Option<CheckPage>> {
    let reader = ctx.db.reader();
    let course = db::course::by_code(reader, held.fiscal_year, &held.course).await?;
    let institution = db::institution::by_id(reader, held.institution_id).await?;
    let (Some(course), Some(institution), Some(on), Some(until)) =
        (course, institution, held.exam_on, held.expires_at)
    else {
        return Ok(None);
    };
    let replaces = match held.replaces {
        Some(id) => movable(ctx, who.person.id, id).await?,
        None => None,
    };
    let deadline = deadline(ctx, &institution, on).await?;
    let place = match held.place_id {
        Some(id) => db::place::by_id(reader, id).await?,
        None => None,
    };
    let clock = japan(until);
    let time = |part: u32| u8::try_from(part).unwrap_or_default();
    Ok(Some(CheckPage {
        chosen: Chosen {
            course: course.rules,
            options: held.options.into_iter().map(|(code, _)| code).collect(),
            left_out: Vec::new(),
            replaces: replaces.as_ref().map(replaced),
        },
        site: site(&institution),
        quote: held.quote,
        what: ToConfirm::Held {
            booking_id: held.id,
            on,
            starts: held.starts,
            until: (time(clock.hour()), time(clock.minute())),
            seconds: (until - ctx.clock.now()) / 1000,
            day_sex: place.map_or(DaySex::Any, |place| place.day_sex),
            deadline: (deadline.on, deadline.hour, deadline.minute),
            too_late: deadline.passed(ctx.clock.now()),
        },
    }))
}

async fn wishes(ctx: &Ctx, who: &Who, choice: &Choice) -> Result<Page<ConfirmPage>> {
    let id = choice.draft.institution.unwrap_or_default().to_string();
    let Some(offered) = offered(ctx, who, choice, &id).await? else {
        return Ok(Page::Go(path::CHECKUP_INSTITUTIONS.to_owned()));
    };
    Ok(Page::Show(ConfirmPage::Check(Box::new(CheckPage {
        chosen: choice.shown(),
        site: site(&offered.institution),
        quote: offered.quote,
        what: ToConfirm::Wishes(choice.draft.wishes.clone()),
    }))))
}

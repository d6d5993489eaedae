//! Changing a booking: until when, and the short way where only its day is to be another one.
//!
//! May enter: the booking's deadline, a draft made from a booking. Must not: the change itself (the desk's, when the new one is confirmed).

use super::{
    Choice, Who, choice, deadline,
    institution::offered,
    movable, number,
    refused::{self, About},
    who,
};
use crate::{
    domain::checkup::{booking::State, refusal::Refusal},
    server::{
        ctx::{Ctx, Next},
        db::{self, booked::Booked, checkup_draft::Draft},
        error::Result,
    },
    web::path,
};

/// That a booking can be changed by phone alone, where its deadline has passed.
pub(super) async fn too_late(ctx: &Ctx, booked: &Booked) -> Result<Option<Refusal>> {
    let Some(day) = booked.exam_on.filter(|_| booked.state == State::Confirmed) else {
        return Ok(None);
    };
    let institution = db::institution::by_id(ctx.db.reader(), booked.institution_id).await?;
    let Some(institution) = institution else {
        return Ok(None);
    };
    let until = deadline(ctx, &institution, day).await?;
    Ok(until
        .passed(ctx.clock.now())
        .then_some(Refusal::CutoffPassed {
            on: until.on,
            hour: until.hour,
            minute: until.minute,
        }))
}

/// 日を変える: to the calendar of the booking's institution, with its course and options. What was answered before it was booked is
/// not asked again; where the institution does not offer all of it any more, the way leads to the course.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn day(ctx: &Ctx, booking_id: &str) -> Result<Next> {
    let who = who(ctx).await?;
    let booked = match number(booking_id) {
        Some(id) => movable(ctx, who.person.id, id).await?,
        None => None,
    };
    let Some(booked) = booked else {
        return refused::to(ctx, Refusal::NotOffered, About::default()).await;
    };
    if let Some(refusal) = too_late(ctx, &booked).await? {
        let about = About {
            institution: Some(booked.institution_id),
            on: None,
        };
        return refused::to(ctx, refusal, about).await;
    }
    let draft = draft_of(&booked);
    let (writer, now) = (ctx.db.writer(), ctx.clock.now());
    db::checkup_draft::save(writer, who.person.id, &draft, now).await?;
    let to = if still_offered(ctx, &who, &booked).await? {
        path::institution(booked.institution_id)
    } else {
        path::course_instead(booked.fiscal_year, booked.course.as_str(), booked.id)
    };
    Ok(Next::to(to))
}

/// Whether the institution offers all that was booked.
async fn still_offered(ctx: &Ctx, who: &Who, booked: &Booked) -> Result<bool> {
    let Some(choice): Option<Choice> = choice(ctx, who).await? else {
        return Ok(false);
    };
    let id = booked.institution_id.to_string();
    Ok(offered(ctx, who, &choice, &id).await?.is_some())
}

/// The choice a booking was made from.
fn draft_of(booked: &Booked) -> Draft {
    let options = booked.options.iter().map(|(code, _)| code.clone());
    Draft {
        options: options.collect(),
        ready: true,
        replaces: Some(booked.id),
        only_day: true,
        institution: Some(booked.institution_id),
        ..Draft::new(booked.fiscal_year, booked.course.clone())
    }
}

//! 予約一覧, and one booking: its state, how to prepare, until when it can be changed.

use super::{Who, deadline, number, site, who};
use crate::{
    api::checkup::Replaced,
    api::checkup_booking::{BookingLine, BookingPage, Changeable},
    domain::{
        checkup::{
            booking::State,
            code::OptionCode,
            course::{Course, CourseCode},
            reference::reference,
        },
        date::CivilDate,
    },
    server::{
        clock::MINUTE,
        ctx::{Ctx, Page},
        db::{self, booked::Booked, institution::Institution},
        error::Result,
    },
};

/// The person's bookings, those to come first.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn list(ctx: &Ctx) -> Result<Vec<BookingLine>> {
    let who = who(ctx).await?;
    let booked = db::booked::of_person(ctx.db.reader(), who.person.id).await?;
    let now = ctx.clock.now();
    let mut lines = Vec::with_capacity(booked.len());
    for one in booked {
        // A hold that was never confirmed is no booking.
        let never_confirmed = one.state == State::Cancelled && one.expires_at.is_some();
        if never_confirmed {
            continue;
        }
        lines.push(BookingLine {
            id: one.id,
            fiscal_year: one.fiscal_year,
            course: name_of(ctx, one.fiscal_year, &one.course).await?,
            state: one.state,
            over: one.state == State::Held && one.expires_at.is_none_or(|until| until <= now),
            institution: one.institution,
            exam_on: one.exam_on,
            starts: one.starts,
        });
    }
    in_order(&mut lines, who.today);
    Ok(lines)
}

/// Those to come first, the nearest at the head; then those past, the newest at the head. One that is only wished for stands behind
/// the days that are sure.
fn in_order(lines: &mut [BookingLine], today: CivilDate) {
    let past =
        |line: &BookingLine| line.state.is_final() || line.exam_on.is_some_and(|day| day < today);
    lines.sort_by_key(|line| match (past(line), line.exam_on) {
        (false, Some(day)) => (0, day.days_since_epoch(), 0),
        (false, None) => (1, 0, -line.id),
        (true, Some(day)) => (2, -day.days_since_epoch(), -line.id),
        // never had a day: as old as its number
        (true, None) => (3, 0, -line.id),
    });
}

/// The course of a booking, open or not.
pub(super) async fn course_of(ctx: &Ctx, year: i32, code: &CourseCode) -> Result<Option<Course>> {
    let found = db::course::by_code(ctx.db.reader(), year, code).await?;
    Ok(found.map(|course| course.rules))
}

/// The name of a course; its code where it is gone.
pub(super) async fn name_of(ctx: &Ctx, year: i32, code: &CourseCode) -> Result<String> {
    let course = course_of(ctx, year, code).await?;
    Ok(course.map_or_else(|| code.as_str().to_owned(), |course| course.name))
}

/// The name of an option; its code where it is gone.
pub(super) fn option_name(course: Option<&Course>, code: &OptionCode) -> String {
    let rule = course.and_then(|course| course.option(code));
    rule.map_or_else(|| code.as_str().to_owned(), |rule| rule.name.clone())
}

/// One booking of the person.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx, id: &str) -> Result<Page<BookingPage>> {
    let who = who(ctx).await?;
    Ok(match own(ctx, &who, id).await? {
        Some((booked, institution)) => Page::Show(shown(ctx, &who, booked, &institution).await?),
        None => Page::Missing,
    })
}

/// A booking of the person, and its institution.
pub(super) async fn own(ctx: &Ctx, who: &Who, id: &str) -> Result<Option<(Booked, Institution)>> {
    let reader = ctx.db.reader();
    let Some(id) = number(id) else {
        return Ok(None);
    };
    let Some(booked) = db::booked::one_of(reader, who.person.id, id).await? else {
        return Ok(None);
    };
    let institution = db::institution::by_id(reader, booked.institution_id).await?;
    Ok(institution.map(|institution| (booked, institution)))
}

async fn shown(
    ctx: &Ctx,
    who: &Who,
    booked: Booked,
    institution: &Institution,
) -> Result<BookingPage> {
    let course = course_of(ctx, booked.fiscal_year, &booked.course).await?;
    let code = booked.course.as_str().to_owned();
    let name = course
        .as_ref()
        .map_or_else(|| code.clone(), |course| course.name.clone());
    let option = |(code, _): &(OptionCode, _)| (code.clone(), option_name(course.as_ref(), code));
    let deadline = changeable(ctx, &booked, institution).await?;
    let wished = matches!(booked.state, State::Applied | State::Arranging);
    let Moves {
        replaced,
        moved_to,
        beside,
        moving_to,
    } = moves(ctx, who, &booked).await?;
    Ok(BookingPage {
        id: booked.id,
        reference: reference(booked.fiscal_year, booked.id),
        course: (booked.fiscal_year, code, name),
        options: booked.options.iter().map(option).collect(),
        state: booked.state,
        site: site(institution),
        preparation: preparation(institution, &booked, who.today),
        may_change: wished || deadline.is_some_and(|deadline| deadline.minutes_left > 0),
        day_has_come: booked.exam_on.is_some_and(|day| day <= who.today),
        deadline,
        exam_on: booked.exam_on,
        starts: booked.starts,
        quote: booked.quote,
        wishes: booked.wishes,
        note: booked.note,
        replaced,
        moved_to,
        beside,
        moving_to,
    })
}

/// How a booking stands to others of its person.
#[derive(Default)]
struct Moves {
    replaced: Option<Replaced>,
    moved_to: Option<i64>,
    beside: Option<Replaced>,
    moving_to: Option<i64>,
}

/// The bookings before and after one. A hold takes no place as long as it is one, nor do wishes beside a booking, or those that were
/// answered with no day.
async fn moves(ctx: &Ctx, who: &Who, booked: &Booked) -> Result<Moves> {
    let stands = matches!(booked.state, State::Confirmed | State::Cancelled);
    if booked.replaces.is_none() && !stands {
        return Ok(Moves::default());
    }
    let all = db::booked::of_person(ctx.db.reader(), who.person.id).await?;
    let old = all.iter().find(|one| booked.replaces == Some(one.id));
    let ended = old.filter(|old| old.state == State::Cancelled);
    let moved = |one: &&Booked| {
        let taken = one.state != State::Cancelled || one.exam_on.is_some();
        one.state != State::Held && one.expires_at.is_none() && !one.beside && taken
    };
    let after = || all.iter().filter(|one| one.replaces == Some(booked.id));
    let is_gone = booked.state == State::Cancelled;
    Ok(Moves {
        replaced: ended.map(super::replaced),
        moved_to: after().filter(|_| is_gone).find(moved).map(|one| one.id),
        beside: old.filter(|_| booked.beside).map(super::replaced),
        moving_to: after().find(|one| one.beside).map(|one| one.id),
    })
}

/// Until when the booking can be changed, in a state in which that means something.
async fn changeable(
    ctx: &Ctx,
    booked: &Booked,
    institution: &Institution,
) -> Result<Option<Changeable>> {
    let Some(day) = booked.exam_on.filter(|_| booked.state == State::Confirmed) else {
        return Ok(None);
    };
    let deadline = deadline(ctx, institution, day).await?;
    let left = deadline.at() - ctx.clock.now();
    Ok(Some(Changeable {
        on: deadline.on,
        hour: deadline.hour,
        minute: deadline.minute,
        minutes_left: (left.max(0) + MINUTE - 1) / MINUTE,
    }))
}

/// What to do on which day, the earliest first.
fn preparation(
    institution: &Institution,
    booked: &Booked,
    today: CivilDate,
) -> Vec<(CivilDate, String, bool)> {
    let Some(day) = booked.exam_on.filter(|_| booked.state == State::Confirmed) else {
        return Vec::new();
    };
    let mut steps: Vec<_> = institution
        .preparation
        .iter()
        .map(|step| {
            let on = day.add_days(-i64::from(step.days_before));
            (on, step.text.clone(), on <= today)
        })
        .collect();
    steps.sort_by_key(|(on, ..)| *on);
    steps
}

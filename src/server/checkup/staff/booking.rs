//! One booking: everything about it, and what may be done to it now.

use super::names::{Courses, markable, may_work, moment, person_card};
use crate::{
    api::staff_checkup::bookings::{BookingPage, EventLine, Outcome},
    domain::{
        checkup::{
            booking::{Event, State, next},
            reference::reference,
            staff_form::{Act, AnswerField, AnswerForm, Oddity},
        },
        date::CivilDate,
        field::FieldErrors,
        staff::Action,
    },
    server::{
        access, audit,
        ctx::Ctx,
        db::checkup_desk::detail::{self, Booking, Happened},
        error::Result,
        staff::kept,
    },
};

/// Name under which the page keeps the answer as typed, and what became of the last thing done.
pub(super) const FORM: &str = "staff-checkup-booking";

/// What the page keeps: about which booking, the answer as typed, and the outcome.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub id: i64,
    pub form: AnswerForm,
    pub outcome: Option<Outcome>,
    pub odd: Option<(CivilDate, Vec<Oddity>)>,
}

/// The page of a booking; nothing where there is none.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, id: i64, said: bool, read_out: bool) -> Result<Option<BookingPage>> {
    let staff = access::checkup_view(ctx).await?;
    let Some(unseen) = detail::by_id(ctx.db.reader(), id).await? else {
        return Ok(None);
    };
    let about = format!("booking={id}");
    let seen = audit::look(ctx, &staff, Action::BookingSeen, &about, unseen).await?;
    let Some(booking) = seen.into_iter().next() else {
        return Ok(None);
    };
    let mut shown = shown(ctx, booking, may_work(staff.role)).await?;
    shown.read_out = read_out;
    if said {
        let (last, errors): (Kept, FieldErrors<AnswerField>) = kept(ctx, FORM).await?;
        if last.id == id {
            (shown.form, shown.said, shown.errors) = (last.form, last.outcome, errors);
            shown.odd = last.odd.filter(|_| shown.may_answer);
        }
    }
    Ok(Some(shown))
}

async fn shown(ctx: &Ctx, booking: Booking, may_work: bool) -> Result<BookingPage> {
    let courses = Courses::load(ctx).await?;
    let (year, code) = (booking.fiscal_year, booking.course.as_str());
    let (state, today) = (booking.state, ctx.clock.today());
    let is_due = markable(state, booking.exam_on, today);
    let acts = Act::ALL.into_iter().filter(|act| {
        let noted = matches!(act, Act::Done | Act::NoShow);
        may_work && act.fits(state) && (is_due || !noted)
    });
    let options = booking.options.iter();
    let options = options.map(|(option, _)| courses.option(year, code, option));
    Ok(BookingPage {
        id: booking.id,
        reference: reference(year, booking.id),
        state,
        seen: booking.changed_at,
        person: person_card(&booking.person, year),
        fiscal_year: year,
        course: courses.name(year, code),
        options: options.collect(),
        price: booking.quote.map(|quote| courses.price(year, code, quote)),
        institution: (
            booking.institution.id,
            booking.institution.name,
            booking.institution.phone,
        ),
        has_place: booking.has_place,
        exam_on: booking.exam_on,
        starts: booking.starts,
        wishes: booking.wishes,
        note: booking.note,
        by_staff: booking.made_by == "staff",
        replaces: booking.replaces.map(|(id, year)| (id, reference(year, id))),
        beside: booking.beside,
        held_until: booking
            .expires_at
            .filter(|_| state == State::Held)
            .map(moment),
        made: moment(booking.created_at),
        cancel_cost: booking.institution.cancel_cost,
        events: booking.events.into_iter().map(event).collect(),
        acts: acts.collect(),
        may_answer: may_work && next(state, Event::Answer).is_some(),
        may_move: may_work && state == State::Confirmed && booking.exam_on >= Some(today),
        form: AnswerForm::default(),
        errors: FieldErrors::new(),
        said: None,
        odd: None,
        read_out: false,
    })
}

fn event(event: Happened) -> EventLine {
    EventLine {
        at: moment(event.at),
        event: event.event,
        state: State::from_code(&event.state),
        actor: event.actor,
        detail: event.detail,
    }
}

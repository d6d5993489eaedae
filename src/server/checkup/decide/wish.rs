//! 希望日: applied for by members, answered by staff.

use super::{
    Decided, Moment, after,
    check::{self, Chosen},
    found, take,
};
use crate::{
    domain::{
        checkup::{
            booking::{Event, State},
            closed::ClosedDays,
            eligibility::{self, Facts},
            reason::Reason,
            refusal::Refusal,
            wish::{LINES, Wish},
        },
        date::CivilDate,
    },
    server::{
        checkup::{
            news::{BookingNews, News},
            order::{Actor, Order},
            scene::{By, Scene},
        },
        db::booking::Booking,
    },
};

/// 希望日で申し込む. A confirmed booking that it is to take the place of stays until it is answered; other wishes end at once.
pub(super) fn apply(scene: &mut Scene, order: &Order, at: Moment) -> Decided {
    let Order::Apply {
        person_id,
        institution_id,
        fiscal_year,
        course,
        options,
        wishes,
        replaces,
        idem,
        actor,
    } = order
    else {
        return Err(Refusal::NotNow);
    };
    let (person_id, actor) = (*person_id, *actor);
    if let Some(booking) = scene.made_with(person_id, idem) {
        return found(scene, booking.id);
    }
    let person = scene.people.get(&person_id).ok_or(Refusal::NotOffered)?;
    let facts = person.facts;
    let chosen = check::offered(scene, (*institution_id, *fiscal_year, course), options)?;
    if chosen.live || wishes.is_empty() || wishes.len() > LINES.len() {
        return Err(Refusal::NotOffered);
    }
    let given_up = check::given_up(scene, person_id, *replaces, actor, at)?;
    if actor == Actor::Member && given_up.is_none() {
        check::may_apply(scene, person_id, &chosen, &facts, at)?;
    }
    possible(scene, person_id, &chosen, &facts, wishes, given_up)?;
    not_too_soon(&chosen, wishes, actor, at)?;
    if actor == Actor::Member {
        somewhen_open(scene, *institution_id, wishes)?;
    }
    let kept = given_up.filter(|old| is_confirmed(scene, *old));
    if kept.is_some_and(|old| scene.beside(old).is_some()) {
        return Err(Refusal::MovesAlready);
    }
    let booking = Booking {
        wishes: wishes.clone(),
        by_staff: matches!(actor, Actor::Staff(_)),
        idem: idem.clone(),
        replaces: given_up,
        beside: kept.is_some(),
        ..chosen.booking(person_id, &facts, at)
    };
    let id = scene.add(booking, Some(Event::Apply), actor);
    match kept {
        Some(_) => {
            let news = News::Booking(BookingNews::MoveApplied, id);
            scene.changes.news.push((person_id, news));
        }
        None => take::settle(scene, id, given_up, actor, at),
    }
    found(scene, id)
}

fn is_confirmed(scene: &Scene, id: i64) -> bool {
    let booking = scene.bookings.get(&id);
    booking.is_some_and(|booking| booking.state == State::Confirmed)
}

/// Whether the rules allow every day wished for.
fn possible(
    scene: &Scene,
    person_id: i64,
    chosen: &Chosen,
    facts: &Facts,
    wishes: &[Wish],
    given_up: Option<i64>,
) -> Result<(), Refusal> {
    for (first, last) in wishes.iter().map(days) {
        // the days possible have no gaps
        check::may_on(scene, person_id, chosen, facts, first, given_up)?;
        check::may_on(scene, person_id, chosen, facts, last, given_up)?;
        if last < first {
            return Err(Refusal::NotEligible(Reason::OutsidePeriod));
        }
    }
    Ok(())
}

fn not_too_soon(chosen: &Chosen, wishes: &[Wish], actor: Actor, at: Moment) -> Result<(), Refusal> {
    let from = chosen.first_day(actor, at.today);
    if wishes.iter().any(|wish| wish.from < from) {
        return Err(Refusal::TooSoon { from });
    }
    Ok(())
}

/// Members are told at the form; what was kept before the institution changed its days ends here. Staff may have agreed on more.
fn somewhen_open(scene: &Scene, institution_id: i64, wishes: &[Wish]) -> Result<(), Refusal> {
    let house = scene.houses.get(&institution_id);
    let house = house.ok_or(Refusal::NotOffered)?;
    let closed = ClosedDays {
        weekdays: house.closed.weekdays.clone(),
        days: house.closed.days.iter().copied().collect(),
    };
    match wishes.iter().all(|wish| closed.against(wish).is_none()) {
        true => Ok(()),
        false => Err(Refusal::NotOffered),
    }
}

/// The first and the last day wished for.
fn days(wish: &Wish) -> (CivilDate, CivilDate) {
    (wish.from, wish.to.unwrap_or(wish.from))
}

/// What staff and the institution have agreed.
#[derive(Clone, Copy)]
pub(super) struct Agreed<'a> {
    pub(super) on: CivilDate,
    pub(super) starts: Option<i32>,
    pub(super) note: &'a str,
    pub(super) staff_id: i64,
}

/// Staff answer wishes with the day agreed. A booking that they stood beside ends with it, before its own day has come.
pub(super) fn answer(scene: &mut Scene, id: i64, agreed: Agreed<'_>, at: Moment) -> Decided {
    const DAY_MINUTES: std::ops::Range<i32> = 0..24 * 60;
    let booking = scene.bookings.get(&id).ok_or(Refusal::NotOffered)?;
    let person_id = booking.person_id;
    let same = booking.exam_on == Some(agreed.on) && booking.starts == agreed.starts;
    if booking.state == State::Confirmed && booking.place_id.is_none() && same {
        // sent twice
        return found(scene, id);
    }
    let to = after(booking.state, Event::Answer)?;
    if agreed.starts.is_some_and(|at| !DAY_MINUTES.contains(&at)) {
        return Err(Refusal::NotOffered);
    }
    let course = (booking.fiscal_year, booking.course.clone());
    let offer = scene.courses.get(&course).ok_or(Refusal::NotOffered)?;
    let person = scene.people.get(&person_id).ok_or(Refusal::NotOffered)?;
    let old = booking.replaces.filter(|_| booking.beside);
    let over = |old: i64| {
        let day = scene.bookings.get(&old).and_then(|old| old.exam_on);
        day.is_some_and(|day| day <= at.today)
    };
    if old.is_some_and(over) {
        // whether it was attended has to be noted first
        return Err(Refusal::NotNow);
    }
    let past = scene.past(person_id, old.or(Some(id)));
    eligibility::may_on(&offer.rules, &person.facts, &past, agreed.on)
        .map_err(Refusal::NotEligible)?;
    if agreed.on < at.today {
        return Err(Refusal::TooSoon { from: at.today });
    }
    let by = By {
        actor: Actor::Staff(agreed.staff_id),
        now: at.now,
        note: Some(agreed.note),
    };
    if let Some(booking) = scene.bookings.get_mut(&id) {
        booking.exam_on = Some(agreed.on);
        booking.starts = agreed.starts;
    }
    scene.move_on(id, to, Event::Answer, by);
    match old {
        // its mail says which day is the person's now
        Some(old) => take::settle(scene, id, Some(old), by.actor, at),
        None => {
            let news = News::Booking(BookingNews::Answered, id);
            scene.changes.news.push((person_id, news));
        }
    }
    found(scene, id)
}

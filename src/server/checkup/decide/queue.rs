//! キャンセル待ち: who waits, and whom a free place is offered to.

use super::{Decided, Moment, OFFER, check, found, take};
use crate::{
    domain::checkup::{booking::Event, code::OptionCode, refusal::Refusal},
    server::{
        checkup::{
            news::News,
            order::{Actor, Answer},
            scene::Scene,
        },
        db::{
            booking::Booking,
            waitlist::{Wait, WaitState},
        },
    },
};

/// Wait for a place of a full day.
pub(super) fn wait(
    scene: &mut Scene,
    person_id: i64,
    place_id: i64,
    options: &[OptionCode],
    at: Moment,
) -> Decided {
    let (place, facts) = check::place_and_person(scene, place_id, person_id)?;
    let chosen = check::offered_at(scene, place, options, &facts)?;
    let waits = |wait: &Wait| {
        wait.person_id == person_id && wait.place_id == place_id && wait.state.is_open()
    };
    if scene.waits.values().any(waits) {
        return Err(Refusal::WaitsAlready);
    }
    check::may_apply(scene, person_id, &chosen, &facts, at)?;
    check::may_on(scene, person_id, &chosen, &facts, place.on_day, None)?;
    let from = chosen.first_day(Actor::Member, at.today);
    if place.on_day < from {
        return Err(Refusal::TooSoon { from });
    }
    if check::room(place, options, &[]).is_ok() {
        return Err(Refusal::StillFree);
    }
    let id = scene.queue_up(Wait {
        id: 0,
        person_id,
        place_id,
        options: options.to_vec(),
        state: WaitState::Waiting,
        queued_at: at.now,
        offered_at: None,
        offer_until: None,
        booking_id: None,
    });
    Ok(Answer::Waiting { id })
}

/// The person's own wait.
fn own(scene: &Scene, person_id: i64, id: i64) -> Result<&Wait, Refusal> {
    let wait = scene.waits.get(&id);
    wait.filter(|wait| wait.person_id == person_id)
        .ok_or(Refusal::NotOffered)
}

/// Wait no longer.
pub(super) fn leave(scene: &mut Scene, person_id: i64, id: i64, at: Moment) -> Decided {
    match own(scene, person_id, id)?.state {
        WaitState::Waiting | WaitState::Offered => end(scene, id, WaitState::Left, at),
        WaitState::Left => {}
        WaitState::Taken | WaitState::Lapsed => return Err(Refusal::NotNow),
    }
    Ok(Answer::Waiting { id })
}

/// Book what was offered.
pub(super) fn accept(scene: &mut Scene, person_id: i64, id: i64, at: Moment) -> Decided {
    let wait = own(scene, person_id, id)?;
    match wait.state {
        WaitState::Offered if wait.offer_until.is_some_and(|until| at.now < until) => {}
        WaitState::Offered | WaitState::Lapsed => return Err(Refusal::OfferOver),
        WaitState::Taken => {
            let booking = scene.made_with(person_id, &key(id));
            return found(scene, booking.ok_or(Refusal::NotNow)?.id);
        }
        WaitState::Waiting | WaitState::Left => return Err(Refusal::NotNow),
    }
    let (place, facts) = check::place_and_person(scene, wait.place_id, person_id)?;
    let chosen = check::offered_at(scene, place, &wait.options, &facts)?;
    check::may_on(scene, person_id, &chosen, &facts, place.on_day, None)?;
    let booking = Booking {
        idem: key(id),
        ..chosen.booking_at(wait.place_id, place, person_id, &facts, at)
    };
    // what was kept for the offer goes to the booking
    let (place_id, options) = (wait.place_id, wait.options.clone());
    scene.shift(place_id, &options, 1);
    let booking_id = scene.add(booking, Some(Event::Confirm), Actor::Member);
    close(scene, id, WaitState::Taken);
    if let Some(wait) = scene.waits.get_mut(&id) {
        wait.booking_id = Some(booking_id);
    }
    take::settle(scene, booking_id, None, Actor::Member, at);
    found(scene, booking_id)
}

/// The key of the booking that an offer becomes.
pub(super) fn key(waiting_id: i64) -> String {
    format!("wait-{waiting_id}")
}

/// The time of an offer is over.
pub(super) fn end_offer(scene: &mut Scene, id: i64, at: Moment) -> Decided {
    let wait = scene.waits.get(&id).ok_or(Refusal::NotOffered)?;
    let over = wait.offer_until.is_some_and(|until| until <= at.now);
    if wait.state != WaitState::Offered || !over {
        return Err(Refusal::NotNow);
    }
    end(scene, id, WaitState::Lapsed, at);
    Ok(Answer::Waiting { id })
}

/// A booking uses its person's right: what else the person waits for within it ends.
pub(super) fn used_right(scene: &mut Scene, booking_id: i64, at: Moment) {
    let Some(booking) = scene.bookings.get(&booking_id) else {
        return;
    };
    let same_right = |wait: &&Wait| {
        let place = scene.places.get(&wait.place_id);
        let offer = place.and_then(|place| {
            let course = (place.fiscal_year, place.course.clone());
            scene.courses.get(&course)
        });
        wait.person_id == booking.person_id
            && wait.state.is_open()
            && offer.is_some_and(|offer| {
                offer.rules.group == booking.group && offer.rules.fiscal_year == booking.fiscal_year
            })
    };
    let waits = scene.waits.values().filter(same_right);
    let ended: Vec<i64> = waits.map(|wait| wait.id).collect();
    for id in ended {
        end(scene, id, WaitState::Left, at);
    }
}

/// Ends a wait; the place kept for it goes to the next.
fn end(scene: &mut Scene, id: i64, state: WaitState, at: Moment) {
    let Some(wait) = scene.waits.get(&id) else {
        return;
    };
    let (was, place_id, options) = (wait.state, wait.place_id, wait.options.clone());
    close(scene, id, state);
    if was == WaitState::Offered {
        scene.shift(place_id, &options, 1);
        serve(scene, place_id, at);
    }
}

fn close(scene: &mut Scene, id: i64, state: WaitState) {
    if let Some(wait) = scene.waits.get_mut(&id) {
        wait.state = state;
        scene.changes.waits.insert(id);
    }
}

/// What becomes of somebody whose turn it is.
enum Turn {
    /// A place is kept.
    Offer,
    /// What is free is not what the person waits for, or cannot be offered now.
    Stay,
    /// The person could not book it any more.
    Lapse,
}

/// Offers what is free of a place to those who wait for it, in their order.
pub(super) fn serve(scene: &mut Scene, place_id: i64, at: Moment) {
    let waiting = |wait: &&Wait| wait.place_id == place_id && wait.state == WaitState::Waiting;
    let queue = scene.waits.values().filter(waiting);
    let queue: Vec<i64> = queue.map(|wait| wait.id).collect();
    for id in queue {
        let free = scene.places.get(&place_id);
        if free.is_none_or(|place| place.room.remaining <= 0) {
            return;
        }
        match turn(scene, id, at) {
            Turn::Stay => {}
            Turn::Lapse => close(scene, id, WaitState::Lapsed),
            Turn::Offer => offer(scene, id, at),
        }
    }
}

fn turn(scene: &Scene, id: i64, at: Moment) -> Turn {
    let Some(wait) = scene.waits.get(&id) else {
        return Turn::Stay;
    };
    let judged = || {
        let (place, facts) = check::place_and_person(scene, wait.place_id, wait.person_id)?;
        let chosen = check::offered_at(scene, place, &wait.options, &facts)?;
        check::may_on(scene, wait.person_id, &chosen, &facts, place.on_day, None)?;
        let from = chosen.first_day(Actor::Member, at.today);
        if place.on_day < from {
            return Err(Refusal::TooSoon { from });
        }
        check::room(place, &wait.options, &[])
    };
    match judged() {
        Ok(()) => Turn::Offer,
        Err(Refusal::NotEligible(_) | Refusal::OptionNotEligible(..) | Refusal::TooSoon { .. }) => {
            Turn::Lapse
        }
        Err(_) => Turn::Stay,
    }
}

fn offer(scene: &mut Scene, id: i64, at: Moment) {
    let Some(wait) = scene.waits.get_mut(&id) else {
        return;
    };
    wait.state = WaitState::Offered;
    wait.offered_at = Some(at.now);
    wait.offer_until = Some(at.now + OFFER);
    let (person_id, place_id, options) = (wait.person_id, wait.place_id, wait.options.clone());
    scene.changes.waits.insert(id);
    scene.shift(place_id, &options, -1);
    scene.changes.news.push((person_id, News::Offer(id)));
}

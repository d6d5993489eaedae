//! Places: held, confirmed, or both in one.

use super::{Decided, HOLD, Moment, after, beside, check, found, queue};
use crate::{
    domain::checkup::{
        booking::{Event, State},
        code::OptionCode,
        refusal::Refusal,
    },
    server::{
        checkup::{
            news::{BookingNews, News},
            order::Actor,
            scene::{By, Scene},
        },
        db::booking::Booking,
    },
};

/// A place somebody wants.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) person_id: i64,
    pub(super) place_id: i64,
    pub(super) options: &'a [OptionCode],
    pub(super) replaces: Option<i64>,
    pub(super) idem: &'a str,
    pub(super) actor: Actor,
}

/// 仮押さえ
pub(super) fn hold(scene: &mut Scene, wanted: Wanted<'_>, at: Moment) -> Decided {
    if let Some(booking) = scene.made_with(wanted.person_id, wanted.idem) {
        return found(scene, booking.id);
    }
    let (mut booking, given_up) = draft(scene, wanted, at)?;
    let before = scene.held_by(wanted.person_id).map(|held| held.id);
    room(scene, wanted, [before, given_up])?;
    booking.state = State::Held;
    booking.expires_at = Some(at.now + HOLD);
    let id = scene.add(booking, None, wanted.actor);
    let by = By {
        actor: wanted.actor,
        now: at.now,
        note: None,
    };
    let freed = before.and_then(|held| scene.move_on(held, State::Cancelled, Event::Cancel, by));
    if let Some(place_id) = freed {
        queue::serve(scene, place_id, at);
    }
    found(scene, id)
}

/// A place held and confirmed in one.
pub(super) fn book(scene: &mut Scene, wanted: Wanted<'_>, at: Moment) -> Decided {
    if let Some(booking) = scene.made_with(wanted.person_id, wanted.idem) {
        return found(scene, booking.id);
    }
    let (booking, given_up) = draft(scene, wanted, at)?;
    room(scene, wanted, [None, given_up])?;
    let id = scene.add(booking, Some(Event::Confirm), wanted.actor);
    settle(scene, id, given_up, wanted.actor, at);
    found(scene, id)
}

/// Whether there is room for what is wanted, beside the person's own bookings of the same place among those that end for it.
fn room(scene: &Scene, wanted: Wanted<'_>, ending: [Option<i64>; 2]) -> Result<(), Refusal> {
    let place = scene.places.get(&wanted.place_id);
    let place = place.ok_or(Refusal::NotOffered)?;
    let ending = ending.into_iter().flatten();
    let own = ending.filter_map(|id| scene.bookings.get(&id));
    let own: Vec<&Booking> = own
        .filter(|booking| booking.place_id == Some(wanted.place_id))
        .collect();
    check::room(place, wanted.options, &own)
}

/// The booking of a place, as far as the rules let it be made, and the one given up for it.
fn draft(scene: &Scene, wanted: Wanted<'_>, at: Moment) -> Result<(Booking, Option<i64>), Refusal> {
    let (place, facts) = check::place_and_person(scene, wanted.place_id, wanted.person_id)?;
    let chosen = check::offered_at(scene, place, wanted.options, &facts)?;
    let given_up = check::given_up(scene, wanted.person_id, wanted.replaces, wanted.actor, at)?;
    if wanted.actor == Actor::Member && given_up.is_none() {
        check::may_apply(scene, wanted.person_id, &chosen, &facts, at)?;
    }
    check::may_on(
        scene,
        wanted.person_id,
        &chosen,
        &facts,
        place.on_day,
        given_up,
    )?;
    let from = chosen.first_day(wanted.actor, at.today);
    if place.on_day < from {
        return Err(Refusal::TooSoon { from });
    }
    let booking = Booking {
        by_staff: matches!(wanted.actor, Actor::Staff(_)),
        idem: wanted.idem.to_owned(),
        replaces: given_up,
        ..chosen.booking_at(wanted.place_id, place, wanted.person_id, &facts, at)
    };
    Ok((booking, given_up))
}

/// 予約する
pub(super) fn confirm(scene: &mut Scene, person_id: i64, booking_id: i64, at: Moment) -> Decided {
    let booking = scene.bookings.get(&booking_id);
    let booking = booking.filter(|booking| booking.person_id == person_id);
    let booking = booking.ok_or(Refusal::NotOffered)?;
    match booking.state {
        State::Held if booking.expires_at.is_some_and(|until| at.now < until) => {}
        State::Held => return Err(Refusal::HoldOver),
        State::Confirmed => return found(scene, booking_id),
        State::Cancelled if booking.expires_at.is_some() => return Err(Refusal::HoldOver),
        _ => return Err(Refusal::NotNow),
    }
    let given_up = still_given_up(scene, booking, at)?;
    let place_id = booking.place_id.ok_or(Refusal::NotNow)?;
    let (place, facts) = check::place_and_person(scene, place_id, person_id)?;
    let options: Vec<OptionCode> = booking
        .options
        .iter()
        .map(|(code, _)| code.clone())
        .collect();
    let chosen = check::offered_at(scene, place, &options, &facts)?;
    check::may_on(scene, person_id, &chosen, &facts, place.on_day, given_up)?;
    let to = after(booking.state, Event::Confirm)?;
    let by = By {
        actor: Actor::Member,
        now: at.now,
        note: None,
    };
    scene.move_on(booking_id, to, Event::Confirm, by);
    if let Some(booking) = scene.bookings.get_mut(&booking_id) {
        booking.expires_at = None;
    }
    settle(scene, booking_id, given_up, Actor::Member, at);
    found(scene, booking_id)
}

/// The booking that is given up for a held one. One that no longer uses a right has ended meanwhile and is not in the scene.
fn still_given_up(scene: &Scene, held: &Booking, at: Moment) -> Result<Option<i64>, Refusal> {
    let replaces = held.replaces.filter(|id| scene.bookings.contains_key(id));
    check::given_up(scene, held.person_id, replaces, Actor::Member, at)
}

/// A place held for moving a booking that is past or given up for another one is let go: it can be confirmed no more, and what it
/// shared with that booking it cannot keep. Answers which place became freer.
pub(super) fn let_go(scene: &mut Scene, person_id: i64, old: i64, at: Moment) -> Option<i64> {
    let held = scene.held_by(person_id);
    let held = held.filter(|held| held.replaces == Some(old))?.id;
    scene.move_on(held, State::Cancelled, Event::Cancel, at.by_itself())
}

/// What follows from a booking that uses the right: the one given up ends, what else the person waits for ends, and a mail.
pub(super) fn settle(scene: &mut Scene, id: i64, given_up: Option<i64>, actor: Actor, at: Moment) {
    let by = By {
        actor,
        now: at.now,
        note: None,
    };
    let Some(person_id) = scene.bookings.get(&id).map(|booking| booking.person_id) else {
        return;
    };
    let held = given_up.and_then(|old| let_go(scene, person_id, old, at));
    let freed = given_up.and_then(|old| {
        beside::end(scene, old, by);
        scene.move_on(old, State::Cancelled, Event::Cancel, by)
    });
    queue::used_right(scene, id, at);
    for place_id in [held, freed].into_iter().flatten() {
        queue::serve(scene, place_id, at);
    }
    let Some(booking) = scene.bookings.get(&id) else {
        return;
    };
    let news = match (booking.state, given_up) {
        (State::Applied, _) => BookingNews::Applied,
        (_, Some(_)) => BookingNews::Moved,
        (_, None) => BookingNews::Confirmed,
    };
    let to = booking.person_id;
    scene.changes.news.push((to, News::Booking(news, id)));
}

//! How bookings end: cancelled, expired, attended or not; and what staff note on the way.

use super::{Decided, Moment, after, beside, check, found, queue, take};
use crate::{
    domain::checkup::{
        booking::{Event, State, uses_right},
        refusal::Refusal,
    },
    server::checkup::{
        news::{BookingNews, News},
        order::Actor,
        scene::{By, Scene},
    },
};

/// 取消
pub(super) fn cancel(
    scene: &mut Scene,
    id: i64,
    person_id: Option<i64>,
    actor: Actor,
    note: &str,
    at: Moment,
) -> Decided {
    let booking = scene.bookings.get(&id).ok_or(Refusal::NotOffered)?;
    let own = match person_id {
        Some(person_id) => person_id == booking.person_id,
        None => actor != Actor::Member,
    };
    if !own {
        return Err(Refusal::NotOffered);
    }
    if booking.state == State::Cancelled {
        return found(scene, id);
    }
    let was = booking.state;
    let to = after(was, Event::Cancel)?;
    check::before_deadline(scene, id, actor, at)?;
    let by = By {
        actor,
        now: at.now,
        note: Some(note),
    };
    let person_id = booking.person_id;
    let freed = scene.move_on(id, to, Event::Cancel, by);
    beside::take_over(scene, id, at);
    let news = match actor {
        Actor::Member => BookingNews::Cancelled,
        Actor::Staff(_) => BookingNews::CancelledBySociety,
        Actor::System => BookingNews::CancelledLost,
    };
    // what was only held was never told of either
    if was != State::Held {
        scene
            .changes
            .news
            .push((person_id, News::Booking(news, id)));
    }
    if let Some(place_id) = freed {
        queue::serve(scene, place_id, at);
    }
    found(scene, id)
}

/// The time of a hold is over.
pub(super) fn expire(scene: &mut Scene, id: i64, at: Moment) -> Decided {
    let booking = scene.bookings.get(&id).ok_or(Refusal::NotOffered)?;
    let to = after(booking.state, Event::Expire)?;
    if booking.expires_at.is_none_or(|until| at.now < until) {
        return Err(Refusal::NotNow);
    }
    if let Some(place_id) = scene.move_on(id, to, Event::Expire, at.by_itself()) {
        queue::serve(scene, place_id, at);
    }
    found(scene, id)
}

/// Staff note what happened, or put right what was noted.
pub(super) fn happen(
    scene: &mut Scene,
    id: i64,
    event: Event,
    note: &str,
    staff_id: i64,
    at: Moment,
) -> Decided {
    let reached = match event {
        Event::TakeUp => State::Arranging,
        Event::Decline => State::Cancelled,
        Event::MarkDone | Event::CorrectDone => State::Done,
        Event::MarkNoShow | Event::CorrectNoShow => State::NoShow,
        Event::Unmark => State::Confirmed,
        _ => return Err(Refusal::NotNow),
    };
    let booking = scene.bookings.get(&id).ok_or(Refusal::NotOffered)?;
    if booking.state == reached {
        // sent twice
        return found(scene, id);
    }
    let to = after(booking.state, event)?;
    let examined = matches!(event, Event::MarkDone | Event::MarkNoShow);
    if examined && booking.exam_on.is_none_or(|day| at.today < day) {
        return Err(Refusal::NotNow);
    }
    // who did not come may have used the right for another booking meanwhile
    let again = !uses_right(booking.state) && uses_right(to);
    if again {
        check::has_right(scene, booking)?;
    }
    let person_id = booking.person_id;
    let by = By {
        actor: Actor::Staff(staff_id),
        now: at.now,
        note: Some(note),
    };
    let held = examined.then(|| take::let_go(scene, person_id, id, at));
    let freed = scene.move_on(id, to, event, by);
    match to {
        State::Done => beside::end(scene, id, at.by_itself()),
        State::NoShow => beside::take_over(scene, id, at),
        _ => {}
    }
    if again {
        queue::used_right(scene, id, at);
    }
    if event == Event::Decline {
        let news = News::Booking(BookingNews::Declined, id);
        scene.changes.news.push((person_id, news));
    }
    for place_id in [held.flatten(), freed].into_iter().flatten() {
        queue::serve(scene, place_id, at);
    }
    found(scene, id)
}

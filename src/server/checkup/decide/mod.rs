//! What becomes of a task: the domain's rules over a scene in memory.
//!
//! May enter: decisions, each made before anything in the scene is changed, so that a refusal changes nothing. Must not: I/O,
//! the clock (it comes as an argument), rules of the field (those are `domain`'s).

use super::{
    order::{Actor, Answer, Order},
    scene::{By, Scene},
    task::{Chore, Task},
};
use crate::{
    domain::{
        checkup::{
            booking::{self, Event, State},
            refusal::Refusal,
        },
        date::CivilDate,
    },
    server::clock::{HOUR, MINUTE, Millis},
};

mod beside;
mod check;
mod end;
mod queue;
mod take;
mod wish;

/// How long a place is held while its member confirms.
pub const HOLD: Millis = 10 * MINUTE;
/// How long a place is kept for whom it was offered to.
pub const OFFER: Millis = 24 * HOUR;

/// When a batch is decided.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now.
    pub now: Millis,
    /// Today in Japan.
    pub today: CivilDate,
}

impl Moment {
    /// What follows by itself from what somebody did.
    fn by_itself(self) -> By<'static> {
        By {
            actor: Actor::System,
            now: self.now,
            note: None,
        }
    }
}

type Decided = Result<Answer, Refusal>;

/// Decides a task and changes the scene accordingly.
pub fn decide(scene: &mut Scene, task: &Task, at: Moment) -> Answer {
    let decided = match task {
        Task::Order(order) | Task::Recorded(order, _) => ordered(scene, order, at),
        Task::Chore(Chore::Expire { booking_id }) => end::expire(scene, *booking_id, at),
        Task::Chore(Chore::EndOffer { waiting_id }) => queue::end_offer(scene, *waiting_id, at),
        Task::Chore(Chore::Serve { place_id }) => {
            queue::serve(scene, *place_id, at);
            Err(Refusal::NotNow)
        }
    };
    decided.unwrap_or_else(Answer::No)
}

fn ordered(scene: &mut Scene, order: &Order, at: Moment) -> Decided {
    match order {
        Order::Hold { .. } | Order::Book { .. } => taken(scene, order, at),
        Order::Confirm {
            person_id,
            booking_id,
        } => take::confirm(scene, *person_id, *booking_id, at),
        Order::Apply { .. } => wish::apply(scene, order, at),
        Order::Wait {
            person_id,
            place_id,
            options,
        } => queue::wait(scene, *person_id, *place_id, options, at),
        Order::Leave {
            person_id,
            waiting_id,
        } => queue::leave(scene, *person_id, *waiting_id, at),
        Order::Accept {
            person_id,
            waiting_id,
        } => queue::accept(scene, *person_id, *waiting_id, at),
        Order::Cancel {
            booking_id,
            person_id,
            actor,
            note,
        } => end::cancel(scene, *booking_id, *person_id, *actor, note, at),
        Order::Happen {
            booking_id,
            event,
            note,
            staff_id,
        } => end::happen(scene, *booking_id, *event, note, *staff_id, at),
        Order::Answer {
            booking_id,
            on,
            starts,
            note,
            staff_id,
        } => {
            let agreed = wish::Agreed {
                on: *on,
                starts: *starts,
                note,
                staff_id: *staff_id,
            };
            wish::answer(scene, *booking_id, agreed, at)
        }
    }
}

fn taken(scene: &mut Scene, order: &Order, at: Moment) -> Decided {
    match order {
        Order::Hold {
            person_id,
            place_id,
            options,
            replaces,
            idem,
        } => {
            let wanted = take::Wanted {
                person_id: *person_id,
                place_id: *place_id,
                options,
                replaces: *replaces,
                idem,
                actor: Actor::Member,
            };
            take::hold(scene, wanted, at)
        }
        Order::Book {
            person_id,
            place_id,
            options,
            replaces,
            idem,
            actor,
        } => {
            let wanted = take::Wanted {
                person_id: *person_id,
                place_id: *place_id,
                options,
                replaces: *replaces,
                idem,
                actor: *actor,
            };
            take::book(scene, wanted, at)
        }
        _ => Err(Refusal::NotNow),
    }
}

/// The state after an event, or that it cannot happen now.
fn after(state: State, event: Event) -> Result<State, Refusal> {
    booking::next(state, event).ok_or(Refusal::NotNow)
}

fn found(scene: &Scene, id: i64) -> Decided {
    let booking = scene.bookings.get(&id).ok_or(Refusal::NotOffered)?;
    Ok(Answer::Booking {
        id,
        state: booking.state,
    })
}

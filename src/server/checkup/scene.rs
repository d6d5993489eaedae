//! What a batch of the desk is about, as read under its locks, and what the batch has made of it.
//!
//! May enter: rows as the domain reads them, the bookkeeping of places, what has to be written. Must not: rules (`decide`), SQL.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{cutoff::Closed, news::News, order::Actor};
use crate::{
    domain::{
        checkup::{
            booking::{Cutoff, Event, State},
            code::{CourseCode, OptionCode},
            course::Course,
            eligibility::{Facts, Past, PastKind},
            institution::{DaySex, InstitutionClass},
            yen::Yen,
        },
        date::CivilDate,
    },
    server::{
        clock::Millis,
        db::{booking::Booking, waitlist::Wait},
    },
};

mod taken;

/// Numbers from here on are given within a batch, to rows that are not written yet.
pub const FRESH: i64 = 1 << 62;

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// What the rules ask.
    pub facts: Facts,
    /// Results recorded without a booking.
    pub results: Vec<Past>,
    /// Bookings of the scene.
    pub bookings: Vec<i64>,
}

/// How many there are of something on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// How many are left.
    pub remaining: i32,
    /// How many were left when it was read.
    pub was: i32,
}

/// A place.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where.
    pub institution_id: i64,
    /// The course's fiscal year.
    pub fiscal_year: i32,
    /// The course.
    pub course: CourseCode,
    /// The day.
    pub on_day: CivilDate,
    /// The time in minutes of the day, where one is said.
    pub starts: Option<i32>,
    /// For whom the day is.
    pub sex: DaySex,
    /// Whether it is closed: 定員 0, such as one taken away that bookings of before refer to.
    pub closed: bool,
    /// How many are left.
    pub room: Room,
    /// Options that are scarcer than the day.
    pub options: BTreeMap<OptionCode, Room>,
}

/// An institution.
#[derive(Clone, Debug)]
pub struct House {
    /// 区分
    pub class: InstitutionClass,
    /// Whether it offers places.
    pub live: bool,
    /// Whether members see it.
    pub active: bool,
    /// The first day that can be booked, counted from today.
    pub lead_days: i32,
    /// 変更・取消の締切
    pub cutoff: Cutoff,
    /// Its own closed days.
    pub closed: Closed,
}

/// A course.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its rules.
    pub rules: Course,
    /// Whether members see it.
    pub open: bool,
}

/// Something that has happened, to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// To which booking.
    pub booking_id: i64,
    /// What; none where a place was held.
    pub event: Option<Event>,
    /// The state since then.
    pub state: State,
    /// By whom.
    pub actor: Actor,
    /// What the member is told.
    pub detail: String,
}

/// What has to be written.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Bookings that are new or another than they were.
    pub bookings: BTreeSet<i64>,
    /// Waits that are.
    pub waits: BTreeSet<i64>,
    /// Places that may be.
    pub places: BTreeSet<i64>,
    /// What has happened.
    pub events: Vec<NewEvent>,
    /// Mails about it: to whom, and which.
    pub news: Vec<(i64, News)>,
}

/// Everything.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// People by number.
    pub people: BTreeMap<i64, Person>,
    /// Bookings by number.
    pub bookings: BTreeMap<i64, Booking>,
    /// Places by number.
    pub places: BTreeMap<i64, Place>,
    /// Institutions by number.
    pub houses: BTreeMap<i64, House>,
    /// Courses by fiscal year and code.
    pub courses: BTreeMap<(i32, CourseCode), Arc<Offer>>,
    /// Prices by institution, fiscal year, course, and the option's code; the course's own has an empty one.
    pub prices: BTreeMap<(i64, i32, CourseCode, String), Yen>,
    /// Waits by number.
    pub waits: BTreeMap<i64, Wait>,
    /// The society's holidays, as far as they matter.
    pub holidays: Vec<CivilDate>,
    /// What has to be written.
    pub changes: Changes,
}

impl Scene {
    /// The examinations a person has taken or booked, but for one that is given up.
    pub fn past(&self, person_id: i64, without: Option<i64>) -> Vec<Past> {
        let Some(person) = self.people.get(&person_id) else {
            return Vec::new();
        };
        let booked = person
            .bookings
            .iter()
            .filter(|id| Some(**id) != without)
            .filter_map(|id| self.bookings.get(id))
            .filter(|booking| booking.uses_right())
            .map(|booking| Past {
                group: booking.group.clone(),
                course: booking.course.clone(),
                fiscal_year: booking.fiscal_year,
                exam_on: booking.exam_on,
                kind: if booking.state == State::Done {
                    PastKind::Done
                } else {
                    PastKind::Booked
                },
            });
        booked.chain(person.results.iter().cloned()).collect()
    }

    /// What the person holds.
    pub fn held_by(&self, person_id: i64) -> Option<&Booking> {
        let bookings = &self.people.get(&person_id)?.bookings;
        bookings
            .iter()
            .filter_map(|id| self.bookings.get(id))
            .find(|booking| booking.state == State::Held)
    }

    /// The wishes that wait beside a booking to take its place.
    pub fn beside(&self, booking_id: i64) -> Option<i64> {
        let old = self.bookings.get(&booking_id)?;
        let bookings = &self.people.get(&old.person_id)?.bookings;
        let mut bookings = bookings.iter().filter_map(|id| self.bookings.get(id));
        let found = bookings.find(|one| one.beside && one.replaces == Some(booking_id));
        found.map(|one| one.id)
    }

    /// Whether nothing else of the person's uses the right that this booking would use.
    pub fn is_right_free(&self, id: i64) -> bool {
        let Some(booking) = self.bookings.get(&id) else {
            return false;
        };
        let right = |one: &Booking| (one.person_id, one.fiscal_year, one.group.clone());
        let mut others = self.bookings.values().filter(|one| one.id != id);
        !others.any(|one| one.uses_right() && right(one) == right(booking))
    }

    /// What waited beside a booking stands on its own from now on, and uses the right.
    pub fn stand_alone(&mut self, id: i64) {
        if let Some(booking) = self.bookings.get_mut(&id) {
            booking.beside = false;
            self.changes.bookings.insert(id);
        }
    }

    /// The person's booking made with a key.
    pub fn made_with(&self, person_id: i64, idem: &str) -> Option<&Booking> {
        let bookings = &self.people.get(&person_id)?.bookings;
        bookings
            .iter()
            .filter_map(|id| self.bookings.get(id))
            .find(|booking| booking.idem == idem)
    }

    /// Adds a booking, which takes its place, and answers its number within the batch.
    pub fn add(&mut self, mut booking: Booking, event: Option<Event>, actor: Actor) -> i64 {
        let fresh = self.bookings.range(FRESH..).count();
        let id = FRESH + i64::try_from(fresh).unwrap_or_default();
        booking.id = id;
        self.changes.bookings.insert(id);
        self.changes.events.push(NewEvent {
            booking_id: id,
            event,
            state: booking.state,
            actor,
            detail: booking.note.clone(),
        });
        self.retake(booking.person_id, booking.place_id, |scene| {
            if let Some(person) = scene.people.get_mut(&booking.person_id) {
                person.bookings.push(id);
            }
            scene.bookings.insert(id, booking);
        });
        id
    }

    /// Moves a booking on to a state. Where the state has no place, gives back what nobody else of the person's shares, and answers
    /// which place became freer.
    pub fn move_on(&mut self, id: i64, to: State, event: Event, by: By<'_>) -> Option<i64> {
        let booking = self.bookings.get(&id)?;
        let (person_id, place_id) = (booking.person_id, booking.place_id);
        let freed = self.retake(person_id, place_id, |scene| {
            if let Some(booking) = scene.bookings.get_mut(&id) {
                booking.state = to;
                // only wishes wait beside another booking
                booking.beside &= matches!(to, State::Applied | State::Arranging);
                booking.changed_at = by.now;
                if let Some(note) = by.note {
                    note.clone_into(&mut booking.note);
                }
            }
        });
        self.changes.bookings.insert(id);
        self.changes.events.push(NewEvent {
            booking_id: id,
            event: Some(event),
            state: to,
            actor: by.actor,
            detail: by.note.unwrap_or_default().to_owned(),
        });
        place_id.filter(|_| freed)
    }

    /// Adds a wait at the end of the queue, and answers its number within the batch.
    pub fn queue_up(&mut self, mut wait: Wait) -> i64 {
        let fresh = self.waits.range(FRESH..).count();
        let id = FRESH + i64::try_from(fresh).unwrap_or_default();
        wait.id = id;
        self.changes.waits.insert(id);
        self.waits.insert(id, wait);
        id
    }
}

/// Who moves a booking on, when, and what the member is told about it.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// Who.
    pub actor: Actor,
    /// When.
    pub now: Millis,
    /// What the member is told; the last word stays where there is none.
    pub note: Option<&'a str>,
}

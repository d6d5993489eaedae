//! What is taken of places, and by whom.
//!
//! May enter: counting. Must not: whether somebody may have a place (`decide`), SQL.

use std::collections::BTreeMap;

use super::Scene;
use crate::{
    domain::checkup::{booking::holds_place, code::OptionCode},
    server::db::booking::Booking,
};

/// What somebody has of a place: of its day, and of each option.
#[derive(Default, PartialEq, Eq)]
struct Taken {
    days: i32,
    options: BTreeMap<OptionCode, i32>,
}

impl Taken {
    fn of(&self, code: &OptionCode) -> i32 {
        self.options.get(code).copied().unwrap_or_default()
    }
}

/// Whether a booking keeps something of a place.
fn keeps(booking: &Booking, place_id: i64) -> bool {
    booking.place_id == Some(place_id) && holds_place(booking.state, true)
}

/// Whether a booking has an option.
fn has(booking: &Booking, code: &OptionCode) -> bool {
    booking.options.iter().any(|(one, _)| one == code)
}

impl Scene {
    /// The person's bookings of the scene that keep something of a place.
    fn keeping(&self, person_id: i64, place_id: i64) -> impl Iterator<Item = &Booking> {
        let person = self.people.get(&person_id);
        let bookings = person.into_iter().flat_map(|person| &person.bookings);
        let bookings = bookings.filter_map(|id| self.bookings.get(id));
        bookings.filter(move |booking| keeps(booking, place_id))
    }

    /// What a person has of a place. A booking that is to take the place of another one of the same place shares with it what both
    /// have: whoever moves within a day needs no second place.
    fn taken(&self, person_id: i64, place_id: i64) -> Taken {
        let mut taken = Taken::default();
        for booking in self.keeping(person_id, place_id) {
            let old = booking.replaces.and_then(|id| self.bookings.get(&id));
            let old = old.filter(|old| keeps(old, place_id));
            taken.days += i32::from(old.is_none());
            for (code, _) in &booking.options {
                if !old.is_some_and(|old| has(old, code)) {
                    *taken.options.entry(code.clone()).or_default() += 1;
                }
            }
        }
        taken
    }

    /// Changes what a person has of a place; what is left of it follows. Answers whether anything of it became free.
    pub(super) fn retake(
        &mut self,
        person_id: i64,
        place_id: Option<i64>,
        change: impl FnOnce(&mut Self),
    ) -> bool {
        let Some(place_id) = place_id else {
            change(self);
            return false;
        };
        let before = self.taken(person_id, place_id);
        change(self);
        let after = self.taken(person_id, place_id);
        if before == after {
            return false;
        }
        let Some(place) = self.places.get_mut(&place_id) else {
            return false;
        };
        place.room.remaining += before.days - after.days;
        let mut freed = before.days > after.days;
        for (code, room) in &mut place.options {
            let by = before.of(code) - after.of(code);
            room.remaining += by;
            freed |= by > 0;
        }
        self.changes.places.insert(place_id);
        freed
    }

    /// Takes one of a day's places and of each scarce option (`by` = -1), or gives it back (1).
    pub fn shift<'a>(
        &mut self,
        place_id: i64,
        options: impl IntoIterator<Item = &'a OptionCode>,
        by: i32,
    ) {
        let Some(place) = self.places.get_mut(&place_id) else {
            return;
        };
        place.room.remaining += by;
        for code in options {
            if let Some(room) = place.options.get_mut(code) {
                room.remaining += by;
            }
        }
        self.changes.places.insert(place_id);
    }
}

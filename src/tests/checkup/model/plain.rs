//! The plain model of a small society: lists of bookings and waits, and counting. Written from what the desk promises, without
//! its code: nothing here keeps a count of what is left, it is always counted anew.

use crate::{
    domain::checkup::booking::{Event, State},
    server::{
        clock::{Millis, japan},
        db::waitlist::WaitState,
    },
};

/// What is not different from history to history: places of a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// 排他グループ of its course.
    pub(super) group: &'static str,
    /// The day.
    pub(super) on: &'static str,
    /// How many places.
    pub(super) capacity: usize,
    /// How many may have the scarce option.
    pub(super) scarce: usize,
    /// The first moment at which a member can no longer book it, nor be offered it: the institution takes a week.
    pub(super) book_until: Millis,
    /// The first moment at which a member can no longer give it up.
    pub(super) give_up_until: Millis,
}

#[derive(Clone, Debug)]
pub(super) struct Booked {
    pub(super) id: i64,
    pub(super) person: usize,
    pub(super) group: &'static str,
    pub(super) place: Option<usize>,
    pub(super) scarce: bool,
    pub(super) state: State,
    /// Wishes beside a booking that uses the right until they are answered.
    pub(super) beside: bool,
    pub(super) expires: Option<Millis>,
    pub(super) replaces: Option<usize>,
    pub(super) key: String,
}

impl Booked {
    /// Whether it uses the right.
    pub(super) fn uses_right(&self) -> bool {
        Plain::uses(self.state) && !self.beside
    }
}

#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) id: i64,
    pub(super) person: usize,
    pub(super) place: usize,
    pub(super) scarce: bool,
    pub(super) state: WaitState,
    pub(super) until: Millis,
    pub(super) booking: Option<usize>,
}

/// What should be answered. Bookings and waits by their place in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    Booking(usize, State),
    Waiting(usize),
    No,
    HoldOver,
    OfferOver,
    TooLate,
}

#[derive(Clone, Debug)]
pub(super) struct Plain {
    pub(super) days: Vec<Day>,
    /// For each person, the days it cannot be examined on, for its 資格 ends before.
    pub(super) lost: Vec<Vec<usize>>,
    pub(super) bookings: Vec<Booked>,
    pub(super) waits: Vec<Waiting>,
}

type Answered = Result<Expected, Expected>;

impl Plain {
    /// The booking whose place another one keeps too, until it is given up for it.
    fn shared(&self, booked: &Booked) -> Option<&Booked> {
        let old = &self.bookings[booked.replaces?];
        (old.place == booked.place && old.state != State::Cancelled).then_some(old)
    }

    pub(super) fn left(&self, place: usize) -> i64 {
        let taken = |booked: &&Booked| {
            booked.place == Some(place)
                && booked.state != State::Cancelled
                && self.shared(booked).is_none()
        };
        let offered = |wait: &&Waiting| wait.place == place && wait.state == WaitState::Offered;
        let gone =
            self.bookings.iter().filter(taken).count() + self.waits.iter().filter(offered).count();
        self.days[place].capacity as i64 - gone as i64
    }

    pub(super) fn scarce_left(&self, place: usize) -> i64 {
        let taken = |booked: &&Booked| {
            booked.place == Some(place)
                && booked.scarce
                && booked.state != State::Cancelled
                && !self.shared(booked).is_some_and(|old| old.scarce)
        };
        let offered = |wait: &&Waiting| {
            wait.place == place && wait.scarce && wait.state == WaitState::Offered
        };
        let gone =
            self.bookings.iter().filter(taken).count() + self.waits.iter().filter(offered).count();
        self.days[place].scarce as i64 - gone as i64
    }

    fn uses(state: State) -> bool {
        matches!(
            state,
            State::Applied | State::Arranging | State::Confirmed | State::Done
        )
    }

    /// How often a person has used the right of a group.
    pub(super) fn used(&self, person: usize, group: &str, but: Option<usize>) -> usize {
        let counts = |(at, booked): &(usize, &Booked)| {
            booked.person == person
                && booked.group == group
                && booked.uses_right()
                && Some(*at) != but
        };
        self.bookings.iter().enumerate().filter(counts).count()
    }

    fn may(&self, person: usize, place: usize, but: Option<usize>) -> bool {
        self.used(person, self.days[place].group, but) == 0 && !self.lost[person].contains(&place)
    }

    /// Whether there is one more of a place for somebody who gives up `own` for it.
    fn fits(&self, place: usize, scarce: bool, own: &[usize]) -> bool {
        let own = own.iter().map(|at| &self.bookings[*at]);
        let own: Vec<&Booked> = own.filter(|own| own.place == Some(place)).collect();
        let day = self.left(place) > 0 || !own.is_empty();
        let option = self.scarce_left(place) > 0 || own.iter().any(|own| own.scarce);
        day && (!scarce || option)
    }

    fn made_with(&self, person: usize, key: &str) -> Option<Expected> {
        let made = |booked: &Booked| booked.person == person && booked.key == key;
        let at = self.bookings.iter().position(made)?;
        Some(Expected::Booking(at, self.bookings[at].state))
    }

    /// The booking given up for another, if it still can be.
    fn given_up(
        &self,
        person: usize,
        old: Option<usize>,
        member: bool,
        now: Millis,
    ) -> Result<Option<usize>, Expected> {
        let Some(at) = old else { return Ok(None) };
        let booked = &self.bookings[at];
        if booked.person != person {
            return Err(Expected::No);
        }
        match booked.state {
            State::Cancelled => Ok(None),
            _ if booked.beside => Err(Expected::No),
            State::Confirmed | State::Applied | State::Arranging => {
                self.in_time(at, member, now)?;
                Ok(Some(at))
            }
            _ => Err(Expected::No),
        }
    }

    fn in_time(&self, at: usize, member: bool, now: Millis) -> Result<(), Expected> {
        let booked = &self.bookings[at];
        match booked.place {
            Some(place)
                if member
                    && booked.state == State::Confirmed
                    && now >= self.days[place].give_up_until =>
            {
                Err(Expected::TooLate)
            }
            _ => Ok(()),
        }
    }

    /// Offers what is free to the first who can take it, as long as there is anything.
    fn serve(&mut self, place: usize, now: Millis) {
        for at in 0..self.waits.len() {
            let wait = &self.waits[at];
            if wait.place != place || wait.state != WaitState::Waiting {
                continue;
            }
            if self.left(place) <= 0 {
                return;
            }
            let (person, scarce) = (wait.person, wait.scarce);
            let state = if !self.may(person, place, None) || now >= self.days[place].book_until {
                WaitState::Lapsed
            } else if scarce && self.scarce_left(place) <= 0 {
                continue;
            } else {
                WaitState::Offered
            };
            self.waits[at].state = state;
            self.waits[at].until = now + 24 * 3_600_000;
        }
    }

    /// A booking ends. Answers its place, if anything of it became free.
    fn give_back(&mut self, at: usize) -> Option<usize> {
        let count = |model: &Self, place| (model.left(place), model.scarce_left(place));
        let place = self.bookings[at].place;
        let before = place.map(|place| count(self, place));
        self.bookings[at].state = State::Cancelled;
        let after = place.map(|place| count(self, place));
        place.filter(|_| before != after)
    }

    fn end(&mut self, at: usize, now: Millis) {
        if let Some(place) = self.give_back(at) {
            self.serve(place, now);
        }
    }

    fn end_wait(&mut self, at: usize, state: WaitState, now: Millis) {
        let was = self.waits[at].state;
        self.waits[at].state = state;
        if was == WaitState::Offered {
            self.serve(self.waits[at].place, now);
        }
    }

    /// What follows from using a right.
    fn settle(&mut self, at: usize, old: Option<usize>, now: Millis) {
        // what is held for giving up the same booking can be confirmed no more
        let holds = |booked: &Booked| booked.state == State::Held && booked.replaces == old;
        let held = self
            .bookings
            .iter()
            .position(holds)
            .filter(|_| old.is_some());
        let held = held.and_then(|held| self.give_back(held));
        if let Some(wish) = old.and_then(|old| self.wish_beside(old)) {
            self.end_wish(wish);
        }
        let freed = old.and_then(|old| self.give_back(old));
        let (person, group) = (self.bookings[at].person, self.bookings[at].group);
        self.wait_no_more(person, group, now);
        for place in [held, freed].into_iter().flatten() {
            self.serve(place, now);
        }
    }

    /// The wishes beside a booking.
    fn wish_beside(&self, old: usize) -> Option<usize> {
        let waits = |booked: &Booked| booked.beside && booked.replaces == Some(old);
        self.bookings.iter().position(waits)
    }

    fn end_wish(&mut self, at: usize) {
        self.bookings[at].state = State::Cancelled;
        self.bookings[at].beside = false;
    }

    /// A booking is gone: wishes beside it use its right, if nothing else does.
    fn take_over(&mut self, old: usize, now: Millis) {
        let Some(at) = self.wish_beside(old) else {
            return;
        };
        let (person, group) = (self.bookings[at].person, self.bookings[at].group);
        match self.used(person, group, Some(at)) {
            0 => {
                self.bookings[at].beside = false;
                self.wait_no_more(person, group, now);
            }
            _ => self.end_wish(at),
        }
    }

    /// A right is used: nobody waits for a second one.
    fn wait_no_more(&mut self, person: usize, group: &str, now: Millis) {
        for wait in 0..self.waits.len() {
            let one = &self.waits[wait];
            if one.person == person && one.state.is_open() && self.days[one.place].group == group {
                self.end_wait(wait, WaitState::Left, now);
            }
        }
    }

    fn push(&mut self, booked: Booked) -> usize {
        self.bookings.push(booked);
        self.bookings.len() - 1
    }

    fn done(&self, at: usize) -> Answered {
        Ok(Expected::Booking(at, self.bookings[at].state))
    }

    pub(super) fn take(&mut self, wanted: &Wanted, confirmed: bool, now: Millis) -> Answered {
        let Wanted {
            person,
            place,
            scarce,
            old,
            key,
        } = wanted;
        let (person, place) = (*person, *place);
        if let Some(made) = self.made_with(person, key) {
            return Ok(made);
        }
        let member = !confirmed;
        let old = self.given_up(person, *old, member, now)?;
        let too_soon = member && now >= self.days[place].book_until;
        if !self.may(person, place, old) || too_soon {
            return Err(Expected::No);
        }
        let holds = |booked: &Booked| booked.person == person && booked.state == State::Held;
        let held = self.bookings.iter().position(holds).filter(|_| member);
        let own: Vec<usize> = [held, old].into_iter().flatten().collect();
        if !self.fits(place, *scarce, &own) {
            return Err(Expected::No);
        }
        let at = self.push(Booked {
            id: 0,
            person,
            group: self.days[place].group,
            place: Some(place),
            scarce: *scarce,
            state: if confirmed {
                State::Confirmed
            } else {
                State::Held
            },
            beside: false,
            expires: (!confirmed).then_some(now + 600_000),
            replaces: old,
            key: key.clone(),
        });
        if let Some(held) = held {
            self.end(held, now);
        }
        if confirmed {
            self.settle(at, old, now);
        }
        self.done(at)
    }

    pub(super) fn confirm(&mut self, person: usize, at: usize, now: Millis) -> Answered {
        let booked = self.bookings[at].clone();
        if booked.person != person {
            return Err(Expected::No);
        }
        match (booked.state, booked.expires) {
            (State::Confirmed, _) => return self.done(at),
            (State::Held, Some(until)) if now < until => {}
            (State::Held | State::Cancelled, Some(_)) => return Err(Expected::HoldOver),
            _ => return Err(Expected::No),
        }
        let old = self.given_up(person, booked.replaces, true, now)?;
        let place = booked.place.expect("what is held is a place");
        if !self.may(person, place, old) {
            return Err(Expected::No);
        }
        self.bookings[at].state = State::Confirmed;
        self.bookings[at].expires = None;
        self.settle(at, old, now);
        self.done(at)
    }

    pub(super) fn cancel(&mut self, person: Option<usize>, at: usize, now: Millis) -> Answered {
        let booked = &self.bookings[at];
        if person.is_some_and(|person| person != booked.person) {
            return Err(Expected::No);
        }
        match booked.state {
            State::Cancelled => {}
            State::Done | State::NoShow => return Err(Expected::No),
            _ => {
                self.in_time(at, person.is_some(), now)?;
                self.bookings[at].beside = false;
                let freed = self.give_back(at);
                self.take_over(at, now);
                if let Some(place) = freed {
                    self.serve(place, now);
                }
            }
        }
        self.done(at)
    }

    pub(super) fn apply(&mut self, wanted: &Wanted, now: Millis) -> Answered {
        let person = wanted.person;
        if let Some(made) = self.made_with(person, &wanted.key) {
            return Ok(made);
        }
        let old = self.given_up(person, wanted.old, true, now)?;
        if self.used(person, "main", old) > 0 || !self.lost[person].is_empty() {
            return Err(Expected::No);
        }
        let kept = old.filter(|old| self.bookings[*old].state == State::Confirmed);
        if kept.is_some_and(|old| self.wish_beside(old).is_some()) {
            return Err(Expected::No);
        }
        let at = self.push(Booked {
            id: 0,
            person,
            group: "main",
            place: None,
            scarce: false,
            state: State::Applied,
            beside: kept.is_some(),
            expires: None,
            replaces: old,
            key: wanted.key.clone(),
        });
        if kept.is_none() {
            self.settle(at, old, now);
        }
        self.done(at)
    }

    /// Staff answer wishes, or decline.
    pub(super) fn answer(&mut self, at: usize, to: State, now: Millis) -> Answered {
        let booked = &self.bookings[at];
        let sent_twice = booked.state == to && (to == State::Cancelled || booked.place.is_none());
        if !sent_twice && booked.state != State::Applied {
            return Err(Expected::No);
        }
        let old = booked.replaces.filter(|_| booked.beside);
        if sent_twice {
            return self.done(at);
        }
        if to == State::Confirmed && old.is_some() {
            let (person, group) = (booked.person, booked.group);
            let day_came = old.is_some_and(|old| self.day_came(old, now));
            if day_came || self.used(person, group, old) > 0 {
                return Err(Expected::No);
            }
        }
        self.bookings[at].state = to;
        self.bookings[at].beside = false;
        if to == State::Confirmed && old.is_some() {
            self.settle(at, old, now);
        }
        self.done(at)
    }

    /// Whether the day of a booking is today or past.
    fn day_came(&self, at: usize, now: Millis) -> bool {
        let today = japan(now).format("%Y-%m-%d").to_string();
        let place = self.bookings[at].place;
        place.is_some_and(|place| *self.days[place].on <= *today)
    }

    /// Staff note whether somebody came, or put right what was noted.
    pub(super) fn note(&mut self, at: usize, event: Event, now: Millis) -> Answered {
        use {Event as E, State as S};
        let booked = self.bookings[at].clone();
        let (from, to): (&[State], State) = match event {
            E::MarkDone => (&[S::Confirmed], S::Done),
            E::MarkNoShow => (&[S::Confirmed], S::NoShow),
            E::CorrectDone => (&[S::NoShow], S::Done),
            E::CorrectNoShow => (&[S::Done], S::NoShow),
            E::Unmark => (&[S::Done, S::NoShow], S::Confirmed),
            other => panic!("{other:?} is no note"),
        };
        if booked.state == to {
            return self.done(at);
        }
        let came = self.day_came(at, now);
        let again = booked.state == S::NoShow;
        if !from.contains(&booked.state)
            || !came
            || again && self.used(booked.person, booked.group, Some(at)) > 0
        {
            return Err(Expected::No);
        }
        self.bookings[at].state = to;
        match to {
            S::Done => {
                if let Some(wish) = self.wish_beside(at) {
                    self.end_wish(wish);
                }
            }
            S::NoShow => self.take_over(at, now),
            _ => {}
        }
        if again {
            self.wait_no_more(booked.person, booked.group, now);
        }
        // what is held for moving it can be confirmed no more
        let moves = |one: &Booked| one.state == State::Held && one.replaces == Some(at);
        if let Some(held) = self.bookings.iter().position(moves) {
            self.end(held, now);
        }
        self.done(at)
    }

    pub(super) fn wait(&mut self, wanted: &Wanted, now: Millis) -> Answered {
        let Wanted {
            person,
            place,
            scarce,
            ..
        } = wanted;
        let waits =
            |wait: &Waiting| wait.person == *person && wait.place == *place && wait.state.is_open();
        let late = now >= self.days[*place].book_until;
        if self.waits.iter().any(waits) || !self.may(*person, *place, None) || late {
            return Err(Expected::No);
        }
        if self.fits(*place, *scarce, &[]) {
            return Err(Expected::No);
        }
        self.waits.push(Waiting {
            id: 0,
            person: *person,
            place: *place,
            scarce: *scarce,
            state: WaitState::Waiting,
            until: 0,
            booking: None,
        });
        Ok(Expected::Waiting(self.waits.len() - 1))
    }

    pub(super) fn leave(&mut self, person: usize, at: usize, now: Millis) -> Answered {
        let wait = &self.waits[at];
        match wait.state {
            _ if wait.person != person => return Err(Expected::No),
            WaitState::Waiting | WaitState::Offered => self.end_wait(at, WaitState::Left, now),
            WaitState::Left => {}
            WaitState::Taken | WaitState::Lapsed => return Err(Expected::No),
        }
        Ok(Expected::Waiting(at))
    }

    pub(super) fn accept(&mut self, person: usize, at: usize, now: Millis) -> Answered {
        let wait = self.waits[at].clone();
        match wait.state {
            _ if wait.person != person => return Err(Expected::No),
            WaitState::Offered if now < wait.until => {}
            WaitState::Offered | WaitState::Lapsed => return Err(Expected::OfferOver),
            WaitState::Taken => return self.done(wait.booking.expect("taken")),
            _ => return Err(Expected::No),
        }
        if !self.may(person, wait.place, None) {
            return Err(Expected::No);
        }
        // the place goes from the offer to the booking
        self.waits[at].state = WaitState::Taken;
        let booking = self.push(Booked {
            id: 0,
            person,
            group: self.days[wait.place].group,
            place: Some(wait.place),
            scarce: wait.scarce,
            state: State::Confirmed,
            beside: false,
            expires: None,
            replaces: None,
            key: format!("taken {at}"),
        });
        self.waits[at].booking = Some(booking);
        self.settle(booking, None, now);
        self.done(booking)
    }

    pub(super) fn expire(&mut self, at: usize, now: Millis) -> Answered {
        let booked = &self.bookings[at];
        if booked.state != State::Held || booked.expires.is_none_or(|until| now < until) {
            return Err(Expected::No);
        }
        self.end(at, now);
        self.done(at)
    }

    pub(super) fn end_offer(&mut self, at: usize, now: Millis) -> Answered {
        let wait = &self.waits[at];
        if wait.state != WaitState::Offered || now < wait.until {
            return Err(Expected::No);
        }
        self.end_wait(at, WaitState::Lapsed, now);
        Ok(Expected::Waiting(at))
    }
}

/// A place somebody wants, and for which booking.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) person: usize,
    pub(super) place: usize,
    pub(super) scarce: bool,
    pub(super) old: Option<usize>,
    pub(super) key: String,
}

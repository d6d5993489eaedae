//! What the people of the demo have booked: some every year, some never, a few too late.
//!
//! May enter: the domain's rules, so that nobody has what the rules refuse. Must not: who has a story (`stories`), SQL.

use super::{
    courses::{self, Year},
    house::House,
};
use crate::{
    domain::{
        checkup::{
            booking::{State, uses_right},
            code::{CourseCode, OptionCode},
            course::{Course, RelationGroup, Yen},
            eligibility::{Facts, Past, PastKind, may_add, may_on},
            price::quote,
            wish::Wish,
        },
        date::CivilDate,
        weekday::Weekday,
    },
    server::{
        clock::{DAY, HOUR, Millis},
        db::checkup_demo::{NewBooking, Place},
        roster::dice::Dice,
    },
};

/// A person and what is booked so far.
pub(super) struct Person {
    /// Our number.
    pub id: i64,
    /// What the rules ask.
    pub facts: Facts,
    /// What was taken or is booked.
    pub past: Vec<Past>,
}

/// When somebody is examined.
pub(super) enum When<'a> {
    /// On a day, without a place of ours.
    Day(CivilDate),
    /// At a place.
    Place(&'a Place),
    /// When it suits: wishes.
    Wishes(Vec<Wish>),
}

/// Everything that is booked.
pub(super) struct Crowd {
    /// For what is left to chance.
    pub dice: Dice,
    /// Today.
    pub today: CivilDate,
    /// What was booked.
    pub bookings: Vec<NewBooking>,
    now: Millis,
    years: [Vec<Course>; 4],
    houses: Vec<House>,
    places: Vec<(Place, i32)>,
}

impl Crowd {
    pub(super) fn new(
        seed: u64,
        today: CivilDate,
        now: Millis,
        years: [Vec<Course>; 4],
        houses: Vec<House>,
        places: Vec<Place>,
    ) -> Self {
        let places = places.into_iter().map(|place| (place.capacity, place));
        Self {
            dice: Dice::new(seed.rotate_left(17)),
            today,
            bookings: Vec::new(),
            now,
            years,
            houses,
            places: places.map(|(left, place)| (place, left)).collect(),
        }
    }

    /// The course of a fiscal year, counted from this one.
    pub(super) fn course(&self, later: i32, code: &str) -> Option<Course> {
        let year = usize::try_from(later + 2).ok()?;
        let found = self.years.get(year)?.iter();
        found
            .clone()
            .find(|course| course.code.as_str() == code)
            .cloned()
    }

    /// An institution that offers the course.
    pub(super) fn house(&mut self, course: &CourseCode, live: bool) -> Option<House> {
        let offering: Vec<&House> = self
            .houses
            .iter()
            .filter(|house| house.live == live && house.offer(course).is_some())
            .collect();
        let at = self.dice.below(offering.len().max(1) as u64);
        let at = usize::try_from(at).unwrap_or_default();
        offering.get(at).map(|house| (*house).clone())
    }

    /// The first place of the course, from so many places on, that has room for the person.
    pub(super) fn place(&self, course: &Course, person: &Person, skip: usize) -> Option<Place> {
        self.fitting(course, person).nth(skip).cloned()
    }

    /// A place of the course for the person on that day or later; where the year has none so late, its last.
    pub(super) fn place_from(
        &self,
        course: &Course,
        person: &Person,
        from: CivilDate,
    ) -> Option<Place> {
        let late = self.fitting(course, person).find(|place| place.on >= from);
        let last = || self.fitting(course, person).max_by_key(|place| place.on);
        late.or_else(last).cloned()
    }

    /// The places of the course that have room for the person.
    fn fitting(&self, course: &Course, person: &Person) -> impl Iterator<Item = &Place> {
        self.places
            .iter()
            .filter(move |(place, left)| *left > 0 && place.course == course.code)
            .filter(move |(place, _)| place.fiscal_year == course.fiscal_year)
            .filter(move |(place, _)| place.sex.admits(person.facts.sex))
            .filter(move |(place, _)| may_on(course, &person.facts, &person.past, place.on).is_ok())
            .map(|(place, _)| place)
    }

    /// Whether any place of the course is left.
    pub(super) fn has_places(&self, course: &Course) -> bool {
        self.places.iter().any(|(place, left)| {
            *left > 0 && place.course == course.code && place.fiscal_year == course.fiscal_year
        })
    }

    /// A full place of the course.
    pub(super) fn full(&self, course: &Course) -> Option<Place> {
        self.places
            .iter()
            .find(|(place, left)| *left == 0 && place.course == course.code)
            .map(|(place, _)| place.clone())
    }

    /// Books, if the rules let the person; answers whether.
    pub(super) fn book(
        &mut self,
        person: &mut Person,
        course: &Course,
        when: When<'_>,
        state: State,
    ) -> bool {
        let on = match &when {
            When::Day(on) => Some(*on),
            When::Place(place) => Some(place.on),
            When::Wishes(_) => None,
        };
        let asked = on.unwrap_or(course.examination.to);
        if may_on(course, &person.facts, &person.past, asked).is_err() {
            return false;
        }
        let house = match &when {
            When::Place(place) => self
                .houses
                .iter()
                .find(|one| one.id == place.institution_id),
            _ => None,
        };
        let live = !matches!(when, When::Wishes(_));
        let Some(house) = house.cloned().or_else(|| self.house(&course.code, live)) else {
            return false;
        };
        let booking = self.booking(person, course, &house, when, on, state);
        if let Some(id) = booking.place_id.filter(|_| state != State::Cancelled)
            && let Some((_, left)) = self.places.iter_mut().find(|(place, _)| place.id == id)
        {
            *left -= 1;
        }
        person.remember(&booking);
        self.bookings.push(booking);
        true
    }

    fn booking(
        &mut self,
        person: &Person,
        course: &Course,
        house: &House,
        when: When<'_>,
        on: Option<CivilDate>,
        state: State,
    ) -> NewBooking {
        let (price, offered) = house.offer(&course.code).unwrap_or((Yen::ZERO, &[]));
        let scarce = matches!(when, When::Place(_));
        let options = self.options(person, course, offered, scarce);
        let born = person.facts.enrolment.birth_date;
        let age = course.year().map_or(0, |year| year.age_at_end(born));
        let (created_at, changed_at) = self.times(on, state);
        let (place, wishes) = match when {
            When::Day(_) => (None, Vec::new()),
            When::Place(place) => (Some(place), Vec::new()),
            When::Wishes(wishes) => (None, wishes),
        };
        NewBooking {
            person_id: person.id,
            course: course.code.clone(),
            group: course.group.clone(),
            fiscal_year: course.fiscal_year,
            institution_id: house.id,
            place_id: place.map(|place| place.id),
            state,
            exam_on: on,
            starts: place.and_then(|place| place.starts),
            quote: quote(course, house.class, age, price, &options),
            options,
            wishes,
            created_at,
            changed_at,
        }
    }

    /// Some of the options the person may add; at a place none that may be scarce there.
    fn options(
        &mut self,
        person: &Person,
        course: &Course,
        offered: &[(OptionCode, Yen)],
        at_place: bool,
    ) -> Vec<(OptionCode, Yen)> {
        let may = |code: &OptionCode| {
            let rule = course.option(code);
            rule.is_some_and(|rule| may_add(course, rule, &person.facts).is_ok())
        };
        let scarce = |code: &OptionCode| super::prices::may_be_scarce(code);
        let fitting = offered
            .iter()
            .filter(|(code, _)| may(code) && !(at_place && scarce(code)));
        let dice = &mut self.dice;
        fitting.filter(|_| dice.percent(30)).cloned().collect()
    }

    /// When it was booked, and when it came into its state.
    fn times(&mut self, on: Option<CivilDate>, state: State) -> (Millis, Millis) {
        let age = i64::try_from(self.dice.below(20)).unwrap_or_default() * DAY;
        let examined = on.map(noon).filter(|at| *at < self.now);
        let created = examined.map_or(self.now - HOUR - age, |at| at - 30 * DAY - age);
        let changed = match (state, examined) {
            (State::Done | State::NoShow, Some(at)) => (at + 6 * HOUR).min(self.now),
            (State::Confirmed | State::Applied, _) => created,
            _ => created + HOUR,
        };
        (created, changed)
    }

    /// A day of the fiscal year on which people are examined, by chance; not a Sunday.
    pub(super) fn day(&mut self, later: i32) -> CivilDate {
        let year = Year::of(self.today, later);
        let day = self.dice.day(year.start.add_days(30), year.end);
        match Weekday::of(day) {
            Weekday::Sun => day.add_days(-1),
            _ => day,
        }
    }

    /// What a person usually takes: 配偶者 their own course, some 本人 the shorter one, others 特定健診.
    pub(super) fn usual(&mut self, person: &Person, later: i32) -> Option<Course> {
        let enrolment = person.facts.enrolment;
        let code = match RelationGroup::of(enrolment.relationship) {
            RelationGroup::Insured if self.dice.percent(70) => courses::DOCK,
            RelationGroup::Insured => courses::LIFESTYLE,
            RelationGroup::Spouse if self.dice.percent(60) => courses::SPOUSE,
            RelationGroup::Spouse => courses::DOCK,
            RelationGroup::OtherDependant => courses::SPECIFIC,
        };
        self.course(later, code)
    }
}

impl Person {
    /// What the rules will ask about a booking.
    fn remember(&mut self, booking: &NewBooking) {
        if !uses_right(booking.state) {
            return;
        }
        let done = booking.state == State::Done;
        self.past.push(Past {
            group: booking.group.clone(),
            course: booking.course.clone(),
            fiscal_year: booking.fiscal_year,
            exam_on: booking.exam_on,
            kind: if done {
                PastKind::Done
            } else {
                PastKind::Booked
            },
        });
    }

    /// Whether the person was enrolled in that fiscal year at all.
    pub(super) fn was_here(&self, on: CivilDate) -> bool {
        let enrolment = self.facts.enrolment;
        enrolment.acquired_on <= on && enrolment.lost_on.is_none_or(|lost| on < lost)
    }
}

/// Noon of a day in Japan.
pub(super) fn noon(day: CivilDate) -> Millis {
    day.days_since_epoch() * DAY + 3 * HOUR
}

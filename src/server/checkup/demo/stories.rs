//! Who in the demo has done what: people with a story, and everybody else by chance.
//!
//! May enter: stories. Must not: names and addresses (`server::demo` introduces people), SQL.

use super::{
    courses::{self, Year},
    crowd::{Crowd, Person, When},
};
use crate::{
    domain::{
        birth_date::BirthDate,
        checkup::{booking::State, course::Course, eligibility::Facts, wish::Half, wish::Wish},
        date::CivilDate,
        eligibility::Enrolment,
        relationship::{Relationship, Sex},
    },
    server::db::roster::Stored,
};

/// How many others have booked: enough to fill days, and few enough for a demo of a million people.
const CROWD: usize = 3_000;

/// So many days ahead a booking can be changed for a good while yet: no deadline is further before it than 7 business days, 年末年始
/// between.
const CHANGEABLE: i64 = 40;

/// The story of a person who is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing yet.
    Fresh,
    /// Examined every year, booked this year; 脳ドック two years ago.
    Regular,
    /// Examined this year, waits for a place of 脳ドック.
    Waiting,
    /// Has sent wishes.
    Applied,
}

/// Lets everybody book. Answers who waits for which place.
pub(super) fn tell(
    crowd: &mut Crowd,
    introduced: &[(Role, i64)],
    roster: &[(i64, Stored)],
) -> Option<(i64, i64)> {
    let mut people: Vec<Person> = roster
        .iter()
        .filter_map(|(id, stored)| person(*id, stored))
        .collect();
    let role = |id: i64| introduced.iter().find(|(_, known)| *known == id);
    let mut waiting = None;
    let (mut named, mut others): (Vec<_>, Vec<_>) = people
        .iter_mut()
        .partition(|person| role(person.id).is_some());
    others.truncate(CROWD);
    fill_a_day(crowd, &mut others);
    for person in &mut named {
        match role(person.id).map(|(role, _)| *role) {
            Some(Role::Regular) => regular(crowd, person),
            Some(Role::Waiting) => waiting = waits(crowd, person).or(waiting),
            Some(Role::Applied) => applied(crowd, person),
            Some(Role::Fresh) | None => {}
        }
    }
    for person in &mut others {
        by_chance(crowd, person);
    }
    waiting
}

fn person(id: i64, stored: &Stored) -> Option<Person> {
    Some(Person {
        id,
        facts: Facts {
            enrolment: Enrolment {
                relationship: Relationship::from_code(&stored.relationship)?,
                birth_date: BirthDate::from_stored(stored.birth_date),
                acquired_on: stored.acquired_on,
                lost_on: stored.lost_on,
            },
            sex: Sex::from_code(&stored.sex)?,
        },
        past: Vec::new(),
    })
}

/// The first day of 脳ドック with places fills up, so that there is one to wait for.
fn fill_a_day(crowd: &mut Crowd, people: &mut [&mut Person]) {
    let Some(course) = bookable(crowd, courses::BRAIN) else {
        return;
    };
    for person in people {
        if crowd.full(&course).is_some() {
            return;
        }
        if let Some(place) = crowd.place(&course, person, 0) {
            crowd.book(person, &course, When::Place(&place), State::Confirmed);
        }
    }
}

/// The course of this fiscal year, or of the next where this one has no places left.
fn bookable(crowd: &Crowd, code: &str) -> Option<Course> {
    [0, 1]
        .into_iter()
        .filter_map(|later| crowd.course(later, code))
        .find(|course| crowd.has_places(course))
}

fn regular(crowd: &mut Crowd, person: &mut Person) {
    for later in [-2, -1] {
        done(crowd, person, later, courses::DOCK, 70);
    }
    done(crowd, person, -2, courses::BRAIN, 120);
    if let Some(course) = bookable(crowd, courses::DOCK)
        && let Some(place) = crowd.place_from(&course, person, crowd.today.add_days(CHANGEABLE))
    {
        crowd.book(person, &course, When::Place(&place), State::Confirmed);
    }
}

fn waits(crowd: &mut Crowd, person: &mut Person) -> Option<(i64, i64)> {
    done(crowd, person, -1, courses::DOCK, 200);
    done(crowd, person, 0, courses::DOCK, 70);
    let course = bookable(crowd, courses::BRAIN)?;
    Some((person.id, crowd.full(&course)?.id))
}

/// Examined so many days into a fiscal year, or today where that is still to come.
fn done(crowd: &mut Crowd, person: &mut Person, later: i32, code: &str, days: i64) {
    let on = Year::of(crowd.today, later).start.add_days(days);
    if let Some(course) = crowd.course(later, code) {
        crowd.book(person, &course, When::Day(on.min(crowd.today)), State::Done);
    }
}

fn applied(crowd: &mut Crowd, person: &mut Person) {
    done(crowd, person, -1, courses::SPOUSE, 90);
    let later = i32::from(super::next_is_open(crowd.today));
    if let Some(course) = crowd.course(later, courses::SPOUSE) {
        let wishes = wishes(&course, crowd.today.add_days(24));
        crowd.book(person, &course, When::Wishes(wishes), State::Applied);
    }
}

/// A day, a week, and mornings of another week, as far as the course has such days.
fn wishes(course: &Course, from: CivilDate) -> Vec<Wish> {
    let from = from.max(course.examination.from);
    let wish = |from: CivilDate, to, half| Wish {
        from,
        to,
        weekdays: Vec::new(),
        half,
    };
    let all = [
        wish(from, None, Half::Morning),
        wish(from.add_days(7), Some(from.add_days(11)), Half::Any),
        wish(from.add_days(14), Some(from.add_days(18)), Half::Morning),
    ];
    let fits = |wish: &Wish| wish.to.unwrap_or(wish.from) <= course.examination.to;
    all.into_iter().filter(fits).collect()
}

/// In each year some go: 本人 more often than their families.
fn by_chance(crowd: &mut Crowd, person: &mut Person) {
    let insured = person.facts.enrolment.relationship == Relationship::Insured;
    let share = if insured { 80 } else { 45 };
    for later in [-2, -1, 0] {
        let on = crowd.day(later);
        if !crowd.dice.percent(share) || !person.was_here(on) {
            continue;
        }
        let Some(course) = crowd.usual(person, later) else {
            continue;
        };
        if on <= crowd.today {
            let state = if crowd.dice.percent(3) {
                State::NoShow
            } else {
                State::Done
            };
            crowd.book(person, &course, When::Day(on), state);
        } else {
            to_come(crowd, person, &course);
        }
    }
    let on = crowd.day(-1);
    if crowd.dice.percent(8)
        && let Some(course) = crowd.course(-1, courses::BRAIN)
    {
        crowd.book(person, &course, When::Day(on), State::Done);
    }
}

/// A booking to come: some on the first days there are, so that these are full; some with wishes; some cancelled again.
fn to_come(crowd: &mut Crowd, person: &mut Person, course: &Course) {
    let wishes = wishes(course, crowd.today.add_days(20));
    if crowd.dice.percent(25) && !wishes.is_empty() {
        let arranging = crowd.dice.percent(40);
        let state = if arranging {
            State::Arranging
        } else {
            State::Applied
        };
        crowd.book(person, course, When::Wishes(wishes), state);
        return;
    }
    let skip = if crowd.dice.percent(60) {
        0
    } else {
        crowd.dice.below(200)
    };
    let skip = usize::try_from(skip).unwrap_or_default();
    if let Some(place) = crowd.place(course, person, skip) {
        let state = if crowd.dice.percent(6) {
            State::Cancelled
        } else {
            State::Confirmed
        };
        crowd.book(person, course, When::Place(&place), state);
    }
}

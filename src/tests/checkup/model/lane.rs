//! One society of the model test: what it does by chance, what its model expects, and whether the desk and the rows agree.

use rand::{RngExt, SeedableRng, rngs::StdRng};
use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, EntityTrait, IntoActiveModel};

use super::{
    Common,
    plain::{Day, Expected, Plain, Wanted},
};
use crate::{
    domain::checkup::{
        booking::{Event, State},
        refusal::Refusal,
        wish::{Half, Wish},
    },
    server::{
        checkup::{
            desk::Desk,
            order::{Actor, Answer, Order},
            task::{Chore, Task},
        },
        clock::{DAY, Millis},
        db::{Db, Txn, entity, waitlist::WaitState},
    },
    tests::checkup::world::{self, day, options},
};

/// 2026-12-02 00:00 in Japan: from then on 12-08 is within a week.
const WEEK_BEFORE_08: Millis = 1_796_137_200_000;
/// 2026-12-08 00:00 in Japan: from then on 12-14 is.
const WEEK_BEFORE_14: Millis = WEEK_BEFORE_08 + 6 * DAY;
/// 2026-12-03 17:00 in Japan: three business days before 12-08.
const DEADLINE_08: Millis = 1_796_284_800_000;

/// What staff note of a day, and how they put it right.
const NOTES: [Event; 5] = [
    Event::MarkDone,
    Event::MarkNoShow,
    Event::CorrectDone,
    Event::CorrectNoShow,
    Event::Unmark,
];

fn days() -> Vec<Day> {
    let day = |group, on, capacity, scarce| Day {
        group,
        on,
        capacity,
        scarce,
        book_until: Millis::MAX,
        give_up_until: Millis::MAX,
    };
    let on_14 = |group| Day {
        book_until: WEEK_BEFORE_14,
        ..day(group, "2026-12-14", 1, 9)
    };
    vec![
        on_14("main"),
        day("main", "2026-12-21", 2, 1),
        Day {
            book_until: WEEK_BEFORE_08,
            give_up_until: DEADLINE_08,
            ..day("main", "2026-12-08", 1, 9)
        },
        on_14("teeth"),
    ]
}

pub(super) struct Lane {
    seed: u64,
    plain: Plain,
    people: Vec<i64>,
    places: Vec<i64>,
    chance: StdRng,
    log: Vec<String>,
}

/// Four people, the last of whom loses the 資格 on 2026-12-15.
async fn person(txn: &Txn, seed: u64, at: usize) -> i64 {
    let mut person = entity::person::Model {
        id: 0,
        symbol: seed.to_string(),
        number: at.to_string(),
        branch: "00".into(),
        name: "青".into(),
        kana: "アオ".into(),
        kana_key: "アオ".into(),
        sex: "female".into(),
        birth_date: world::date("1980-02-03"),
        relationship: "insured".into(),
        acquired_on: world::date("2015-04-01"),
        lost_on: (at == 3).then(|| world::date("2026-12-15")),
        workplace: "空色商事".into(),
        frozen_until: None,
    }
    .into_active_model();
    person.id = NotSet;
    person.insert(txn).await.unwrap().id
}

impl Lane {
    pub(super) async fn new(common: &Common, txn: &Txn, seed: u64) -> Self {
        let mut people = Vec::new();
        for at in 0..4 {
            people.push(person(txn, seed, at).await);
        }
        // institutions have one row per course, day, time and sex: times tell the societies apart
        let starts = i32::try_from(seed % 1_000_000 + seed / 1_000_000 * 100).unwrap();
        let mut places = Vec::new();
        for (day, course) in days().iter().zip([0, 0, 1, 2]) {
            let mut place = entity::place::Model {
                id: 0,
                institution_id: common.live,
                fiscal_year: 2026,
                course_code: common.courses[course].code.as_str().into(),
                on_day: world::date(day.on),
                starts,
                day_sex: "any".into(),
                capacity: day.capacity as i32,
                remaining: day.capacity as i32,
            }
            .into_active_model();
            place.id = NotSet;
            places.push(place.insert(txn).await.unwrap().id);
        }
        let scarce = entity::place_option::Model {
            place_id: places[1],
            option_code: "stomach".into(),
            capacity: 1,
            remaining: 1,
        };
        let scarce = entity::place_option::Entity::insert(scarce.into_active_model());
        scarce.exec_without_returning(txn).await.unwrap();
        Self {
            seed,
            plain: Plain {
                days: days(),
                lost: vec![vec![], vec![], vec![], vec![1]],
                bookings: Vec::new(),
                waits: Vec::new(),
            },
            people,
            places,
            chance: StdRng::seed_from_u64(seed),
            log: Vec::new(),
        }
    }

    pub(super) async fn hand_in(desk: &Desk, task: Task) -> Answer {
        let answer = match task {
            Task::Order(order) => desk.ask(order).await,
            Task::Recorded(order, record) => desk.ask_recorded(order, record).await,
            Task::Chore(chore) => desk.tend(chore).await,
        };
        answer.unwrap()
    }

    /// What has become due, mostly, and one to three orders; each with what the model makes of it.
    pub(super) fn step(&mut self, common: &Common, now: Millis) -> Vec<(Task, Expected)> {
        let mut tasks = self.due(now);
        for _ in 0..self.chance.random_range(1..=3) {
            tasks.extend(self.order(common, now));
        }
        for (task, expected) in &tasks {
            self.log.push(format!("{now} {task:?} -> {expected:?}"));
        }
        for person in 0..self.people.len() {
            for group in ["main", "teeth"] {
                assert!(self.plain.used(person, group, None) <= 1);
            }
        }
        tasks
    }

    fn due(&mut self, now: Millis) -> Vec<(Task, Expected)> {
        let mut tasks = Vec::new();
        for at in 0..self.plain.bookings.len() {
            let booked = &self.plain.bookings[at];
            let due =
                booked.state == State::Held && booked.expires.is_some_and(|until| until <= now);
            let booking_id = booked.id;
            if due && booking_id != 0 && self.chance.random_bool(0.7) {
                let expected = self.plain.expire(at, now);
                tasks.push((Task::Chore(Chore::Expire { booking_id }), either(expected)));
            }
        }
        for at in 0..self.plain.waits.len() {
            let wait = &self.plain.waits[at];
            let waiting_id = wait.id;
            let due = wait.state == WaitState::Offered && wait.until <= now;
            if due && waiting_id != 0 && self.chance.random_bool(0.7) {
                let expected = self.plain.end_offer(at, now);
                tasks.push((
                    Task::Chore(Chore::EndOffer { waiting_id }),
                    either(expected),
                ));
            }
        }
        tasks
    }

    /// A booking whose number is known, mostly one of the person's.
    fn some_booking(&mut self, person: usize) -> Option<usize> {
        let known = self.plain.bookings.iter().enumerate();
        let anybodys = self.chance.random_bool(0.1);
        let known: Vec<usize> = known
            .filter(|(_, booked)| booked.id != 0 && (anybodys || booked.person == person))
            .map(|(at, _)| at)
            .collect();
        self.one_of(&known)
    }

    fn some_wait(&mut self, person: usize) -> Option<usize> {
        let known = self.plain.waits.iter().enumerate();
        let anybodys = self.chance.random_bool(0.1);
        let known: Vec<usize> = known
            .filter(|(_, wait)| wait.id != 0 && (anybodys || wait.person == person))
            .map(|(at, _)| at)
            .collect();
        self.one_of(&known)
    }

    /// Mostly a late one.
    fn one_of(&mut self, known: &[usize]) -> Option<usize> {
        if known.is_empty() {
            return None;
        }
        let recent = known.len().saturating_sub(3);
        let from = if self.chance.random_bool(0.8) {
            recent
        } else {
            0
        };
        Some(known[self.chance.random_range(from..known.len())])
    }

    fn wanted(&mut self) -> Wanted {
        let person = self.chance.random_range(0..self.people.len());
        let place = self.chance.random_range(0..self.places.len());
        let scarce = place == 1 && self.chance.random_bool(0.5);
        let moving = self.chance.random_bool(0.3);
        let old = if moving {
            self.some_booking(person)
        } else {
            None
        };
        let again = self.chance.random_bool(0.1);
        let made = self.plain.bookings.iter();
        let mut keys =
            made.filter(|booked| booked.person == person && !booked.key.starts_with("taken"));
        let key = match keys.next_back() {
            Some(booked) if again => booked.key.clone(),
            _ => format!(
                "key {}",
                self.log.len() * 10 + self.chance.random_range(0..1_000_000)
            ),
        };
        Wanted {
            person,
            place,
            scarce,
            old,
            key,
        }
    }

    fn order(&mut self, common: &Common, now: Millis) -> Option<(Task, Expected)> {
        let wanted = self.wanted();
        let person = wanted.person;
        let kind = self.chance.random_range(0..112);
        let (order, expected) = match kind {
            0..=24 => (self.hold(&wanted), self.plain.take(&wanted, false, now)),
            25..=29 => (self.book(&wanted), self.plain.take(&wanted, true, now)),
            30..=47 => {
                let at = self.some_booking(person)?;
                (
                    self.confirm(person, at),
                    self.plain.confirm(person, at, now),
                )
            }
            48..=59 => {
                let at = self.some_booking(person)?;
                let member = self.chance.random_bool(0.8).then_some(person);
                (self.cancel(member, at), self.plain.cancel(member, at, now))
            }
            60..=65 => (self.apply(common, &wanted), self.plain.apply(&wanted, now)),
            66..=70 => {
                let at = self.some_booking(person)?;
                (
                    self.answer(at),
                    self.plain.answer(at, State::Confirmed, now),
                )
            }
            71..=73 => {
                let at = self.some_booking(person)?;
                (
                    self.decline(at),
                    self.plain.answer(at, State::Cancelled, now),
                )
            }
            74..=87 => (self.wait(&wanted), self.plain.wait(&wanted, now)),
            88..=94 => {
                let at = self.some_wait(person)?;
                (self.accept(person, at), self.plain.accept(person, at, now))
            }
            100..=111 => {
                let at = self.some_booking(person)?;
                let event = NOTES[self.chance.random_range(0..NOTES.len())];
                (self.note(at, event), self.plain.note(at, event, now))
            }
            _ => {
                let at = self.some_wait(person)?;
                (self.leave(person, at), self.plain.leave(person, at, now))
            }
        };
        Some((Task::Order(order), either(expected)))
    }

    /// Whether the answer is the one expected; numbers that are new are learned from it.
    pub(super) fn compare(&mut self, expected: Expected, answer: &Answer) {
        let agree = match (expected, answer) {
            (Expected::Booking(at, state), Answer::Booking { id, state: told }) => {
                let known = &mut self.plain.bookings[at].id;
                if *known == 0 {
                    *known = *id;
                }
                *known == *id && state == *told
            }
            (Expected::Waiting(at), Answer::Waiting { id }) => {
                let known = &mut self.plain.waits[at].id;
                if *known == 0 {
                    *known = *id;
                }
                *known == *id
            }
            (Expected::HoldOver, answer) => *answer == Answer::No(Refusal::HoldOver),
            (Expected::OfferOver, answer) => *answer == Answer::No(Refusal::OfferOver),
            (Expected::TooLate, answer) => {
                matches!(answer, Answer::No(Refusal::CutoffPassed { .. }))
            }
            (Expected::No, answer) => matches!(answer, Answer::No(_)),
            _ => false,
        };
        assert!(agree, "{expected:?} but {answer:?}\n{}", self.story());
    }

    fn story(&self) -> String {
        format!(
            "seed {}, people {:?}, places {:?}\n{}",
            self.seed,
            self.people,
            self.places,
            self.log.join("\n")
        )
    }

    /// Whether the rows are what the model has.
    pub(super) async fn compare_rows(
        &self,
        db: &Db,
        bookings: &[entity::booking::Model],
        waits: &[entity::waitlist::Model],
    ) {
        for (at, place) in self.places.iter().enumerate() {
            let left = i64::from(world::remaining(db, *place).await);
            assert_eq!(left, self.plain.left(at), "place {place}\n{}", self.story());
        }
        let left = world::option_remaining(db, self.places[1], "stomach").await;
        assert_eq!(
            i64::from(left),
            self.plain.scarce_left(1),
            "{}",
            self.story()
        );
        let rows = bookings
            .iter()
            .filter(|row| self.people.contains(&row.person_id));
        let mut rows: Vec<(i64, &str, bool)> = rows
            .map(|row| (row.id, row.state.as_str(), row.uses_right))
            .collect();
        rows.sort_unstable();
        let all = self.plain.bookings.iter();
        let mut all: Vec<(i64, &str, bool)> = all
            .map(|one| (one.id, one.state.code(), one.uses_right()))
            .collect();
        all.sort_unstable();
        assert_eq!(rows, all, "{}", self.story());
        let rows = waits
            .iter()
            .filter(|row| self.people.contains(&row.person_id));
        let mut rows: Vec<(i64, &str)> = rows.map(|row| (row.id, row.state.as_str())).collect();
        rows.sort_unstable();
        let all = self.plain.waits.iter();
        let mut all: Vec<(i64, &str)> = all.map(|one| (one.id, one.state.code())).collect();
        all.sort_unstable();
        assert_eq!(rows, all, "{}", self.story());
    }
}

/// The orders themselves.
impl Lane {
    fn chosen(scarce: bool) -> Vec<crate::domain::checkup::code::OptionCode> {
        options(if scarce { &["stomach"] } else { &[] })
    }

    fn old(&self, wanted: &Wanted) -> Option<i64> {
        wanted.old.map(|at| self.plain.bookings[at].id)
    }

    fn hold(&self, wanted: &Wanted) -> Order {
        Order::Hold {
            person_id: self.people[wanted.person],
            place_id: self.places[wanted.place],
            options: Self::chosen(wanted.scarce),
            replaces: self.old(wanted),
            idem: wanted.key.clone(),
        }
    }

    fn book(&self, wanted: &Wanted) -> Order {
        Order::Book {
            person_id: self.people[wanted.person],
            place_id: self.places[wanted.place],
            options: Self::chosen(wanted.scarce),
            replaces: self.old(wanted),
            idem: wanted.key.clone(),
            actor: Actor::Staff(7),
        }
    }

    fn apply(&self, common: &Common, wanted: &Wanted) -> Order {
        let wish = Wish {
            from: day("2027-01-12"),
            to: None,
            weekdays: Vec::new(),
            half: Half::Any,
        };
        Order::Apply {
            person_id: self.people[wanted.person],
            institution_id: common.by_wishes,
            fiscal_year: 2026,
            course: common.courses[0].code.clone(),
            options: Vec::new(),
            wishes: vec![wish],
            replaces: self.old(wanted),
            idem: wanted.key.clone(),
            actor: Actor::Member,
        }
    }

    fn wait(&self, wanted: &Wanted) -> Order {
        Order::Wait {
            person_id: self.people[wanted.person],
            place_id: self.places[wanted.place],
            options: Self::chosen(wanted.scarce),
        }
    }

    fn confirm(&self, person: usize, at: usize) -> Order {
        Order::Confirm {
            person_id: self.people[person],
            booking_id: self.plain.bookings[at].id,
        }
    }

    fn cancel(&self, member: Option<usize>, at: usize) -> Order {
        Order::Cancel {
            booking_id: self.plain.bookings[at].id,
            person_id: member.map(|person| self.people[person]),
            actor: if member.is_some() {
                Actor::Member
            } else {
                Actor::Staff(7)
            },
            note: String::new(),
        }
    }

    fn answer(&self, at: usize) -> Order {
        Order::Answer {
            booking_id: self.plain.bookings[at].id,
            on: day("2027-01-12"),
            starts: None,
            note: String::new(),
            staff_id: 7,
        }
    }

    fn decline(&self, at: usize) -> Order {
        Order::Happen {
            booking_id: self.plain.bookings[at].id,
            event: Event::Decline,
            note: String::new(),
            staff_id: 7,
        }
    }

    fn note(&self, at: usize, event: Event) -> Order {
        Order::Happen {
            booking_id: self.plain.bookings[at].id,
            event,
            note: String::new(),
            staff_id: 7,
        }
    }

    fn accept(&self, person: usize, at: usize) -> Order {
        Order::Accept {
            person_id: self.people[person],
            waiting_id: self.plain.waits[at].id,
        }
    }

    fn leave(&self, person: usize, at: usize) -> Order {
        Order::Leave {
            person_id: self.people[person],
            waiting_id: self.plain.waits[at].id,
        }
    }
}

fn either(answered: Result<Expected, Expected>) -> Expected {
    answered.unwrap_or_else(|refused| refused)
}

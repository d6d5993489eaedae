//! What the desk works on: orders of people, and chores of the product itself; and which rows a batch of them is about.
//!
//! May enter: plain data. Must not: how a task is decided (`decide`), SQL.

use std::collections::BTreeSet;

use super::order::{Order, Record};
use crate::domain::checkup::code::{CourseCode, OptionCode};

/// Something that has become due. Decided anew when its turn comes: what is no longer so is answered with a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chore {
    /// A hold whose time is over.
    Expire {
        /// The held booking.
        booking_id: i64,
    },
    /// An offer whose time is over; the next in the queue gets one.
    EndOffer {
        /// The wait.
        waiting_id: i64,
    },
    /// A place that is free while people wait for it, such as after staff made it larger.
    Serve {
        /// The place.
        place_id: i64,
    },
}

/// An order or a chore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Somebody asks.
    Order(Order),
    /// One of the staff asks, which is recorded with what becomes of it.
    Recorded(Order, Record),
    /// The product tidies up.
    Chore(Chore),
}

/// An institution's course of a fiscal year.
pub type Offered = (i64, i32, CourseCode);

/// The rows that tasks name.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// People.
    pub persons: BTreeSet<i64>,
    /// Bookings, the ones given up for another included.
    pub bookings: BTreeSet<i64>,
    /// Waits.
    pub waits: BTreeSet<i64>,
    /// Those of the bookings that come without their person.
    pub bookings_of_whom: BTreeSet<i64>,
    /// Those of the waits that come without their person.
    pub waits_of_whom: BTreeSet<i64>,
    /// Places.
    pub places: BTreeSet<i64>,
    /// Courses applied for.
    pub offers: BTreeSet<Offered>,
    /// Options.
    pub options: BTreeSet<OptionCode>,
    /// Keys of forms.
    pub idems: BTreeSet<String>,
    /// Whether a member gives something up: the institution's deadline is asked.
    pub deadlines: bool,
    /// Whether somebody has two tasks: the second may give up what the first took.
    pub again: bool,
}

impl Named {
    /// The rows of these tasks.
    pub fn of<'a>(tasks: impl IntoIterator<Item = &'a Task>) -> Self {
        let mut named = Self::default();
        for task in tasks {
            match task {
                Task::Order(order) | Task::Recorded(order, _) => named.order(order),
                Task::Chore(Chore::Expire { booking_id }) => {
                    named.bookings.insert(*booking_id);
                    named.bookings_of_whom.insert(*booking_id);
                }
                Task::Chore(Chore::EndOffer { waiting_id }) => {
                    named.waits.insert(*waiting_id);
                    named.waits_of_whom.insert(*waiting_id);
                }
                Task::Chore(Chore::Serve { place_id }) => {
                    named.places.insert(*place_id);
                }
            }
        }
        named
    }

    fn person(&mut self, id: i64) {
        self.again |= !self.persons.insert(id);
    }

    fn order(&mut self, order: &Order) {
        match order {
            Order::Hold { person_id, .. }
            | Order::Book { person_id, .. }
            | Order::Apply { person_id, .. }
            | Order::Wait { person_id, .. }
            | Order::Confirm { person_id, .. }
            | Order::Leave { person_id, .. }
            | Order::Accept { person_id, .. }
            | Order::Cancel {
                person_id: Some(person_id),
                ..
            } => self.person(*person_id),
            Order::Cancel { booking_id, .. }
            | Order::Happen { booking_id, .. }
            | Order::Answer { booking_id, .. } => {
                self.bookings_of_whom.insert(*booking_id);
            }
        }
        self.choice(order);
        self.made_before(order);
    }

    /// What is chosen anew.
    fn choice(&mut self, order: &Order) {
        match order {
            Order::Hold {
                place_id,
                options,
                replaces,
                idem,
                ..
            }
            | Order::Book {
                place_id,
                options,
                replaces,
                idem,
                ..
            } => {
                self.places.insert(*place_id);
                self.chosen(options, *replaces, idem);
            }
            Order::Apply {
                institution_id,
                fiscal_year,
                course,
                options,
                replaces,
                idem,
                ..
            } => {
                let offered = (*institution_id, *fiscal_year, course.clone());
                self.offers.insert(offered);
                self.chosen(options, *replaces, idem);
            }
            Order::Wait {
                place_id, options, ..
            } => {
                self.places.insert(*place_id);
                self.options.extend(options.iter().cloned());
            }
            _ => {}
        }
    }

    /// What is there already.
    fn made_before(&mut self, order: &Order) {
        match order {
            Order::Confirm { booking_id, .. }
            | Order::Cancel { booking_id, .. }
            | Order::Happen { booking_id, .. }
            | Order::Answer { booking_id, .. } => {
                self.bookings.insert(*booking_id);
                // a booking to confirm may replace another: which one is known once it is read
                self.deadlines |= matches!(order, Order::Confirm { .. } | Order::Cancel { .. });
            }
            Order::Leave { waiting_id, .. } | Order::Accept { waiting_id, .. } => {
                self.waits.insert(*waiting_id);
            }
            _ => {}
        }
    }

    fn chosen(&mut self, options: &[OptionCode], replaces: Option<i64>, idem: &str) {
        self.options.extend(options.iter().cloned());
        self.deadlines |= replaces.is_some();
        self.bookings.extend(replaces);
        self.idems.insert(idem.to_owned());
    }
}

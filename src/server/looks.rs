//! What nearly every page and form of a member looks up: who it is, what was chosen so far, what was taken before. Under load each
//! statement serves many requests ([`Gather`]).
//!
//! May enter: reading, as `db` does it. Must not: decisions on what is found, anything kept for later.

use super::{
    clock::Clock,
    db::{
        self, Db, account::Account, booked::Taken, checkup_draft::Draft, course::StoredCourse,
        person::Person, place::Place, session::Session,
    },
    gather::Gather,
};
use crate::domain::checkup::course::CourseCode;

/// The looks; cheap to clone.
#[derive(Clone)]
pub struct Looks {
    /// Who is signed in, by the digest of the session's token.
    pub sessions: Gather<String, (Session, Account)>,
    /// People of the roster.
    pub people: Gather<i64, Person>,
    /// The half-made choice of a person, with the places of a number.
    pub choices: Gather<(i64, i64), (Draft, Option<Place>)>,
    /// Courses.
    pub courses: Gather<(i32, CourseCode), StoredCourse>,
    /// What a person has taken and booked.
    pub taken: Gather<i64, Vec<Taken>>,
}

impl Looks {
    /// Starts them inside the runtime they are to run on.
    pub fn open(db: &Db, clock: &Clock) -> Self {
        let (own, time) = (db.clone(), clock.clone());
        let sessions = Gather::open(move |digests: Vec<String>| {
            let (db, now) = (own.clone(), time.now());
            async move { db::session::find(db.reader(), &digests, now).await }
        });
        let own = db.clone();
        let people = Gather::open(move |ids: Vec<i64>| {
            let db = own.clone();
            async move { db::person::by_ids(db.reader(), &ids).await }
        });
        let (own, time) = (db.clone(), clock.clone());
        let choices = Gather::open(move |asked: Vec<(i64, i64)>| {
            let (db, now) = (own.clone(), time.now());
            async move { db::checkup_draft::load(db.reader(), &asked, now).await }
        });
        let own = db.clone();
        let courses = Gather::open(move |asked: Vec<(i32, CourseCode)>| {
            let db = own.clone();
            async move { db::course::by_codes(db.reader(), &asked).await }
        });
        let own = db.clone();
        let taken = Gather::open(move |ids: Vec<i64>| {
            let db = own.clone();
            async move { db::booked::taken_by(db.reader(), &ids).await }
        });
        Self {
            sessions,
            people,
            choices,
            courses,
            taken,
        }
    }
}

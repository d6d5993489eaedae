//! What nearly every page and form of a member looks up: who it is, what was chosen so far, what was taken before. Under load each
//! statement serves many requests ([`Gather`]).
//!
//! May enter: reading, as `db` does it. Must not: decisions on what is found, anything kept for later.

use std::{collections::BTreeMap, future::Future};

use super::{
    clock::{Clock, Millis},
    db::{
        self, Db, booked::Taken, checkup_draft::Draft, course::StoredCourse, place::Place,
        session::Known,
    },
    gather::Gather,
};
use crate::domain::checkup::course::CourseCode;

/// The looks; cheap to clone.
#[derive(Clone)]
pub struct Looks {
    /// Who is signed in, by the digest of the session's token.
    pub sessions: Gather<String, Known>,
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
        Self {
            sessions: gather(db, clock, |db, digests, now| async move {
                db::session::find(db.few(), &digests, now).await
            }),
            choices: gather(db, clock, |db, asked, now| async move {
                db::checkup_draft::load(db.few(), &asked, now).await
            }),
            courses: gather(db, clock, |db, asked, _| async move {
                db::course::by_codes(db.few(), &asked).await
            }),
            taken: gather(db, clock, |db, ids, _| async move {
                db::booked::taken_by(db.few(), &ids).await
            }),
        }
    }
}

/// Gathers what `look` finds of some keys, at the time it looks.
fn gather<K, V, F>(
    db: &Db,
    clock: &Clock,
    look: impl Fn(Db, Vec<K>, Millis) -> F + Send + 'static,
) -> Gather<K, V>
where
    K: Clone + Ord + Send + 'static,
    V: Clone + Send + 'static,
    F: Future<Output = db::Result<BTreeMap<K, V>>> + Send + 'static,
{
    let (db, clock) = (db.clone(), clock.clone());
    Gather::open(move |keys| look(db.clone(), keys, clock.now()))
}

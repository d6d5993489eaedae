//! 健診機関の検索: what offers a course, with nearest free days, kept in memory for a moment so that a search costs no database.
//!
//! May enter: answering a [`Search`] from what is kept; when it is read anew. Must not: SQL, what a person may do, places that are
//! promised to anybody (the calendar and the desk ask the database).
//! What is shown while somebody searches is at most [`FRESH`] old and as long as reading anew takes, and never older than [`USABLE`].

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio_util::task::TaskTracker;

use crate::{
    domain::{
        checkup::{
            code::CourseCode,
            course::Course,
            institution::{InstitutionClass, search_key},
            prefecture::Prefecture,
            search::Search,
        },
        date::CivilDate,
    },
    server::{
        clock::Millis,
        db::{
            self, Db,
            offer::{Nearest, Offer},
        },
        error::Result,
        passwords::nfkc,
    },
};

mod found;

pub use found::{Fit, Fits, For, found, in_order, nearest_for};

/// How long what was read is as good as new.
const FRESH: Millis = 2_000;
/// How long it may be shown while it is read anew.
const USABLE: Millis = 10_000;
/// How long names and prices are taken for unchanged although nothing says that they changed.
const STATIC: Millis = 60_000;

/// How many institutions free days are read of in one go.
const PIECE: usize = 128;
/// How long reading anew waits before it begins: whoever asks in the same moment, as many do at once, is answered first.
const AFTER: Duration = Duration::from_millis(100);
/// What reading anew leaves to others between two pieces: read in one go, three thousand institutions would hold up whoever searches
/// meanwhile for as long as forty searches take.
const PAUSE: Duration = Duration::from_millis(10);

/// What seldom changes of what offers a course: institutions, by kana, and the 市区町村 they are in.
struct Statics {
    offers: Vec<Arc<Offer>>,
    cities: BTreeMap<Prefecture, Vec<String>>,
}

/// An institution and its nearest free days. What most questions ask stands beside each other in memory: a search passes over thousands
/// of these, and following the pointer of each would cost most of it.
pub struct Line {
    prefecture: Prefecture,
    class: InstitutionClass,
    saturdays: bool,
    women_days: bool,
    barrier_free: bool,
    live: bool,
    /// Its nearest free days.
    pub nearest: Nearest,
    /// The institution.
    pub offer: Arc<Offer>,
}

impl Line {
    fn new(offer: Arc<Offer>, nearest: Nearest) -> Self {
        Self {
            prefecture: offer.prefecture,
            class: offer.class,
            saturdays: offer.saturdays,
            women_days: offer.women_days,
            barrier_free: offer.barrier_free,
            live: offer.live,
            nearest,
            offer,
        }
    }
}

/// What offers a course.
pub struct Listed {
    all: Vec<Line>,
    statics: Arc<Statics>,
}

impl Listed {
    /// Every institution with its nearest free days, by kana.
    pub fn all(&self) -> &[Line] {
        &self.all
    }

    /// The 市区町村 of the 都道府県 asked for where something is offered, in order.
    pub fn cities(&self, search: &Search) -> Vec<String> {
        let there = search
            .prefecture
            .and_then(|one| self.statics.cities.get(&one));
        there.cloned().unwrap_or_default()
    }
}

fn statics(offers: Vec<Offer>) -> Statics {
    let mut cities: BTreeMap<Prefecture, BTreeSet<&str>> = BTreeMap::new();
    for offer in &offers {
        cities
            .entry(offer.prefecture)
            .or_default()
            .insert(&offer.city);
    }
    let owned = |cities: BTreeSet<&str>| cities.into_iter().map(str::to_owned).collect();
    let cities = cities
        .into_iter()
        .map(|(prefecture, cities)| (prefecture, owned(cities)))
        .collect();
    Statics {
        offers: offers.into_iter().map(with_area).map(Arc::new).collect(),
        cities,
    }
}

/// Where an institution is, among what it is found by.
fn with_area(mut offer: Offer) -> Offer {
    let area = [offer.prefecture.name(), &offer.city].concat();
    offer.search_key = [&offer.search_key, "|", &search_key(&area, &nfkc)].concat();
    offer
}

struct Entry {
    listed: Arc<Listed>,
    mark: (Millis, i64),
    statics_at: Millis,
    at: Millis,
    today: CivilDate,
}

type Key = (i32, CourseCode);

#[derive(Default)]
struct Inner {
    entries: Mutex<HashMap<Key, Entry>>,
    loading: Arc<tokio::sync::Mutex<()>>,
}

/// What offers which course; cheap to clone.
#[derive(Clone, Default)]
pub struct Offers(Arc<Inner>);

impl Offers {
    /// Everything that offers the course. Old news are read anew behind the answer; the first one waits.
    ///
    /// # Errors
    /// The database's own.
    pub async fn of(
        &self,
        db: &Db,
        tasks: &TaskTracker,
        course: &Course,
        today: CivilDate,
        now: Millis,
    ) -> Result<Arc<Listed>> {
        let key = (course.fiscal_year, course.code.clone());
        if let Some(listed) = self.kept(&key, today, now, FRESH) {
            return Ok(listed);
        }
        if let Some(listed) = self.kept(&key, today, now, USABLE) {
            if let Ok(turn) = self.0.loading.clone().try_lock_owned() {
                let (this, db, course) = (self.clone(), db.clone(), course.clone());
                tasks.spawn(async move {
                    let _turn = turn;
                    tokio::time::sleep(AFTER).await;
                    if let Err(error) = this.load(&db, &course, today, now, PAUSE).await {
                        tracing::warn!(?error, "free days were not read anew");
                    }
                });
            }
            return Ok(listed);
        }
        let _turn = self.0.loading.lock().await;
        match self.kept(&key, today, now, FRESH) {
            Some(listed) => Ok(listed),
            None => self.load(db, course, today, now, Duration::ZERO).await,
        }
    }

    fn kept(&self, key: &Key, today: CivilDate, now: Millis, age: Millis) -> Option<Arc<Listed>> {
        let entries = self.entries();
        let entry = entries.get(key)?;
        (entry.today == today && now - entry.at < age).then(|| entry.listed.clone())
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Entry>> {
        // What is kept is whole at any time.
        self.0
            .entries
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    async fn load(
        &self,
        db: &Db,
        course: &Course,
        today: CivilDate,
        now: Millis,
        pause: Duration,
    ) -> Result<Arc<Listed>> {
        let reader = db.reader();
        let key = (course.fiscal_year, course.code.clone());
        let mark = db::offer::mark(reader).await?;
        let kept = self.entries().get(&key).and_then(|entry| {
            let same = entry.mark == mark && now - entry.statics_at < STATIC;
            same.then(|| (entry.listed.statics.clone(), entry.statics_at))
        });
        let (statics, statics_at) = match kept {
            Some(kept) => kept,
            None => {
                let read = db::offer::offers(reader, course.fiscal_year, &course.code);
                (Arc::new(statics(read.await?)), now)
            }
        };
        let nearest = nearest(db, course, &statics.offers, today, pause).await?;
        let line = |offer: &Arc<Offer>| {
            let nearest = nearest.get(&offer.id).copied().unwrap_or_default();
            Line::new(offer.clone(), nearest)
        };
        let listed = Arc::new(Listed {
            all: statics.offers.iter().map(line).collect(),
            statics,
        });
        let entry = Entry {
            listed: listed.clone(),
            mark,
            statics_at,
            at: now,
            today,
        };
        self.entries().insert(key, entry);
        Ok(listed)
    }
}

/// The nearest free days of those that offer places, a piece at a time.
async fn nearest(
    db: &Db,
    course: &Course,
    offers: &[Arc<Offer>],
    today: CivilDate,
    pause: Duration,
) -> Result<HashMap<i64, Nearest>> {
    let mut by_lead: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for offer in offers.iter().filter(|offer| offer.live) {
        by_lead.entry(offer.lead_days).or_default().push(offer.id);
    }
    let mut nearest = HashMap::with_capacity(offers.len());
    for (lead, ids) in by_lead {
        let first = today.add_days(lead).max(course.examination.from);
        let days = (first, course.examination.to);
        for piece in ids.chunks(PIECE) {
            if !nearest.is_empty() && !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            let read =
                db::offer::nearest(db.reader(), course.fiscal_year, &course.code, days, piece);
            nearest.extend(read.await?);
        }
    }
    Ok(nearest)
}

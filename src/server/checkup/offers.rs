//! 健診機関の検索: what offers a course, with nearest free days, kept in memory for a moment so that a search costs no database.
//!
//! May enter: answering a [`Search`] from what is kept; when it is read anew. Must not: SQL, what a person may do, places that are
//! promised to anybody (the calendar and the desk ask the database).
//! What is shown is at most [`FRESH`] old while somebody searches, and never older than [`USABLE`].

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use tokio_util::task::TaskTracker;

use crate::{
    domain::{
        checkup::{
            code::{CourseCode, OptionCode},
            course::{Course, Period},
            institution::DaySex,
            search::{Order, Search},
        },
        date::CivilDate,
        relationship::Sex,
    },
    server::{
        clock::Millis,
        db::{
            self, Db,
            offer::{Nearest, Offer},
        },
        error::Result,
    },
};

/// How long what was read is as good as new.
const FRESH: Millis = 2_000;
/// How long it may be shown while it is read anew.
const USABLE: Millis = 10_000;
/// How long names and prices are taken for unchanged although nothing says that they changed.
const STATIC: Millis = 60_000;

/// An institution and its nearest free days.
type Listed = Vec<(Offer, Nearest)>;

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
                    if let Err(error) = this.load(&db, &course, today, now).await {
                        tracing::warn!(?error, "free days were not read anew");
                    }
                });
            }
            return Ok(listed);
        }
        let _turn = self.0.loading.lock().await;
        match self.kept(&key, today, now, FRESH) {
            Some(listed) => Ok(listed),
            None => self.load(db, course, today, now).await,
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
    ) -> Result<Arc<Listed>> {
        let reader = db.reader();
        let key = (course.fiscal_year, course.code.clone());
        let mark = db::offer::mark(reader).await?;
        let kept = self.entries().get(&key).and_then(|entry| {
            let same = entry.mark == mark && now - entry.statics_at < STATIC;
            same.then(|| (entry.listed.clone(), entry.statics_at))
        });
        let (offers, statics_at): (Vec<Offer>, Millis) = match kept {
            Some((listed, at)) => (listed.iter().map(|(offer, _)| offer.clone()).collect(), at),
            None => {
                let read = db::offer::offers(reader, course.fiscal_year, &course.code);
                (read.await?, now)
            }
        };
        let nearest = nearest(db, course, &offers, today).await?;
        let day = |offer: Offer| {
            let nearest = nearest.get(&offer.id).copied().unwrap_or_default();
            (offer, nearest)
        };
        let listed: Arc<Listed> = Arc::new(offers.into_iter().map(day).collect());
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

async fn nearest(
    db: &Db,
    course: &Course,
    offers: &[Offer],
    today: CivilDate,
) -> Result<HashMap<i64, Nearest>> {
    let mut leads: Vec<i64> = offers.iter().map(|offer| offer.lead_days).collect();
    leads.sort_unstable();
    leads.dedup();
    let mut nearest = HashMap::with_capacity(offers.len());
    for lead in leads {
        let first = today.add_days(lead).max(course.examination.from);
        let days = (first, course.examination.to);
        let year = course.fiscal_year;
        nearest.extend(db::offer::nearest(db.reader(), year, &course.code, days, lead).await?);
    }
    Ok(nearest)
}

/// The nearest free day for a person of that sex among the days that are possible.
pub fn nearest_for(nearest: &Nearest, sex: Sex, days: Period) -> Option<CivilDate> {
    let kinds = DaySex::ALL.into_iter().zip(nearest.0);
    let open = kinds.filter(|(kind, _)| kind.admits(sex));
    open.filter_map(|(_, day)| day)
        .filter(|day| days.contains(*day))
        .min()
}

/// For whom is searched.
#[derive(Clone, Copy, Debug)]
pub struct For<'a> {
    /// 性別
    pub sex: Sex,
    /// The days that are possible.
    pub days: Period,
    /// What has to be offered besides the course.
    pub options: &'a [OptionCode],
}

/// An institution that fits a question, and its nearest free day.
pub type Fit<'a> = (&'a Offer, Option<CivilDate>);

/// What fits a question.
pub struct Fits<'a> {
    all: Vec<Fit<'a>>,
    order: Order,
}

impl<'a> Fits<'a> {
    /// How many.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// So many of them from that one on, in the question's order. Only what is shown is sorted.
    pub fn some(self, from: usize, count: usize) -> Vec<Fit<'a>> {
        let mut all = self.all;
        if self.order == Order::Nearest {
            // among equals the order stays: kana
            let mut keyed: Vec<_> = all.iter().map(rank).zip(0..all.len()).collect();
            if from > 0 && from < keyed.len() {
                keyed.select_nth_unstable(from);
            }
            let mut rest = keyed.split_off(from.min(keyed.len()));
            if count < rest.len() {
                rest.select_nth_unstable(count);
                rest.truncate(count);
            }
            rest.sort_unstable();
            return rest.into_iter().map(|(_, at)| all[at]).collect();
        }
        all.drain(..from.min(all.len()));
        all.truncate(count);
        all
    }
}

/// What fits the question.
pub fn found<'a>(listed: &'a Listed, search: &Search, who: For<'_>) -> Fits<'a> {
    let mut all = Vec::with_capacity(listed.len());
    for (offer, nearest) in listed {
        if fits(offer, search, who) {
            all.push((offer, nearest_for(nearest, who.sex, who.days)));
        }
    }
    Fits {
        all,
        order: search.order,
    }
}

/// By what the nearest come first: live ones with a day, then those by wishes, then live ones without.
fn rank((offer, day): &Fit<'_>) -> (bool, Option<CivilDate>, Reverse<bool>) {
    (day.is_none(), *day, Reverse(!offer.live))
}

/// Brings the nearest to the front; among equals the order stays.
pub fn in_order(found: &mut [Fit<'_>]) {
    found.sort_by_key(rank);
}

fn fits(offer: &Offer, search: &Search, who: For<'_>) -> bool {
    search.prefecture.is_none_or(|one| one == offer.prefecture)
        && search.city.as_ref().is_none_or(|city| *city == offer.city)
        && search.class.is_none_or(|class| class == offer.class)
        && (offer.saturdays || !search.saturdays)
        && (offer.women_days || !search.women_days)
        && (offer.barrier_free || !search.barrier_free)
        && search
            .words
            .iter()
            .all(|word| offer.search_key.contains(word.as_str()))
        && who
            .options
            .iter()
            .all(|code| offer.prices.options.iter().any(|(one, _)| one == code))
}

/// The 市区町村 of a 都道府県 where something is offered, in order.
pub fn cities(listed: &Listed, search: &Search) -> Vec<String> {
    let Some(prefecture) = search.prefecture else {
        return Vec::new();
    };
    let there = listed
        .iter()
        .filter(|(offer, _)| offer.prefecture == prefecture);
    let cities: BTreeSet<&str> = there.map(|(offer, _)| offer.city.as_str()).collect();
    cities.into_iter().map(str::to_owned).collect()
}

//! What of that which offers a course fits a question, and in which order.
//!
//! May enter: comparing what is kept with a [`Search`]. Must not: reading, the database.

use memchr::memmem::Finder;

use super::{Line, Listed};
use crate::{
    domain::{
        checkup::{
            code::OptionCode,
            course::Period,
            institution::DaySex,
            search::{Order, Search},
        },
        date::CivilDate,
        relationship::Sex,
    },
    server::db::offer::{Nearest, Offer},
};

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
    listed: &'a Listed,
    /// Where they stand in the list, each with its nearest free day.
    all: Vec<(usize, Option<CivilDate>)>,
    order: Order,
}

impl<'a> Fits<'a> {
    /// How many.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// So many of them from that one on, in the question's order. Only what is shown is sorted.
    pub fn some(self, from: usize, count: usize) -> Vec<Fit<'a>> {
        let (lines, from) = (self.listed.all(), from.min(self.all.len()));
        let mut all = self.all;
        if self.order == Order::Nearest {
            // among equals the order stays: kana
            let key = |&(at, day): &(usize, _)| (rank(day, lines[at].live), at);
            if 0 < from && from < all.len() {
                all.select_nth_unstable_by_key(from, key);
            }
            let rest = &mut all[from..];
            if count < rest.len() {
                rest.select_nth_unstable_by_key(count, key);
            }
            let shown = count.min(rest.len());
            rest[..shown].sort_unstable_by_key(key);
        }
        let shown = all.into_iter().skip(from).take(count);
        shown.map(|(at, day)| (&*lines[at].offer, day)).collect()
    }
}

/// What fits the question.
pub fn found<'a>(listed: &'a Listed, search: &Search, who: For<'_>) -> Fits<'a> {
    let words: Vec<Finder> = search.words.iter().map(Finder::new).collect();
    let lines = listed.all().iter().enumerate();
    let fitting = lines.filter(|(_, line)| fits(line, search, &words, who));
    let all = fitting
        .map(|(at, line)| (at, nearest_for(&line.nearest, who.sex, who.days)))
        .collect();
    Fits {
        listed,
        all,
        order: search.order,
    }
}

/// By what the nearest come first: live ones with a day, then those by wishes, then live ones without. A number, so that thousands are
/// compared at once.
fn rank(day: Option<CivilDate>, live: bool) -> u32 {
    match day {
        // years of four digits, months and days: below the two that follow
        Some(day) => {
            let year = u32::try_from(day.year()).unwrap_or_default();
            (year << 9) | (u32::from(day.month()) << 5) | u32::from(day.day())
        }
        None if !live => u32::MAX - 1,
        None => u32::MAX,
    }
}

/// Brings the nearest to the front; among equals the order stays.
pub fn in_order(found: &mut [Fit<'_>]) {
    found.sort_by_key(|(offer, day)| rank(*day, offer.live));
}

fn fits(line: &Line, search: &Search, words: &[Finder<'_>], who: For<'_>) -> bool {
    let offer = &line.offer;
    search.prefecture.is_none_or(|one| one == line.prefecture)
        && search.class.is_none_or(|class| class == line.class)
        && (line.saturdays || !search.saturdays)
        && (line.women_days || !search.women_days)
        && (line.barrier_free || !search.barrier_free)
        && search.city.as_ref().is_none_or(|city| *city == offer.city)
        && words
            .iter()
            .all(|word| word.find(offer.search_key.as_bytes()).is_some())
        && who
            .options
            .iter()
            .all(|code| offer.prices.options.iter().any(|(one, _)| one == code))
}

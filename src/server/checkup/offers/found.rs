//! What of that which offers a course fits a question, and in which order.
//!
//! May enter: comparing what is kept with a [`Search`]. Must not: reading, the database.

use std::cmp::Reverse;

use memchr::memmem::Finder;

use super::Listed;
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
    let words: Vec<Finder> = search.words.iter().map(Finder::new).collect();
    let listed = listed.all().iter();
    let fitting = listed.filter(|(offer, _)| fits(offer, search, &words, who));
    let all = fitting
        .map(|(offer, nearest)| (&**offer, nearest_for(nearest, who.sex, who.days)))
        .collect();
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

fn fits(offer: &Offer, search: &Search, words: &[Finder<'_>], who: For<'_>) -> bool {
    search.prefecture.is_none_or(|one| one == offer.prefecture)
        && search.city.as_ref().is_none_or(|city| *city == offer.city)
        && search.class.is_none_or(|class| class == offer.class)
        && (offer.saturdays || !search.saturdays)
        && (offer.women_days || !search.women_days)
        && (offer.barrier_free || !search.barrier_free)
        && words
            .iter()
            .all(|word| word.find(offer.search_key.as_bytes()).is_some())
        && who
            .options
            .iter()
            .all(|code| offer.prices.options.iter().any(|(one, _)| one == code))
}

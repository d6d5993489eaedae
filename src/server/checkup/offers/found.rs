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
    nearest_of(nearest, DaySex::ALL.map(|kind| kind.admits(sex)), days)
}

/// The same for somebody who is admitted on such kinds of days: asked of thousands.
fn nearest_of(nearest: &Nearest, admitted: [bool; 3], days: Period) -> Option<CivilDate> {
    let mut least = None;
    for (day, admitted) in nearest.0.into_iter().zip(admitted) {
        if let Some(day) = day
            && admitted
            && days.contains(day)
            && least.is_none_or(|least| day < least)
        {
            least = Some(day);
        }
    }
    least
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
    /// Where they stand in the list, each before it with its rank in the question's order.
    all: Vec<(u32, u32)>,
    sex: Sex,
    days: Period,
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
        // among equals the order stays: kana
        if 0 < from && from < all.len() {
            all.select_nth_unstable(from);
        }
        let rest = &mut all[from..];
        if count < rest.len() {
            rest.select_nth_unstable(count);
        }
        let shown = count.min(rest.len());
        let shown = &mut rest[..shown];
        shown.sort_unstable();
        let fit = |(_, at): &(u32, u32)| {
            let line = &lines[*at as usize];
            (
                &*line.offer,
                nearest_for(&line.nearest, self.sex, self.days),
            )
        };
        shown.iter().map(fit).collect()
    }
}

/// What fits the question.
pub fn found<'a>(listed: &'a Listed, search: &Search, who: For<'_>) -> Fits<'a> {
    let words: Vec<Finder> = search.words.iter().map(Finder::new).collect();
    let fitting = (0..).zip(listed.all());
    let fitting = fitting.filter(|(_, line)| fits(line, search, &words, who));
    let admitted = DaySex::ALL.map(|kind| kind.admits(who.sex));
    let by_day = search.order == Order::Nearest;
    let mut all = Vec::with_capacity(listed.all().len());
    all.extend(fitting.map(|(at, line)| match by_day {
        true => (
            rank(nearest_of(&line.nearest, admitted, who.days), line.live),
            at,
        ),
        false => (0, at),
    }));
    Fits {
        listed,
        all,
        sex: who.sex,
        days: who.days,
    }
}

/// By what the nearest come first: live ones with a day, then those by wishes, then live ones without.
fn rank(day: Option<CivilDate>, live: bool) -> u32 {
    match day {
        Some(day) => day.rank(),
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

//! Repeatable chance for fictitious people. Never for anything that has to be secret.

use crate::domain::date::CivilDate;

/// SplitMix64 (Steele, Lea, Flood 2014): written out because a crate's generator may change with its version.
pub(in crate::server) struct Dice(u64);

impl Dice {
    pub(in crate::server) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// An age from `first` to `last`.
    pub(in crate::server) fn age(&mut self, first: i32, last: i32) -> i32 {
        let span = u64::try_from(last - first).expect("ages run upwards");
        first + i32::try_from(self.below(span + 1)).expect("ages fit")
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is small enough for the bias not to matter.
    pub(in crate::server) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).expect("an index below a length fits")
    }

    /// An index below `len`, low ones more often: the first employers are the large ones.
    pub(in crate::server) fn weighted_low(&mut self, len: usize) -> usize {
        self.index(len).min(self.index(len))
    }

    pub(in crate::server) fn pick<T>(&mut self, list: &'static [T]) -> &'static T {
        &list[self.index(list.len())]
    }

    pub(in crate::server) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// A day on which somebody born then is `age` years old on `today`.
    pub(in crate::server) fn birthday(&mut self, age: i32, today: CivilDate) -> CivilDate {
        let youngest = years_before(today, age);
        youngest.add_days(-self.offset(364))
    }

    /// A day from `first` to `last`.
    pub(in crate::server) fn day(&mut self, first: CivilDate, last: CivilDate) -> CivilDate {
        let span = last.days_since_epoch() - first.days_since_epoch();
        first.add_days(self.offset(span.max(0)))
    }

    /// A number of days from 0 to `last`.
    fn offset(&mut self, last: i64) -> i64 {
        let end = u64::try_from(last + 1).expect("spans of days are not negative");
        i64::try_from(self.below(end)).expect("spans of days fit")
    }
}

/// The same day so many years earlier (the 28th where there is no 29th of February).
pub(in crate::server) fn years_before(day: CivilDate, years: i32) -> CivilDate {
    let year = day.year() - years;
    CivilDate::new(year, day.month(), day.day())
        .or_else(|| CivilDate::new(year, 2, 28))
        .expect("nobody here is two thousand years old")
}

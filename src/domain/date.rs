//! A day of the civil calendar, without a time of day and without a time zone.
//!
//! May enter: arithmetic of the calendar. Must not: the clock (days come in as arguments), eras
//! (`wareki`), what people type (`birth_date`).

use serde::{Deserialize, Serialize};
use std::fmt::{Debug, Display, Formatter};
use std::num::NonZeroU32;
use std::str::FromStr;

/// A day of the proleptic Gregorian calendar, year 1 to 9999. Written `1980-01-31`.
///
/// Kept as one number, year before month before day: thousands of days are compared for one search.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CivilDate(NonZeroU32);

/// The text is not a day written `1980-01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl CivilDate {
    /// The first day there is.
    pub const MIN: Self = Self::packed(1, 1, 1);
    /// The last day there is.
    pub const MAX: Self = Self::packed(9999, 12, 31);

    /// A day that the calendar has: nine bits are month and day, of which neither is zero.
    const fn packed(year: i32, month: u8, day: u8) -> Self {
        let number = (year as u32) << 9 | (month as u32) << 5 | day as u32;
        match NonZeroU32::new(number) {
            Some(number) => Self(number),
            None => panic!("no day has the number 0"),
        }
    }

    /// The day, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        exists.then(|| Self::packed(year, month, day))
    }

    /// Year of the common era, 1 to 9999.
    pub fn year(self) -> i32 {
        (self.0.get() >> 9) as i32
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        ((self.0.get() >> 5) & 0xF) as u8
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        (self.0.get() & 0x1F) as u8
    }

    /// A number whose order is that of days: below [`u32::MAX`] by far.
    pub fn rank(self) -> u32 {
        self.0.get()
    }

    /// Days since 1970-01-01; negative before it.
    pub fn days_since_epoch(self) -> i64 {
        // Years begin in March here, so that the leap day is the last one and every month's offset is
        // the same in all years; 400 years repeat exactly (146,097 days).
        let (month, day) = (self.month(), self.day());
        let year = i64::from(self.year()) - i64::from(month <= 2);
        let month_from_march = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let (cycle, year_of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_cycle =
            year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
        cycle * 146_097 + day_of_cycle - 719_468
    }

    /// The day so many days after 1970-01-01; beyond year 1 or 9999, the first or the last day there is.
    pub fn from_days(days: i64) -> Self {
        let days = days.clamp(Self::MIN.days_since_epoch(), Self::MAX.days_since_epoch()) + 719_468;
        let (cycle, day_of_cycle) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524
            - day_of_cycle / 146_096)
            / 365;
        let day_of_year =
            day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = cycle * 400 + year_of_cycle + i64::from(month <= 2);
        // The clamp above keeps all three far inside their types.
        Self::packed(year as i32, month as u8, day as u8)
    }

    /// The day so many days later (earlier when negative); never beyond the first or the last day there is.
    pub fn add_days(self, days: i64) -> Self {
        Self::from_days(self.days_since_epoch().saturating_add(days))
    }
}

/// Whether the year has a 29th of February.
pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Display for CivilDate {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl Debug for CivilDate {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        Display::fmt(self, f)
    }
}

impl FromStr for CivilDate {
    type Err = NotADay;

    /// Reads exactly `1980-01-31`: four, two and two ASCII digits.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes: &[u8; 10] = text.as_bytes().try_into().map_err(|_| NotADay)?;
        if bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(NotADay);
        }
        let number = |part: &[u8]| {
            part.iter().try_fold(0_i32, |sum, digit| {
                digit
                    .is_ascii_digit()
                    .then(|| sum * 10 + i32::from(digit - b'0'))
            })
        };
        let (Some(year), Some(month), Some(day)) = (
            number(&bytes[..4]),
            number(&bytes[5..7]),
            number(&bytes[8..]),
        ) else {
            return Err(NotADay);
        };
        // Two digits fit a u8.
        Self::new(year, month as u8, day as u8).ok_or(NotADay)
    }
}

impl Display for NotADay {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a day written YYYY-MM-DD")
    }
}

impl std::error::Error for NotADay {}

impl TryFrom<String> for CivilDate {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Self, NotADay> {
        text.parse()
    }
}

impl From<CivilDate> for String {
    fn from(date: CivilDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
pub(super) mod testing {
    //! Days for the tests of other rules.

    use super::CivilDate;
    use proptest::prelude::*;

    /// A day that exists, from its ISO spelling.
    pub(crate) fn day(iso: &str) -> CivilDate {
        iso.parse().expect("a day of the calendar")
    }

    /// Any day between two.
    pub(crate) fn days(from: &str, to: &str) -> impl Strategy<Value = CivilDate> + use<> {
        (day(from).days_since_epoch()..=day(to).days_since_epoch()).prop_map(CivilDate::from_days)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{day, days};
    use super::*;
    use crate::domain::text::testing::hostile;
    use proptest::prelude::*;

    #[test]
    fn knows_the_calendar() {
        assert!(CivilDate::new(2024, 2, 29).is_some());
        assert!(CivilDate::new(2000, 2, 29).is_some());
        for (y, m, d) in [
            (1900, 2, 29),
            (2023, 2, 29),
            (2024, 4, 31),
            (2024, 13, 1),
            (2024, 0, 1),
            (2024, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
        ] {
            assert_eq!(CivilDate::new(y, m, d), None, "{y}-{m}-{d}");
        }
    }

    #[test]
    fn counts_days() {
        assert_eq!(day("1970-01-01").days_since_epoch(), 0);
        assert_eq!(day("2000-03-01").days_since_epoch(), 11_017);
        assert_eq!(day("1969-12-31").days_since_epoch(), -1);
        assert_eq!(day("2024-02-28").add_days(2), day("2024-03-01"));
        assert_eq!(day("2024-03-01").add_days(-366), day("2023-03-01"));
        assert_eq!(CivilDate::from_days(i64::MAX), CivilDate::MAX);
        assert_eq!(CivilDate::MIN.add_days(i64::MIN), CivilDate::MIN);
    }

    #[test]
    fn reads_only_its_own_spelling() {
        for text in [
            "",
            "1980-1-31",
            "1980/01/31",
            "1980-02-30",
            "+980-01-31",
            "1980-01-3１",
            "19800131",
            "1980-01-31 ",
        ] {
            assert_eq!(text.parse::<CivilDate>(), Err(NotADay), "{text}");
        }
    }

    #[test]
    fn travels_as_text() {
        let wire = serde_json::to_string(&day("0980-01-31")).unwrap();
        assert_eq!(wire, r#""0980-01-31""#);
        assert_eq!(
            serde_json::from_str::<CivilDate>(&wire).unwrap(),
            day("0980-01-31")
        );
        assert!(serde_json::from_str::<CivilDate>(r#""1980-02-30""#).is_err());
    }

    #[test]
    fn every_day_has_the_next_number() {
        let mut date = day("1899-12-31");
        for days in date.days_since_epoch()..day("2101-01-01").days_since_epoch() {
            assert_eq!(date.days_since_epoch(), days);
            assert_eq!(CivilDate::from_days(days), date);
            let next = CivilDate::new(date.year(), date.month(), date.day() + 1)
                .or_else(|| CivilDate::new(date.year(), date.month() + 1, 1))
                .or_else(|| CivilDate::new(date.year() + 1, 1, 1));
            date = next.unwrap();
        }
    }

    proptest! {
        #[test]
        fn reading_what_is_written_gives_the_same_day(date in days("0001-01-01", "9999-12-31")) {
            prop_assert_eq!(date.to_string().parse::<CivilDate>(), Ok(date));
            prop_assert_eq!(CivilDate::new(date.year(), date.month(), date.day()), Some(date));
        }

        #[test]
        fn order_is_the_order_of_days(a in days("0001-01-01", "9999-12-31"), b in days("0001-01-01", "9999-12-31")) {
            prop_assert_eq!(a.cmp(&b), a.days_since_epoch().cmp(&b.days_since_epoch()));
        }

        #[test]
        fn never_panics(text in hostile()) {
            let _ = text.parse::<CivilDate>();
        }
    }
}

//! 診療年月 and 請求年月: a month of the civil calendar.
//!
//! May enter: how months are written and counted. Must not: the clock.

use crate::domain::{
    date::CivilDate,
    field::FieldError,
    text::{Nfkc, fold_ascii, fold_hyphens},
    wareki::Era,
};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// A month, January 1900 to December 9999. Written `2026-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Month(i32);

/// The number is not one of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMonth;

/// Longer text is no month, whatever it says.
const MAX_CHARS: usize = 20;

impl Month {
    /// The month, if the calendar has it.
    pub fn new(year: i32, month: u8) -> Option<Self> {
        let exists = (1900..=9999).contains(&year) && (1..=12).contains(&month);
        exists.then(|| Self(year * 12 + i32::from(month) - 1))
    }

    /// The month a day is in; a day before 1900 is in the first month there is.
    pub fn of(day: CivilDate) -> Self {
        Self((day.year().max(1900)) * 12 + i32::from(day.month()) - 1)
    }

    /// The month under the number rows hold.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::new(
            number.div_euclid(12),
            u8::try_from(number.rem_euclid(12) + 1).ok()?,
        )
    }

    /// Months since the year 0: what rows hold, and what months are compared by.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The year of the calendar.
    pub fn year(self) -> i32 {
        self.0 / 12
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        (self.0 % 12) as u8 + 1
    }

    /// So many months later (earlier when negative); never beyond the first or the last one there is.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(
            self.0
                .saturating_add(months)
                .clamp(1900 * 12, 9999 * 12 + 11),
        )
    }

    /// Its first day.
    pub fn first_day(self) -> CivilDate {
        CivilDate::new(self.year(), self.month(), 1).expect("every month has a first day")
    }

    /// Its last day.
    pub fn last_day(self) -> CivilDate {
        if self.0 == 9999 * 12 + 11 {
            return CivilDate::MAX;
        }
        self.plus(1).first_day().add_days(-1)
    }

    /// Reads a month as files write it: `2026-04`, `2026/4`, `202604`, `2026年4月`, `令和8年4月`, `R8.4`, `R0804`, and the four
    /// digits and one of 診療報酬 (`50804`: 5 stands for 令和, 4 for 平成); full-width too.
    ///
    /// # Errors
    /// `Empty`; `NotADate`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        if raw.chars().nth(MAX_CHARS).is_some() {
            return Err(FieldError::NotADate);
        }
        let text = fold_hyphens(&fold_ascii(raw, nfkc));
        if text.is_empty() {
            return Err(FieldError::Empty);
        }
        read(&text).ok_or(FieldError::NotADate)
    }
}

fn read(text: &str) -> Option<Month> {
    if let Some((era, rest)) = era_of(text) {
        let (year, month) = parts(rest).or_else(|| digits(rest, 2))?;
        let day = era.date(u16::try_from(year).ok()?, month, 1);
        // the month an era begins in belongs to it from its first day, which may not be the 1st
        let day = day.or_else(|| era.date(u16::try_from(year).ok()?, month, 28))?;
        return Month::new(day.year(), day.month());
    }
    if let Some((year, month)) = parts(text) {
        return Month::new(year, month);
    }
    match text.len() {
        6 => digits(text, 4).and_then(|(year, month)| Month::new(year, month)),
        5 => {
            let era = match text.as_bytes()[0] {
                b'5' => Era::Reiwa,
                b'4' => Era::Heisei,
                b'3' => Era::Showa,
                _ => return None,
            };
            let (year, month) = digits(text.get(1..)?, 2)?;
            let year = u16::try_from(year).ok()?;
            let day = era
                .date(year, month, 1)
                .or_else(|| era.date(year, month, 28))?;
            Month::new(day.year(), day.month())
        }
        _ => None,
    }
}

/// The era a text begins with, and what follows.
fn era_of(text: &str) -> Option<(Era, &str)> {
    [Era::Reiwa, Era::Heisei, Era::Showa]
        .into_iter()
        .find_map(|era| {
            let name = era.name();
            let short: String = name.chars().take(1).collect();
            let rest = text
                .strip_prefix(name)
                .or_else(|| text.strip_prefix(short.as_str()))
                .or_else(|| text.strip_prefix(era.letter()))
                .or_else(|| text.strip_prefix(era.letter().to_ascii_lowercase()))?;
            Some((era, rest.trim_start()))
        })
}

/// Year and month with something between them; 元年 is the first year.
fn parts(text: &str) -> Option<(i32, u8)> {
    let text = text.strip_suffix('月').unwrap_or(text);
    let (year, month) = text.split_once(['-', '/', '.', '年', ' '])?;
    let year = match year.trim() {
        "元" => 1,
        digits => number(digits)?,
    };
    Some((year, u8::try_from(number(month.trim())?).ok()?))
}

/// A year of so many digits and a month of two, with nothing between them.
fn digits(text: &str, year: usize) -> Option<(i32, u8)> {
    if text.len() != year + 2 {
        return None;
    }
    let month = u8::try_from(number(text.get(year..)?)?).ok()?;
    Some((number(text.get(..year)?)?, month))
}

fn number(text: &str) -> Option<i32> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

impl Display for Month {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl From<Month> for i32 {
    fn from(month: Month) -> Self {
        month.0
    }
}

impl TryFrom<i32> for Month {
    type Error = NotAMonth;

    fn try_from(number: i32) -> Result<Self, NotAMonth> {
        Self::from_number(number).ok_or(NotAMonth)
    }
}

impl Display for NotAMonth {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str("not the number of a month")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, nfkc};
    use proptest::prelude::*;

    fn read(raw: &str) -> Result<String, FieldError> {
        Month::parse(raw, &nfkc).map(|month| month.to_string())
    }

    #[test]
    fn reads_what_files_write() {
        for raw in [
            "2026-04",
            "2026/4",
            "2026.04",
            "202604",
            "2026年4月",
            "２０２６年０４月",
            "令和8年4月",
            "令8.4",
            "R8.4",
            "r8/04",
            "R0804",
            "50804",
            "2026−4",
        ] {
            assert_eq!(read(raw).as_deref(), Ok("2026-04"), "{raw}");
        }
        // the month of a change of eras belongs to both
        for raw in ["平成元年1月", "昭和64年1月", "40101", "36401"] {
            assert_eq!(read(raw).as_deref(), Ok("1989-01"), "{raw}");
        }
        assert_eq!(read("令和元年5月").as_deref(), Ok("2019-05"));
    }

    #[test]
    fn refuses_what_is_none() {
        assert_eq!(read(" 　"), Err(FieldError::Empty));
        for raw in [
            "2026",
            "2026-13",
            "2026-0",
            "202613",
            "1899-12",
            "令和0年4月",
            "平成32年4月",
            "60804",
            "4月",
            "2026-4-1",
            "あ",
            "99999-1",
            "2026--4",
        ] {
            assert_eq!(read(raw), Err(FieldError::NotADate), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same(number in 1900 * 12..10_000 * 12) {
            let month = Month::from_number(number).unwrap();
            prop_assert_eq!(month.number(), number);
            prop_assert_eq!(Month::parse(&month.to_string(), &nfkc), Ok(month));
            prop_assert_eq!(Month::of(month.first_day()), month);
            prop_assert_eq!(Month::of(month.last_day()), month);
        }

        #[test]
        fn months_follow_each_other(number in 1900 * 12..9999 * 12, by in -600..600) {
            let month = Month::from_number(number).unwrap();
            prop_assert_eq!(month.last_day().add_days(1), month.plus(1).first_day());
            let moved = month.plus(by);
            if (1900 * 12..10_000 * 12).contains(&(number + by)) {
                prop_assert_eq!(moved.number() - number, by);
            }
        }

        #[test]
        fn nothing_typed_breaks_it(raw in hostile()) {
            let _ = Month::parse(&raw, &nfkc);
        }
    }
}

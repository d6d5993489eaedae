//! 生年月日, and how people write days: with the Western year, in 和暦, with or without separators.
//!
//! May enter: the spellings understood, the limits of a birth date. Must not: the clock (today comes
//! in as an argument), what a date means for a person's rights (`fiscal_year`, `eligibility`).

use super::date::CivilDate;
use super::field::FieldError;
use super::text::{Nfkc, fold_ascii, fold_hyphens};
use super::wareki::{Era, Wareki};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// Nobody alive was born longer ago, in years; the oldest person known reached 122.
pub const MAX_AGE_YEARS: i32 = 130;

/// 生年月日: a day that is neither to come nor more than [`MAX_AGE_YEARS`] ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BirthDate(CivilDate);

impl BirthDate {
    /// Reads a birth date in any spelling [`parse_date`] understands.
    ///
    /// # Errors
    /// `Empty`, `NotADate`, `Future`, `TooOld`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>, today: CivilDate) -> Result<Self, FieldError> {
        let date = parse_date(raw, nfkc)?;
        if date > today {
            return Err(FieldError::Future);
        }
        let parts = |date: CivilDate, years: i32| (date.year() + years, date.month(), date.day());
        if parts(date, MAX_AGE_YEARS) < parts(today, 0) {
            return Err(FieldError::TooOld);
        }
        Ok(Self(date))
    }

    /// A birth date that was checked before it was stored.
    pub fn from_stored(date: CivilDate) -> Self {
        Self(date)
    }

    /// The day.
    pub fn date(self) -> CivilDate {
        self.0
    }

    /// The day in 和暦; nothing before 1873.
    pub fn wareki(self) -> Option<Wareki> {
        Wareki::of(self.0)
    }
}

impl Display for BirthDate {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads a day as people write it: `1980-01-31`, `1980/1/31`, `1980.1.31`, `1980 1 31`, `19800131`,
/// `1980年1月31日`, `昭和55年1月31日`, `昭55.1.31`, `S55.1.31`, `s55/1/31`, `S550131`, `令和元年5月1日`; full-width too.
///
/// A year of two digits without an era is not guessed at.
///
/// # Errors
/// `Empty`; `NotADate` when no spelling fits, the calendar has no such day or the era did not have it.
pub fn parse_date(raw: &str, nfkc: Nfkc<'_>) -> Result<CivilDate, FieldError> {
    let text = fold_hyphens(&fold_ascii(raw, nfkc));
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    read(&text).ok_or(FieldError::NotADate)
}

/// Longer text is no date, whatever it says.
const MAX_CHARS: usize = 40;

fn read(text: &str) -> Option<CivilDate> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    let mut rest = Rest(text);
    let era = rest.era();
    let (year, month, day) = rest
        .compact(era.is_some())
        .or_else(|| rest.separated(era.is_some()))?;
    match era {
        Some(era) => era.date(year, month, day),
        None => CivilDate::new(i32::from(year), month, day),
    }
}

/// What is still to be read.
#[derive(Clone, Copy)]
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn skip_spaces(&mut self) {
        self.0 = self.0.trim_start_matches(' ');
    }

    /// Takes one of the characters, spaces around it or not.
    fn take(&mut self, wanted: &[char]) -> bool {
        self.skip_spaces();
        let Some(rest) = self.0.strip_prefix(wanted) else {
            return false;
        };
        self.0 = rest;
        self.skip_spaces();
        true
    }

    fn digits(&mut self) -> &'a str {
        let end = self
            .0
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits
    }

    /// Takes the era in front: 昭和, 昭, S or s, a dot or space behind it.
    fn era(&mut self) -> Option<Era> {
        let era = Era::ALL.into_iter().find(|era| {
            let name = era.name();
            let initial = &name[..name.chars().next().map_or(0, char::len_utf8)];
            let letter = [era.letter(), era.letter().to_ascii_lowercase()];
            let rest = self
                .0
                .strip_prefix(name)
                .or_else(|| self.0.strip_prefix(initial));
            let Some(rest) = rest.or_else(|| self.0.strip_prefix(letter)) else {
                return false;
            };
            self.0 = rest;
            true
        })?;
        self.take(&['.', '-']);
        Some(era)
    }

    /// `19800131`, or `550131` behind an era.
    fn compact(self, after_era: bool) -> Option<(u16, u8, u8)> {
        let year_len = if after_era { 2 } else { 4 };
        let digits = self.0;
        if digits.len() != year_len + 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let (year, day) = digits.split_at(year_len);
        let (month, day) = day.split_at(2);
        Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
    }

    /// `1980-1-31`, `1980年1月31日`, or `55.1.31` and `元年1月31日` behind an era.
    fn separated(mut self, after_era: bool) -> Option<(u16, u8, u8)> {
        let year = if after_era && self.take(&['元']) {
            1
        } else {
            let digits = self.digits();
            let fits = if after_era {
                matches!(digits.len(), 1 | 2)
            } else {
                digits.len() == 4
            };
            if !fits {
                return None;
            }
            digits.parse().ok()?
        };
        let month = self.part('年')?;
        let day = self.part('月')?;
        self.take(&['日']);
        self.0.is_empty().then_some((year, month, day))
    }

    /// A separator and the one or two digits behind it.
    fn part(&mut self, unit: char) -> Option<u8> {
        let spaced = self.0.starts_with(' ');
        if !self.take(&[unit, '-', '/', '.', '。', '・']) && !spaced {
            return None;
        }
        self.skip_spaces();
        let digits = self.digits();
        matches!(digits.len(), 1 | 2)
            .then(|| digits.parse().ok())
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::{day, days};
    use crate::domain::text::as_stored;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    const TODAY: &str = "2026-11-23";

    fn birth(raw: &str) -> Result<String, FieldError> {
        BirthDate::parse(raw, &nfkc, day(TODAY)).map(|birth| birth.to_string())
    }

    #[test]
    fn reads_every_usual_spelling() {
        for raw in [
            "1980-01-31",
            "1980-1-31",
            "1980/1/31",
            "1980/01/31",
            "1980.1.31",
            "1980. 1. 31",
            "1980 1 31",
            "19800131",
            "1980年1月31日",
            "1980年 1月 31日",
            "1980年1月31",
            "昭和55年1月31日",
            "昭和 55 年 1 月 31 日",
            "昭和55-1-31",
            "昭55.1.31",
            "㍼55年1月31日",
            "S55.1.31",
            "s55/1/31",
            "S.55.1.31",
            "S 55.1.31",
            "S55-01-31",
            "S550131",
            "s550131",
            "昭和550131",
            "１９８０−０１−３１",
            "１９８０年１月３１日",
            "１９８００１３１",
            "Ｓ５５．１．３１",
            "昭和５５年１月３１日",
            "　1980/1/31　",
            "\u{202e}1980ー1ー31\u{200b}",
            "1980。1。31",
            "1980・1・31",
        ] {
            assert_eq!(birth(raw).as_deref(), Ok("1980-01-31"), "{raw}");
        }
    }

    #[test]
    fn reads_the_first_year_of_an_era() {
        for raw in [
            "昭和元年12月26日",
            "昭和1年12月26日",
            "S元.12.26",
            "S1.12.26",
            "S011226",
        ] {
            assert_eq!(birth(raw).as_deref(), Ok("1926-12-26"), "{raw}");
        }
        for raw in ["令和元年5月1日", "R1.5.1", "R010501", "㋿元年5月1日"] {
            assert_eq!(birth(raw).as_deref(), Ok("2019-05-01"), "{raw}");
        }
    }

    #[test]
    fn keeps_to_the_boundaries_of_the_eras() {
        assert_eq!(birth("昭和64年1月7日").as_deref(), Ok("1989-01-07"));
        assert_eq!(birth("昭和64年1月8日"), Err(FieldError::NotADate));
        assert_eq!(birth("平成元年1月8日").as_deref(), Ok("1989-01-08"));
        assert_eq!(birth("平成元年1月7日"), Err(FieldError::NotADate));
        assert_eq!(birth("平成31年4月30日").as_deref(), Ok("2019-04-30"));
        assert_eq!(birth("平成31年5月1日"), Err(FieldError::NotADate));
        assert_eq!(birth("T15.12.24").as_deref(), Ok("1926-12-24"));
        assert_eq!(birth("M45.7.29").as_deref(), Ok("1912-07-29"));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for raw in [
            "1980-02-30",
            "1979-02-29",
            "1980-13-01",
            "1980-00-10",
            "80-01-31",
            "55.1.31",
            "1980131",
            "198001311",
            "1980",
            "1980-01",
            "昭和55年",
            "S55",
            "S1980.1.31",
            "元年1月31日",
            "1980元1月31日",
            "昭和0年1月31日",
            "明治5年1月1日",
            "1980-01-31T00:00",
            "1980//1/31",
            "1980-001-31",
            "-1980-1-31",
            "+1980-1-31",
            "X55.1.31",
            "1980-01-31\0",
            "昭",
            "年月日",
            "😀",
            "𠮷",
        ] {
            assert_eq!(birth(raw), Err(FieldError::NotADate), "{raw}");
        }
        assert_eq!(birth(""), Err(FieldError::Empty));
        assert_eq!(birth(" 　\t\u{200b}"), Err(FieldError::Empty));
    }

    #[test]
    fn keeps_to_a_human_life() {
        assert_eq!(birth("2026-11-23").as_deref(), Ok("2026-11-23"));
        assert_eq!(birth("2026-11-24"), Err(FieldError::Future));
        assert_eq!(birth("9999-12-31"), Err(FieldError::Future));
        assert_eq!(birth("1896-11-23").as_deref(), Ok("1896-11-23"));
        assert_eq!(birth("1896-11-22"), Err(FieldError::TooOld));
        assert_eq!(birth("0001-01-01"), Err(FieldError::TooOld));
    }

    #[test]
    fn takes_a_megabyte() {
        for text in megabytes() {
            assert_eq!(parse_date(&text, &as_stored), Err(FieldError::NotADate));
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(date in days("1896-11-23", TODAY)) {
            let iso = date.to_string();
            prop_assert_eq!(birth(&iso), Ok(iso.clone()));
            let wareki = Wareki::of(date).unwrap().to_string();
            prop_assert_eq!(birth(&wareki), Ok(iso.clone()));
            let western = format!("{}年{}月{}日", date.year(), date.month(), date.day());
            prop_assert_eq!(birth(&western), Ok(iso.clone()));
            prop_assert_eq!(birth(&iso.replace('-', "")), Ok(iso));
        }

        #[test]
        fn never_panics(raw in hostile()) {
            let _ = birth(&raw);
        }

        #[test]
        fn never_panics_near_a_date(raw in "[SsＳ昭和元0-9０-９年月日./ \u{3000}ー−-]{0,14}") {
            if let Ok(iso) = birth(&raw) {
                prop_assert_eq!(birth(&iso), Ok(iso));
            }
        }
    }
}

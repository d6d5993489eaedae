//! 和暦: the Japanese eras as people write their birth date on forms.
//!
//! May enter: the eras' names and boundaries. Must not: what people type (`birth_date`).
//!
//! Sources of the boundaries: the proclamations of 1912-07-30 and 1926-12-25 (「…以後ヲ改メテ」: the day of
//! the change itself belongs to the new era), 元号を改める政令 of 1989 (from 1989-01-08) and 2019 (from
//! 2019-05-01). The Gregorian calendar holds in Japan from 明治6年1月1日 (太政官布告第337号 of 1872).

use super::date::CivilDate;
use std::fmt::{Display, Formatter};

/// An era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// 明治; days from 1873-01-01 on.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Self; 5] = [
        Self::Meiji,
        Self::Taisho,
        Self::Showa,
        Self::Heisei,
        Self::Reiwa,
    ];

    /// Its name: 昭和.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// Its letter on forms: S.
    pub fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    /// First day, last day the era's name was used for, and the year before its year 1.
    fn span(self) -> ((i32, u8, u8), (i32, u8, u8), i32) {
        match self {
            Self::Meiji => ((1873, 1, 1), (1912, 7, 30), 1867),
            Self::Taisho => ((1912, 7, 30), (1926, 12, 25), 1911),
            Self::Showa => ((1926, 12, 25), (1989, 1, 7), 1925),
            Self::Heisei => ((1989, 1, 8), (2019, 4, 30), 1988),
            Self::Reiwa => ((2019, 5, 1), (9999, 12, 31), 2018),
        }
    }

    /// The day of a date in this era, if the era had it: 昭和64年1月7日 is a day, 昭和64年1月8日 is none.
    ///
    /// The two days on which an era ended within the day (1912-07-30, 1926-12-25) are read under both
    /// names, for family registers of the time have both.
    pub fn date(self, year: u16, month: u8, day: u8) -> Option<CivilDate> {
        let (first, last, offset) = self.span();
        let date = CivilDate::new(offset + i32::from(year), month, day)?;
        let parts = (date.year(), month, day);
        (year >= 1 && first <= parts && parts <= last).then_some(date)
    }
}

/// A day in 和暦. Written `昭和55年1月31日`, the first year as `元年`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wareki {
    era: Era,
    year: i32,
    date: CivilDate,
}

impl Wareki {
    /// The day in the era it belongs to; nothing before 1873.
    pub fn of(date: CivilDate) -> Option<Self> {
        let parts = (date.year(), date.month(), date.day());
        let era = *Era::ALL.iter().rev().find(|era| era.span().0 <= parts)?;
        Some(Self {
            era,
            year: date.year() - era.span().2,
            date,
        })
    }

    /// The era.
    pub fn era(self) -> Era {
        self.era
    }

    /// The year of the era, from 1.
    pub fn year(self) -> i32 {
        self.year
    }
}

impl Display for Wareki {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.era.name())?;
        if self.year == 1 {
            f.write_str("元")?;
        } else {
            write!(f, "{}", self.year)?;
        }
        write!(f, "年{}月{}日", self.date.month(), self.date.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::{day, days};
    use proptest::prelude::*;

    fn written(iso: &str) -> Option<String> {
        Wareki::of(day(iso)).map(|wareki| wareki.to_string())
    }

    #[test]
    fn writes_the_days_around_a_change() {
        for (iso, text) in [
            ("1873-01-01", "明治6年1月1日"),
            ("1912-07-29", "明治45年7月29日"),
            ("1912-07-30", "大正元年7月30日"),
            ("1926-12-24", "大正15年12月24日"),
            ("1926-12-25", "昭和元年12月25日"),
            ("1980-01-31", "昭和55年1月31日"),
            ("1989-01-07", "昭和64年1月7日"),
            ("1989-01-08", "平成元年1月8日"),
            ("2019-04-30", "平成31年4月30日"),
            ("2019-05-01", "令和元年5月1日"),
        ] {
            assert_eq!(written(iso).as_deref(), Some(text));
        }
        assert_eq!(written("1872-12-31"), None);
    }

    #[test]
    fn refuses_days_an_era_did_not_have() {
        assert_eq!(Era::Showa.date(64, 1, 8), None);
        assert_eq!(Era::Showa.date(64, 1, 7), Some(day("1989-01-07")));
        assert_eq!(Era::Heisei.date(1, 1, 7), None);
        assert_eq!(Era::Heisei.date(31, 5, 1), None);
        assert_eq!(Era::Reiwa.date(1, 4, 30), None);
        assert_eq!(Era::Reiwa.date(0, 12, 31), None);
        assert_eq!(Era::Meiji.date(5, 12, 31), None);
        assert_eq!(Era::Showa.date(55, 2, 30), None);
    }

    #[test]
    fn reads_the_double_days_under_both_names() {
        assert_eq!(Era::Meiji.date(45, 7, 30), Era::Taisho.date(1, 7, 30));
        assert_eq!(Era::Taisho.date(15, 12, 25), Era::Showa.date(1, 12, 25));
        assert_eq!(Era::Taisho.date(15, 12, 26), None);
        assert_eq!(Era::Meiji.date(45, 7, 31), None);
    }

    proptest! {
        #[test]
        fn every_day_since_1873_goes_there_and_back(date in days("1873-01-01", "9999-12-31")) {
            let wareki = Wareki::of(date).unwrap();
            let year = u16::try_from(wareki.year()).unwrap();
            prop_assert_eq!(wareki.era().date(year, date.month(), date.day()), Some(date));
        }
    }
}

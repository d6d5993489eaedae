//! 年度: the society's year, and ages as the society counts them.
//!
//! May enter: the fiscal year's days, ages. Must not: who may do what at an age (`eligibility`).

use super::birth_date::BirthDate;
use super::date::CivilDate;
use std::fmt::{Display, Formatter};

/// 年度: the twelve months from April 1 of the year it is named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// The fiscal year a day belongs to: 2026-03-31 to 2025年度, 2026-04-01 to 2026年度.
    pub fn of(date: CivilDate) -> Self {
        Self(if date.month() >= 4 {
            date.year()
        } else {
            date.year() - 1
        })
    }

    /// The first fiscal year at whose end a person is so old.
    pub fn reaching(birth: BirthDate, age: i32) -> Self {
        Self(Self::of(birth.date()).0 + age)
    }

    /// The year it is named after.
    pub fn year(self) -> i32 {
        self.0
    }

    /// Its first day, April 1; nothing outside the calendar's years.
    pub fn start(self) -> Option<CivilDate> {
        CivilDate::new(self.0, 4, 1)
    }

    /// Its last day, March 31 of the next year; nothing outside the calendar's years.
    pub fn end(self) -> Option<CivilDate> {
        CivilDate::new(self.0 + 1, 3, 31)
    }

    /// 年度末年齢: the age on the fiscal year's last day, by which societies offer courses and rights. A
    /// person born on April 1 counts by the birthday within the year (born 1984-04-01: 40 at the end of
    /// 2024年度), as the societies' tables do; 年齢計算ニ関スル法律, by which an age is reached at the end of
    /// the day before the birthday, is not applied by them. Negative before birth.
    pub fn age_at_end(self, birth: BirthDate) -> i32 {
        self.0 - Self::of(birth.date()).0
    }
}

/// Full years of age on a day, by the birthday; negative before birth. Who was born on February 29 is a
/// year older from March 1 on in common years.
pub fn age_on(birth: BirthDate, date: CivilDate) -> i32 {
    let birth = birth.date();
    let before_birthday = (date.month(), date.day()) < (birth.month(), birth.day());
    date.year() - birth.year() - i32::from(before_birthday)
}

/// The day on which so many years are reached, as [`age_on`] counts; the calendar's last day beyond it.
pub fn birthday(birth: BirthDate, age: u8) -> CivilDate {
    let birth = birth.date();
    let year = birth.year() + i32::from(age);
    CivilDate::new(year, birth.month(), birth.day())
        .or_else(|| CivilDate::new(year, 3, 1))
        .unwrap_or(CivilDate::MAX)
}

impl Display for FiscalYear {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}年度", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::{day, days};
    use proptest::prelude::*;

    fn born(iso: &str) -> BirthDate {
        BirthDate::from_stored(day(iso))
    }

    #[test]
    fn begins_in_april() {
        let year = FiscalYear::of(day("2026-03-31"));
        assert_eq!((year.year(), year.to_string().as_str()), (2025, "2025年度"));
        assert_eq!(FiscalYear::of(day("2026-04-01")).year(), 2026);
        assert_eq!(
            (year.start(), year.end()),
            (Some(day("2025-04-01")), Some(day("2026-03-31")))
        );
        assert_eq!(FiscalYear::of(CivilDate::MAX).end(), None);
        assert_eq!(FiscalYear::of(CivilDate::MIN).start(), None);
    }

    #[test]
    fn counts_ages_at_the_years_end_as_the_societies_do() {
        let year = FiscalYear::of(day("2024-10-01"));
        for (birth, age) in [
            ("1984-03-31", 41),
            ("1984-04-01", 40),
            ("1985-03-31", 40),
            ("1985-04-01", 39),
            ("1984-02-29", 41),
        ] {
            assert_eq!(year.age_at_end(born(birth)), age, "{birth}");
        }
        assert_eq!(FiscalYear::reaching(born("2008-04-01"), 18).year(), 2026);
        assert_eq!(FiscalYear::reaching(born("2009-03-31"), 18).year(), 2026);
    }

    #[test]
    fn counts_ages_by_the_birthday() {
        for (birth, date, age) in [
            ("1980-01-31", "2026-01-30", 45),
            ("1980-01-31", "2026-01-31", 46),
            ("2004-02-29", "2023-02-28", 18),
            ("2004-02-29", "2023-03-01", 19),
            ("2004-02-29", "2024-02-29", 20),
            ("2026-01-01", "2026-01-01", 0),
        ] {
            assert_eq!(age_on(born(birth), day(date)), age, "{birth} {date}");
        }
    }

    #[test]
    fn who_was_born_on_february_29_has_a_birthday_every_year() {
        let birth = born("1952-02-29");
        assert_eq!(birthday(birth, 75), day("2027-03-01"));
        assert_eq!(birthday(birth, 76), day("2028-02-29"));
        assert_eq!(birthday(born("9990-01-01"), 75), CivilDate::MAX);
    }

    proptest! {
        #[test]
        fn every_day_is_in_its_year(date in days("0002-01-01", "9998-12-31")) {
            let year = FiscalYear::of(date);
            prop_assert!(year.start().unwrap() <= date && date <= year.end().unwrap());
            prop_assert_eq!(FiscalYear::of(year.end().unwrap().add_days(1)).year(), year.year() + 1);
        }

        #[test]
        fn the_age_at_the_end_is_the_age_on_the_last_day(
            birth in days("1880-01-01", "2030-01-01"), date in days("1880-01-01", "2030-01-01"),
        ) {
            let (birth, year) = (BirthDate::from_stored(birth), FiscalYear::of(date));
            prop_assert_eq!(year.age_at_end(birth), age_on(birth, year.end().unwrap()));
        }

        #[test]
        fn a_birthday_is_the_first_day_of_an_age(birth in days("1880-01-01", "2030-01-01"), age in 1_u8..=130) {
            let birth = BirthDate::from_stored(birth);
            let on = birthday(birth, age);
            prop_assert_eq!(age_on(birth, on), i32::from(age));
            prop_assert_eq!(age_on(birth, on.add_days(-1)), i32::from(age) - 1);
        }

        #[test]
        fn the_year_of_reaching_an_age_is_the_first(birth in days("1880-01-01", "2030-01-01"), age in 0..120) {
            let birth = BirthDate::from_stored(birth);
            let first = FiscalYear::reaching(birth, age);
            prop_assert_eq!(first.age_at_end(birth), age);
            prop_assert_eq!(FiscalYear(first.0 - 1).age_at_end(birth), age - 1);
        }
    }
}

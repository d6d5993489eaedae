//! 営業日: the days on which institutions and the society work.
//!
//! May enter: weekends, 年末年始, counting. Must not: which days are holidays (a table the society can edit, given as an
//! argument; the law's days are in `holiday`), an institution's own closed days.

use super::date::CivilDate;
use super::weekday::Weekday;
use std::collections::BTreeSet;

/// The holidays in force, for counting 営業日.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BusinessCalendar {
    holidays: BTreeSet<CivilDate>,
}

impl BusinessCalendar {
    /// A calendar with these holidays besides weekends and 年末年始.
    pub fn new(holidays: impl IntoIterator<Item = CivilDate>) -> Self {
        Self {
            holidays: holidays.into_iter().collect(),
        }
    }

    /// Whether the day is in the table of holidays.
    pub fn is_holiday(&self, day: CivilDate) -> bool {
        self.holidays.contains(&day)
    }

    /// 営業日: neither Saturday nor Sunday, no holiday, not 年末年始.
    pub fn is_business_day(&self, day: CivilDate) -> bool {
        !matches!(Weekday::of(day), Weekday::Sat | Weekday::Sun)
            && !is_new_year(day)
            && !self.is_holiday(day)
    }

    /// n営業日前: the n-th business day before a day, which itself is not counted and need not be one. With 0, the day
    /// itself; where the calendar begins before, its first day.
    pub fn before(&self, day: CivilDate, n: u32) -> CivilDate {
        let (mut day, mut left) = (day, n);
        while left > 0 && day > CivilDate::MIN {
            day = day.add_days(-1);
            if self.is_business_day(day) {
                left -= 1;
            }
        }
        day
    }
}

/// 年末年始, December 29 to January 3, as offices close (行政機関の休日に関する法律 第1条).
pub fn is_new_year(day: CivilDate) -> bool {
    match day.month() {
        12 => day.day() >= 29,
        1 => day.day() <= 3,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::{day, days};
    use crate::domain::holiday::national_holidays;
    use proptest::prelude::*;

    fn calendar() -> BusinessCalendar {
        let days = (2026..=2033).flat_map(national_holidays);
        BusinessCalendar::new(days.map(|(day, _)| day))
    }

    #[test]
    fn knows_what_is_closed() {
        let calendar = calendar();
        for (iso, open) in [
            ("2026-05-01", true),
            ("2026-05-02", false), // Saturday
            ("2026-05-06", false), // 振替休日
            ("2026-05-07", true),
            ("2026-09-22", false), // 国民の休日
            ("2026-12-28", true),
            ("2026-12-29", false),
            ("2026-12-31", false),
            ("2027-01-03", false),
            ("2027-01-04", true),
            ("2027-03-22", false), // 振替休日 of 春分の日
            ("2032-09-21", false), // 国民の休日
        ] {
            assert_eq!(calendar.is_business_day(day(iso)), open, "{iso}");
        }
    }

    #[test]
    fn counts_back_over_holidays_and_the_new_year() {
        let calendar = calendar();
        for (exam, n, before) in [
            ("2026-05-12", 0, "2026-05-12"),
            ("2026-05-12", 1, "2026-05-11"),
            ("2026-05-12", 3, "2026-05-07"),
            // 大型連休: May 2 to 6 are closed
            ("2026-05-12", 4, "2026-05-01"),
            ("2026-05-07", 1, "2026-05-01"),
            // 敬老の日, 国民の休日, 秋分の日 behind a weekend
            ("2026-09-25", 1, "2026-09-24"),
            ("2026-09-25", 2, "2026-09-18"),
            // 年末年始
            ("2027-01-05", 1, "2027-01-04"),
            ("2027-01-05", 2, "2026-12-28"),
            ("2027-01-05", 3, "2026-12-25"),
            // a day that is closed itself
            ("2026-05-05", 1, "2026-05-01"),
            ("2026-05-09", 1, "2026-05-08"),
        ] {
            assert_eq!(
                calendar.before(day(exam), n),
                day(before),
                "{n} before {exam}"
            );
        }
    }

    #[test]
    fn ends_where_the_calendar_begins() {
        assert_eq!(calendar().before(CivilDate::MIN, 5), CivilDate::MIN);
        let always_closed = BusinessCalendar::new((0..2_000).map(|n| CivilDate::MIN.add_days(n)));
        assert_eq!(
            always_closed.before(CivilDate::MIN.add_days(1_000), 1),
            CivilDate::MIN
        );
    }

    proptest! {
        #[test]
        fn so_many_business_days_lie_between(exam in days("2026-04-01", "2033-12-31"), n in 1_u32..30) {
            let calendar = calendar();
            let before = calendar.before(exam, n);
            prop_assert!(calendar.is_business_day(before));
            let mut count = 0;
            let mut on = before;
            while on < exam {
                count += u32::from(calendar.is_business_day(on));
                on = on.add_days(1);
            }
            prop_assert_eq!(count, n);
            prop_assert_eq!(calendar.before(before, 3), calendar.before(exam, n + 3));
        }

        #[test]
        fn a_holiday_more_never_comes_later(
            exam in days("2026-04-01", "2033-12-31"), more in days("2026-04-01", "2033-12-31"), n in 0_u32..30,
        ) {
            let fewer = calendar();
            let more = BusinessCalendar::new(fewer.holidays.iter().copied().chain([more]));
            prop_assert!(more.before(exam, n) <= fewer.before(exam, n));
        }
    }
}

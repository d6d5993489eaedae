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
fn is_new_year(day: CivilDate) -> bool {
    match day.month() {
        12 => day.day() >= 29,
        1 => day.day() <= 3,
        _ => false,
    }
}

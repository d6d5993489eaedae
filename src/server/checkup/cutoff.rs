//! 変更・取消の締切 of one booking: the institution's cut-off counted over the days that are business days there.
//!
//! May enter: the institution's own closed days and weekdays, added to the society's holidays. Must not: SQL, sentences.

use crate::{
    domain::{
        business_day::BusinessCalendar, checkup::booking::Cutoff, date::CivilDate, weekday::Weekday,
    },
    server::clock::{DAY, HOUR, MINUTE, Millis},
};

/// How far before an examination closed days can matter: [`Cutoff::MAX_DAYS`] business days, of which a week may have as few as
/// one, are no further away in practice.
pub const REACH_DAYS: i64 = 200;

/// The last moment for a change online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub on: CivilDate,
    /// The hour in Japan.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
}

impl Deadline {
    /// The first moment that is too late.
    pub fn at(self) -> Millis {
        let midnight = self.on.days_since_epoch() * DAY - 9 * HOUR;
        midnight + i64::from(self.hour) * HOUR + i64::from(self.minute) * MINUTE
    }

    /// Whether it is too late.
    pub fn passed(self, now: Millis) -> bool {
        self.at() <= now
    }
}

/// When an institution is closed, besides weekends, 年末年始 and the holidays of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// On these weekdays.
    pub weekdays: Vec<Weekday>,
    /// On these days.
    pub days: Vec<CivilDate>,
}

/// The deadline for an examination on a day.
pub fn deadline(
    cutoff: Cutoff,
    closed: &Closed,
    holidays: &[CivilDate],
    exam_on: CivilDate,
) -> Deadline {
    let weekly = (0..=REACH_DAYS)
        .map(|back| exam_on.add_days(-back))
        .filter(|day| closed.weekdays.contains(&Weekday::of(*day)));
    let days = holidays.iter().chain(&closed.days).copied();
    let calendar = BusinessCalendar::new(days.chain(weekly));
    let (on, hour, minute) = cutoff.deadline(exam_on, &calendar);
    Deadline { on, hour, minute }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::clock::Clock;

    fn day(iso: &str) -> CivilDate {
        iso.parse().unwrap()
    }

    #[test]
    fn three_business_days_before_skip_what_is_closed_there() {
        let cutoff = Cutoff::new(3, 17, 0).unwrap();
        let open = Closed::default();
        let on = |closed: &Closed, holidays: &[CivilDate]| {
            deadline(cutoff, closed, holidays, day("2026-12-11")).on
        };
        assert_eq!(on(&open, &[]), day("2026-12-08"));
        assert_eq!(on(&open, &[day("2026-12-09")]), day("2026-12-07"));
        let closed = Closed {
            weekdays: vec![Weekday::Wed],
            days: vec![day("2026-12-08")],
        };
        assert_eq!(on(&closed, &[]), day("2026-12-04"));
    }

    #[test]
    fn the_moment_is_one_in_japan() {
        let deadline = Deadline {
            on: day("2026-11-23"),
            hour: 12,
            minute: 0,
        };
        // 2026-11-23 12:00 JST
        assert_eq!(deadline.at(), 1_795_402_800_000);
        assert!(deadline.passed(deadline.at()));
        assert!(!deadline.passed(deadline.at() - 1));
        assert_eq!(Clock::fixed(deadline.at()).today(), deadline.on);
    }
}

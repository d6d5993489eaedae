//! 休診日: the days on which nobody is examined at an institution, and what of a wish falls on them.
//!
//! May enter: closed weekdays, closed days, 年末年始. Must not: holidays of the law, on which an institution may well work.

use super::wish::Wish;
use crate::domain::business_day::is_new_year;
use crate::domain::date::CivilDate;
use crate::domain::weekday::Weekday;
use std::collections::BTreeSet;

/// When an institution is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedDays {
    /// On these weekdays.
    pub weekdays: Vec<Weekday>,
    /// On these days.
    pub days: BTreeSet<CivilDate>,
}

/// What of a wish falls on closed days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The day, or every day.
    Day(CivilDate),
    /// A weekday that was ticked, by the first such day.
    Weekday(CivilDate),
}

impl ClosedDays {
    /// Whether nobody is examined on the day.
    pub fn contains(&self, day: CivilDate) -> bool {
        self.weekdays.contains(&Weekday::of(day)) || self.days.contains(&day) || is_new_year(day)
    }

    /// What stands against a wish: a weekday ticked on which it is never open, or that no day is open.
    pub fn against(&self, wish: &Wish) -> Option<Against> {
        let mut days = days(wish);
        let never = |day: &CivilDate| {
            let weekday = Weekday::of(*day);
            wish.weekdays.contains(&weekday) && self.weekdays.contains(&weekday)
        };
        if let Some(day) = days.clone().take(7).find(never) {
            return Some(Against::Weekday(day));
        }
        let first = days.clone().find(|day| wish.admits(*day))?;
        let none_open = days.all(|day| !wish.admits(day) || self.contains(day));
        none_open.then_some(Against::Day(first))
    }
}

/// The days between the first and the last of a wish.
fn days(wish: &Wish) -> impl Iterator<Item = CivilDate> + Clone + use<> {
    let (from, to) = (wish.from, wish.to.unwrap_or(wish.from));
    (0..)
        .map(move |number| from.add_days(number))
        .take_while(move |day| *day <= to && *day < CivilDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::wish::Half;
    use crate::domain::date::testing::{day, days};
    use proptest::prelude::*;

    fn closed() -> ClosedDays {
        ClosedDays {
            weekdays: vec![Weekday::Sun],
            days: [day("2027-02-02")].into(),
        }
    }

    fn wish(from: &str, to: Option<&str>, weekdays: &[Weekday]) -> Wish {
        Wish {
            from: day(from),
            to: to.map(day),
            weekdays: weekdays.to_vec(),
            half: Half::Any,
        }
    }

    #[test]
    fn a_wish_needs_a_day_that_is_open() {
        let against = |wish: Wish| closed().against(&wish);
        // a Sunday, a day of its own, 年末年始
        for iso in ["2027-02-07", "2027-02-02", "2026-12-31", "2027-01-03"] {
            assert_eq!(against(wish(iso, None, &[])), Some(Against::Day(day(iso))));
        }
        assert_eq!(against(wish("2027-02-01", None, &[])), None);
        assert_eq!(against(wish("2026-12-28", Some("2027-01-05"), &[])), None);
        let new_year = wish("2026-12-29", Some("2027-01-03"), &[]);
        assert_eq!(against(new_year), Some(Against::Day(day("2026-12-29"))));
    }

    #[test]
    fn a_weekday_that_is_never_open_is_named() {
        let both = [Weekday::Mon, Weekday::Sun];
        let wish = wish("2027-02-01", Some("2027-02-28"), &both);
        let sunday = Against::Weekday(day("2027-02-07"));
        assert_eq!(closed().against(&wish), Some(sunday));
    }

    proptest! {
        #[test]
        fn what_stands_against_a_single_day_is_that_it_is_closed(on in days("2026-04-01", "2030-03-31")) {
            let one = Wish { from: on, to: None, weekdays: Vec::new(), half: Half::Any };
            prop_assert_eq!(closed().against(&one).is_some(), closed().contains(on));
        }
    }
}

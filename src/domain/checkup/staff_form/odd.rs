//! What is odd about the day staff agree with an institution. Nothing of it is forbidden: a member may have said otherwise by phone, an
//! institution may open for once. It is asked about before it is confirmed and mailed.

use serde::{Deserialize, Serialize};

use crate::domain::{
    business_day::is_new_year, checkup::wish::Wish, date::CivilDate, weekday::Weekday,
};

/// Something odd about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// None of the wishes has it.
    NotWished,
    /// The institution is closed on that weekday.
    ClosedWeekday,
    /// The institution is closed that day.
    ClosedDay,
    /// 年末年始
    NewYear,
}

/// What is odd about a day, given the wishes and when the institution is closed.
pub fn oddities(
    day: CivilDate,
    wishes: &[Wish],
    closed_weekdays: &[Weekday],
    closed_days: &[CivilDate],
) -> Vec<Oddity> {
    let wished = wishes.is_empty() || wishes.iter().any(|wish| wish.admits(day));
    let all = [
        (!wished, Oddity::NotWished),
        (
            closed_weekdays.contains(&Weekday::of(day)),
            Oddity::ClosedWeekday,
        ),
        (closed_days.contains(&day), Oddity::ClosedDay),
        (is_new_year(day), Oddity::NewYear),
    ];
    let odd = all.into_iter().filter(|(is_so, _)| *is_so);
    odd.map(|(_, oddity)| oddity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{checkup::wish::Half, date::testing::day};

    #[test]
    fn a_day_is_odd_that_nobody_wished_for_or_at_which_nobody_is_there() {
        use Oddity as O;
        let mondays = [Wish {
            from: day("2026-12-01"),
            to: Some(day("2027-01-31")),
            weekdays: vec![Weekday::Mon],
            half: Half::Any,
        }];
        let closed = [day("2026-12-14")];
        for (on, odd) in [
            ("2026-12-07", &[][..]),
            ("2026-12-13", &[O::NotWished, O::ClosedWeekday]),
            ("2026-12-14", &[O::ClosedDay]),
            ("2026-12-15", &[O::NotWished]),
            ("2027-02-01", &[O::NotWished]),
            ("2026-12-29", &[O::NotWished, O::NewYear]),
            ("2027-01-04", &[]),
        ] {
            let found = oddities(day(on), &mondays, &[Weekday::Sun], &closed);
            assert_eq!(found, odd, "{on}");
        }
        assert_eq!(oddities(day("2026-12-13"), &[], &[], &[]), []);
    }
}

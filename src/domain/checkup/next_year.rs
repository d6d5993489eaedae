//! 翌年度への写し: the same course a year later, for staff to go over before members see it.

use super::course::{Course, Period};
use super::yen::Yen;
use crate::domain::date::CivilDate;

/// The same day a year later; of February 29 the day before March.
fn day(day: CivilDate) -> CivilDate {
    CivilDate::new(day.year() + 1, day.month(), day.day())
        .or_else(|| CivilDate::new(day.year() + 1, day.month(), day.day() - 1))
        .unwrap_or(CivilDate::MAX)
}

fn period(period: Period) -> Period {
    let last_of_february = (period.to.month(), period.to.day()) == (2, 28);
    let to = day(period.to);
    // what lasts to the end of February still does
    let to = CivilDate::new(to.year(), 2, 29)
        .filter(|_| last_of_february)
        .unwrap_or(to);
    Period {
        from: day(period.from),
        to,
    }
}

/// The course a year later: both periods move, the rest stays.
#[must_use]
pub fn next_year(course: &Course) -> Course {
    Course {
        fiscal_year: course.fiscal_year + 1,
        application: period(course.application),
        examination: period(course.examination),
        ..course.clone()
    }
}

/// How a price changes from one year to the next, in thousandths (30 is 3% more, -50 is 5% less), and to which multiple of yen it
/// is rounded, half a multiple upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raise {
    /// Thousandths more.
    pub per_mille: i32,
    /// 1, 10 or 100 yen.
    pub unit: u32,
}

impl Raise {
    /// The units offered.
    pub const UNITS: [u32; 3] = [1, 10, 100];

    /// The new price, at most the highest there is.
    pub fn of(self, price: Yen) -> Yen {
        let thousandths =
            u64::from(price.get()) * u64::from((1000 + self.per_mille).max(0).unsigned_abs());
        let unit = u64::from(self.unit.max(1)) * 1000;
        // an unchanged price stays what it is, whatever the unit
        if self.per_mille == 0 {
            return price;
        }
        let rounded = (thousandths + unit / 2) / unit * (unit / 1000);
        u32::try_from(rounded).map_or(Yen::MAX, |yen| Yen::new(yen).min(Yen::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::super::course::testing::{dock, period as days};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sound_course_is_sound_a_year_later() {
        let next = next_year(&dock());
        assert_eq!(next.fiscal_year, 2027);
        assert_eq!(next.examination, days("2027-05-01", "2028-03-31"));
        assert_eq!(next.check(), Ok(()));
    }

    #[test]
    fn the_end_of_february_stays_its_end() {
        assert_eq!(
            period(days("2026-04-01", "2027-02-28")),
            days("2027-04-01", "2028-02-29")
        );
        assert_eq!(
            period(days("2027-04-01", "2028-02-29")),
            days("2028-04-01", "2029-02-28")
        );
    }

    #[test]
    fn prices_rise_and_fall_exactly() {
        let raise = |per_mille, unit, yen| Raise { per_mille, unit }.of(Yen::new(yen)).get();
        assert_eq!(raise(30, 1, 40_000), 41_200);
        assert_eq!(raise(30, 100, 41_250), 42_500);
        assert_eq!(raise(-50, 10, 999), 950);
        assert_eq!(raise(0, 100, 12_345), 12_345);
        assert_eq!(raise(1_000, 1, 9_000_000), Yen::MAX.get());
    }

    proptest! {
        #[test]
        fn a_price_is_off_by_half_a_unit_at_most(yen in 0_u32..1_000_000, per_mille in -500_i32..=500, unit in prop::sample::select(Raise::UNITS.to_vec())) {
            let new = Raise { per_mille, unit }.of(Yen::new(yen));
            let exact = f64::from(yen) * f64::from(1000 + per_mille) / 1000.0;
            prop_assert!((f64::from(new.get()) - exact).abs() <= f64::from(unit) / 2.0 + 1e-6);
        }
    }
}

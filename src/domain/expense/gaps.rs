//! Which months of a year are not there yet: claims reach the society some three months after the treatment.
//!
//! May enter: counting of months. Must not: anybody's rows: what is missing is the same for all, so that it tells of nobody.

use super::month::Month;

/// How many months after the treatment its rows are usually published.
pub const USUAL_LAG: i32 = 3;

/// The months of a calendar year whose treatment has not been published yet, though it has begun by `now`. `through` is the last
/// month the society has published; nothing, where it has published none.
pub fn missing(year: i32, through: Option<Month>, now: Month) -> Vec<Month> {
    let months = (1..=12).filter_map(|month| Month::new(year, month));
    months
        .filter(|month| *month <= now && through.is_none_or(|through| *month > through))
        .collect()
}

/// When the rows of a month are usually there.
pub fn expected(month: Month) -> Month {
    month.plus(USUAL_LAG)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i32, month: u8) -> Month {
        Month::new(year, month).unwrap()
    }

    fn missing_at(year: i32, through: Option<Month>, now: Month) -> Vec<String> {
        let months = missing(year, through, now).into_iter();
        months.map(|month| month.to_string()).collect()
    }

    #[test]
    fn at_filing_time_the_last_two_months_are_missing() {
        let missing = missing_at(2026, Some(month(2026, 10)), month(2027, 2));
        assert_eq!(missing, ["2026-11", "2026-12"]);
        assert_eq!(expected(month(2026, 11)), month(2027, 2));
    }

    #[test]
    fn within_the_year_what_is_to_come_is_not_missing() {
        let missing = missing_at(2026, Some(month(2026, 4)), month(2026, 7));
        assert_eq!(missing, ["2026-05", "2026-06", "2026-07"]);
        assert_eq!(
            missing_at(2027, Some(month(2026, 4)), month(2026, 7)).len(),
            0
        );
    }

    #[test]
    fn a_year_that_is_whole_misses_nothing() {
        assert!(missing(2025, Some(month(2026, 1)), month(2026, 7)).is_empty());
        assert_eq!(missing(2025, None, month(2026, 7)).len(), 12);
    }
}

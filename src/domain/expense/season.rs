//! How long 医療費のお知らせ stays open to somebody whose 資格 has ended.

use crate::domain::{date::CivilDate, weekday::Weekday};

/// The last day on which somebody may look who lost the 資格 on `lost_on` (the first day without it): the end of the filing season for
/// the calendar year of the last day with it, March 15 (所得税法 第120条), or the Monday after where it falls on a weekend (国税通則法
/// 第10条第2項).
pub fn open_until(lost_on: CivilDate) -> CivilDate {
    let last = lost_on.add_days(-1);
    let end = CivilDate::new(last.year() + 1, 3, 15).unwrap_or(CivilDate::MAX);
    match Weekday::of(end) {
        Weekday::Sat => end.add_days(2),
        Weekday::Sun => end.add_days(1),
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_year_of_the_last_day_decides() {
        for (lost, until) in [
            ("2025-11-10", "2026-03-16"), // a Sunday
            ("2026-01-01", "2026-03-16"),
            ("2026-01-02", "2027-03-15"),
            ("2026-12-31", "2027-03-15"),
            ("2024-06-01", "2025-03-17"), // a Saturday
        ] {
            assert_eq!(open_until(day(lost)), day(until), "{lost}");
        }
    }
}

//! The table of holidays as it begins: the days of the law until 2050. From then on it is the society's.
//!
//! May enter: the data file. Must not: what a business day is (`domain::business_day`).

use crate::{
    domain::date::CivilDate,
    server::db::{self, Db, holiday},
};

/// The data file: a day and its name on each line, below a heading.
const FILE: &str = include_str!("holidays.csv");

/// The days of the data file.
pub fn days() -> Vec<(CivilDate, String)> {
    let lines = FILE.lines().skip(1);
    lines
        .filter_map(|line| line.split_once(','))
        .filter_map(|(day, name)| Some((day.parse().ok()?, name.to_owned())))
        .collect()
}

/// Fills an empty table with the days of the data file.
///
/// # Errors
/// The database's own.
pub async fn seed(db: &Db) -> db::Result<u64> {
    holiday::seed(db.writer(), &days()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::holiday::national_holidays;

    #[test]
    fn the_file_says_what_the_law_says() {
        let law = (2026..=2050).flat_map(national_holidays);
        let law: Vec<_> = law
            .map(|(day, holiday)| (day, holiday.name().to_owned()))
            .collect();
        assert_eq!(days(), law);
    }
}

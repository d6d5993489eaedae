//! The calendar years that documents are made for.
//!
//! May enter: which years there are on a day. Must not: rows.

use crate::domain::date::CivilDate;

/// How many years back a return that gives money back may be sent (還付申告: 国税通則法 第74条第1項).
const YEARS_BACK: i32 = 5;
/// Until this month people file for the year before.
const FILING_MONTHS: u8 = 4;

/// The years to choose from, the latest first.
pub fn years(today: CivilDate) -> impl Iterator<Item = i32> {
    (today.year() - YEARS_BACK..=today.year()).rev()
}

/// The year people look for who named none: the one before at filing time, else this one.
pub fn usual(today: CivilDate) -> i32 {
    today.year() - i32::from(today.month() <= FILING_MONTHS)
}

/// The year an address names, if documents are made for it; the usual one where it names none.
pub fn read(raw: Option<&str>, today: CivilDate) -> Option<i32> {
    let Some(raw) = raw else {
        return Some(usual(today));
    };
    let written = raw.len() == 4 && raw.bytes().all(|byte| byte.is_ascii_digit());
    let year: i32 = raw.parse().ok().filter(|_| written)?;
    years(today).find(|known| *known == year)
}

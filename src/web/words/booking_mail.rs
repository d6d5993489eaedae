//! Days and times as mails about bookings say them.

use super::Lang;
use crate::domain::{date::CivilDate, weekday::Weekday};

/// The day of an examination.
pub fn day(lang: Lang, day: Option<CivilDate>) -> String {
    let Lang::Ja = lang;
    let Some(day) = day else {
        return "調整中です".to_owned();
    };
    let weekday = Weekday::of(day).kanji();
    format!(
        "{}年{}月{}日({weekday})",
        day.year(),
        day.month(),
        day.day()
    )
}

/// Its time, in minutes of the day.
pub fn time(lang: Lang, starts: Option<i32>) -> String {
    let Lang::Ja = lang;
    match starts {
        Some(minutes) => format!("{}時{:02}分", minutes / 60, minutes % 60),
        None => "健診機関からご案内します".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_days_and_times_as_people_do() {
        let on = CivilDate::new(2026, 12, 7);
        assert_eq!(day(Lang::Ja, on), "2026年12月7日(月)");
        assert_eq!(time(Lang::Ja, Some(9 * 60 + 5)), "9時05分");
    }
}

//! 曜日: the days of the week.
//!
//! May enter: which day of the week a day is. Must not: holidays (`holiday`), what is open (`business_day`).

use super::date::CivilDate;
use serde::{Deserialize, Serialize};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// 月曜日
    Mon,
    /// 火曜日
    Tue,
    /// 水曜日
    Wed,
    /// 木曜日
    Thu,
    /// 金曜日
    Fri,
    /// 土曜日
    Sat,
    /// 日曜日
    Sun,
}

impl Weekday {
    /// All of them, from Monday on.
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    /// Which day of the week it is.
    pub fn of(day: CivilDate) -> Self {
        // 1970-01-01 was a Thursday.
        let at = (day.days_since_epoch() + 3).rem_euclid(7);
        Self::ALL[usize::try_from(at).unwrap_or_default()]
    }

    /// Its place in the week: 0 is Monday, 6 Sunday.
    pub fn index(self) -> u8 {
        self as u8
    }

    /// 月, 火 …
    pub fn kanji(self) -> char {
        match self {
            Self::Mon => '月',
            Self::Tue => '火',
            Self::Wed => '水',
            Self::Thu => '木',
            Self::Fri => '金',
            Self::Sat => '土',
            Self::Sun => '日',
        }
    }

    /// The code rows, wires and forms hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }

    /// The day of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|weekday| weekday.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::{day, days};
    use proptest::prelude::*;

    #[test]
    fn knows_days() {
        for (date, kanji) in [
            ("1970-01-01", '木'),
            ("2026-05-12", '火'),
            ("2024-02-29", '木'),
            ("1868-10-23", '金'),
            ("2000-01-01", '土'),
        ] {
            assert_eq!(Weekday::of(day(date)).kanji(), kanji, "{date}");
        }
    }

    #[test]
    fn codes_go_there_and_back_and_are_those_of_the_wire() {
        for (at, one) in (0_u8..).zip(Weekday::ALL) {
            assert_eq!(Weekday::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
            assert_eq!(one.index(), at);
        }
    }

    proptest! {
        #[test]
        fn the_next_day_is_the_next_of_the_week(date in days("0001-01-01", "9999-12-30")) {
            let next = Weekday::of(date.add_days(1)).index();
            prop_assert_eq!(next, (Weekday::of(date).index() + 1) % 7);
        }
    }
}

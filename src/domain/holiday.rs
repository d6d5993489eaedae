//! 国民の祝日: the holidays of the law.
//!
//! May enter: 国民の祝日に関する法律 as it stands. Must not: holidays of a society or an institution, the table staff edit
//! (it begins as these days, for Parliament moves them: see 2020 and 2021), business days (`business_day`).

use super::date::CivilDate;
use super::weekday::Weekday;
use std::ops::RangeInclusive;

/// The years for which the law as it stands holds: since スポーツの日 came back to October, and as far as the data file goes.
pub const YEARS: RangeInclusive<i32> = 2022..=2050;

/// A day that is a holiday by law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// 元日
    NewYear,
    /// 成人の日
    ComingOfAge,
    /// 建国記念の日
    Foundation,
    /// 天皇誕生日
    EmperorsBirthday,
    /// 春分の日
    VernalEquinox,
    /// 昭和の日
    Showa,
    /// 憲法記念日
    Constitution,
    /// みどりの日
    Greenery,
    /// こどもの日
    Children,
    /// 海の日
    Marine,
    /// 山の日
    Mountain,
    /// 敬老の日
    Aged,
    /// 秋分の日
    AutumnalEquinox,
    /// スポーツの日
    Sports,
    /// 文化の日
    Culture,
    /// 勤労感謝の日
    LabourThanksgiving,
    /// 振替休日 (第3条第2項): the next day that is none of the above, when one of them is a Sunday.
    Substitute,
    /// 国民の休日 (第3条第3項): a day between two of the above.
    Citizens,
}

impl Holiday {
    /// Its name in the law; for the two kinds the law only calls 休日, the name everybody uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewYear => "元日",
            Self::ComingOfAge => "成人の日",
            Self::Foundation => "建国記念の日",
            Self::EmperorsBirthday => "天皇誕生日",
            Self::VernalEquinox => "春分の日",
            Self::Showa => "昭和の日",
            Self::Constitution => "憲法記念日",
            Self::Greenery => "みどりの日",
            Self::Children => "こどもの日",
            Self::Marine => "海の日",
            Self::Mountain => "山の日",
            Self::Aged => "敬老の日",
            Self::AutumnalEquinox => "秋分の日",
            Self::Sports => "スポーツの日",
            Self::Culture => "文化の日",
            Self::LabourThanksgiving => "勤労感謝の日",
            Self::Substitute => "振替休日",
            Self::Citizens => "国民の休日",
        }
    }
}

/// All holidays of a year in the order of the calendar; none outside [`YEARS`].
pub fn national_holidays(year: i32) -> Vec<(CivilDate, Holiday)> {
    if !YEARS.contains(&year) {
        return Vec::new();
    }
    let mut all = by_name(year);
    let named: Vec<CivilDate> = all.iter().map(|(day, _)| *day).collect();
    for &day in &named {
        if Weekday::of(day) == Weekday::Sun {
            let mut instead = day.add_days(1);
            while named.contains(&instead) {
                instead = instead.add_days(1);
            }
            all.push((instead, Holiday::Substitute));
        }
        // The two named days next to one between are two days apart.
        let between = day.add_days(1);
        if named.contains(&day.add_days(2)) && !named.contains(&between) {
            all.push((between, Holiday::Citizens));
        }
    }
    all.sort_unstable();
    // A day that is one of both kinds is a holiday once.
    all.dedup_by_key(|(day, _)| *day);
    all
}

/// The days the law names (第2条).
fn by_name(year: i32) -> Vec<(CivilDate, Holiday)> {
    let named = [
        (Some((1, 1)), Holiday::NewYear),
        (monday(year, 1, 2), Holiday::ComingOfAge),
        (Some((2, 11)), Holiday::Foundation),
        (Some((2, 23)), Holiday::EmperorsBirthday),
        (Some((3, equinox(year, 20_843_100))), Holiday::VernalEquinox),
        (Some((4, 29)), Holiday::Showa),
        (Some((5, 3)), Holiday::Constitution),
        (Some((5, 4)), Holiday::Greenery),
        (Some((5, 5)), Holiday::Children),
        (monday(year, 7, 3), Holiday::Marine),
        (Some((8, 11)), Holiday::Mountain),
        (monday(year, 9, 3), Holiday::Aged),
        (
            Some((9, equinox(year, 23_248_800))),
            Holiday::AutumnalEquinox,
        ),
        (monday(year, 10, 2), Holiday::Sports),
        (Some((11, 3)), Holiday::Culture),
        (Some((11, 23)), Holiday::LabourThanksgiving),
    ];
    named
        .into_iter()
        .filter_map(|(at, holiday)| {
            let (month, day) = at?;
            Some((CivilDate::new(year, month, day)?, holiday))
        })
        .collect()
}

/// The n-th Monday of a month: month and day.
fn monday(year: i32, month: u8, n: u8) -> Option<(u8, u8)> {
    let first = Weekday::of(CivilDate::new(year, month, 1)?).index();
    Some((month, (7 - first) % 7 + 1 + 7 * (n - 1)))
}

/// The day of the month of an equinox in Japan from 1980 to 2099, by the formula almanacs give (海上保安庁水路部 暦計算研究会);
/// the day itself is made public (官報) each February for the next year. In millionths of a day, for it must be the same on
/// every machine.
fn equinox(year: i32, in_1980: i32) -> u8 {
    let years = year - 1980;
    let day = (in_1980 + 242_194 * years) / 1_000_000 - years / 4;
    u8::try_from(day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::day;
    use std::collections::BTreeSet;

    fn of(year: i32) -> Vec<String> {
        national_holidays(year)
            .into_iter()
            .map(|(day, holiday)| format!("{} {}", &day.to_string()[5..], holiday.name()))
            .collect()
    }

    fn named(iso: &str) -> Option<Holiday> {
        let on = day(iso);
        let all = national_holidays(on.year());
        all.into_iter()
            .find(|(day, _)| *day == on)
            .map(|(_, name)| name)
    }

    #[test]
    fn the_days_of_2026() {
        let expected = [
            "01-01 元日",
            "01-12 成人の日",
            "02-11 建国記念の日",
            "02-23 天皇誕生日",
            "03-20 春分の日",
            "04-29 昭和の日",
            "05-03 憲法記念日",
            "05-04 みどりの日",
            "05-05 こどもの日",
            "05-06 振替休日",
            "07-20 海の日",
            "08-11 山の日",
            "09-21 敬老の日",
            "09-22 国民の休日",
            "09-23 秋分の日",
            "10-12 スポーツの日",
            "11-03 文化の日",
            "11-23 勤労感謝の日",
        ];
        assert_eq!(of(2026), expected);
    }

    #[test]
    fn the_days_of_2025() {
        let expected = [
            "01-01 元日",
            "01-13 成人の日",
            "02-11 建国記念の日",
            "02-23 天皇誕生日",
            "02-24 振替休日",
            "03-20 春分の日",
            "04-29 昭和の日",
            "05-03 憲法記念日",
            "05-04 みどりの日",
            "05-05 こどもの日",
            "05-06 振替休日",
            "07-21 海の日",
            "08-11 山の日",
            "09-15 敬老の日",
            "09-23 秋分の日",
            "10-13 スポーツの日",
            "11-03 文化の日",
            "11-23 勤労感謝の日",
            "11-24 振替休日",
        ];
        assert_eq!(of(2025), expected);
    }

    #[test]
    fn substitutes_skip_the_days_that_are_holidays_anyway() {
        for (iso, holiday) in [
            ("2023-01-02", Some(Holiday::Substitute)),
            ("2024-02-12", Some(Holiday::Substitute)),
            ("2024-05-06", Some(Holiday::Substitute)),
            ("2024-08-12", Some(Holiday::Substitute)),
            ("2024-09-23", Some(Holiday::Substitute)),
            ("2024-11-04", Some(Holiday::Substitute)),
            ("2025-05-06", Some(Holiday::Substitute)),
            ("2026-05-06", Some(Holiday::Substitute)),
            ("2027-03-22", Some(Holiday::Substitute)),
            ("2027-05-06", None),
            ("2030-05-06", Some(Holiday::Substitute)),
            ("2032-05-03", Some(Holiday::Constitution)),
        ] {
            assert_eq!(named(iso), holiday, "{iso}");
        }
    }

    #[test]
    fn a_day_between_two_holidays_is_one() {
        // Since 2007 only in September, where 敬老の日 is two days before 秋分の日.
        let all: Vec<String> = YEARS
            .flat_map(national_holidays)
            .filter(|(_, holiday)| *holiday == Holiday::Citizens)
            .map(|(day, _)| day.to_string())
            .collect();
        assert_eq!(
            all,
            [
                "2026-09-22",
                "2032-09-21",
                "2037-09-22",
                "2043-09-22",
                "2049-09-21"
            ]
        );
        assert_eq!(named("2032-09-20"), Some(Holiday::Aged));
        assert_eq!(named("2032-09-22"), Some(Holiday::AutumnalEquinox));
    }

    #[test]
    fn equinoxes_as_almanacs_foretell_them() {
        let on = |year: i32, wanted: Holiday| {
            let all = national_holidays(year);
            let (day, _) = all.into_iter().find(|(_, one)| *one == wanted).unwrap();
            day.day()
        };
        for year in YEARS {
            // In leap years and after them early, then later by a quarter of a day each year.
            let spring = match year % 4 {
                0 | 1 => 20,
                2 if year >= 2026 => 20,
                _ => 21,
            };
            let autumn = match year % 4 {
                0 => 22,
                1 if year >= 2045 => 22,
                _ => 23,
            };
            assert_eq!(on(year, Holiday::VernalEquinox), spring, "{year}");
            assert_eq!(on(year, Holiday::AutumnalEquinox), autumn, "{year}");
        }
    }

    #[test]
    fn the_law_is_kept_every_year() {
        for year in YEARS {
            let all = national_holidays(year);
            let days: BTreeSet<CivilDate> = all.iter().map(|(day, _)| *day).collect();
            assert_eq!(days.len(), all.len(), "{year}");
            assert!(all.is_sorted(), "{year}");
            assert!((16..=21).contains(&all.len()), "{year}: {}", all.len());
            let is_named = |(_, one): &&(CivilDate, Holiday)| {
                !matches!(one, Holiday::Substitute | Holiday::Citizens)
            };
            assert_eq!(all.iter().filter(is_named).count(), 16, "{year}");
            for (day, holiday) in &all {
                assert_eq!(day.year(), year);
                if *holiday == Holiday::Substitute {
                    assert_ne!(Weekday::of(*day), Weekday::Sun);
                }
                if Weekday::of(*day) == Weekday::Sun {
                    let mut next = day.add_days(1);
                    while all.iter().filter(is_named).any(|(named, _)| *named == next) {
                        next = next.add_days(1);
                    }
                    assert!(days.contains(&next), "no substitute for {day}");
                }
            }
        }
    }

    #[test]
    fn nothing_outside_its_years() {
        assert!(national_holidays(2021).is_empty());
        assert!(national_holidays(2051).is_empty());
    }

    #[test]
    fn the_data_file_says_the_same() {
        let file = include_str!("../server/checkup/holidays.csv");
        let mut expected = String::from("day,name\n");
        for (day, holiday) in (2026..=*YEARS.end()).flat_map(national_holidays) {
            expected += &format!("{day},{}\n", holiday.name());
        }
        assert!(file == expected, "write it anew:\n{expected}");
    }
}

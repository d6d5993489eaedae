//! Days, times and amounts of 受診ナビ as people read them.

use crate::{
    domain::{
        checkup::{course::Period, institution::InstitutionClass, yen::Yen},
        date::CivilDate,
        weekday::Weekday,
    },
    web::words::Lang,
};

/// 5月12日(火)
pub fn short_day(lang: Lang, day: CivilDate) -> String {
    let Lang::Ja = lang;
    let weekday = Weekday::of(day).kanji();
    format!("{}月{}日({weekday})", day.month(), day.day())
}

/// 2027年5月12日(水)
pub fn full_day(lang: Lang, day: CivilDate) -> String {
    format!("{}年{}", day.year(), short_day(lang, day))
}

/// 2027年5月12日
pub fn plain_day(lang: Lang, day: CivilDate) -> String {
    crate::web::words::date::date(lang, &day.to_string())
}

/// 8:30 of minutes of the day.
pub fn time(lang: Lang, minutes: i32) -> String {
    let Lang::Ja = lang;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A time of day, or that the institution tells it.
pub fn time_or_open(lang: Lang, starts: Option<i32>) -> String {
    let Lang::Ja = lang;
    starts.map_or_else(
        || "時間は健診機関からご案内します".to_owned(),
        |minutes| time(lang, minutes),
    )
}

/// Day and time of an examination.
pub fn when(lang: Lang, day: CivilDate, starts: Option<i32>) -> String {
    let day = full_day(lang, day);
    match starts {
        Some(minutes) => format!("{day} {}", time(lang, minutes)),
        None => day,
    }
}

/// A moment until which something is possible.
pub fn until(lang: Lang, day: CivilDate, hour: u8, minute: u8) -> String {
    format!("{} {hour}:{minute:02}", full_day(lang, day))
}

/// 2026年4月1日から2027年1月10日まで
pub fn period(lang: Lang, period: Period) -> String {
    let (from, to) = (plain_day(lang, period.from), plain_day(lang, period.to));
    format!("{from}から{to}まで")
}

/// 2027年5月
pub fn month(lang: Lang, year: i32, month: u8) -> String {
    let Lang::Ja = lang;
    format!("{year}年{month}月")
}

/// 2026年度
pub fn fiscal_year(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年度")
}

/// 区分A
pub fn class(lang: Lang, class: InstitutionClass) -> &'static str {
    let Lang::Ja = lang;
    match class {
        InstitutionClass::A => "区分A",
        InstitutionClass::B => "区分B",
        InstitutionClass::C => "区分C",
    }
}

/// An amount, or from the lowest to the highest.
pub fn amounts(lang: Lang, least: Yen, most: Yen) -> String {
    let Lang::Ja = lang;
    if least == most {
        least.to_string()
    } else {
        format!("{least}〜{most}")
    }
}

/// How long something still takes, as people say it.
pub fn left(lang: Lang, minutes: i64) -> String {
    let Lang::Ja = lang;
    let (days, hours) = (minutes / 1440, minutes / 60 % 24);
    match (days, hours) {
        (0, 0) => format!("あと{minutes}分"),
        (0, _) => format!("あと{hours}時間{}分", minutes % 60),
        (_, 0) => format!("あと{days}日"),
        _ => format!("あと{days}日と{hours}時間"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_as_people_say_them() {
        let day = CivilDate::new(2027, 5, 12).unwrap();
        assert_eq!(short_day(Lang::Ja, day), "5月12日(水)");
        assert_eq!(when(Lang::Ja, day, Some(510)), "2027年5月12日(水) 8:30");
        assert_eq!(when(Lang::Ja, day, None), "2027年5月12日(水)");
        assert_eq!(until(Lang::Ja, day, 17, 0), "2027年5月12日(水) 17:00");
    }

    #[test]
    fn what_is_left_is_said_in_two_parts_at_most() {
        for (minutes, said) in [
            (0, "あと0分"),
            (59, "あと59分"),
            (61, "あと1時間1分"),
            (1440, "あと1日"),
            (3 * 1440 + 125, "あと3日と2時間"),
        ] {
            assert_eq!(left(Lang::Ja, minutes), said);
        }
    }

    #[test]
    fn one_amount_is_said_once() {
        let (low, high) = (Yen::new(3_000), Yen::new(12_000));
        assert_eq!(amounts(Lang::Ja, low, low), "3,000円");
        assert_eq!(amounts(Lang::Ja, low, high), "3,000円〜12,000円");
    }
}

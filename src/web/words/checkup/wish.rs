//! Words of the wishes for a day.

use super::{
    day::full_day,
    find::{find, weekdays},
};
use crate::{
    domain::{
        checkup::wish::{Half, Wish, WishField},
        date::CivilDate,
        field::FieldError,
        weekday::Weekday,
    },
    web::words::{Lang, field::sentence},
};

/// A part of the day.
pub fn half(lang: Lang, half: Half) -> &'static str {
    let Lang::Ja = lang;
    match half {
        Half::Any => "どちらでも",
        Half::Morning => "午前",
        Half::Afternoon => "午後",
    }
}

/// The days that can be wished for.
pub fn wishable(lang: Lang, from: CivilDate, to: CivilDate) -> String {
    let (from, to) = (full_day(lang, from), full_day(lang, to));
    format!("{from}から{to}までの日を希望できます。")
}

/// A wish as it was read.
pub fn wish(lang: Lang, wish: &Wish) -> String {
    let mut said = full_day(lang, wish.from);
    if let Some(to) = wish.to {
        said = format!("{said}から{}まで", full_day(lang, to));
    }
    if !wish.weekdays.is_empty() {
        said = format!("{said}の{}曜", weekdays(lang, &wish.weekdays));
    }
    match wish.half {
        Half::Any => said,
        part => format!("{said} {}", half(lang, part)),
    }
}

/// What is wrong with a wish.
pub fn wish_error(lang: Lang, field: WishField, error: FieldError) -> String {
    let Lang::Ja = lang;
    let words = find(lang);
    let (at, part) = place_of(field);
    let label = format!("{}の「{part}」", words.wish[at]);
    match error {
        FieldError::Unknown if part == words.from || part == words.to => {
            format!("{label}は、希望できる期間の日を入力してください")
        }
        FieldError::Wrong if part == words.to => {
            format!("{label}は、「{}」より後の日を入力してください", words.from)
        }
        FieldError::Wrong => format!("{label}は、期間の中にある曜日を選んでください"),
        FieldError::Closed { day } if part == words.weekdays => format!(
            "{label}の{}曜日は、この健診機関の休診日です。{}曜日を外してください",
            Weekday::of(day).kanji(),
            Weekday::of(day).kanji()
        ),
        FieldError::Closed { day } => format!(
            "{label}の{}は、この健診機関の休診日です。ほかの日を入力してください",
            full_day(lang, day)
        ),
        FieldError::SameAsBefore => {
            format!(
                "{}がほかの希望と同じです。違う日を入力してください",
                words.wish[at]
            )
        }
        error => sentence(lang, &label, error),
    }
}

/// Which wish a field belongs to, and its label.
fn place_of(field: WishField) -> (usize, &'static str) {
    use WishField as F;
    let words = find(Lang::Ja);
    match field {
        F::FirstFrom => (0, words.from),
        F::FirstTo => (0, words.to),
        F::FirstWeekdays => (0, words.weekdays),
        F::FirstHalf => (0, words.half),
        F::SecondFrom => (1, words.from),
        F::SecondTo => (1, words.to),
        F::SecondWeekdays => (1, words.weekdays),
        F::SecondHalf => (1, words.half),
        F::ThirdFrom => (2, words.from),
        F::ThirdTo => (2, words.to),
        F::ThirdWeekdays => (2, words.weekdays),
        F::ThirdHalf => (2, words.half),
    }
}

//! Cells that only files of 医療費 have: amounts, days, months, text. A million rows have twenty million of them, so what is spelled as
//! we spell it takes a short way that folds nothing.

use std::borrow::Cow;

use crate::domain::{
    checkup::yen::Yen,
    expense::month::Month,
    field::FieldError,
    text::{Nfkc, fold_ascii},
};

/// Most digits of an amount: 999,999,999 yen.
const AMOUNT_DIGITS: usize = 9;
/// Most digits of days.
const DAYS_DIGITS: usize = 4;
/// What a number beyond its bound is told by: no text is bounded to nothing.
const TOO_MUCH: FieldError = FieldError::TooLong { max: 0 };

/// Plain digits, few enough to be a number.
fn plain(text: &str, most: usize) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| {
        text.bytes()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    })
}

fn number(raw: &str, most: usize, nfkc: Nfkc<'_>) -> Result<u32, FieldError> {
    if let Some(number) = plain(raw, most) {
        return Ok(number);
    }
    let folded = fold_ascii(raw, nfkc);
    let text = folded
        .strip_prefix(['¥', '\\'])
        .unwrap_or(&folded)
        .trim_start();
    let text = text.strip_suffix('円').unwrap_or(text).trim_end();
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    let digits: Cow<'_, str> = match text.contains(',') {
        true => text.replace(',', "").into(),
        false => text.into(),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldError::NotDigits);
    }
    let significant = match digits.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    plain(significant, most).ok_or(TOO_MUCH)
}

/// An amount: whole yen up to 999,999,999; `12,345`, `12345円`, `¥12,345` and full-width digits are read too.
///
/// # Errors
/// `Empty`, `NotDigits`, or `TooLong` with nothing allowed for too much.
pub fn amount(raw: &str, nfkc: Nfkc<'_>) -> Result<Yen, FieldError> {
    number(raw, AMOUNT_DIGITS, nfkc).map(Yen::new)
}

/// 日数・回数: up to 9,999. An empty cell is none: 調剤 has no days in some societies' files.
///
/// # Errors
/// `NotDigits`, or `TooLong` with nothing allowed for too many.
pub fn days(raw: &str, nfkc: Nfkc<'_>) -> Result<u16, FieldError> {
    match number(raw, DAYS_DIGITS, nfkc) {
        Err(FieldError::Empty) => Ok(0),
        read => Ok(u16::try_from(read?).expect("four digits fit")),
    }
}

/// A month, in every spelling [`Month::parse`] knows.
///
/// # Errors
/// `Empty`; `NotADate`.
pub fn month(raw: &str, nfkc: Nfkc<'_>) -> Result<Month, FieldError> {
    let parts = match raw.len() {
        6 if raw.is_ascii() => Some(raw.split_at(4)),
        7 if matches!(raw.as_bytes()[4], b'-' | b'/') && raw.is_ascii() => {
            Some((&raw[..4], &raw[5..]))
        }
        _ => None,
    };
    let read = parts.and_then(|(year, month)| {
        let year = i32::try_from(plain(year, 4)?).ok()?;
        Month::new(year, u8::try_from(plain(month, 2)?).ok()?)
    });
    match read {
        Some(month) => Ok(month),
        None => Month::parse(raw, nfkc),
    }
}

/// Text as it is written, with every kind and run of white space one plain space.
///
/// # Errors
/// `TooLong`.
pub fn text(raw: &str, most: usize) -> Result<String, FieldError> {
    let single = |text: &str| !text.contains("  ") && !text.chars().any(is_other_space);
    let text = match single(raw) {
        true => raw.trim().to_owned(),
        false => raw.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    if text.len() > most && text.chars().nth(most).is_some() {
        let max = u16::try_from(most).unwrap_or(u16::MAX);
        return Err(FieldError::TooLong { max });
    }
    Ok(text)
}

fn is_other_space(c: char) -> bool {
    c != ' ' && c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    #[test]
    fn amounts_are_whole_yen() {
        for (raw, yen) in [
            ("0", 0),
            ("12340", 12_340),
            ("999999999", 999_999_999),
            ("000000000012", 12),
            ("12,340", 12_340),
            ("¥12,340", 12_340),
            ("１２３円", 123),
            ("￥ 5", 5),
        ] {
            assert_eq!(amount(raw, &nfkc), Ok(Yen::new(yen)), "{raw}");
        }
        assert_eq!(amount("", &nfkc), Err(FieldError::Empty));
        assert_eq!(amount("1000000000", &nfkc), Err(TOO_MUCH));
        for raw in ["-1", "1.5", "△5", "1e3", ",", "一"] {
            assert_eq!(amount(raw, &nfkc), Err(FieldError::NotDigits), "{raw}");
        }
        assert_eq!(days("", &nfkc), Ok(0));
        assert_eq!(days("31", &nfkc), Ok(31));
        assert_eq!(days("10000", &nfkc), Err(TOO_MUCH));
    }

    #[test]
    fn text_keeps_its_letters() {
        assert_eq!(text("髙﨑　医院 ", 10).unwrap(), "髙﨑 医院");
        assert_eq!(text("", 10).unwrap(), "");
        assert!(text("みなと医院", 5).is_ok());
        assert_eq!(text("みなと医院だ", 5), Err(FieldError::TooLong { max: 5 }));
    }

    proptest! {
        #[test]
        fn the_short_way_reads_what_the_long_way_reads(raw in prop_oneof![hostile(), "[0-9]{1,11}", "[0-9]{4}[-/]?[0-9]{2}"]) {
            prop_assert_eq!(month(&raw, &nfkc), Month::parse(&raw, &nfkc));
            if let Ok(yen) = amount(&raw, &nfkc) {
                prop_assert_eq!(amount(&yen.get().to_string(), &nfkc), Ok(yen));
            }
            let _ = days(&raw, &nfkc);
            if let Ok(read) = text(&raw, 40) {
                prop_assert_eq!(text(&read, 40), Ok(read.clone()));
            }
        }
    }

    #[test]
    fn takes_a_megabyte() {
        for raw in megabytes() {
            assert!(amount(&raw, &nfkc).is_err());
            assert!(month(&raw, &nfkc).is_err());
            assert!(text(&raw, 40).is_err());
        }
    }
}

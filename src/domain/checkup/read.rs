//! How the forms of the rules read a line, a number, a time, a list. What they give back reads the same when it is shown again.

use super::code::OptionCode;
use crate::domain::birth_date::parse_date;
use crate::domain::date::CivilDate;
use crate::domain::field::FieldError;
use crate::domain::text::{Nfkc, fold_ascii};
use crate::domain::weekday::Weekday;

/// Most characters of a number.
const MAX_DIGITS: usize = 9;

/// One line of words, as they were written, without outer space; may be empty.
pub(super) fn maybe_line(raw: &str, max: u16) -> Result<String, FieldError> {
    let line = raw.trim();
    if line.chars().any(char::is_control) {
        Err(FieldError::BadCharacter)
    } else if line.chars().count() > usize::from(max) {
        Err(FieldError::TooLong { max })
    } else {
        Ok(line.to_owned())
    }
}

/// One line of words that has to be there.
pub(super) fn line(raw: &str, max: u16) -> Result<String, FieldError> {
    match maybe_line(raw, max)? {
        empty if empty.is_empty() => Err(FieldError::Empty),
        line => Ok(line),
    }
}

/// Lines of words; empty ones are left out.
pub(super) fn lines(raw: &str, max_lines: usize, max: u16) -> Result<Vec<String>, FieldError> {
    let lines: Vec<String> = raw
        .lines()
        .map(|one| maybe_line(one, max))
        .filter(|one| !one.as_ref().is_ok_and(String::is_empty))
        .collect::<Result<_, _>>()?;
    if lines.len() > max_lines {
        let max = u16::try_from(max_lines).unwrap_or(u16::MAX);
        return Err(FieldError::TooLong { max });
    }
    Ok(lines)
}

/// A number up to `max`.
pub(super) fn number(raw: &str, nfkc: Nfkc<'_>, max: u16) -> Result<u16, FieldError> {
    let text = fold_ascii(raw, nfkc);
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldError::NotDigits);
    }
    let number = text
        .get(..text.len().min(MAX_DIGITS))
        .filter(|short| short.len() == text.len())
        .and_then(|digits| digits.parse::<u32>().ok());
    number
        .and_then(|number| u16::try_from(number).ok())
        .filter(|number| *number <= max)
        .ok_or(FieldError::Unknown)
}

/// The same for a small number.
pub(super) fn small(raw: &str, nfkc: Nfkc<'_>, max: u8) -> Result<u8, FieldError> {
    let number = number(raw, nfkc, max.into())?;
    u8::try_from(number).map_err(|_| FieldError::Unknown)
}

/// What is read where something was typed; nothing where nothing was.
pub(super) fn maybe<T>(result: Result<T, FieldError>) -> Result<Option<T>, FieldError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(FieldError::Empty) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Small numbers with commas, `、` or spaces between them; may be none.
pub(super) fn list(raw: &str, nfkc: Nfkc<'_>, max: u8) -> Result<Vec<u8>, FieldError> {
    parts(raw, nfkc)
        .iter()
        .map(|part| small(part, nfkc, max))
        .collect()
}

/// What stands between commas, `、` and spaces.
pub(super) fn parts(raw: &str, nfkc: Nfkc<'_>) -> Vec<String> {
    let text: String = raw
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    fold_ascii(&text, nfkc)
        .split([',', '、', ' ', ';'])
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A time of the day (`9:00`, `９時３０分`), in minutes.
pub(super) fn time(raw: &str, nfkc: Nfkc<'_>) -> Result<u16, FieldError> {
    let text = fold_ascii(raw, nfkc).replace('時', ":").replace('分', "");
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    let (hour, minute) = text.split_once(':').ok_or(FieldError::Unknown)?;
    let minute = if minute.is_empty() { "0" } else { minute };
    let (hour, minute) = (small(hour, nfkc, 23)?, small(minute, nfkc, 59)?);
    Ok(u16::from(hour) * 60 + u16::from(minute))
}

/// A time as it is shown.
pub(super) fn show_time(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A day, in every spelling a birth date is read in.
pub(super) fn day(raw: &str, nfkc: Nfkc<'_>) -> Result<CivilDate, FieldError> {
    parse_date(raw, nfkc)
}

/// The codes of weekdays ticked, in the order of the week.
pub(super) fn weekdays(codes: &[String]) -> Result<Vec<Weekday>, FieldError> {
    let mut days: Vec<Weekday> = codes
        .iter()
        .map(|code| Weekday::from_code(code).ok_or(FieldError::Unknown))
        .collect::<Result<_, _>>()?;
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

/// How many of a day's places may have an option: `brain=2, stomach=5`.
pub(super) fn limits(
    raw: &str,
    nfkc: Nfkc<'_>,
    max: u16,
) -> Result<Vec<(OptionCode, u16)>, FieldError> {
    let mut limits: Vec<(OptionCode, u16)> = parts(raw, nfkc)
        .iter()
        .map(|part| {
            let (code, most) = part.split_once('=').ok_or(FieldError::Unknown)?;
            let code = OptionCode::parse(code).ok_or(FieldError::Unknown)?;
            Ok((code, number(most, nfkc, max)?))
        })
        .collect::<Result<_, _>>()?;
    limits.sort();
    if limits.windows(2).any(|two| two[0].0 == two[1].0) {
        return Err(FieldError::SameAsBefore);
    }
    Ok(limits)
}

/// Limits as they are shown.
pub(super) fn show_limits(limits: &[(OptionCode, u16)]) -> String {
    let shown: Vec<String> = limits
        .iter()
        .map(|(code, most)| format!("{code}={most}"))
        .collect();
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (raw, minutes) in [
            ("9:00", 540),
            ("９時３０分", 570),
            ("13時", 780),
            ("0:05", 5),
        ] {
            assert_eq!(time(raw, &nfkc), Ok(minutes), "{raw}");
        }
        for raw in ["24:00", "9:60", "9", "-1:00", "9:0x", "9:00:00"] {
            assert!(time(raw, &nfkc).is_err(), "{raw}");
        }
    }

    #[test]
    fn limits_name_each_option_once() {
        let read = limits("brain=2、 stomach＝5", &nfkc, 999).unwrap();
        assert_eq!(show_limits(&read), "brain=2 stomach=5");
        for raw in ["brain", "brain=", "brain=x", "Brain=1", "brain=1 brain=2"] {
            assert!(limits(raw, &nfkc, 999).is_err(), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(raw in hostile()) {
            let _ = (line(&raw, 10), lines(&raw, 3, 10), number(&raw, &nfkc, 9), time(&raw, &nfkc), limits(&raw, &nfkc, 9));
        }

        #[test]
        fn what_is_shown_is_read(minutes in 0_u16..1440, numbers in prop::collection::vec(0_u8..=130, 0..6)) {
            prop_assert_eq!(time(&show_time(minutes), &nfkc), Ok(minutes));
            let shown: Vec<String> = numbers.iter().map(u8::to_string).collect();
            prop_assert_eq!(list(&shown.join(", "), &nfkc, 130), Ok(numbers));
        }
    }

    #[test]
    fn megabytes_are_refused() {
        for text in megabytes() {
            assert!(
                line(&text, 100).is_err()
                    && number(&text, &nfkc, 9).is_err()
                    && time(&text, &nfkc).is_err()
            );
        }
    }
}

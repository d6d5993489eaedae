//! 保険者番号: the number of a health insurance society.
//!
//! May enter: its form and its check digit. Must not: a list of the societies there are.

use super::field::FieldError;
use super::text::{Nfkc, as_stored, fold_ascii, is_hyphen};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// Digits of a 保険者番号 of 健康保険.
pub const DIGITS: u16 = 8;

/// 保険者番号: eight digits: 法別番号 2 (06 組合管掌健康保険), 都道府県番号 2, 保険者別番号 3, 検証番号 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InsurerNumber(String);

impl InsurerNumber {
    /// Reads a number, with spaces and hyphens or without.
    ///
    /// # Errors
    /// `Empty`, `NotDigits`, `TooShort` and `TooLong` (not [`DIGITS`]), `Wrong` (the check digit does not fit).
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let text: String = fold_ascii(raw, nfkc)
            .chars()
            .filter(|&c| c != ' ' && !is_hyphen(c))
            .collect();
        if text.is_empty() {
            return Err(FieldError::Empty);
        }
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(FieldError::NotDigits);
        }
        if text.len() < usize::from(DIGITS) {
            return Err(FieldError::TooShort { min: DIGITS });
        }
        if text.len() > usize::from(DIGITS) {
            return Err(FieldError::TooLong { max: DIGITS });
        }
        if has_good_check_digit(text.as_bytes()) {
            Ok(Self(text))
        } else {
            Err(FieldError::Wrong)
        }
    }

    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 検証番号: from the right of the digits before it, multiply by 2, 1, 2, 1 …, add up the products' digits;
/// what is missing to the next ten is the check digit (保険者番号等設定要領, 1976).
fn has_good_check_digit(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, factor)| u32::from(digit - b'0') * factor)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

impl Display for InsurerNumber {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for InsurerNumber {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text, &as_stored).map_err(|error| match error {
            FieldError::Wrong => "the check digit (検証番号) of the insurer number does not fit",
            _ => "an insurer number (保険者番号) has eight digits",
        })
    }
}

impl From<InsurerNumber> for String {
    fn from(number: InsurerNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn insurer(raw: &str) -> Result<String, FieldError> {
        InsurerNumber::parse(raw, &nfkc).map(String::from)
    }

    #[test]
    fn knows_good_numbers() {
        for number in [
            "06990014", "06990022", "06139497", "06132757", "33120015", "01130012",
        ] {
            assert_eq!(insurer(number).as_deref(), Ok(number));
        }
        assert_eq!(insurer(" ０６９９-0014　").as_deref(), Ok("06990014"));
    }

    #[test]
    fn refuses_others() {
        assert_eq!(insurer("06990015"), Err(FieldError::Wrong));
        assert_eq!(insurer("06990041"), Err(FieldError::Wrong));
        assert_eq!(insurer("0699001"), Err(FieldError::TooShort { min: 8 }));
        assert_eq!(insurer("069900140"), Err(FieldError::TooLong { max: 8 }));
        assert_eq!(insurer("0699001A"), Err(FieldError::NotDigits));
        assert_eq!(insurer("06990014\0"), Err(FieldError::NotDigits));
        assert_eq!(insurer(" "), Err(FieldError::Empty));
        for text in megabytes() {
            assert!(InsurerNumber::parse(&text, &as_stored).is_err());
        }
    }

    #[test]
    fn travels_as_checked_text() {
        let wire = r#""06990014""#;
        let number: InsurerNumber = serde_json::from_str(wire).unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), wire);
        let error = serde_json::from_str::<InsurerNumber>(r#""06990015""#)
            .unwrap_err()
            .to_string();
        assert!(error.contains("検証番号"), "{error}");
    }

    proptest! {
        #[test]
        fn one_check_digit_of_ten_fits_and_every_single_slip_is_seen(
            first in "[0-9]{7}", place in 0_usize..8, slip in 1_u8..10,
        ) {
            let good: Vec<String> = (0..10).filter_map(|digit| insurer(&format!("{first}{digit}")).ok()).collect();
            prop_assert_eq!(good.len(), 1);
            let mut digits = good[0].clone().into_bytes();
            digits[place] = b'0' + (digits[place] - b'0' + slip) % 10;
            prop_assert_eq!(insurer(&String::from_utf8(digits).unwrap()), Err(FieldError::Wrong));
        }

        #[test]
        fn never_panics(raw in hostile()) {
            if let Ok(read) = insurer(&raw) {
                prop_assert_eq!(insurer(&read), Ok(read));
            }
        }
    }
}

//! 記号・番号・枝番: how the society knows a person.
//!
//! May enter: how each of the three is typed and stored. Must not: whom they belong to; a relationship
//! guessed from the 枝番 (it says nothing about it).
//!
//! All three are text: societies print leading zeros or not, and a 記号 may be a kanji.

use super::field::FieldError;
use super::text::{Nfkc, as_stored, fold_ascii, is_hyphen, is_long_vowel};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// Most characters of a 記号: what a claim has room for (全角19字).
pub const MAX_SYMBOL: u16 = 19;
/// Most characters of a 番号.
pub const MAX_NUMBER: u16 = 12;
/// Digits of a 枝番.
pub const MAX_BRANCH: u16 = 2;

/// 記号: the employer's sign. Digits, letters (large), kana, kanji; no leading zeros when all digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Symbol(String);

/// 番号: the insured person's number, shared by the family. Digits and large letters; no leading zeros
/// when all digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

/// 枝番: the person within the family, always two digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Branch(String);

impl Symbol {
    /// Reads a typed 記号: folded, without spaces and hyphens, letters large, leading zeros dropped when
    /// it is all digits (`００１２` → `12`, `000` → `0`).
    ///
    /// # Errors
    /// `Empty`, `TooLong` (over [`MAX_SYMBOL`]), `BadCharacter`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let mut text = String::new();
        let mut after_kana = false;
        for c in fold_ascii(raw, nfkc).chars() {
            // A long-vowel mark lengthens a kana; behind anything else it was meant as a hyphen.
            if c == ' ' || is_hyphen(c) || (is_long_vowel(c) && !after_kana) {
                continue;
            }
            after_kana = is_kana(c) || is_long_vowel(c);
            text.push(c.to_ascii_uppercase());
        }
        let is_sign =
            |c: char| c.is_ascii_alphanumeric() || is_kana(c) || is_long_vowel(c) || is_kanji(c);
        checked(without_label(&text, "記号"), MAX_SYMBOL, is_sign).map(Self)
    }
}

impl Number {
    /// Reads a typed 番号: folded, without spaces and hyphens, letters large, leading zeros dropped when
    /// it is all digits (`００１２３` → `123`, `000` → `0`).
    ///
    /// # Errors
    /// `Empty`, `TooLong` (over [`MAX_NUMBER`]), `BadCharacter`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let text = without_hyphens(raw, nfkc).to_ascii_uppercase();
        checked(without_label(&text, "番号"), MAX_NUMBER, |c| {
            c.is_ascii_alphanumeric()
        })
        .map(Self)
    }
}

impl Branch {
    /// Reads a typed 枝番: one or two digits, stored as two (`1` → `01`).
    ///
    /// # Errors
    /// `Empty`, `TooLong` (over [`MAX_BRANCH`]), `NotDigits`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let mut text = without_label(&without_hyphens(raw, nfkc), "枝番").to_owned();
        if text.is_empty() {
            return Err(FieldError::Empty);
        }
        if !is_digits(&text) {
            return Err(FieldError::NotDigits);
        }
        if text.len() > usize::from(MAX_BRANCH) {
            return Err(FieldError::TooLong { max: MAX_BRANCH });
        }
        if text.len() == 1 {
            text.insert(0, '0');
        }
        Ok(Self(text))
    }
}

/// A 番号 of which only the end is shown: enough to know it again, too little to use. Something is always
/// hidden. The mark is one that CP932 has, too: files for staff carry it.
pub fn masked(number: &str) -> String {
    let length = number.chars().count();
    let shown = match length {
        0 | 1 => 0,
        2 | 3 => 1,
        _ => 2,
    };
    number
        .chars()
        .enumerate()
        .map(|(at, letter)| if at < length - shown { '＊' } else { letter })
        .collect()
}

/// What the three have in common.
macro_rules! stored_text {
    ($type:ident, $error:literal) => {
        impl $type {
            /// A value that was parsed before it was stored.
            ///
            /// # Errors
            /// As `parse`, when the stored text was not written by this type.
            pub fn from_stored(text: &str) -> Result<Self, FieldError> {
                Self::parse(text, &as_stored)
            }

            /// The text as it is shown, stored and compared.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Display for $type {
            fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $type {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::from_stored(&text).map_err(|_| $error)
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.0
            }
        }
    };
}

stored_text!(Symbol, "not a symbol");
stored_text!(Number, "not a number");
stored_text!(Branch, "not a branch number");

fn without_hyphens(raw: &str, nfkc: Nfkc<'_>) -> String {
    fold_ascii(raw, nfkc)
        .chars()
        .filter(|&c| c != ' ' && !is_hyphen(c) && !is_long_vowel(c))
        .collect()
}

/// The text without the label people copy along with it: `記号:12`.
fn without_label<'a>(mut text: &'a str, label: &str) -> &'a str {
    while let Some(rest) = text.strip_prefix(label).or_else(|| text.strip_prefix(':')) {
        text = rest;
    }
    text
}

fn checked(text: &str, max: u16, allowed: impl Fn(char) -> bool) -> Result<String, FieldError> {
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    if !text.chars().all(allowed) {
        return Err(FieldError::BadCharacter);
    }
    let kept = match text.trim_start_matches('0') {
        _ if !is_digits(text) => text,
        "" => "0",
        rest => rest,
    };
    if kept.chars().nth(usize::from(max)).is_some() {
        return Err(FieldError::TooLong { max });
    }
    Ok(kept.to_owned())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ')
}

/// The ideographs of Unicode, 外字 beyond the first plane included.
fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn symbol(raw: &str) -> Result<String, FieldError> {
        Symbol::parse(raw, &nfkc).map(String::from)
    }

    fn number(raw: &str) -> Result<String, FieldError> {
        Number::parse(raw, &nfkc).map(String::from)
    }

    fn branch(raw: &str) -> Result<String, FieldError> {
        Branch::parse(raw, &nfkc).map(String::from)
    }

    #[test]
    fn a_masked_number_shows_its_end_alone() {
        for (number, shown) in [
            ("", ""),
            ("7", "＊"),
            ("12", "＊2"),
            ("345", "＊＊5"),
            ("1234", "＊＊34"),
            ("12345", "＊＊＊45"),
        ] {
            assert_eq!(masked(number), shown);
        }
    }

    #[test]
    fn reads_symbols() {
        for (raw, read) in [
            ("12", "12"),
            ("００１２", "12"),
            ("000", "0"),
            (" 1 2　", "12"),
            ("1-2", "12"),
            ("1ー2", "12"),
            ("1ーー2", "12"),
            ("あ", "あ"),
            ("健", "健"),
            ("𠮷", "𠮷"),
            ("ｱｰ", "アー"),
            ("カー", "カー"),
            ("ab01", "AB01"),
            ("00A", "00A"),
            ("ＡＢ", "AB"),
            ("記号：12", "12"),
            ("記 号 健", "健"),
        ] {
            assert_eq!(symbol(raw).as_deref(), Ok(read), "{raw}");
        }
        assert_eq!(symbol("　"), Err(FieldError::Empty));
        assert_eq!(symbol("-"), Err(FieldError::Empty));
        assert_eq!(symbol(&"健".repeat(19)), Ok("健".repeat(19)));
        assert_eq!(
            symbol(&"健".repeat(20)),
            Err(FieldError::TooLong { max: 19 })
        );
        for raw in ["12\0", "😀", "1(2)", "é", "<b>"] {
            assert_eq!(symbol(raw), Err(FieldError::BadCharacter), "{raw}");
        }
    }

    #[test]
    fn reads_numbers() {
        for (raw, read) in [
            ("00123", "123"),
            ("123", "123"),
            ("０００", "0"),
            ("12−345", "12345"),
            ("1 2 3", "123"),
            ("a12", "A12"),
            ("0a12", "0A12"),
            ("12ー3", "123"),
            ("\u{202e}123\u{202c}", "123"),
            ("0000000000000123", "123"),
            ("番号 345", "345"),
        ] {
            assert_eq!(number(raw).as_deref(), Ok(read), "{raw}");
        }
        assert_eq!(
            number("1234567890123"),
            Err(FieldError::TooLong { max: 12 })
        );
        for raw in ["あ", "12\0", "1.2", "😀", "+1", "記号1", "1番号"] {
            assert_eq!(number(raw), Err(FieldError::BadCharacter), "{raw}");
        }
        assert_eq!(number(""), Err(FieldError::Empty));
        assert_eq!(number("番号"), Err(FieldError::Empty));
    }

    #[test]
    fn reads_branches() {
        for (raw, read) in [
            ("1", "01"),
            ("01", "01"),
            ("００", "00"),
            ("0", "00"),
            (" 12 ", "12"),
            ("-01", "01"),
            ("枝番:1", "01"),
        ] {
            assert_eq!(branch(raw).as_deref(), Ok(read), "{raw}");
        }
        assert_eq!(branch("001"), Err(FieldError::TooLong { max: 2 }));
        assert_eq!(branch("A1"), Err(FieldError::NotDigits));
        assert_eq!(branch("\t"), Err(FieldError::Empty));
    }

    #[test]
    fn takes_a_megabyte() {
        for text in megabytes() {
            assert!(Symbol::from_stored(&text).is_err());
            assert!(Number::from_stored(&text).is_err());
            assert!(Branch::from_stored(&text).is_err());
        }
    }

    #[test]
    fn travels_as_checked_text() {
        let symbol = Symbol::parse("健", &nfkc).unwrap();
        assert_eq!(serde_json::to_string(&symbol).unwrap(), r#""健""#);
        assert!(serde_json::from_str::<Number>(r#""1.2""#).is_err());
        assert_eq!(
            serde_json::from_str::<Branch>(r#""1""#).unwrap().as_str(),
            "01"
        );
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(raw in prop_oneof![hostile(), "[0０1あカー\u{ff70}\u{3099}健Aａ −:記番号枝-]{1,8}"]) {
            if let Ok(read) = Symbol::parse(&raw, &nfkc) {
                prop_assert_eq!(Symbol::parse(read.as_str(), &nfkc), Ok(read.clone()));
                prop_assert_eq!(Symbol::from_stored(read.as_str()), Ok(read));
            }
            if let Ok(read) = Number::parse(&raw, &nfkc) {
                prop_assert_eq!(Number::parse(read.as_str(), &nfkc), Ok(read.clone()));
                prop_assert_eq!(Number::from_stored(read.as_str()), Ok(read));
            }
            if let Ok(read) = Branch::parse(&raw, &nfkc) {
                prop_assert_eq!(Branch::from_stored(read.as_str()), Ok(read));
            }
        }

        #[test]
        fn leading_zeros_do_not_matter(value in 0_u32..10_000_000, zeros in 0_usize..5) {
            let raw = "0".repeat(zeros) + &value.to_string();
            prop_assert_eq!(number(&raw), Ok(value.to_string()));
            prop_assert_eq!(symbol(&raw), Ok(value.to_string()));
        }
    }
}

//! 記号・番号・枝番: how the society knows a person.
//!
//! May enter: how the three are typed, pasted and stored. Must not: whom they belong to; a relationship
//! guessed from the 枝番 (it says nothing about it).
//!
//! All three are text: societies print leading zeros or not, and a 記号 may be a kanji.

use super::field::FieldError;
use super::text::{Nfkc, as_stored, fold_ascii, fold_hyphens, is_hyphen, is_long_vowel};
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
        checked(text, MAX_SYMBOL, is_sign).map(Self)
    }
}

impl Number {
    /// Reads a typed 番号: folded, without spaces and hyphens, letters large, leading zeros dropped when
    /// it is all digits (`００１２３` → `123`, `000` → `0`).
    ///
    /// # Errors
    /// `Empty`, `TooLong` (over [`MAX_NUMBER`]), `BadCharacter`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let mut text = without_hyphens(raw, nfkc);
        text.make_ascii_uppercase();
        checked(text, MAX_NUMBER, |c| c.is_ascii_alphanumeric()).map(Self)
    }
}

impl Branch {
    /// Reads a typed 枝番: one or two digits, stored as two (`1` → `01`).
    ///
    /// # Errors
    /// `Empty`, `TooLong` (over [`MAX_BRANCH`]), `NotDigits`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let mut text = without_hyphens(raw, nfkc);
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

fn checked(text: String, max: u16, allowed: impl Fn(char) -> bool) -> Result<String, FieldError> {
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    if !text.chars().all(allowed) {
        return Err(FieldError::BadCharacter);
    }
    let kept = match text.trim_start_matches('0') {
        _ if !is_digits(&text) => text.as_str(),
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

/// Takes apart what was pasted whole into one of the three fields: `12-345`, `12-345-01`, `12 345`, tabs
/// from a table, `記号12番号345(枝番)01`. Given and returned in the order 記号, 番号, 枝番.
///
/// It happens only when the other fields are empty or say the same; a 番号 with its 枝番 behind it
/// (`345-01`, `345(枝番)01`) beside a 記号 is taken apart too, where the hyphen cannot be one within the 番号.
/// Everything else comes back as it was typed: then each field reads its own.
pub fn split_pasted(
    symbol: &str,
    number: &str,
    branch: &str,
    nfkc: Nfkc<'_>,
) -> (String, String, String) {
    let typed = [symbol, number, branch];
    let [symbol, number, branch] = typed
        .iter()
        .find_map(|text| Pasted::read(text, nfkc).filter(|pasted| pasted.agrees_with(typed, nfkc)))
        .map(|pasted| pasted.into_fields(typed, nfkc))
        .or_else(|| split_branch(typed, nfkc))
        .unwrap_or_else(|| typed.map(str::to_owned));
    (symbol, number, branch)
}

/// Longer text was not copied from a card.
const MAX_PASTED: usize = 80;

/// 記号, 番号 and perhaps 枝番 found in one text.
struct Pasted {
    whole: String,
    symbol: String,
    number: String,
    branch: Option<String>,
}

impl Pasted {
    fn read(raw: &str, nfkc: Nfkc<'_>) -> Option<Self> {
        let whole = line(raw, nfkc)?;
        let pieces = pieces(&whole)?;
        let (symbol, number, branch) = match pieces.as_slice() {
            [symbol, number] => (symbol, number, None),
            [symbol, number, branch] => (symbol, number, Some(branch)),
            _ => return None,
        };
        let reads = Symbol::parse(symbol, nfkc).is_ok()
            && Number::parse(number, nfkc).is_ok()
            && branch.is_none_or(|branch| Branch::parse(branch, nfkc).is_ok());
        if !reads {
            return None;
        }
        let (symbol, number, branch) = (symbol.clone(), number.clone(), branch.cloned());
        Some(Self {
            whole,
            symbol,
            number,
            branch,
        })
    }

    /// Whether each field is empty, holds the same paste, or says what the paste says.
    fn agrees_with(&self, [symbol, number, branch]: [&str; 3], nfkc: Nfkc<'_>) -> bool {
        let other =
            |raw: &str| !is_blank(raw, nfkc) && line(raw, nfkc).as_ref() != Some(&self.whole);
        let branch_agrees = |branch: &str| {
            let pasted = self
                .branch
                .as_ref()
                .map(|pasted| Branch::parse(pasted, nfkc));
            pasted.is_none_or(|pasted| pasted == Branch::parse(branch, nfkc))
        };
        (!other(symbol) || Symbol::parse(symbol, nfkc) == Symbol::parse(&self.symbol, nfkc))
            && (!other(number) || Number::parse(number, nfkc) == Number::parse(&self.number, nfkc))
            && (!other(branch) || branch_agrees(branch))
    }

    fn into_fields(self, [_, _, branch]: [&str; 3], nfkc: Nfkc<'_>) -> [String; 3] {
        let pasted_here = line(branch, nfkc).as_ref() == Some(&self.whole);
        let typed = if pasted_here { "" } else { branch };
        [
            self.symbol,
            self.number,
            self.branch.unwrap_or_else(|| typed.to_owned()),
        ]
    }
}

/// Takes `345-01` or `345(枝番)01` in the field of the 番号 apart when the 記号 stands in its own. A bare
/// hyphen counts only before a two-digit 枝番 below 10, as nearly all are; a longer tail may belong to the 番号.
fn split_branch([symbol, number, branch]: [&str; 3], nfkc: Nfkc<'_>) -> Option<[String; 3]> {
    let whole = line(number, nfkc)?;
    let pieces = pieces(&whole)?;
    let [first, last] = pieces.as_slice() else {
        return None;
    };
    let labelled = whole.contains("枝番") || whole.contains('(');
    let plain = last.len() == 2 && last.starts_with('0');
    let read = Branch::parse(last, nfkc).ok()?;
    let fits = (labelled || plain)
        && Symbol::parse(symbol, nfkc).is_ok()
        && Number::parse(first, nfkc).is_ok()
        && (is_blank(branch, nfkc) || Branch::parse(branch, nfkc) == Ok(read));
    fits.then(|| [symbol.to_owned(), first.clone(), last.clone()])
}

/// The text as one folded line, if it is short enough to be looked at.
fn line(raw: &str, nfkc: Nfkc<'_>) -> Option<String> {
    let short = raw.chars().nth(MAX_PASTED).is_none();
    short.then(|| fold_hyphens(&fold_ascii(raw, nfkc)))
}

fn is_blank(raw: &str, nfkc: Nfkc<'_>) -> bool {
    fold_ascii(raw, nfkc).is_empty()
}

/// The parts between labels, hyphens, spaces and punctuation; nothing where labels stand in another order.
fn pieces(whole: &str) -> Option<Vec<String>> {
    const LABELS: [&str; 3] = ["記号", "番号", "枝番"];
    let mut text = whole.to_owned();
    let mut before = 0;
    for label in LABELS {
        if let Some(at) = text.find(label) {
            if at < before {
                return None;
            }
            text.replace_range(at..at + label.len(), "-");
            before = at;
        }
    }
    let is_separator = |c: char| {
        matches!(
            c,
            ' ' | '-' | '/' | ':' | ',' | '、' | '・' | '(' | ')' | '.'
        )
    };
    Some(
        text.split(is_separator)
            .filter(|piece| !piece.is_empty())
            .map(str::to_owned)
            .collect(),
    )
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

    fn split(symbol: &str, number: &str, branch: &str) -> [String; 3] {
        split_pasted(symbol, number, branch, &nfkc).into()
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
        ] {
            assert_eq!(number(raw).as_deref(), Ok(read), "{raw}");
        }
        assert_eq!(
            number("1234567890123"),
            Err(FieldError::TooLong { max: 12 })
        );
        for raw in ["あ", "12\0", "1.2", "😀", "+1", "番号"] {
            assert_eq!(number(raw), Err(FieldError::BadCharacter), "{raw}");
        }
        assert_eq!(number(""), Err(FieldError::Empty));
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
        ] {
            assert_eq!(branch(raw).as_deref(), Ok(read), "{raw}");
        }
        assert_eq!(branch("001"), Err(FieldError::TooLong { max: 2 }));
        assert_eq!(branch("A1"), Err(FieldError::NotDigits));
        assert_eq!(branch("\t"), Err(FieldError::Empty));
    }

    #[test]
    fn takes_a_paste_apart() {
        for paste in [
            "12-345",
            "12 345",
            "12\t345",
            "１２－３４５",
            "12ー345",
            "12　345",
            "記号12番号345",
            "記号 12 番号 345",
            "記号:12 番号:345",
            "記号：１２・番号：３４５",
            "12・345",
            "12/345",
            " 12 - 345 ",
        ] {
            assert_eq!(split(paste, "", ""), ["12", "345", ""], "{paste}");
            assert_eq!(split("", paste, ""), ["12", "345", ""], "{paste}");
            assert_eq!(split(" ", "　", paste), ["12", "345", ""], "{paste}");
        }
        for paste in [
            "12-345-01",
            "12 345 01",
            "12\t345\t01",
            "記号12番号345枝番01",
            "記号12 番号345(枝番)01",
            "12-345（枝番）01",
            "12・345(01)",
        ] {
            for fields in [
                [paste, "", ""],
                ["", paste, ""],
                ["", "", paste],
                ["12", paste, ""],
                [paste, "345", "1"],
            ] {
                let [a, b, c] = fields;
                assert_eq!(split(a, b, c), ["12", "345", "01"], "{fields:?}");
            }
        }
        assert_eq!(split("健-00345", "", ""), ["健", "00345", ""]);
        assert_eq!(split("12-345", "12-345", "01"), ["12", "345", "01"]);
        assert_eq!(split("0012", "12-345", ""), ["12", "345", ""]);
    }

    #[test]
    fn takes_the_branch_off_a_number() {
        assert_eq!(split("9", "345-01", ""), ["9", "345", "01"]);
        assert_eq!(split("9", "345(枝番)12", ""), ["9", "345", "12"]);
        assert_eq!(split("9", "345(12)", "12"), ["9", "345", "12"]);
        assert_eq!(split("9", "345-01", "02"), ["9", "345-01", "02"]);
        assert_eq!(split("9", "345-12", ""), ["9", "345-12", ""]);
    }

    #[test]
    fn leaves_what_does_not_agree() {
        for fields in [
            ["9", "12-345", ""],
            ["12-345", "999", ""],
            ["12-345-01", "", "02"],
            ["12", "345", "01"],
            ["", "", ""],
            ["12", "", ""],
            ["1-2-3-4", "", ""],
            ["12-345-001", "", ""],
            ["番号12記号345", "", ""],
            ["12-あ", "", ""],
            ["", "345", "01"],
            ["A-B\0", "", ""],
        ] {
            let [a, b, c] = fields;
            assert_eq!(split(a, b, c), fields);
        }
    }

    #[test]
    fn takes_a_megabyte() {
        for text in megabytes() {
            assert!(Symbol::from_stored(&text).is_err());
            assert!(Number::from_stored(&text).is_err());
            assert!(Branch::from_stored(&text).is_err());
            assert_eq!(split(&text, "", ""), [text.as_str(), "", ""]);
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
        fn reads_what_it_writes(raw in hostile()) {
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

        #[test]
        fn a_card_pasted_into_any_field_is_read(
            s in "[1-9][0-9]{0,3}|[健保アあ]", n in "[1-9][0-9]{0,6}", b in "[0-9]{2}", field in 0_usize..3,
            hyphen in prop::sample::select(vec!["-", "−", "－", "‐", "─", " ", "　", "\t"]),
        ) {
            let mut fields = [String::new(), String::new(), String::new()];
            fields[field] = [s.as_str(), n.as_str(), b.as_str()].join(hyphen);
            let [x, y, z] = &fields;
            prop_assert_eq!(split(x, y, z), [s, n, b]);
        }

        #[test]
        fn splitting_twice_is_splitting_once(a in hostile(), b in hostile(), c in hostile()) {
            let [x, y, z] = split(&a, &b, &c);
            prop_assert_eq!(split(&x, &y, &z), [x, y, z]);
            let [x, y, z] = split(&a, "", "");
            prop_assert_eq!(split(&x, &y, &z), [x, y, z]);
        }
    }
}

//! 健診機関: what identifies one, and how it is searched for.
//!
//! May enter: codes, classes, the folding of names for the search. Must not: the list of institutions, prices, places.

pub use super::prefecture::Prefecture;
use crate::domain::field::FieldError;
use crate::domain::relationship::Sex;
use crate::domain::text::{Nfkc, as_stored, fold_ascii, is_hyphen, is_long_vowel};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// 健診機関コード: ten digits, as 特定健診 and claims number institutions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InstitutionCode(String);

/// Longer text is no code, whatever it says.
const MAX_CHARS: usize = 40;

impl InstitutionCode {
    /// Digits of a code.
    pub const DIGITS: u16 = 10;

    /// Reads a code, with spaces and hyphens or without.
    ///
    /// # Errors
    /// `Empty`, `NotDigits`, `TooShort` and `TooLong` (not [`Self::DIGITS`]).
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        if raw.chars().nth(MAX_CHARS).is_some() {
            return Err(FieldError::TooLong { max: Self::DIGITS });
        }
        let text: String = fold_ascii(raw, nfkc)
            .chars()
            .filter(|&c| c != ' ' && !is_hyphen(c))
            .collect();
        if text.is_empty() {
            Err(FieldError::Empty)
        } else if !text.bytes().all(|b| b.is_ascii_digit()) {
            Err(FieldError::NotDigits)
        } else if text.len() < usize::from(Self::DIGITS) {
            Err(FieldError::TooShort { min: Self::DIGITS })
        } else if text.len() > usize::from(Self::DIGITS) {
            Err(FieldError::TooLong { max: Self::DIGITS })
        } else {
            Ok(Self(text))
        }
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for InstitutionCode {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for InstitutionCode {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text, &as_stored).map_err(|_| "an institution's code has ten digits")
    }
}

impl From<InstitutionCode> for String {
    fn from(code: InstitutionCode) -> Self {
        code.0
    }
}

/// 健診機関の区分, by which co-payments differ (健保の健診案内に多い形).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionClass {
    /// 区分A
    A,
    /// 区分B
    B,
    /// 区分C
    C,
}

impl InstitutionClass {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The code rows and wires hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }

    /// The class of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.code() == code)
    }

    /// Its place among [`Self::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// For whom a day is: レディースデー and the like.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DaySex {
    /// For all.
    #[default]
    Any,
    /// 女性専用日
    Female,
    /// 男性専用日
    Male,
}

impl DaySex {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Any, Self::Female, Self::Male];

    /// The code rows and wires hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Female => "female",
            Self::Male => "male",
        }
    }

    /// The kind of day of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether a person may be examined on such a day. Whose sex the roster does not tell, only on a day for all.
    pub fn admits(self, sex: Sex) -> bool {
        match self {
            Self::Any => true,
            Self::Female => sex == Sex::Female,
            Self::Male => sex == Sex::Male,
        }
    }
}

/// What names, places and stations are searched by, and what is searched for in them: width, case, ひらがな and カタカナ,
/// small and large `ヶ`, spaces, hyphens, `・` and `ー` make no difference.
pub fn search_key(raw: &str, nfkc: Nfkc<'_>) -> String {
    let key: String = fold_ascii(raw, nfkc)
        .chars()
        .filter(|&c| {
            !is_hyphen(c) && !is_long_vowel(c) && !matches!(c, ' ' | '・') && !c.is_control()
        })
        .map(|c| match c {
            'ヶ' | 'ゖ' => 'ケ',
            'ヵ' | 'ゕ' => 'カ',
            // The two alphabets lie 0x60 apart.
            'ぁ'..='ゔ' | 'ゝ' | 'ゞ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            c => c.to_ascii_lowercase(),
        })
        .collect();
    // What is left may join: a voicing mark with the kana before the character dropped.
    nfkc(&key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn code(raw: &str) -> Result<String, FieldError> {
        InstitutionCode::parse(raw, &nfkc).map(String::from)
    }

    #[test]
    fn reads_codes() {
        assert_eq!(code(" ９９１-１２３４５６７ ").as_deref(), Ok("9911234567"));
        assert_eq!(code(""), Err(FieldError::Empty));
        assert_eq!(code("991123456"), Err(FieldError::TooShort { min: 10 }));
        assert_eq!(code("99112345678"), Err(FieldError::TooLong { max: 10 }));
        assert_eq!(code("991123456A"), Err(FieldError::NotDigits));
        for text in megabytes() {
            assert!(code(&text).is_err());
        }
        assert!(serde_json::from_str::<InstitutionCode>(r#""991""#).is_err());
    }

    #[test]
    fn codes_go_there_and_back_and_are_those_of_the_wire() {
        for (at, one) in InstitutionClass::ALL.into_iter().enumerate() {
            assert_eq!(InstitutionClass::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
            assert_eq!(one.index(), at);
        }
        for one in DaySex::ALL {
            assert_eq!(DaySex::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
        }
    }

    #[test]
    fn a_day_for_one_sex_is_for_nobody_else() {
        for (kind, admitted) in [
            (DaySex::Any, vec![Sex::Male, Sex::Female, Sex::Unknown]),
            (DaySex::Female, vec![Sex::Female]),
            (DaySex::Male, vec![Sex::Male]),
        ] {
            let all: Vec<Sex> = Sex::ALL
                .into_iter()
                .filter(|sex| kind.admits(*sex))
                .collect();
            assert_eq!(all, admitted, "{kind:?}");
        }
    }

    #[test]
    fn finds_however_it_is_typed() {
        for (one, other) in [
            ("みなと健診センター", "ミナト健診ｾﾝﾀｰ"),
            ("ＡＢＣクリニック", "abc くりにっく"),
            ("霞ヶ関", "霞ケ関"),
            ("メディカル・プラザ", "めでぃかるぷらざ"),
            ("市ヶ谷駅", "市ケ谷駅"),
        ] {
            assert_eq!(search_key(one, &nfkc), search_key(other, &nfkc), "{one}");
        }
        assert_ne!(search_key("ハート", &nfkc), search_key("パート", &nfkc));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(raw in hostile()) {
            let once = search_key(&raw, &nfkc);
            prop_assert_eq!(search_key(&once, &nfkc), once);
        }

        #[test]
        fn reading_what_is_written_gives_the_same_code(raw in prop_oneof![hostile(), "[0-9]{10}".prop_map(String::from)]) {
            if let Ok(read) = code(&raw) {
                prop_assert_eq!(read.len(), 10);
                prop_assert_eq!(code(&read), Ok(read));
            }
        }
    }
}

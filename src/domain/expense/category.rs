//! 診療区分: what kind of care a row is about.
//!
//! May enter: the kinds and the words files have for them. Must not: sentences people read.

use crate::domain::{
    field::FieldError,
    text::{Nfkc, fold_ascii},
};
use serde::{Deserialize, Serialize};

/// 診療区分
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 医科入院
    MedicalIn,
    /// 医科外来
    MedicalOut,
    /// 歯科入院
    DentalIn,
    /// 歯科 (外来)
    DentalOut,
    /// 調剤
    Pharmacy,
    /// 訪問看護
    HomeNursing,
    /// 柔道整復
    Judo,
    /// あんま・マッサージ・指圧・はり・きゅう
    Acupuncture,
}

/// Each kind, its code, its number in rows, and what files call it; the first word is the one we write.
const KINDS: [(Category, &str, i16, &[&str]); 8] = [
    (
        Category::MedicalIn,
        "medical_in",
        1,
        &["医科入院", "医・入", "医入", "入院"],
    ),
    (
        Category::MedicalOut,
        "medical_out",
        2,
        &[
            "医科外来",
            "医・外",
            "医外",
            "医科",
            "外来",
            "入院外",
            "医科入院外",
        ],
    ),
    (
        Category::DentalIn,
        "dental_in",
        3,
        &["歯科入院", "歯・入", "歯入"],
    ),
    (
        Category::DentalOut,
        "dental_out",
        4,
        &["歯科", "歯・外", "歯外", "歯科外来"],
    ),
    (Category::Pharmacy, "pharmacy", 5, &["調剤", "薬局"]),
    (
        Category::HomeNursing,
        "home_nursing",
        6,
        &["訪問", "訪問看護"],
    ),
    (Category::Judo, "judo", 7, &["柔整", "柔道整復"]),
    (
        Category::Acupuncture,
        "acupuncture",
        8,
        &[
            "あはき",
            "あんま・はり・きゅう",
            "はり・きゅう",
            "鍼灸",
            "マッサージ",
        ],
    ),
];

impl Category {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 8] = [
        Self::MedicalIn,
        Self::MedicalOut,
        Self::DentalIn,
        Self::DentalOut,
        Self::Pharmacy,
        Self::HomeNursing,
        Self::Judo,
        Self::Acupuncture,
    ];

    fn row(self) -> &'static (Self, &'static str, i16, &'static [&'static str]) {
        &KINDS[self as usize]
    }

    /// The code the wire and addresses hold.
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// The number rows hold.
    pub fn number(self) -> i16 {
        self.row().2
    }

    /// The word files have for it.
    pub fn word(self) -> &'static str {
        self.row().3[0]
    }

    /// The kind under a number.
    pub fn from_number(number: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// The kind under a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it is a stay in a hospital: meals cost there.
    pub fn is_stay(self) -> bool {
        matches!(self, Self::MedicalIn | Self::DentalIn)
    }

    /// Reads the word of a file.
    ///
    /// # Errors
    /// `Empty`; `Unknown`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let known = |word: &str| {
            KINDS
                .iter()
                .find(|row| row.3.contains(&word))
                .map(|row| row.0)
        };
        // what comes a million times is spelled as we spell it
        if let Some(kind) = known(raw) {
            return Ok(kind);
        }
        let word: String = fold_ascii(raw, nfkc)
            .chars()
            .filter(|c| !matches!(c, ' ' | '(' | ')'))
            .collect();
        if word.is_empty() {
            return Err(FieldError::Empty);
        }
        known(&word).ok_or(FieldError::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::nfkc;

    #[test]
    fn every_word_leads_to_its_kind() {
        for (at, (kind, code, number, words)) in KINDS.into_iter().enumerate() {
            assert_eq!(Category::ALL[at], kind);
            assert_eq!(Category::from_code(code), Some(kind));
            assert_eq!(Category::from_number(number), Some(kind));
            for word in words {
                assert_eq!(Category::parse(word, &nfkc), Ok(kind), "{word}");
            }
            assert_eq!(Category::parse(kind.word(), &nfkc), Ok(kind));
        }
        assert_eq!(
            Category::parse(" 歯科(外来) ", &nfkc),
            Ok(Category::DentalOut)
        );
        assert_eq!(Category::parse("調 剤", &nfkc), Ok(Category::Pharmacy));
    }

    #[test]
    fn no_word_means_two_kinds() {
        let mut words: Vec<_> = KINDS.iter().flat_map(|row| row.3).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    #[test]
    fn refuses_other_words() {
        assert_eq!(Category::parse(" ", &nfkc), Err(FieldError::Empty));
        assert_eq!(Category::parse("眼科", &nfkc), Err(FieldError::Unknown));
    }
}

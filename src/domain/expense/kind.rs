//! 取引区分: whether a row is the first of its kind, puts an earlier one right, or takes it back.

use crate::domain::{
    field::FieldError,
    text::{Nfkc, fold_ascii},
};
use serde::{Deserialize, Serialize};

/// 取引区分
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 新規
    New,
    /// 修正: takes the place of the row with the same 整理番号.
    Correction,
    /// 取消: the row with the same 整理番号 does not count any more.
    Withdrawal,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::New, Self::Correction, Self::Withdrawal];

    /// The number rows hold.
    pub fn number(self) -> i16 {
        match self {
            Self::New => 1,
            Self::Correction => 2,
            Self::Withdrawal => 3,
        }
    }

    /// The kind under a number.
    pub fn from_number(number: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// The word files have for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "新規",
            Self::Correction => "修正",
            Self::Withdrawal => "取消",
        }
    }

    /// Reads the word of a file.
    ///
    /// # Errors
    /// `Empty`; `Unknown`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let known = |word: &str| Self::ALL.into_iter().find(|kind| kind.word() == word);
        if let Some(kind) = known(raw) {
            return Ok(kind);
        }
        let word = fold_ascii(raw, nfkc);
        if word.is_empty() {
            return Err(FieldError::Empty);
        }
        known(&word)
            .or_else(|| (word == "取り消し" || word == "取消し").then_some(Self::Withdrawal))
            .ok_or(FieldError::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::nfkc;

    #[test]
    fn words_and_numbers_lead_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.word(), &nfkc), Ok(kind));
            assert_eq!(Kind::from_number(kind.number()), Some(kind));
        }
        assert_eq!(Kind::parse(" 取消し", &nfkc), Ok(Kind::Withdrawal));
        assert_eq!(Kind::parse("", &nfkc), Err(FieldError::Empty));
        assert_eq!(Kind::parse("変更", &nfkc), Err(FieldError::Unknown));
    }
}

//! Amounts of money: whole yen, tax included, never below zero.

use crate::domain::field::FieldError;
use crate::domain::text::{Nfkc, fold_ascii};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};
use std::iter::Sum;

/// An amount in yen. Shown as `12,345円`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Yen(u32);

/// Longer text is no amount, whatever it says.
const MAX_CHARS: usize = 40;

impl Yen {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The highest amount a price or a subsidy can have; the next one is a slip of the finger.
    pub const MAX: Self = Self(9_999_999);
    /// Most digits of an amount that is typed.
    const MAX_DIGITS: u16 = 7;

    /// So many yen.
    pub const fn new(yen: u32) -> Self {
        Self(yen)
    }

    /// The number of yen.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Reads what is typed or imported: `12345`, `12,345`, `¥12,345`, `12,345円`, full-width too.
    ///
    /// # Errors
    /// `Empty`; `NotDigits`; `TooLong` above [`Yen::MAX`].
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let too_long = FieldError::TooLong {
            max: Self::MAX_DIGITS,
        };
        if raw.chars().nth(MAX_CHARS).is_some() {
            return Err(too_long);
        }
        let folded = fold_ascii(raw, nfkc);
        let text = folded.strip_prefix(['¥', '\\']).unwrap_or(&folded);
        let text = text.strip_suffix('円').unwrap_or(text).trim();
        if text.is_empty() {
            return Err(FieldError::Empty);
        }
        let mut yen: u32 = 0;
        for c in text.chars().filter(|c| *c != ',') {
            let digit = c.to_digit(10).ok_or(FieldError::NotDigits)?;
            yen = yen.saturating_mul(10).saturating_add(digit);
        }
        if text.bytes().all(|b| b == b',') {
            return Err(FieldError::NotDigits);
        }
        if yen > Self::MAX.0 {
            return Err(too_long);
        }
        Ok(Self(yen))
    }

    /// The sum; nothing where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The sum, at most the highest number there is.
    #[must_use]
    pub fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left, at least nothing.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Sum for Yen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::saturating_add)
    }
}

impl Display for Yen {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&grouped(self.0.into()))?;
        f.write_str("円")
    }
}

/// A number with a comma after every three digits: `12,345`. For sums, which may be larger than any one amount.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn yen(raw: &str) -> Result<u32, FieldError> {
        Yen::parse(raw, &nfkc).map(Yen::get)
    }

    #[test]
    fn shows_thousands() {
        for (amount, shown) in [
            (0, "0円"),
            (999, "999円"),
            (1_000, "1,000円"),
            (12_345, "12,345円"),
            (9_999_999, "9,999,999円"),
            (u32::MAX, "4,294,967,295円"),
        ] {
            assert_eq!(Yen::new(amount).to_string(), shown);
        }
    }

    #[test]
    fn reads_amounts() {
        for raw in [
            "12345",
            "12,345円",
            "１２，３４５円",
            "￥12,345",
            "¥ 12345 円",
            "00012345",
        ] {
            assert_eq!(yen(raw), Ok(12_345), "{raw}");
        }
        assert_eq!(yen("　"), Err(FieldError::Empty));
        assert_eq!(yen("円"), Err(FieldError::Empty));
        assert_eq!(yen("10000000"), Err(FieldError::TooLong { max: 7 }));
        for raw in ["-1", "1.5", "1万", "12\0", ",", "1円円"] {
            assert_eq!(yen(raw), Err(FieldError::NotDigits), "{raw}");
        }
        for text in megabytes() {
            assert!(yen(&text).is_err());
        }
    }

    #[test]
    fn never_leaves_its_bounds() {
        let (one, most) = (Yen::new(1), Yen::new(u32::MAX));
        assert_eq!(most.checked_add(one), None);
        assert_eq!(most.saturating_add(one), most);
        assert_eq!(Yen::ZERO.saturating_sub(one), Yen::ZERO);
        assert_eq!([one, one, most].into_iter().sum::<Yen>(), most);
    }

    proptest! {
        #[test]
        fn reading_what_is_shown_gives_the_same_amount(amount in 0..=Yen::MAX.get()) {
            prop_assert_eq!(yen(&Yen::new(amount).to_string()), Ok(amount));
        }

        #[test]
        fn never_panics(raw in hostile()) {
            if let Ok(read) = yen(&raw) {
                prop_assert!(read <= Yen::MAX.get());
            }
        }
    }
}

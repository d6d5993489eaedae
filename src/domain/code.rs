//! Codes people type: the six digits of a mail, and the society's one-time 登録コード.

use super::{
    field::FieldError,
    text::{Nfkc, fold_ascii},
};

/// 確認コード: six digits in the mail, the same act as its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmCode(String);

impl ConfirmCode {
    /// How many digits.
    pub const LEN: usize = 6;

    /// The code for a number; only its last six digits count.
    pub fn from_number(number: u32) -> Self {
        Self(format!("{:06}", number % 1_000_000))
    }

    /// Reads what was typed: any width, spaces and hyphens anywhere.
    ///
    /// # Errors
    /// `Empty`, `NotDigits`, `TooShort`, `TooLong`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let digits: String = compact(raw, nfkc);
        if digits.is_empty() {
            return Err(FieldError::Empty);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(FieldError::NotDigits);
        }
        of_length(digits, Self::LEN).map(Self)
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 登録コード: twelve characters of Crockford's base 32 (60 bits), handed out once by the society, printed `XXXX-XXXX-XXXX`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationCode(String);

/// Crockford's alphabet: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl RegistrationCode {
    /// How many characters, hyphens not counted.
    pub const LEN: usize = 12;

    /// The code for random bytes (60 of the 64 bits are used).
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        let mut number = u64::from_le_bytes(bytes);
        let mut code = String::with_capacity(Self::LEN);
        for _ in 0..Self::LEN {
            code.push(char::from(ALPHABET[(number & 31) as usize]));
            number >>= 5;
        }
        Self(code)
    }

    /// Reads what was typed: any width and case, hyphens and spaces anywhere, O as 0, I and L as 1.
    ///
    /// # Errors
    /// `Empty`, `BadCharacter`, `TooShort`, `TooLong`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let code: String = compact(raw, nfkc)
            .chars()
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        if code.is_empty() {
            return Err(FieldError::Empty);
        }
        if !code.bytes().all(|b| ALPHABET.contains(&b)) {
            return Err(FieldError::BadCharacter);
        }
        of_length(code, Self::LEN).map(Self)
    }

    /// The twelve characters, as compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As printed for people.
    pub fn printed(&self) -> String {
        let code = &self.0;
        [&code[..4], "-", &code[4..8], "-", &code[8..]].concat()
    }
}

/// ASCII text that has to be exactly so long.
fn of_length(text: String, length: usize) -> Result<String, FieldError> {
    let exact = length as u16;
    match text.len() {
        typed if typed < length => Err(FieldError::TooShort { min: exact }),
        typed if typed > length => Err(FieldError::TooLong { max: exact }),
        _ => Ok(text),
    }
}

fn compact(raw: &str, nfkc: Nfkc<'_>) -> String {
    fold_ascii(raw, nfkc)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn nfkc(raw: &str) -> String {
        raw.nfkc().collect()
    }

    #[test]
    fn six_digits_in_any_width() {
        for raw in ["012345", "０１２３４５", " 012 345 ", "012-345", "012－345"] {
            assert_eq!(
                ConfirmCode::parse(raw, &nfkc).map(|code| code.as_str().to_owned()),
                Ok("012345".to_owned()),
                "{raw}"
            );
        }
        assert_eq!(
            ConfirmCode::parse("12345", &nfkc),
            Err(FieldError::TooShort { min: 6 })
        );
        assert_eq!(
            ConfirmCode::parse("1234567", &nfkc),
            Err(FieldError::TooLong { max: 6 })
        );
        assert_eq!(ConfirmCode::parse("12a", &nfkc), Err(FieldError::NotDigits));
        assert_eq!(ConfirmCode::parse("  ", &nfkc), Err(FieldError::Empty));
    }

    #[test]
    fn look_alikes_are_read() {
        let code = RegistrationCode::parse("0123-4567-89ab", &nfkc);
        assert_eq!(code, RegistrationCode::parse("ol23 4567 ８９ＡＢ", &nfkc));
        assert!(code.is_ok());
        assert_eq!(
            RegistrationCode::parse("aaaa", &nfkc),
            Err(FieldError::TooShort { min: 12 })
        );
        assert_eq!(
            RegistrationCode::parse("0123-4567-89ab-c", &nfkc),
            Err(FieldError::TooLong { max: 12 })
        );
        assert_eq!(
            RegistrationCode::parse("コード", &nfkc),
            Err(FieldError::BadCharacter)
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(bytes: [u8; 8]) {
            let code = RegistrationCode::from_bytes(bytes);
            prop_assert_eq!(RegistrationCode::parse(&code.printed(), &nfkc), Ok(code));
        }

        #[test]
        fn confirm_codes_are_read(number: u32) {
            let code = ConfirmCode::from_number(number);
            prop_assert_eq!(ConfirmCode::parse(code.as_str(), &nfkc), Ok(code));
        }

        #[test]
        fn nothing_panics(raw in any::<String>()) {
            let _ = ConfirmCode::parse(&raw, &nfkc);
            let _ = RegistrationCode::parse(&raw, &nfkc);
        }
    }
}

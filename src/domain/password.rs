//! パスワード: the society's rule, what is personal, and a small meter.
//!
//! The list of common passwords is the server's (too large for a phone). Nothing is trimmed or truncated; Unicode is folded
//! (NFKC) before rule and hash, so that full-width typing by an IME gives the same password.

use std::fmt;

use serde::Deserialize;

use super::{
    birth_date::BirthDate,
    email::Email,
    field::FieldError,
    kana_name::KanaName,
    romaji::romaji,
    symbol_number::{Number, Symbol},
    text::{Nfkc, has_control},
};

/// The society's rule for new passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "PolicyTable")]
pub struct PasswordPolicy {
    /// Shortest length in characters.
    pub min_len: u8,
    /// 半角英数混在: at least one of a to z and one digit, full-width typing folded; anything else may stand beside them.
    pub letter_and_digit: bool,
}

impl PasswordPolicy {
    /// The seed's rule: 半角英数混在5文字以上.
    pub const SEED: Self = Self {
        min_len: 5,
        letter_and_digit: true,
    };
    /// 8 or more, any characters.
    pub const STANDARD: Self = Self {
        min_len: 8,
        letter_and_digit: false,
    };
    /// 15 or more (NIST SP 800-63B-4 for a password alone).
    pub const STRONG: Self = Self {
        min_len: 15,
        letter_and_digit: false,
    };
    /// No society may go below the seed's length.
    pub const FLOOR: u8 = 5;
    /// No society may ask for more than this.
    pub const CEILING: u8 = 64;
}

/// `[password]` as written: a preset's name, or own numbers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyTable {
    preset: Option<String>,
    min_len: Option<u8>,
    letter_and_digit: Option<bool>,
}

impl TryFrom<PolicyTable> for PasswordPolicy {
    type Error = &'static str;

    fn try_from(table: PolicyTable) -> Result<Self, Self::Error> {
        let own = table.min_len.is_some() || table.letter_and_digit.is_some();
        match (table.preset.as_deref(), own) {
            (Some(_), true) => {
                Err("password.preset stands alone, without min_len and letter_and_digit")
            }
            (Some("seed"), _) => Ok(Self::SEED),
            (Some("standard"), _) => Ok(Self::STANDARD),
            (Some("strong"), _) => Ok(Self::STRONG),
            (Some(_), _) => Err("password.preset is seed, standard or strong"),
            (None, _) => {
                let min_len = table.min_len.ok_or("password needs a preset, or min_len")?;
                if !(Self::FLOOR..=Self::CEILING).contains(&min_len) {
                    return Err("password.min_len is 5 to 64");
                }
                Ok(Self {
                    min_len,
                    letter_and_digit: table.letter_and_digit.unwrap_or(false),
                })
            }
        }
    }
}

/// A password somebody chose that satisfies the rule, folded. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// Most characters accepted: far beyond 64, so that phrases and managers fit, and bounded, so that hashing is.
pub const MAX_CHARS: usize = 256;
/// Most bytes accepted.
pub const MAX_BYTES: usize = 1024;

impl NewPassword {
    /// Folds and checks a password.
    ///
    /// # Errors
    /// `Empty`, `TooShort`, `TooLong`, `BadCharacter` (control characters), `NeedsLetter`, `NeedsDigit`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>, policy: &PasswordPolicy) -> Result<Self, FieldError> {
        if raw.is_empty() {
            return Err(FieldError::Empty);
        }
        let too_long = FieldError::TooLong {
            max: MAX_CHARS as u16,
        };
        if raw.len() > 4 * MAX_BYTES {
            return Err(too_long);
        }
        let folded = fold(raw, nfkc);
        if has_control(&folded) {
            return Err(FieldError::BadCharacter);
        }
        let chars = folded.chars().count();
        if chars > MAX_CHARS || folded.len() > MAX_BYTES {
            return Err(too_long);
        }
        if chars < usize::from(policy.min_len) {
            return Err(FieldError::TooShort {
                min: policy.min_len.into(),
            });
        }
        if policy.letter_and_digit {
            if !folded.bytes().any(|b| b.is_ascii_alphabetic()) {
                return Err(FieldError::NeedsLetter);
            }
            if !folded.bytes().any(|b| b.is_ascii_digit()) {
                return Err(FieldError::NeedsDigit);
            }
        }
        Ok(Self(folded))
    }

    /// The folded password, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// How every password is folded, at choosing and at logging in.
pub fn fold(raw: &str, nfkc: Nfkc<'_>) -> String {
    nfkc(raw)
}

/// What others may know of a person, so that it is no secret.
#[derive(Clone, Debug, Default)]
pub struct Personal<'a> {
    /// 記号
    pub symbol: Option<&'a Symbol>,
    /// 番号
    pub number: Option<&'a Number>,
    /// 生年月日
    pub birth_date: Option<BirthDate>,
    /// メールアドレス
    pub email: Option<&'a Email>,
    /// 氏名(カナ)
    pub kana: Option<&'a KanaName>,
    /// The society's name in letters.
    pub society_words: &'a [String],
}

/// Whether a password is little more than something personal: it holds such a word, and what is left is at most three
/// characters. Words shorter than three characters count only as the whole password. How either is punctuated makes no difference.
pub fn is_personal(password: &str, personal: &Personal<'_>) -> bool {
    let password = bare(password);
    let words = personal_words(personal);
    if words.iter().any(|word| is_mostly(&password, word)) {
        return true;
    }
    let rest = words
        .iter()
        .filter(|word| word.chars().count() >= 3)
        .fold(password, |rest, word| rest.replacen(word.as_str(), "", 1));
    rest.chars().count() <= 1
}

/// Lower case, without what people put between the parts of a name, a date or an address.
fn bare(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '-' | '/' | '.' | ' ' | '_' | '@' | '+'))
        .collect()
}

fn is_mostly(password: &str, word: &str) -> bool {
    let length = word.chars().count();
    if length < 3 {
        return password == word;
    }
    password.contains(word) && password.chars().count() <= length + 3
}

/// The words, [`bare`], the longest first.
fn personal_words(personal: &Personal<'_>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let number = personal.number.map(|number| number.as_str().to_owned());
    if let Some(symbol) = personal.symbol {
        let symbol = symbol.as_str();
        if let Some(number) = &number {
            words.push([symbol, number].concat());
        }
        words.push(symbol.to_owned());
    }
    words.extend(number);
    if let Some(birth) = personal.birth_date {
        words.extend(birth_words(birth));
    }
    if let Some(email) = personal.email {
        words.push(email.as_str().to_owned());
        words.push(email.local().to_owned());
        words.extend(
            email
                .local()
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|part| part.len() >= 4)
                .map(str::to_owned),
        );
    }
    if let Some(kana) = personal.kana {
        for part in kana.as_str().split(' ') {
            words.push(romaji(part));
            words.push(part.to_owned());
        }
    }
    words.extend_from_slice(personal.society_words);
    for word in &mut words {
        *word = bare(word);
    }
    words.retain(|word| !word.is_empty());
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// A birth date as people type it: 19800131, 800131, 0131 with the year, s550131, 昭和55年1月31日.
fn birth_words(birth: BirthDate) -> Vec<String> {
    let date = birth.date();
    let two = |n: u8| {
        [char::from(b'0' + n / 10), char::from(b'0' + n % 10)]
            .iter()
            .collect::<String>()
    };
    let (month, day) = (two(date.month()), two(date.day()));
    let year = date.year().to_string();
    let short = &year[year.len().saturating_sub(2)..];
    let mut words = vec![
        [year.as_str(), &month, &day].concat(),
        [short, month.as_str(), &day].concat(),
        [month.as_str(), &day, &year].concat(),
        [month.as_str(), &day].concat(),
    ];
    if let Some(wareki) = birth.wareki() {
        let year = two(u8::try_from(wareki.year()).unwrap_or(99));
        let letter = wareki.era().letter().to_ascii_lowercase().to_string();
        words.push([letter.as_str(), &year, &month, &day].concat());
        words.push([year.as_str(), &month, &day].concat());
        words.push(wareki.to_string());
    }
    words
}

/// What the meter says. It knows neither the common passwords nor the person, so it praises nothing but length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Digits alone, or hardly any different characters: easily guessed, however long.
    Plain,
    /// Short.
    Short,
    /// Not short, yet not the recommended 12.
    Fair,
    /// 12 or more.
    Good,
}

/// Recommended length, in characters.
pub const RECOMMENDED: usize = 12;

/// So many different characters are the fewest that length counts for.
const DIFFERENT: usize = 4;

/// A small meter: length, and whether the characters differ.
pub fn strength(password: &str) -> Strength {
    let chars = password.chars().count();
    let mut different = String::new();
    for c in password.chars().take(MAX_CHARS) {
        if !different.contains(c) {
            different.push(c);
        }
    }
    let digits = password.bytes().all(|b| b.is_ascii_digit());
    match chars {
        8.. if digits || different.chars().count() < DIFFERENT => Strength::Plain,
        RECOMMENDED.. => Strength::Good,
        8.. => Strength::Fair,
        _ => Strength::Short,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::domain::date::CivilDate;

    fn nfkc(raw: &str) -> String {
        raw.nfkc().collect()
    }

    fn seed(raw: &str) -> Result<NewPassword, FieldError> {
        NewPassword::parse(raw, &nfkc, &PasswordPolicy::SEED)
    }

    #[test]
    fn the_seeds_rule() {
        assert!(seed("k7mp2").is_ok());
        assert_eq!(seed(""), Err(FieldError::Empty));
        assert_eq!(seed("a1b2"), Err(FieldError::TooShort { min: 5 }));
        assert_eq!(seed("abcde"), Err(FieldError::NeedsDigit));
        assert_eq!(seed("12345"), Err(FieldError::NeedsLetter));
        assert_eq!(seed("a1\u{0}bcd"), Err(FieldError::BadCharacter));
        assert!(seed("散歩 が すき k7").is_ok());
        for no_letter in ["散歩 が すき 7", "かわのうた9", "éééé7", "ωωωω7"] {
            assert_eq!(seed(no_letter), Err(FieldError::NeedsLetter), "{no_letter}");
        }
        assert!(seed(&"a1".repeat(128)).is_ok());
        assert_eq!(
            seed(&"a1".repeat(129)),
            Err(FieldError::TooLong { max: 256 })
        );
    }

    #[test]
    fn full_width_typing_is_the_same_password() {
        assert_eq!(seed("ｋ７ｍｐ２"), seed("k7mp2"));
    }

    #[test]
    fn nothing_is_trimmed() {
        assert_ne!(seed(" k7mp2 "), seed("k7mp2"));
    }

    #[test]
    fn presets_and_own_numbers() {
        let read = |text: &str| toml::from_str::<PasswordPolicy>(text);
        assert_eq!(read("preset = \"seed\"").ok(), Some(PasswordPolicy::SEED));
        assert_eq!(
            read("preset = \"strong\"").ok(),
            Some(PasswordPolicy::STRONG)
        );
        assert_eq!(
            read("min_len = 10\nletter_and_digit = true").ok(),
            Some(PasswordPolicy {
                min_len: 10,
                letter_and_digit: true
            })
        );
        for wrong in [
            "",
            "preset = \"lax\"",
            "min_len = 4",
            "min_len = 65",
            "preset = \"seed\"\nmin_len = 9",
            "min_length = 9",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn personal_words_are_refused() {
        let symbol = Symbol::parse("12", &nfkc).ok();
        let number = Number::parse("34567", &nfkc).ok();
        let kana = KanaName::parse("ヤマダ ハナコ", &nfkc).ok();
        let email = Email::parse("hanako.y@example.jp", &nfkc).ok();
        let words = vec!["sorairo".to_owned()];
        let personal = Personal {
            symbol: symbol.as_ref(),
            number: number.as_ref(),
            birth_date: CivilDate::new(1980, 1, 31).map(BirthDate::from_stored),
            email: email.as_ref(),
            kana: kana.as_ref(),
            society_words: &words,
        };
        for bad in [
            "a34567",
            "19800131a",
            "s550131",
            "hanako1",
            "Yamada80",
            "sorairo1",
            "1234567x",
            "hanako.y1",
            "yamadahanako1",
            "Hanako0131",
        ] {
            assert!(is_personal(bad, &personal), "{bad}");
        }
        for good in [
            "k7mp2",
            "a12b9",
            "sampo-ga-suki-7",
            "12monkeys",
            "hana5mizu",
        ] {
            assert!(!is_personal(good, &personal), "{good}");
        }
    }

    #[test]
    fn the_meter_recommends_twelve() {
        assert_eq!(strength("k7mp2"), Strength::Short);
        assert_eq!(strength("k7mp2k7mp2"), Strength::Fair);
        assert_eq!(strength("sampo-ga-suki-7"), Strength::Good);
        for plain in [
            "19800131",
            "198001311980",
            "aaaaaaaa",
            &"a".repeat(60),
            "ababab111111",
        ] {
            assert_eq!(strength(plain), Strength::Plain, "{plain}");
        }
        // a few characters may be only the beginning of something
        assert_eq!(strength("1111"), Strength::Short);
    }

    fn with_address(raw: &str, password: &str) -> bool {
        let email = Email::parse(raw, &nfkc).expect("an address");
        let personal = Personal {
            email: Some(&email),
            ..Personal::default()
        };
        is_personal(&nfkc(password), &personal)
    }

    #[test]
    fn the_own_address_is_no_password() {
        let address = "Z9.p_b-x@Example-Mail.co.jp";
        for bad in [
            address,
            "z9.p_b-x@example-mail.co.jp1",
            "ｚ９．ｐ＿ｂ－ｘ＠example-mail.co.jp",
            "z9pbx",
            "z9.p_b-x",
            "Z9.p_b-x+12",
        ] {
            assert!(with_address(address, bad), "{bad}");
        }
        assert!(with_address("z9@example.jp", "z9@example.jp"));
        assert!(with_address("p5b@example.jp", "p5b@example.jp1"));
        assert!(!with_address("p5b@example.jp", "kawa no uta 9"));
        let personal = Personal {
            society_words: &["sora-iro.kenpo".to_owned()],
            ..Personal::default()
        };
        assert!(is_personal("Sora-iro.Kenpo1", &personal));
        assert!(is_personal("sorairokenpo1", &personal));
    }

    proptest! {
        #[test]
        fn no_address_with_a_few_characters_more_is_a_password(
            local in "[A-Za-z0-9]([A-Za-z0-9._+-]?[A-Za-z0-9]){0,9}",
            domain in "[a-z0-9]([a-z0-9-]?[a-z0-9]){0,9}\\.(jp|co\\.jp|example)",
            before in "[a-zA-Z0-9]{0,1}",
            after in "[a-zA-Z0-9!_.-]{0,2}",
        ) {
            let address = [local.as_str(), "@", &domain].concat();
            let password = [before.as_str(), &address, &after].concat();
            prop_assert!(with_address(&address, &password), "{password}");
        }

        #[test]
        fn folding_is_idempotent(raw in any::<String>()) {
            if let Ok(password) = seed(&raw) {
                prop_assert_eq!(seed(password.expose()), Ok(password));
            }
        }
    }
}

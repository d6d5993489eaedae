//! 氏名(カナ): how a name is read, and the key two spellings of one name share.
//!
//! May enter: how kana names are typed and compared. Must not: the kanji name (societies replace 外字, so
//! it proves nothing), romaji.

use super::field::FieldError;
use super::text::{Nfkc, as_stored, fold_ascii, is_hyphen, is_long_vowel};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// Most characters of a name, spaces included.
pub const MAX_CHARS: u16 = 50;

/// 氏名(カナ): katakana, `ー`, `・`, single spaces; Latin letters in the names of foreign nationals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KanaName(String);

impl KanaName {
    /// Reads a typed name: half-width kana and ひらがな become カタカナ, a hyphen behind a kana becomes `ー`
    /// and elsewhere a space, `＝` between the parts of a foreign name becomes `・`, the repetition
    /// marks ゝゞ what they repeat, runs of spaces one space.
    ///
    /// # Errors
    /// `Empty`, `TooLong` (over [`MAX_CHARS`]), `BadCharacter`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        // NFKC sets a space before these two; behind a kana they were meant to voice it.
        let joined: String = raw.chars().map(combining).collect();
        let mut name = String::new();
        let mut last = ' ';
        for typed in fold_ascii(&joined, nfkc).chars() {
            let Some(c) = read(typed, last) else {
                return Err(FieldError::BadCharacter);
            };
            if c == ' ' && last == ' ' {
                continue;
            }
            name.push(c);
            last = c;
        }
        name.truncate(name.trim_end().len());
        if name.is_empty() {
            return Err(FieldError::Empty);
        }
        if name.chars().nth(usize::from(MAX_CHARS)).is_some() {
            return Err(FieldError::TooLong { max: MAX_CHARS });
        }
        let name = Self(name);
        if name.key().is_empty() {
            Err(FieldError::BadCharacter)
        } else {
            Ok(name)
        }
    }

    /// A name that was parsed before it was stored.
    ///
    /// # Errors
    /// As [`KanaName::parse`], when the stored text was not written by this type.
    pub fn from_stored(text: &str) -> Result<Self, FieldError> {
        Self::parse(text, &as_stored)
    }

    /// The name as it is shown and stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What names are compared by. Rosters and people differ in these, so they are folded:
    /// - spaces, `・` and `ー` are dropped (`ヤマダ ハナコ` = `ヤマダハナコ`, `メアリー` = `メアリ`);
    /// - small kana become large (`ッ` = `ツ`, `ャ` = `ヤ`, `ヶ` = `ケ`): old systems know only large ones;
    /// - `ヂ` = `ジ`, `ヅ` = `ズ`, `ヲ` = `オ`, `ヰ` = `イ`, `ヱ` = `エ`: spoken alike, spelled either way;
    /// - `ヴァ ヴィ ヴェ ヴォ ヴ` = `バ ビ ベ ボ ブ`, and the rare `ヷ ヸ ヹ ヺ` likewise;
    /// - Latin letters become large.
    ///
    /// Long vowels written with a vowel (`オオノ`, `ユウコ`) are not folded: オノ is another name.
    pub fn key(&self) -> String {
        let mut key = String::with_capacity(self.0.len());
        let mut chars = self
            .0
            .chars()
            .filter(|&c| c != ' ' && c != '・' && !is_long_vowel(c))
            .peekable();
        while let Some(c) = chars.next() {
            let joined = if c == 'ヴ' {
                chars.peek().and_then(|&next| voiced_v(large(next)))
            } else {
                None
            };
            if joined.is_some() {
                chars.next();
            }
            key.push(joined.unwrap_or_else(|| large(c)));
        }
        key
    }
}

/// The voicing marks that stand alone, as those that join the kana before them.
fn combining(c: char) -> char {
    match c {
        '゛' => '\u{3099}',
        '゜' => '\u{309A}',
        c => c,
    }
}

/// What a character of the folded name is read as, behind the one before it.
fn read(c: char, last: char) -> Option<char> {
    let after_kana = is_katakana(last) || is_long_vowel(last);
    Some(match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60)?,
        'ァ'..='ヺ' | 'ー' | ' ' | 'A'..='Z' | 'a'..='z' => c,
        '・' | '·' | '=' | '゠' | '•' => '・',
        ',' | '.' | '、' => ' ',
        'ゝ' | 'ヽ' if is_katakana(last) => last,
        'ゞ' | 'ヾ' if can_be_voiced(last) => char::from_u32(u32::from(last) + 1)?,
        c if is_hyphen(c) => {
            if after_kana {
                'ー'
            } else {
                ' '
            }
        }
        _ => return None,
    })
}

fn is_katakana(c: char) -> bool {
    ('ァ'..='ヺ').contains(&c)
}

/// The kana whose voiced form is the next character of Unicode.
fn can_be_voiced(c: char) -> bool {
    "カキクケコサシスセソタチツテトハヒフヘホ".contains(c)
}

/// The kana or letter a key holds for this one.
fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' | 'ヰ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' | 'ヱ' => 'エ',
        'ォ' | 'ヲ' => 'オ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヂ' => 'ジ',
        'ヅ' => 'ズ',
        'ヴ' => 'ブ',
        'ヷ' => 'バ',
        'ヸ' => 'ビ',
        'ヹ' => 'ベ',
        'ヺ' => 'ボ',
        c => c.to_ascii_uppercase(),
    }
}

/// `ヴ` and a vowel, as the one kana people also write.
fn voiced_v(vowel: char) -> Option<char> {
    Some(match vowel {
        'ア' => 'バ',
        'イ' => 'ビ',
        'エ' => 'ベ',
        'オ' => 'ボ',
        _ => return None,
    })
}

impl Display for KanaName {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for KanaName {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::from_stored(&text).map_err(|_| "not a name in kana")
    }
}

impl From<KanaName> for String {
    fn from(name: KanaName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn name(raw: &str) -> Result<String, FieldError> {
        KanaName::parse(raw, &nfkc).map(String::from)
    }

    fn key(raw: &str) -> String {
        KanaName::parse(raw, &nfkc).unwrap().key()
    }

    #[test]
    fn reads_what_people_type() {
        for (raw, read) in [
            ("ヤマダ ハナコ", "ヤマダ ハナコ"),
            ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"),
            ("やまだ　はなこ", "ヤマダ ハナコ"),
            ("  ヤマダ \t　ハナコ ", "ヤマダ ハナコ"),
            ("ヤマタ゛ ハナコ", "ヤマダ ハナコ"),
            ("やまだ\u{200b}はなこ", "ヤマダハナコ"),
            ("カ-タ- シ゛ョン", "カーター ジョン"),
            ("カ−タ－", "カーター"),
            ("ｶｰﾀｰ", "カーター"),
            ("らーめん", "ラーメン"),
            ("みすゞ", "ミスズ"),
            ("ささゝき", "サササキ"),
            ("ゔぁれりー", "ヴァレリー"),
            ("マリー＝ルイーズ", "マリー・ルイーズ"),
            ("ﾏﾘｰ･ﾙｲｰｽﾞ", "マリー・ルイーズ"),
            ("ＳＭＩＴＨ，Ｊｏｈｎ", "SMITH John"),
            ("Anne-Marie", "Anne Marie"),
            ("ﾎﾟﾋﾟｰ", "ポピー"),
        ] {
            assert_eq!(name(raw).as_deref(), Ok(read), "{raw}");
        }
    }

    #[test]
    fn refuses_what_is_no_reading() {
        for raw in [
            "山田 花子",
            "ヤマダ1",
            "ヤマダ\0",
            "😀",
            "𠮷田",
            "ヤマダ<b>",
            "ー",
            "・",
            "ゞ",
            "アゞ",
            "\u{3099}",
            "é",
            "ヤマダ?",
        ] {
            assert_eq!(name(raw), Err(FieldError::BadCharacter), "{raw}");
        }
        for raw in ["", "　", "\u{feff}", "-", "."] {
            assert_eq!(name(raw), Err(FieldError::Empty), "{raw}");
        }
        assert_eq!(name(&"ア".repeat(50)), Ok("ア".repeat(50)));
        assert_eq!(name(&"ア".repeat(51)), Err(FieldError::TooLong { max: 50 }));
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (one, other) in [
            ("ヤマダ ハナコ", "ヤマダハナコ"),
            ("ハットリ リョウ", "ハツトリリヨウ"),
            ("カーター ジョン", "カタ・ジヨン"),
            ("ミヅキ", "ミズキ"),
            ("カヲル", "カオル"),
            ("ヴァレリー", "バレリ"),
            ("ヴイクトル", "ビクトル"),
            ("ヴ", "ブ"),
            ("ヴーテイ", "ブテイ"),
            ("スヱ", "スエ"),
            ("ソノヰ", "ソノイ"),
            ("Smith John", "SMITH JOHN"),
            ("カメガヶ", "カメガケ"),
        ] {
            assert_eq!(key(one), key(other), "{one}");
        }
        for (one, other) in [("オオノ", "オノ"), ("ユウコ", "ユコ"), ("ハナコ", "バナコ")]
        {
            assert_ne!(key(one), key(other), "{one}");
        }
    }

    #[test]
    fn takes_a_megabyte() {
        for text in megabytes() {
            assert!(KanaName::from_stored(&text).is_err());
        }
    }

    #[test]
    fn travels_as_checked_text() {
        let name = KanaName::parse("やまだ はなこ", &nfkc).unwrap();
        let wire = serde_json::to_string(&name).unwrap();
        assert_eq!(wire, r#""ヤマダ ハナコ""#);
        assert_eq!(serde_json::from_str::<KanaName>(&wire).unwrap(), name);
        assert!(serde_json::from_str::<KanaName>(r#""山田""#).is_err());
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(raw in hostile()) {
            if let Ok(read) = KanaName::parse(&raw, &nfkc) {
                prop_assert_eq!(KanaName::parse(read.as_str(), &nfkc), Ok(read.clone()));
                prop_assert_eq!(KanaName::from_stored(read.as_str()), Ok(read.clone()));
                prop_assert!(!read.key().is_empty());
            }
        }

        #[test]
        fn kana_are_always_read_and_the_key_is_its_own_key(raw in "[ぁ-ゖァ-ヺ][ぁ-ゖァ-ヺー・ -]{0,30}") {
            let read = KanaName::parse(&raw, &nfkc).unwrap();
            prop_assert_eq!(KanaName::parse(read.as_str(), &nfkc), Ok(read.clone()));
            prop_assert_eq!(key(&read.key()), read.key());
        }

        #[test]
        fn the_width_and_the_script_do_not_matter(raw in "[ア-オカキクケコガギグゲゴパピプペポマ-モヤユヨッャュョラ-ロワン]{1,20}") {
            let hiragana: String = raw.chars().map(|c| char::from_u32(u32::from(c) - 0x60).unwrap()).collect();
            prop_assert_eq!(name(&hiragana), Ok(raw.clone()));
            use unicode_normalization::UnicodeNormalization;
            let decomposed: String = raw.nfd().collect();
            prop_assert_eq!(name(&decomposed), Ok(raw));
        }
    }
}

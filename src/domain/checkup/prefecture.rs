//! 都道府県, by their official numbers (JIS X 0401), which are also the order people expect.
//!
//! May enter: the list. Must not: cities, regions.

use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// A 都道府県, as its number 1 to 47.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Prefecture(u8);

impl Prefecture {
    /// The 都道府県 of a number.
    pub fn from_code(code: u8) -> Option<Self> {
        (1..=47).contains(&code).then_some(Self(code))
    }

    /// All of them, from north to south.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=47).map(Self)
    }

    /// The 都道府県 of a name, with 都, 府, 県 or without.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|one| {
            let full = one.name();
            full == name || (*one != Self(1) && full.strip_suffix(['都', '府', '県']) == Some(name))
        })
    }

    /// Its number.
    pub fn code(self) -> u8 {
        self.0
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0) - 1].0
    }

    /// Its name in kana.
    pub fn kana(self) -> &'static str {
        NAMES[usize::from(self.0) - 1].1
    }
}

impl Display for Prefecture {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl TryFrom<u8> for Prefecture {
    type Error = &'static str;

    fn try_from(code: u8) -> Result<Self, Self::Error> {
        Self::from_code(code).ok_or("prefectures are numbered 1 to 47")
    }
}

impl From<Prefecture> for u8 {
    fn from(prefecture: Prefecture) -> Self {
        prefecture.0
    }
}

const NAMES: [(&str, &str); 47] = [
    ("北海道", "ホッカイドウ"),
    ("青森県", "アオモリケン"),
    ("岩手県", "イワテケン"),
    ("宮城県", "ミヤギケン"),
    ("秋田県", "アキタケン"),
    ("山形県", "ヤマガタケン"),
    ("福島県", "フクシマケン"),
    ("茨城県", "イバラキケン"),
    ("栃木県", "トチギケン"),
    ("群馬県", "グンマケン"),
    ("埼玉県", "サイタマケン"),
    ("千葉県", "チバケン"),
    ("東京都", "トウキョウト"),
    ("神奈川県", "カナガワケン"),
    ("新潟県", "ニイガタケン"),
    ("富山県", "トヤマケン"),
    ("石川県", "イシカワケン"),
    ("福井県", "フクイケン"),
    ("山梨県", "ヤマナシケン"),
    ("長野県", "ナガノケン"),
    ("岐阜県", "ギフケン"),
    ("静岡県", "シズオカケン"),
    ("愛知県", "アイチケン"),
    ("三重県", "ミエケン"),
    ("滋賀県", "シガケン"),
    ("京都府", "キョウトフ"),
    ("大阪府", "オオサカフ"),
    ("兵庫県", "ヒョウゴケン"),
    ("奈良県", "ナラケン"),
    ("和歌山県", "ワカヤマケン"),
    ("鳥取県", "トットリケン"),
    ("島根県", "シマネケン"),
    ("岡山県", "オカヤマケン"),
    ("広島県", "ヒロシマケン"),
    ("山口県", "ヤマグチケン"),
    ("徳島県", "トクシマケン"),
    ("香川県", "カガワケン"),
    ("愛媛県", "エヒメケン"),
    ("高知県", "コウチケン"),
    ("福岡県", "フクオカケン"),
    ("佐賀県", "サガケン"),
    ("長崎県", "ナガサキケン"),
    ("熊本県", "クマモトケン"),
    ("大分県", "オオイタケン"),
    ("宮崎県", "ミヤザキケン"),
    ("鹿児島県", "カゴシマケン"),
    ("沖縄県", "オキナワケン"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back() {
        assert_eq!(Prefecture::all().count(), 47);
        for one in Prefecture::all() {
            assert_eq!(Prefecture::from_name(one.name()), Some(one));
            assert_eq!(Prefecture::from_code(one.code()), Some(one));
            let wire = serde_json::to_string(&one).unwrap();
            assert_eq!(serde_json::from_str::<Prefecture>(&wire).unwrap(), one);
        }
    }

    #[test]
    fn knows_names_in_short_and_nothing_else() {
        for (name, code) in [
            ("東京", 13),
            ("京都", 26),
            ("大阪府", 27),
            ("沖縄", 47),
            ("北海道", 1),
        ] {
            assert_eq!(
                Prefecture::from_name(name).map(Prefecture::code),
                Some(code),
                "{name}"
            );
        }
        for name in ["", "県", "北海", "江戸", "東京都都"] {
            assert_eq!(Prefecture::from_name(name), None, "{name}");
        }
        assert_eq!(Prefecture::from_code(0), None);
        assert!(serde_json::from_str::<Prefecture>("48").is_err());
    }
}

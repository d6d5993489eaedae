//! 健診機関の検索: what is searched for, as it stands in the address and as it is read.
//!
//! May enter: reading the question. Must not: answering it. Nothing is refused: what cannot be read is not asked.

use super::institution::{InstitutionClass, search_key};
use super::prefecture::Prefecture;
use crate::domain::text::Nfkc;
use serde::{Deserialize, Serialize};

/// The question as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchForm {
    /// The number of the 都道府県.
    pub pref: String,
    /// 市区町村
    pub city: String,
    /// Free words: name, kana, station.
    pub q: String,
    /// The code of the class.
    pub class: String,
    /// 土曜日, ticked.
    pub sat: String,
    /// 女性専用日, ticked.
    pub women: String,
    /// バリアフリー, ticked.
    pub bf: String,
    /// The code of the order.
    pub sort: String,
    /// Which page, from 1.
    pub page: String,
}

/// The order of what is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The nearest free day first; those without places of their own last.
    #[default]
    Nearest,
    /// By kana.
    Name,
}

impl Order {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 2] = [Self::Nearest, Self::Name];

    /// The code the address holds.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nearest => "near",
            Self::Name => "name",
        }
    }
}

/// The question as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// 都道府県
    pub prefecture: Option<Prefecture>,
    /// 市区町村, in full.
    pub city: Option<String>,
    /// Words, folded as [`search_key`] folds; all of them have to be found.
    pub words: Vec<String>,
    /// 区分
    pub class: Option<InstitutionClass>,
    /// Only where Saturdays are offered.
    pub saturdays: bool,
    /// Only where there are days for women alone.
    pub women_days: bool,
    /// Only without steps.
    pub barrier_free: bool,
    /// The order.
    pub order: Order,
    /// Which page, from 0.
    pub page: usize,
}

/// More words than these nobody means.
const MAX_WORDS: usize = 5;
/// Longest text that is searched for, in characters.
const MAX_CHARS: usize = 100;

impl SearchForm {
    /// Reads the question.
    pub fn read(&self, nfkc: Nfkc<'_>) -> Search {
        let prefecture = self.pref.parse().ok().and_then(Prefecture::from_code);
        let text: String = self.q.chars().take(MAX_CHARS).collect();
        let words = text.split([' ', '\u{3000}', '\t']);
        let words = words.map(|word| search_key(word, nfkc));
        let page: usize = self.page.parse().unwrap_or(1);
        Search {
            prefecture,
            city: (prefecture.is_some() && !self.city.is_empty())
                .then(|| self.city.chars().take(MAX_CHARS).collect()),
            words: words
                .filter(|word| !word.is_empty())
                .take(MAX_WORDS)
                .collect(),
            class: InstitutionClass::from_code(&self.class),
            saturdays: !self.sat.is_empty(),
            women_days: !self.women.is_empty(),
            barrier_free: !self.bf.is_empty(),
            order: if self.sort == Order::Name.code() {
                Order::Name
            } else {
                Order::Nearest
            },
            page: page.saturating_sub(1),
        }
    }

    /// The names and values of the address, without the page; what is empty is left out.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        [
            ("pref", &self.pref),
            ("city", &self.city),
            ("q", &self.q),
            ("class", &self.class),
            ("sat", &self.sat),
            ("women", &self.women),
            ("bf", &self.bf),
            ("sort", &self.sort),
        ]
        .into_iter()
        .map(|(name, value)| (name, value.as_str()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::{hostile, nfkc};
    use proptest::prelude::*;

    #[test]
    fn reads_what_is_asked() {
        let form = SearchForm {
            pref: "13".into(),
            city: "港区".into(),
            q: "みなと　ｾﾝﾀｰ".into(),
            class: "b".into(),
            sat: "1".into(),
            sort: "name".into(),
            page: "3".into(),
            ..SearchForm::default()
        };
        let read = form.read(&nfkc);
        assert_eq!(read.prefecture, Prefecture::from_name("東京都"));
        assert_eq!(read.city.as_deref(), Some("港区"));
        assert_eq!(read.words, ["ミナト", "センタ"]);
        assert_eq!(read.class, Some(InstitutionClass::B));
        assert!(read.saturdays && !read.women_days && !read.barrier_free);
        assert_eq!((read.order, read.page), (Order::Name, 2));
        assert_eq!(form.pairs().len(), 6);
    }

    #[test]
    fn a_city_needs_its_prefecture() {
        let form = SearchForm {
            city: "港区".into(),
            ..SearchForm::default()
        };
        assert_eq!(form.read(&nfkc), Search::default());
    }

    proptest! {
        #[test]
        fn never_panics(raw in hostile()) {
            let form = SearchForm { pref: raw.clone(), city: raw.clone(), q: raw.clone(), page: raw, ..SearchForm::default() };
            prop_assert!(form.read(&nfkc).words.len() <= MAX_WORDS);
        }
    }
}

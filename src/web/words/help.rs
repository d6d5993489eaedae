//! What the texts of the help pages are made of: blocks of words, and the society's facts that stand in them.
//!
//! Texts are constants with places such as `{society}` or `{phone}`; [`Facts::fill`] puts the society's own words there.

use std::sync::Arc;

use crate::web::page::{PageContext, Society};

/// The place of the society's telephone number in a text.
pub const PHONE: &str = "{phone}";

/// A piece of a longer text.
#[derive(Clone, Copy, Debug)]
pub enum Block {
    /// A paragraph.
    Text(&'static str),
    /// Things in any order.
    Points(&'static [&'static str]),
    /// Things to do one after the other.
    Steps(&'static [&'static str]),
    /// A way to go on: words and where they lead.
    Link(&'static str, &'static str),
}

impl Block {
    /// Every sentence of the block, unfilled.
    pub fn texts(&self) -> Vec<&'static str> {
        match self {
            Self::Text(text) | Self::Link(text, _) => vec![text],
            Self::Points(texts) | Self::Steps(texts) => texts.to_vec(),
        }
    }
}

/// A heading and what stands under it.
#[derive(Clone, Copy, Debug)]
pub struct Chapter {
    /// Fragment other pages link to.
    pub id: &'static str,
    /// Heading.
    pub title: &'static str,
    /// What stands under it.
    pub blocks: &'static [Block],
}

/// What the places in a text stand for.
#[derive(Clone, Debug)]
pub struct Facts {
    society: Arc<Society>,
    sender_domain: String,
    terms_version: String,
}

impl Facts {
    /// The facts of the society whose page is answered.
    pub fn of(page: &PageContext) -> Self {
        Self {
            society: page.society.clone(),
            sender_domain: page.sender_domain.clone(),
            terms_version: page.terms_version.clone(),
        }
    }

    /// `text` with the society's words in its places.
    pub fn fill(&self, text: &str) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        [
            ("{society}", self.society.name.as_str()),
            ("{address}", &self.society.address),
            (PHONE, &self.society.phone),
            ("{hours}", &self.society.phone_hours),
            ("{domain}", &self.sender_domain),
            ("{version}", &self.terms_version),
        ]
        .iter()
        .fold(text.to_owned(), |text, (place, words)| {
            text.replace(place, words)
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The facts of a fictitious society.
    pub(crate) fn facts() -> Facts {
        Facts {
            society: Arc::new(Society {
                name: "空色健康保険組合".into(),
                short_name: "空色健保".into(),
                insurer_number: "06990014".into(),
                phone: "03-0000-0014".into(),
                phone_hours: "平日 9:00〜17:00".into(),
                address: "東京都千代田区空色町1-2-3".into(),
                accent: "#0055ad".into(),
                password_words: Vec::new(),
            }),
            sender_domain: "sorairo-kenpo.example.jp".into(),
            terms_version: "2026-11-01".into(),
        }
    }

    #[test]
    fn places_are_filled_with_the_societys_words() {
        assert_eq!(
            facts().fill("{society} 電話 {phone}({hours})@{domain}"),
            "空色健康保険組合 電話 03-0000-0014(平日 9:00〜17:00)@sorairo-kenpo.example.jp"
        );
    }
}

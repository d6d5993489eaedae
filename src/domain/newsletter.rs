//! メルマガのカテゴリ: what members may choose to get by mail.

use serde::{Deserialize, Serialize};

/// Code of a category: 1 to 32 of `a-z 0-9 _ -`. Stable; names may change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CategoryId(String);

impl CategoryId {
    /// Longest code, in characters.
    pub const MAX: usize = 32;

    /// Reads a code.
    pub fn parse(raw: &str) -> Option<Self> {
        let fits = !raw.is_empty()
            && raw.len() <= Self::MAX
            && raw
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
        fits.then(|| Self(raw.to_owned()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CategoryId {
    type Error = &'static str;

    fn try_from(raw: String) -> Result<Self, Self::Error> {
        Self::parse(&raw).ok_or("a category's id is 1 to 32 of a-z, 0-9, _ and -")
    }
}

impl From<CategoryId> for String {
    fn from(id: CategoryId) -> Self {
        id.0
    }
}

/// A category as the society describes it in its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Its code.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// What comes.
    pub description: String,
    /// How often.
    pub frequency: String,
    /// 重要なお知らせ: not marketing, cannot be switched off.
    #[serde(default)]
    pub mandatory: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_strict() {
        assert_eq!(
            CategoryId::parse("checkup-2").map(|id| id.as_str().to_owned()),
            Some("checkup-2".to_owned())
        );
        for raw in ["", "Upper", "空", "a b", &"a".repeat(33), "a\0"] {
            assert_eq!(CategoryId::parse(raw), None);
        }
    }

    #[test]
    fn a_category_with_an_unknown_key_is_refused() {
        let json = r#"{"id":"a","name":"n","description":"d","frequency":"f","color":"red"}"#;
        assert!(serde_json::from_str::<Category>(json).is_err());
    }
}

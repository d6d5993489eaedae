//! メルマガのカテゴリ

use serde::{Deserialize, Serialize};

/// Code of a category.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CategoryId(String);

/// A category members may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Code.
    pub id: CategoryId,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Frequency.
    pub frequency: String,
    /// Cannot be switched off.
    #[serde(default)]
    pub mandatory: bool,
}

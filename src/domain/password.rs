//! パスワードの規則

use serde::Deserialize;

/// The society's rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct PasswordPolicy {
    /// Shortest length.
    #[serde(default)]
    pub min_len: u8,
}

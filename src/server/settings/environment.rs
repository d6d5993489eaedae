//! The process's environment as a value, so that tests bring their own. No other file asks the operating system for it.

use std::collections::BTreeMap;

use super::{SettingsError, table::spaced};

/// The variables that begin with `MYPAGE_`; any other such name is a slip of the pen and stops the start.
const OWN: &[&str] = &[
    "MYPAGE_DATA_DIR",
    "MYPAGE_SECRET_KEY_FILE",
    "MYPAGE_TRUSTED_PROXIES",
];

/// Names and values; a variable that is set to nothing counts as not set.
#[derive(Clone, Debug, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// What the operating system gave this process.
    pub fn of_process() -> Self {
        Self::of(std::env::vars_os().map(|(name, value)| {
            (
                name.to_string_lossy().into_owned(),
                value.to_string_lossy().into_owned(),
            )
        }))
    }

    /// An environment of these pairs.
    pub fn of<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .filter(|(_, value)| !value.trim().is_empty())
                .collect(),
        )
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The value of a variable as `parse` reads it; what was expected goes into the error, the value only where it is no secret.
    pub(super) fn read<T>(
        &self,
        name: &str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, SettingsError> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        parse(value.trim()).map(Some).ok_or_else(|| {
            SettingsError(format!(
                "環境変数 {name} が正しくありません({}を入れてください)。",
                spaced(expected)
            ))
        })
    }

    /// Refuses unknown `MYPAGE_` variables.
    pub(super) fn refuse_unknown(&self) -> Result<(), SettingsError> {
        let unknown = self
            .0
            .keys()
            .find(|name| name.starts_with("MYPAGE_") && !OWN.contains(&name.as_str()));
        match unknown {
            None => Ok(()),
            Some(name) => Err(SettingsError(format!(
                "環境変数 {name} という設定はありません(MYPAGE_ で始まるものは {} です)。",
                OWN.join(", ")
            ))),
        }
    }
}

//! Where things are: read once from cargo itself and from the `[package.metadata.leptos]` table.
//! May enter: names and places. Must not: steps that change anything.

use crate::process;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::PathBuf;

/// The target triple of the client.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The repository and what its metadata says about the site.
pub struct Project {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's target folder, wherever `CARGO_TARGET_DIR` or a cargo setting puts it.
    pub target: PathBuf,
    /// Name of the library, of the binary and of the hashed files: `mypage`.
    pub name: String,
    /// Folder of the hashed files below the site's root: `pkg`.
    pub pkg_dir: String,
    /// The entry style sheet, from the checkout's root.
    pub style_file: PathBuf,
    /// Files that go out under their own name.
    pub assets_dir: PathBuf,
    /// The browser journeys.
    pub end2end_dir: PathBuf,
    /// Cargo profile of the client that ships.
    pub release_profile: String,
}

impl Project {
    /// Asks cargo where this workspace and its target folder are.
    ///
    /// # Errors
    /// When cargo fails or the metadata table lacks a key that the build needs.
    pub fn load() -> Result<Self> {
        // Asked when run, not when compiled: several checkouts may share one target folder and so one binary.
        let here = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(xtask) => PathBuf::from(xtask),
            None => std::env::current_dir()?,
        };
        let mut cargo = process::cargo(&here);
        let text = process::output(cargo.args(["metadata", "--format-version", "1", "--no-deps"]))?;
        let metadata: Value = serde_json::from_str(&text).context("cargo metadata")?;
        let root = PathBuf::from(text_at(&metadata, "/workspace_root")?);
        let leptos = metadata["packages"]
            .as_array()
            .into_iter()
            .flatten()
            .find_map(|package| package.pointer("/metadata/leptos"))
            .context("no package has a [package.metadata.leptos] table")?;
        Ok(Self {
            target: PathBuf::from(text_at(&metadata, "/target_directory")?),
            name: text_at(leptos, "/output-name")?,
            pkg_dir: text_at(leptos, "/site-pkg-dir")?,
            style_file: root.join(text_at(leptos, "/style-file")?),
            assets_dir: root.join(text_at(leptos, "/assets-dir")?),
            end2end_dir: root.join(text_at(leptos, "/end2end-dir")?),
            release_profile: text_at(leptos, "/lib-profile-release")?,
            root,
        })
    }

    /// The shippable folder.
    pub fn dist(&self) -> PathBuf {
        self.target.join("dist")
    }

    /// The site of the quick build.
    pub fn dev_site(&self) -> PathBuf {
        self.target.join("site")
    }
}

fn text_at(value: &Value, pointer: &str) -> Result<String> {
    let text = value.pointer(pointer).and_then(Value::as_str);
    Ok(text
        .with_context(|| format!("cargo metadata lacks {pointer}"))?
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_has_what_the_build_needs() {
        let project = Project::load().expect("metadata");
        assert_eq!(project.name, "mypage");
        assert!(project.root.join("Cargo.lock").is_file());
        assert!(project.dist().starts_with(&project.target));
    }
}

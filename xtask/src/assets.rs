//! The site folder: file names that carry a hash of what is in them, and the lists that say which.
//! May enter: files and bytes. Must not: compilers.
//!
//! `assets.json` in the site has every hashed file under its plain name and is what the server makes links and the service
//! worker's list from. The `hash.txt` that Leptos's own components look for is not written: no page has them.

use crate::client::Client;
use crate::paths::Project;
use crate::shrink::Shrink;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Sixteen hexadecimal digits of the SHA-256 of a file: another content is another name, so the name may be cached for ever.
pub fn content_hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(8).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes every write");
        text
    })
}

/// The hashed files of one build.
#[derive(Default)]
struct Hashed {
    /// Plain name (`mypage.css`) to URL path (`/pkg/mypage.0123456789abcdef.css`).
    urls: BTreeMap<String, String>,
}

impl Hashed {
    /// The text of `assets.json`.
    ///
    /// # Errors
    /// None in practice: texts are always JSON.
    fn assets_json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(&self.urls)? + "\n")
    }
}

/// Writes the whole site into `site`, replacing what was there.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write_site(
    project: &Project,
    site: &Path,
    client: &Client,
    css: &str,
    shrink: &Shrink,
) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    let pkg = Pkg {
        name: &project.pkg_dir,
        folder: site.join(&project.pkg_dir),
    };
    fs::create_dir_all(&pkg.folder)?;
    let mut hashed = Hashed::default();
    let name = &project.name;
    for (kind, plain, stem, bytes) in [
        ("css", format!("{name}.css"), name, css.as_bytes()),
        ("js", format!("{name}.js"), name, &client.js),
        ("wasm", format!("{name}.wasm"), name, &client.wasm),
    ] {
        pkg.put(&mut hashed, plain, stem, kind, bytes)?;
    }
    if client.snippets.exists() {
        copy_tree(&client.snippets, &pkg.folder.join("snippets"), &[])?;
    }
    let scripts = project.assets_dir.join("js");
    for script in files_below(&scripts)? {
        let stem = script
            .file_stem()
            .and_then(|stem| stem.to_str())
            .context("a script's name in UTF-8")?;
        pkg.put(
            &mut hashed,
            format!("{stem}.js"),
            stem,
            "js",
            &shrink.js(fs::read(&script)?)?,
        )?;
    }
    copy_tree(&project.assets_dir, site, &[scripts])?;
    fs::write(site.join("assets.json"), hashed.assets_json()?)?;
    Ok(())
}

/// The folder of hashed files.
struct Pkg<'a> {
    name: &'a str,
    folder: PathBuf,
}

impl Pkg<'_> {
    /// Writes one file as `stem.hash.ending`.
    fn put(
        &self,
        hashed: &mut Hashed,
        plain: String,
        stem: &str,
        ending: &str,
        bytes: &[u8],
    ) -> Result<()> {
        let file = format!("{stem}.{}.{ending}", content_hash(bytes));
        fs::write(self.folder.join(&file), bytes)?;
        hashed.urls.insert(plain, format!("/{}/{file}", self.name));
        Ok(())
    }
}

/// Every file below a folder, in order; nothing where there is no such folder.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Copies a folder's files to the same places below another, but those below `except`.
fn copy_tree(from: &Path, to: &Path, except: &[PathBuf]) -> Result<()> {
    for path in files_below(from)? {
        if except.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let target = to.join(path.strip_prefix(from)?);
        fs::create_dir_all(target.parent().context("a file lies in a folder")?)?;
        fs::copy(&path, &target).with_context(|| format!("cannot copy {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An empty folder of one test's own, gone when dropped.
    pub struct Scratch(PathBuf);

    impl Scratch {
        /// Makes it below the system's temporary folder.
        pub fn new(name: &str) -> Self {
            let folder = format!("xtask-{}-{name}", std::process::id());
            let folder = std::env::temp_dir().join(folder);
            fs::create_dir_all(&folder).expect("a scratch folder");
            Self(folder)
        }
    }

    impl std::ops::Deref for Scratch {
        type Target = Path;

        fn deref(&self) -> &Path {
            &self.0
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).expect("a scratch folder can go");
        }
    }

    fn project(root: &Path) -> Project {
        Project {
            root: root.into(),
            target: root.join("target"),
            name: "mypage".into(),
            pkg_dir: "pkg".into(),
            style_file: root.join("main.css"),
            assets_dir: root.join("public"),
            end2end_dir: root.join("end2end"),
            release_profile: "wasm-release".into(),
        }
    }

    #[test]
    fn the_hash_is_of_the_content() {
        assert_eq!(content_hash(b"abc"), "ba7816bf8f01cfea");
        assert_ne!(content_hash(b"abc"), content_hash(b"abd"));
    }

    #[test]
    fn a_site_has_hashed_files_and_lists_that_name_them() {
        let root = Scratch::new("site");
        fs::create_dir_all(root.join("public/js")).expect("folder");
        fs::create_dir_all(root.join("public/icons")).expect("folder");
        fs::write(root.join("public/js/app.js"), "1").expect("write");
        fs::write(root.join("public/icons/icon.svg"), "<svg/>").expect("write");
        let client = Client {
            js: b"js".to_vec(),
            wasm: b"wasm".to_vec(),
            snippets: root.join("none"),
        };
        let site = root.join("site");
        write_site(&project(&root), &site, &client, "p{}", &Shrink::off()).expect("a site");

        let css = content_hash(b"p{}");
        let listed: BTreeMap<String, String> =
            serde_json::from_slice(&fs::read(site.join("assets.json")).expect("list"))
                .expect("JSON");
        assert_eq!(listed["mypage.css"], format!("/pkg/mypage.{css}.css"));
        assert_eq!(
            listed.keys().collect::<Vec<_>>(),
            ["app.js", "mypage.css", "mypage.js", "mypage.wasm"]
        );
        for url in listed.values() {
            assert!(site.join(url.trim_start_matches('/')).is_file(), "{url}");
        }
        assert!(site.join("icons/icon.svg").is_file());
        assert!(
            !site.join("js").exists(),
            "scripts go out under hashed names only"
        );
    }
}

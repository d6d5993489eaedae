//! Set-up: what cargo does not bring. Each step looks first and installs only what is missing.
//! May enter: package managers. Must not: what the tools are then used for.

use crate::paths::{Project, WASM_TARGET};
use crate::process;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// Adds the WebAssembly target to the toolchain in use.
///
/// # Errors
/// When rustup fails. Without rustup the compiler itself will say what it misses.
pub fn wasm_target(project: &Project) -> Result<()> {
    if !process::exists("rustup") {
        return Ok(());
    }
    let installed = process::output(process::program("rustup", &project.root).args([
        "target",
        "list",
        "--installed",
    ]))?;
    if installed.lines().any(|target| target == WASM_TARGET) {
        return Ok(());
    }
    process::succeed(process::program("rustup", &project.root).args(["target", "add", WASM_TARGET]))
}

/// Whether the standard library's source is here or could be fetched.
pub fn rust_src(project: &Project) -> bool {
    let sysroot =
        process::output(process::program("rustc", &project.root).args(["--print", "sysroot"]));
    let source = |sysroot: String| {
        Path::new(sysroot.trim())
            .join("lib/rustlib/src/rust/library/Cargo.lock")
            .is_file()
    };
    sysroot.is_ok_and(source)
        || process::succeed(process::program("rustup", &project.root).args([
            "component",
            "add",
            "rust-src",
        ]))
        .is_ok()
}

/// The programs of `xtask/tools`, installed into the target folder; `None` without npm.
///
/// # Errors
/// When npm is here and fails.
pub fn npm_tools(project: &Project) -> Result<Option<PathBuf>> {
    if !process::exists("npm") {
        return Ok(None);
    }
    let folder = project.target.join("tools");
    fs::create_dir_all(&folder)?;
    for list in ["package.json", "package-lock.json"] {
        let committed = project.root.join("xtask/tools").join(list);
        fs::copy(&committed, folder.join(list))
            .with_context(|| format!("cannot copy {}", committed.display()))?;
    }
    npm_ci(&folder)?;
    Ok(Some(folder.join("node_modules/.bin")))
}

/// Installs a folder's locked npm packages, unless the same lock file was installed there before.
///
/// # Errors
/// When npm fails.
pub fn npm_ci(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("no lock file in {}", folder.display()))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = process::program("npm", folder);
    // The browser is the system's; Playwright's own would be fetched from where we may not reach.
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    // So would Node's own headers be, for packages built from C; they lie beside Node.
    if let Some(prefix) = node_prefix() {
        npm.env("npm_config_nodedir", prefix);
    }
    process::succeed(npm.args(["ci", "--no-audit", "--no-fund"]))?;
    Ok(fs::write(stamp, lock)?)
}

/// Where Node is installed with its headers.
fn node_prefix() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let node = std::env::split_paths(&paths)
        .map(|folder| folder.join("node"))
        .find(|node| node.is_file())?;
    let prefix = fs::canonicalize(node).ok()?.parent()?.parent()?.to_owned();
    prefix
        .join("include/node/node.h")
        .is_file()
        .then_some(prefix)
}

/// What npm packages are built with that are partly C: the journeys open SQLite's file themselves.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn native_builds(project: &Project) -> Result<()> {
    let wanted = [("python3", "python3"), ("make", "make"), ("g++", "g++")];
    programs(project, &wanted)
}

/// What measurements compare the product with: the databases' own shells.
///
/// # Errors
/// When one is missing and cannot be installed.
pub fn database_shells(project: &Project) -> Result<()> {
    let wanted = [("sqlite3", "sqlite3"), ("psql", "postgresql-client")];
    programs(project, &wanted)
}

/// What takes a PDF's text out in the journeys, and is not ours.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn pdf_reader(project: &Project) -> Result<()> {
    programs(project, &[("pdftotext", "poppler-utils")])
}

/// Sees to it that programs, each with the package it is in, are there.
fn programs(project: &Project, wanted: &[(&str, &str)]) -> Result<()> {
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|(program, _)| !process::exists(program))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(project, &missing)
}

/// Node.js and its package manager.
///
/// # Errors
/// When they are missing and cannot be installed.
pub fn node(project: &Project) -> Result<()> {
    if process::exists("npm") {
        Ok(())
    } else {
        install(project, &["nodejs", "npm"])
    }
}

/// The Chromium that the journeys drive.
pub struct Chromium {
    /// The whole browser: a site can be installed with it.
    pub whole: PathBuf,
    /// Its shell without a window, at half the price; the whole browser where the system has no such package.
    pub shell: PathBuf,
}

/// Chromium, with fonts for Japanese.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn chromium(project: &Project) -> Result<Chromium> {
    const WHOLE: [&str; 3] = [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];
    const SHELL: [&str; 1] = ["/usr/bin/chromium-headless-shell"];
    let found = |places: &[&str]| {
        places
            .iter()
            .map(PathBuf::from)
            .find(|place| place.is_file())
    };
    if found(&WHOLE).is_none() {
        install(project, &["chromium", "fonts-noto-cjk"])?;
    }
    let whole = found(&WHOLE).context("Chromium was installed and is not in its place")?;
    if found(&SHELL).is_none()
        && let Err(error) = install(project, &["chromium-headless-shell"])
    {
        println!("journeys run in the whole browser: {error}");
    }
    let shell = found(&SHELL).unwrap_or_else(|| whole.clone());
    Ok(Chromium { whole, shell })
}

/// The folder with PostgreSQL's `initdb` and `postgres`, of the newest version installed.
///
/// # Errors
/// When PostgreSQL is missing and cannot be installed.
pub fn postgres(project: &Project) -> Result<PathBuf> {
    if let Some(folder) = newest_postgres() {
        return Ok(folder);
    }
    install(project, &["postgresql"])?;
    newest_postgres().context("PostgreSQL was installed and is not in its place")
}

fn newest_postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let folders = versions.map(|version| version.path().join("bin"));
    folders
        .filter(|folder| folder.join("initdb").is_file())
        .max_by_key(|folder| version_of(folder))
}

/// The major version in `/usr/lib/postgresql/15/bin`.
fn version_of(folder: &Path) -> Option<u32> {
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

/// Installs packages of a Debian-like system when we may.
fn install(project: &Project, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !is_root(project)? || !process::exists("apt-get") {
        bail!("please install: {names} (on Debian or Ubuntu: sudo apt-get install {names})");
    }
    println!("installing {names}");
    let apt = || {
        let mut command = process::program("apt-get", &project.root);
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    process::succeed(apt().arg("update"))?;
    process::succeed(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

/// Whether this user may install packages and become another user.
///
/// # Errors
/// When `id` cannot be asked.
pub fn is_root(project: &Project) -> Result<bool> {
    Ok(process::output(process::program("id", &project.root).arg("-u"))?.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        let newest = ["/usr/lib/postgresql/9/bin", "/usr/lib/postgresql/15/bin"]
            .map(Path::new)
            .into_iter()
            .max_by_key(|folder| version_of(folder));
        assert_eq!(newest, Some(Path::new("/usr/lib/postgresql/15/bin")));
    }
}

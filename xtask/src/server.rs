//! The server and what stands around it: a site for the quick build, the shippable folder for release.
//! May enter: cargo's calls for the binary and the folder's layout. Must not: starting it (run.rs, test.rs).

use crate::paths::Project;
use crate::shrink::Shrink;
use crate::{assets, client, process, styles, weight};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Files that go into the shippable folder as they are, where the repository has them.
const PAPERS: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];

/// Builds client, styles and server quickly; returns the binary. Its site is [`Project::dev_site`].
///
/// # Errors
/// When a step fails.
pub fn build_dev(project: &Project) -> Result<PathBuf> {
    let client = client::build_dev(project)?;
    let css = styles::bundle(&project.style_file)?;
    assets::write_site(project, &project.dev_site(), &client, &css, &Shrink::off())?;
    compile(project, "debug", &[])
}

/// Builds the shippable folder and returns it: start the binary in it and the society's portal runs.
///
/// # Errors
/// When a step fails.
pub fn build_dist(project: &Project) -> Result<PathBuf> {
    let shrink = Shrink::on(project)?;
    let client = client::build_release(project, &shrink)?;
    let css = styles::bundle(&project.style_file)?;
    let release = [&["--release"], SHIPPED].concat();
    let binary = compile(project, "release", &release)?;
    // Made beside the old one and then put in its place: a server that runs from the old folder keeps its open files.
    let (dist, new) = (project.dist(), project.target.join("dist.new"));
    remove(&new)?;
    fs::create_dir_all(&new)?;
    let site = new.join("site");
    assets::write_site(project, &site, &client, &css, &shrink)?;
    weight::precompress(&site)?;
    fs::copy(&binary, new.join(&project.name))
        .with_context(|| format!("cannot copy {}", binary.display()))?;
    fs::copy(project.root.join("Leptos.toml"), new.join("Leptos.toml"))
        .context("cannot copy Leptos.toml")?;
    for paper in PAPERS
        .iter()
        .filter(|paper| project.root.join(paper).exists())
    {
        fs::copy(project.root.join(paper), new.join(paper))?;
    }
    remove(&dist)?;
    fs::rename(&new, &dist)?;
    weight::print_sizes(&dist.join("site"), &project.pkg_dir)?;
    println!(
        "{:>10} server\nbuilt {}",
        binary.metadata()?.len(),
        dist.display()
    );
    Ok(dist)
}

/// How the shipped server is linked: without symbols, which are more than half of it and of no use where it runs.
const SHIPPED: &[&str] = &["--", "-C", "strip=symbols"];

fn compile(project: &Project, folder: &str, flags: &[&str]) -> Result<PathBuf> {
    let mut cargo = process::cargo(&project.root);
    cargo.args([
        "rustc",
        "--package",
        &project.name,
        "--bin",
        &project.name,
        "--features",
        "ssr",
    ]);
    process::succeed(cargo.args(flags))?;
    Ok(project.target.join(folder).join(&project.name))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_settings_look_for_the_site_where_it_is_shipped() {
        let project = Project::load().expect("metadata");
        let settings = fs::read_to_string(project.root.join("Leptos.toml")).expect("Leptos.toml");
        assert!(settings.lines().any(|line| line == "site-root = \"site\""));
        assert!(settings.lines().any(|line| line == "hash-files = true"));
    }
}

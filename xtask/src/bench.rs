//! `cargo xtask bench`: builds what ships and what it is compared with, then measures. May enter: how the two are built.
//! Must not: what is measured (the `bench` package knows).

use crate::paths::Project;
use crate::postgres::{Cluster, Commit};
use crate::{process, server, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// What one call asks for.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// A shippable folder that exists; without it one is built.
    pub dist: Option<PathBuf>,
    /// Refuse to measure while the machine does other work.
    pub strict: bool,
    /// Measure this part alone.
    pub only: Option<String>,
}

impl Options {
    /// Reads the words after `bench`.
    ///
    /// # Errors
    /// When a word is unknown, or `--dist` or `--only` names nothing.
    pub fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--strict" => options.strict = true,
                "--dist" => {
                    options.dist = Some(words.next().context("--dist needs a folder")?.into());
                }
                "--only" => {
                    options.only = Some((*words.next().context("--only needs a part")?).to_owned());
                }
                other => bail!("`{other}` is not an option of bench"),
            }
        }
        Ok(options)
    }
}

/// Builds, then measures.
///
/// # Errors
/// When a build or the measuring fails.
pub fn bench(project: &Project, options: &Options) -> Result<()> {
    let dist = match &options.dist {
        Some(dist) => std::path::absolute(dist)?,
        None => server::build_dist(project)?,
    };
    let mut cargo = process::cargo(&project.root);
    process::succeed(cargo.args(["build", "--release", "--package", "bench"]))?;
    if matches!(options.only.as_deref(), None | Some("bookings")) {
        let mut rules = process::cargo(&project.root);
        process::succeed(rules.args(["build", "--release", "--package", "bench-rules"]))?;
    }
    let mut bench = process::program(project.target.join("release/bench"), &project.root);
    bench.arg(dist).arg(project.target.join("bench"));
    if options.strict {
        bench.arg("--strict");
    }
    if let Some(only) = &options.only {
        bench.args(["--only", only]);
    }
    if options.only.as_deref() == Some("pages") {
        return process::succeed(&mut bench);
    }
    if options.only.as_deref() != Some("bookings") {
        tools::database_shells(project)?;
    }
    // one that waits for the disk, as the product's own writes do
    let cluster = Cluster::start(project, Commit::Durable)?;
    process::succeed(bench.args(["--postgres", &cluster.url()]))
}

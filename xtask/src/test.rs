//! `cargo xtask test`: everything a change must pass, each stage timed, all of them run even when one fails.
//! May enter: what is run and how it is counted. Must not: how tools are installed (tools.rs).

use crate::paths::{Project, WASM_TARGET};
use crate::postgres::{Cluster, Commit};
use crate::{process, server, tools, weight};
use anyhow::{Result, bail};
use std::collections::VecDeque;
use std::process::Command;
use std::time::Instant;

/// A part of the whole that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// Format and clippy.
    Lint,
    /// Rust tests on SQLite alone: quick, nothing to install.
    Unit,
    /// Rust tests on SQLite and PostgreSQL.
    Http,
    /// Browser journeys.
    Journeys,
}

impl Stage {
    /// Every stage, the quickest to fail first.
    pub const ALL: [Self; 4] = [Self::Lint, Self::Unit, Self::Http, Self::Journeys];

    const fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Unit => "unit",
            Self::Http => "http",
            Self::Journeys => "journeys",
        }
    }

    /// The stages of that name; all of them for no name at all.
    ///
    /// # Errors
    /// When a name is not known.
    pub fn parse_all(words: &[&str]) -> Result<Vec<Self>> {
        if words.is_empty() {
            return Ok(Self::ALL.to_vec());
        }
        let parse = |word: &&str| match Self::ALL.iter().find(|stage| stage.name() == *word) {
            Some(stage) => Ok(*stage),
            None => bail!("no stage is called `{word}`"),
        };
        words.iter().map(parse).collect()
    }
}

/// Tests counted from what the test programs say.
#[derive(Debug, Default, PartialEq)]
struct Count {
    passed: u64,
    failed: u64,
}

impl Count {
    /// Adds a line such as cargo's `test result: ok. 12 passed; 0 failed; …` or Playwright's `  12 passed (1.2m)`.
    fn listen(&mut self, line: &str) {
        let words: Vec<&str> = line
            .trim_start_matches("test result:")
            .split_whitespace()
            .collect();
        let playwright = matches!(
            words.as_slice(),
            [_, "passed" | "failed"] | [_, "passed", _]
        );
        if !line.starts_with("test result:") && !playwright {
            return;
        }
        for pair in words.windows(2) {
            match (pair[0].parse::<u64>(), pair[1].trim_end_matches(';')) {
                (Ok(number), "passed") => self.passed += number,
                (Ok(number), "failed") => self.failed += number,
                _ => {}
            }
        }
    }
}

/// Whether a line only says that something went well.
fn is_chatter(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty()
        || line.ends_with("... ok")
        || line.starts_with(['✓', '·'])
        || line.starts_with("Compiling ")
}

/// One run: what it needs once, and what came out.
struct Session<'a> {
    project: &'a Project,
    cluster: Option<Cluster>,
    count: Count,
    /// What the step at hand printed last.
    last: VecDeque<String>,
    broken: Vec<Broken>,
}

/// A step that broke: at the end, where a log is read first, it says why.
struct Broken {
    name: String,
    why: String,
    last: VecDeque<String>,
}

/// So many lines of a broken step are shown again at the end.
const LAST_LINES: usize = 80;

/// Runs the stages and says at the end what passed.
///
/// # Errors
/// When anything failed.
pub fn test(project: &Project, stages: &[Stage]) -> Result<()> {
    let mut session = Session {
        project,
        cluster: None,
        count: Count::default(),
        last: VecDeque::new(),
        broken: Vec::new(),
    };
    let start = Instant::now();
    for stage in stages {
        match stage {
            Stage::Lint => session.lint(),
            // What the next stage does again, and more, is left to it.
            Stage::Unit if stages.contains(&Stage::Http) => session.build_steps(),
            Stage::Unit => {
                session.build_steps();
                session.unit();
            }
            Stage::Http => session.http(),
            Stage::Journeys => session.journeys(),
        }
    }
    session.close(start)
}

impl Session<'_> {
    fn lint(&mut self) {
        self.step("format", |session| {
            process::succeed(&mut session.cargo(&["fmt", "--all", "--check"]))
        });
        // Packages as in the tests below, not --workspace: joined features would compile the dependencies twice.
        self.step("clippy, server", |session| {
            session.clippy(&[
                "-p",
                "mypage",
                "-p",
                "migration",
                "-p",
                "bench-rules",
                "--features",
                "ssr",
                "--all-targets",
            ])
        });
        self.step("clippy, build steps and benchmark", |session| {
            session.clippy(&["-p", "xtask", "-p", "bench", "--all-targets"])
        });
        self.step("clippy, browser", |session| {
            tools::wasm_target(session.project)?;
            session.clippy(&[
                "-p",
                "mypage",
                "--lib",
                "--features",
                "hydrate",
                "--target",
                WASM_TARGET,
            ])
        });
    }

    fn build_steps(&mut self) {
        self.step("tests of the build steps and the benchmark", |session| {
            let mut tests = session.cargo(&["test", "-p", "xtask", "-p", "bench"]);
            session.count(&mut tests)
        });
    }

    fn unit(&mut self) {
        self.step("tests on SQLite", |session| {
            let mut tests = session.rust_tests();
            tests.env_remove("TEST_POSTGRES_URL");
            session.count(tests.env("MYPAGE_TEST_SQLITE_ONLY", "1"))
        });
    }

    fn http(&mut self) {
        self.step("tests on SQLite and PostgreSQL", |session| {
            let url = session.postgres_url()?;
            let mut tests = session.rust_tests();
            session.count(tests.env("TEST_POSTGRES_URL", url))
        });
    }

    fn journeys(&mut self) {
        let built = self.step("release build", |session| {
            server::build_dist(session.project).map(drop)
        });
        if !built {
            // An older build may still lie there; journeys through it would prove nothing.
            return;
        }
        self.step("what phones load", |session| {
            let project = session.project;
            weight::check_budget(&project.dist().join("site"), &project.pkg_dir)
        });
        let ready = self.step("types of the journeys", |session| {
            tools::node(session.project)?;
            tools::native_builds(session.project)?;
            tools::pdf_reader(session.project)?;
            tools::npm_ci(&session.project.end2end_dir)?;
            process::succeed(session.end2end("tsc").arg("--noEmit"))
        });
        if !ready {
            return;
        }
        self.step("browser journeys", |session| {
            let project = session.project;
            let mut playwright = session.end2end("playwright");
            // No MYPAGE_ names: the server that inherits one it does not know refuses to start.
            playwright.arg("test").env("E2E_DIST", project.dist());
            let chromium = tools::chromium(project)?;
            playwright.env("E2E_CHROMIUM", chromium.shell);
            playwright.env("E2E_CHROMIUM_WHOLE", chromium.whole);
            playwright.env("TEST_POSTGRES_URL", session.postgres_url()?);
            session.count(&mut playwright)
        });
    }

    /// A program of the journeys' npm packages.
    fn end2end(&self, name: &str) -> Command {
        let folder = &self.project.end2end_dir;
        process::bound(folder.join("node_modules/.bin").join(name), "TERM", folder)
    }

    /// Runs one step, prints how long it took, remembers whether it broke and says whether it went well.
    fn step(&mut self, name: &str, run: impl FnOnce(&mut Self) -> Result<()>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        self.last.clear();
        let outcome = run(self);
        let seconds = start.elapsed().as_secs();
        match &outcome {
            Ok(()) => println!("== {name}: {seconds} s"),
            Err(error) => {
                println!("== {name}: FAILED after {seconds} s: {error:#}");
                self.broken.push(Broken {
                    name: name.to_owned(),
                    why: format!("{error:#}"),
                    last: std::mem::take(&mut self.last),
                });
            }
        }
        outcome.is_ok()
    }

    fn close(&self, start: Instant) -> Result<()> {
        println!("\n{} s in all", start.elapsed().as_secs());
        for Broken { name, why, last } in &self.broken {
            println!("FAILED: {name}: {why}");
            for line in last {
                println!("  | {line}");
            }
        }
        // A step that breaks without a failing test (a lint, a build) counts as one.
        let failed = self.count.failed.max(self.broken.len() as u64);
        println!("{} passed, {failed} failed", self.count.passed);
        if self.broken.is_empty() {
            Ok(())
        } else {
            let names: Vec<&str> = self.broken.iter().map(|step| step.name.as_str()).collect();
            bail!("{} failed", names.join(", "))
        }
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = process::cargo(&self.project.root);
        cargo.args(words);
        cargo
    }

    fn clippy(&self, selection: &[&str]) -> Result<()> {
        process::succeed(
            self.cargo(&["clippy"])
                .args(selection)
                .args(["--", "-D", "warnings"]),
        )
    }

    fn rust_tests(&self) -> Command {
        let packages = ["-p", "mypage", "-p", "migration", "--features", "ssr"];
        // The tests are in the libraries: without `--lib` each would be compiled a second time, for a program no test starts.
        let mut tests = self.cargo(&["test", "--lib", "--no-fail-fast"]);
        // A snapshot that differs fails; nothing is written into the sources for it.
        tests.args(packages).env("INSTA_UPDATE", "no");
        tests
    }

    fn count(&mut self, command: &mut Command) -> Result<()> {
        let (count, last) = (&mut self.count, &mut self.last);
        process::heard(command, |line| {
            count.listen(line);
            if !is_chatter(line) {
                last.push_back(line.to_owned());
                if last.len() > LAST_LINES {
                    last.pop_front();
                }
            }
        })
    }

    /// The server given by the environment, else one of our own, started once for all stages.
    fn postgres_url(&mut self) -> Result<String> {
        if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
            return Ok(url);
        }
        let cluster = match self.cluster.take() {
            Some(cluster) => cluster,
            None => Cluster::start(self.project, Commit::Fast)?,
        };
        Ok(self.cluster.insert(cluster).url())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_counted_and_chatter_is_not() {
        let mut count = Count::default();
        for line in [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test domain::email::tests::5 passed ... ok",
            "  1 failed",
            "  24 passed (1.2m)",
            "Running 25 tests using 1 worker",
        ] {
            count.listen(line);
        }
        assert_eq!(
            count,
            Count {
                passed: 39,
                failed: 3
            }
        );
    }
}

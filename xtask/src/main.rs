//! `cargo xtask`: the build steps and the set-up of this repository, so that cargo is all one needs to begin.
//! May enter: what drives cargo, npm, a browser or a database from outside. Must not: anything the product itself needs.

mod assets;
mod bench;
mod client;
mod paths;
mod postgres;
mod process;
mod run;
mod server;
mod shrink;
mod styles;
mod test;
mod tools;
mod weight;

use anyhow::{Context, Result, bail};
use paths::Project;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  build [--release]   client, styles, server; with --release the shippable folder target/dist
  run [--port N]      builds quickly, fills an empty database with a fictitious society, serves on 127.0.0.1
  test [STAGE…]       everything a change must pass; stages, all by default:
                        lint      format and clippy, for the server and for the browser
                        unit      every Rust test, on SQLite alone
                        http      every Rust test, on SQLite and on PostgreSQL
                        journeys  browser journeys against the release build
  bench [--dist FOLDER] [--strict] [--only pages|bookings|expenses]
                      what the release build costs, beside the least it could cost, into target/bench/latest.json;
                      of FOLDER instead of a new build; with --strict only on a machine that is otherwise quiet
  help                this text";

/// What one call asks for.
#[derive(Debug, PartialEq)]
enum Command {
    Build { release: bool },
    Run { port: u16 },
    Test { stages: Vec<test::Stage> },
    Bench(bench::Options),
    Help,
}

/// Reads the words after `cargo xtask`.
fn parse(words: &[String]) -> Result<Command> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Ok(match words.as_slice() {
        [] | ["help" | "-h" | "--help"] => Command::Help,
        ["build"] => Command::Build { release: false },
        ["build", "--release"] => Command::Build { release: true },
        ["run"] => Command::Run {
            port: run::DEFAULT_PORT,
        },
        ["run", "--port", port] => {
            let port = port
                .parse()
                .with_context(|| format!("`{port}` is not a port number"))?;
            Command::Run { port }
        }
        ["test", stages @ ..] => Command::Test {
            stages: test::Stage::parse_all(stages)?,
        },
        ["bench", options @ ..] => Command::Bench(bench::Options::parse(options)?),
        other => bail!("not understood: {}\n\n{USAGE}", other.join(" ")),
    })
}

fn execute(command: Command) -> Result<()> {
    if command == Command::Help {
        println!("{USAGE}");
        return Ok(());
    }
    let project = Project::load()?;
    match command {
        Command::Build { release: true } => server::build_dist(&project).map(drop),
        Command::Build { release: false } => server::build_dev(&project).map(drop),
        Command::Run { port } => run::run(&project, port),
        Command::Test { stages } => test::test(&project, &stages),
        Command::Bench(options) => bench::bench(&project, &options),
        Command::Help => Ok(()),
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match parse(&words).and_then(execute) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn commands_are_read() {
        let read = |line: &str| parse(&words(line)).expect("a known command");
        assert_eq!(read(""), Command::Help);
        assert_eq!(read("build --release"), Command::Build { release: true });
        assert_eq!(read("run"), Command::Run { port: 3000 });
        assert_eq!(read("run --port 4001"), Command::Run { port: 4001 });
        assert_eq!(
            read("test unit"),
            Command::Test {
                stages: vec![test::Stage::Unit]
            }
        );
        assert_eq!(
            read("bench --strict --dist out --only pages"),
            Command::Bench(bench::Options {
                dist: Some("out".into()),
                strict: true,
                only: Some("pages".into()),
            })
        );
        assert_eq!(
            read("test"),
            Command::Test {
                stages: test::Stage::ALL.to_vec()
            }
        );
    }

    #[test]
    fn what_is_not_a_command_is_refused() {
        for line in [
            "built",
            "build --relase",
            "run --port x",
            "run --port 70000",
            "test everything",
            "bench --dist",
            "bench --only",
            "bench --fast",
        ] {
            assert!(parse(&words(line)).is_err(), "{line}");
        }
    }
}

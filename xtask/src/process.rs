//! Running other programs. May enter: how a program is called, heard and judged. Must not: which ones and why.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// A program to be run in a folder, without our standard input: nothing here may wait for an answer.
pub fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Like [`program`], for what keeps running and starts more: it gets a signal when this program ends, however it ends.
pub fn bound(name: impl AsRef<OsStr>, signal: &str, folder: &Path) -> Command {
    let mut command = program("setpriv", folder);
    command.arg(format!("--pdeathsig={signal}")).arg(name);
    command
}

/// Cargo, as if called from a shell: what `cargo run` told *this* program about its own package would make build scripts
/// that watch those variables run again, and everything above them compile again.
pub fn cargo(folder: &Path) -> Command {
    let mut command = program("cargo", folder);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text == "CARGO"
            || [
                "CARGO_PKG_",
                "CARGO_MANIFEST_",
                "CARGO_BIN_",
                "CARGO_CRATE_",
            ]
            .iter()
            .any(|own| text.starts_with(own))
        {
            command.env_remove(name);
        }
    }
    command
}

/// Whether a program of that name answers to `--version`.
pub fn exists(name: &str) -> bool {
    let mut command = Command::new(name);
    command
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Runs to the end; an unhappy one is an error that shows what was called.
///
/// # Errors
/// When the program cannot be started or says that it failed.
pub fn succeed(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", line(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Like [`succeed`], and gives what was printed on standard output.
///
/// # Errors
/// As [`succeed`], or when the output is not UTF-8.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", line(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", line(command), output.status);
    }
    String::from_utf8(output.stdout).context("output in UTF-8")
}

/// Like [`succeed`], and hands each line of standard output to `listen` after printing it.
///
/// # Errors
/// As [`succeed`].
pub fn heard(command: &mut Command, mut listen: impl FnMut(&str)) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", line(command)))?;
    let stdout = child.stdout.take().context("standard output was piped")?;
    let mut reader = BufReader::new(stdout);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        std::io::stdout().write_all(&bytes)?;
        std::io::stdout().flush()?;
        listen(String::from_utf8_lossy(&bytes).trim_end());
        bytes.clear();
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// The call as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_call() {
        let error =
            succeed(program("false", Path::new("/")).arg("--now")).expect_err("false fails");
        assert!(
            error.to_string().starts_with("false --now failed"),
            "{error}"
        );
    }

    #[test]
    fn every_line_is_heard() {
        let mut lines = Vec::new();
        heard(program("printf", Path::new("/")).arg("one\\ntwo"), |line| {
            lines.push(line.to_owned())
        })
        .expect("printf runs");
        assert_eq!(lines, ["one", "two"]);
    }
}

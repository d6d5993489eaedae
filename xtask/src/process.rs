//! Running other programs. May enter: how a program is called, heard and judged. Must not: which ones and why.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

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

/// Like [`succeed`], and hands each line, of standard output and of standard error, to `listen` after printing it.
///
/// # Errors
/// As [`succeed`].
pub fn heard(command: &mut Command, mut listen: impl FnMut(&str)) -> Result<()> {
    let called = line(command);
    let (reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {called}"))?;
    // The command holds the pipe's other end too; it has to go, or the end of the output never comes.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        show(&bytes);
        listen(String::from_utf8_lossy(&bytes).trim_end());
        bytes.clear();
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{called} failed ({status})");
    }
    Ok(())
}

/// Prints a line. What cannot be printed, because whoever reads us is slow or gone, is no failure of what is run.
fn show(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    for _ in 0..100 {
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                std::thread::sleep(Duration::from_millis(10));
            }
            _ => return,
        }
    }
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
        let both = "echo one; echo two >&2; printf three";
        heard(program("sh", Path::new("/")).args(["-c", both]), |line| {
            lines.push(line.to_owned());
        })
        .expect("a shell runs");
        assert_eq!(lines, ["one", "two", "three"]);
    }
}

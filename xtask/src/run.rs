//! `cargo xtask run`: from a fresh checkout to a society one can look at. May enter: how the quick build is started.
//! Must not: what the demonstration holds (the product's own `demo` command knows).

use crate::paths::Project;
use crate::{process, server};
use anyhow::{Context, Result};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// Where the quick build serves unless told otherwise.
pub const DEFAULT_PORT: u16 = 3000;

/// Fictitious members of the demonstration.
const DEMO_MEMBERS: &str = "2000";

/// Builds, fills an empty database and becomes the server: signals reach it directly.
///
/// # Errors
/// When a step fails; never returns otherwise.
pub fn run(project: &Project, port: u16) -> Result<()> {
    let binary = server::build_dev(project)?;
    let mut demo = serving(project, &binary, port);
    // A demonstration introduces itself again; a database that holds somebody else's society is refused, and only served.
    if let Err(error) = process::succeed(demo.args(["demo", "--members", DEMO_MEMBERS])) {
        println!("no demonstration ({error}): serving what is there");
    }
    println!("serving on http://127.0.0.1:{port}, to stop press Ctrl-C");
    let error = serving(project, &binary, port).arg("serve").exec();
    Err(error).with_context(|| format!("cannot start {}", binary.display()))
}

/// The server of the quick build, in the checkout (settings, data folder) but with the site of the target folder.
/// Whatever else the environment sets, such as `DATABASE_URL`, counts.
fn serving(project: &Project, binary: &Path, port: u16) -> Command {
    let mut command = Command::new(binary);
    command.current_dir(&project.root);
    command.env("LEPTOS_SITE_ROOT", project.dev_site());
    command.env("LEPTOS_SITE_ADDR", format!("127.0.0.1:{port}"));
    command
}

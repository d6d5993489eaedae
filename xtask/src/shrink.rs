//! Making what ships smaller by tools of the JavaScript world: `wasm-opt` for the module, `terser` for scripts.
//! May enter: those tools' flags. Must not: file names of the site.

use crate::paths::Project;
use crate::{process, tools};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// WebAssembly that rustc uses by default and browsers have had since 2022.
const FEATURES: &[&str] = &[
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// The tools, or none: the quick build goes without, and so does a machine without npm.
pub struct Shrink {
    programs: Option<PathBuf>,
    scratch: PathBuf,
}

impl Shrink {
    /// Leaves everything as it is.
    pub fn off() -> Self {
        Self {
            programs: None,
            scratch: PathBuf::new(),
        }
    }

    /// The pinned tools, installed if need be.
    ///
    /// # Errors
    /// When npm is here and fails.
    pub fn on(project: &Project) -> Result<Self> {
        let programs = tools::npm_tools(project)?;
        if programs.is_none() {
            println!(
                "client: no npm here, so no wasm-opt and no terser: what phones load stays larger"
            );
        }
        let scratch = project.target.join("shrink");
        fs::create_dir_all(&scratch)?;
        Ok(Self { programs, scratch })
    }

    /// A module that does the same in fewer bytes.
    ///
    /// # Errors
    /// When the tool fails.
    pub fn wasm(&self, module: Vec<u8>) -> Result<Vec<u8>> {
        let mut flags = vec![
            "-Oz".to_owned(),
            "--strip-debug".to_owned(),
            "--strip-producers".to_owned(),
            "--strip-target-features".to_owned(),
        ];
        flags.extend(FEATURES.iter().map(|feature| format!("--enable-{feature}")));
        self.by("wasm-opt", &flags, "wasm", module)
    }

    /// A script module that does the same in fewer bytes.
    ///
    /// # Errors
    /// When the tool fails, for one because it is not a script.
    pub fn js(&self, script: Vec<u8>) -> Result<Vec<u8>> {
        let flags = ["--module", "--compress", "passes=2", "--mangle"].map(str::to_owned);
        self.by("terser", &flags, "js", script)
    }

    fn by(&self, tool: &str, flags: &[String], ending: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
        let Some(programs) = &self.programs else {
            return Ok(bytes);
        };
        let before = self.scratch.join(format!("before.{ending}"));
        let after = self.scratch.join(format!("after.{ending}"));
        fs::write(&before, &bytes)?;
        let mut command = process::program(programs.join(tool), &self.scratch);
        // The file first: terser would take it for the last flag's value.
        command.arg(&before).args(flags).arg("-o").arg(&after);
        process::succeed(&mut command)?;
        fs::read(&after).with_context(|| format!("{tool} wrote nothing"))
    }
}

//! The client: rustc for WebAssembly, its bindings, and for shipping the smallest module we can make.
//! May enter: compilers and their flags. Must not: where the files go afterwards (assets.rs).

use crate::paths::{Project, WASM_TARGET};
use crate::shrink::Shrink;
use crate::{process, tools};
use anyhow::{Result, anyhow};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What the browser loads, in a working folder.
pub struct Client {
    /// The JavaScript glue.
    pub js: Vec<u8>,
    /// The module.
    pub wasm: Vec<u8>,
    /// JavaScript that crates bring along, imported by the glue under this relative folder; may be missing.
    pub snippets: PathBuf,
}

/// The quick client: no whole-program optimisation, no wasm-opt.
///
/// # Errors
/// When a step fails.
pub fn build_dev(project: &Project) -> Result<Client> {
    tools::wasm_target(project)?;
    compile(project, "wasm-dev", &project.target, Std::AsShipped)?;
    bind(project, &project.target, "wasm-dev")
}

/// The client that ships: standard library built for size where its source can be had, then the shrinking tools.
///
/// # Errors
/// When a step fails; a missing rust-src is not one.
pub fn build_release(project: &Project, shrink: &Shrink) -> Result<Client> {
    tools::wasm_target(project)?;
    let profile = project.release_profile.as_str();
    // Other flags and another standard library: in the common folder they would evict each other at every turn.
    let small = project.target.join("client");
    let mut client = if tools::rust_src(project)
        && compile(project, profile, &small, Std::BuiltForSize).is_ok()
    {
        bind(project, &small, profile)?
    } else {
        println!(
            "client: the standard library could not be built for size, taking it as shipped (about 10 kB more)"
        );
        compile(project, profile, &project.target, Std::AsShipped)?;
        bind(project, &project.target, profile)?
    };
    client.wasm = shrink.wasm(client.wasm)?;
    client.js = shrink.js(client.js)?;
    Ok(client)
}

/// Where the client's standard library comes from.
#[derive(PartialEq)]
enum Std {
    AsShipped,
    BuiltForSize,
}

fn compile(project: &Project, profile: &str, target_dir: &Path, std: Std) -> Result<()> {
    let mut cargo = process::cargo(&project.root);
    cargo.args([
        "rustc",
        "--package",
        &project.name,
        "--lib",
        "--crate-type",
        "cdylib",
    ]);
    cargo.args([
        "--no-default-features",
        "--features",
        "hydrate",
        "--target",
        WASM_TARGET,
        "--profile",
        profile,
    ]);
    cargo.arg("--target-dir").arg(target_dir);
    if std == Std::BuiltForSize {
        // These switches are unstable; the stable compiler accepts them under this name. Only the client is built so.
        cargo.env("RUSTC_BOOTSTRAP", "1");
        cargo.env(
            "RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
        );
        cargo.args([
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ]);
    }
    process::succeed(&mut cargo)
}

fn bind(project: &Project, target_dir: &Path, profile: &str) -> Result<Client> {
    let module = target_dir
        .join(WASM_TARGET)
        .join(profile)
        .join(format!("{}.wasm", project.name));
    let out = project.target.join("bindgen").join(profile);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name(&project.name)
        .typescript(false);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    let generated = bindgen.web(true).and_then(|bindgen| bindgen.generate(&out));
    generated.map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    Ok(Client {
        js: fs::read(out.join(format!("{}.js", project.name)))?,
        wasm: fs::read(out.join(format!("{}_bg.wasm", project.name)))?,
        snippets: out.join("snippets"),
    })
}

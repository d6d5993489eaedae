//! `bench DIST OUT [--strict]`: what the shippable folder DIST costs, beside the least it could cost, in one run. Prints tables
//! and writes OUT/latest.json. Called by `cargo xtask bench`; how to read it: docs/performance.md.
//! May enter: measurements. Must not: anything the product needs, or is needed by.

mod http;
mod load;
mod logins;
mod process;
mod product;
mod rendering;
mod visit;

use anyhow::{Context, Result, ensure};
use http::Connection;
use load::Spread;
use process::{LOAD_CORE, SERVER_CORE, Server};
use product::Product;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Turns of each comparison.
const ROUNDS: usize = 5;
/// Starts that are timed.
const STARTS: usize = 7;
/// Busy cores, other than by this suite, above which figures are not to be trusted.
const QUIET: f64 = 0.5;

/// Measures everything.
fn suite(dist: &Path, out: &Path, strict: bool) -> Result<()> {
    let programs = std::env::current_exe()?;
    let programs = programs.parent().context("a folder of programs")?;
    fs::create_dir_all(out)?;
    let foreign = process::foreign_load()?;
    let average = fs::read_to_string("/proc/loadavg")?;
    if foreign > QUIET {
        ensure!(!strict, "{foreign:.1} cores are busy with other work");
        println!(
            "WARNING: {foreign:.1} cores are busy with other work (load {}). Only the ratios count.",
            average.trim()
        );
    }
    process::pin_self(LOAD_CORE)?;
    println!(
        "server on core {SERVER_CORE}, load on core {LOAD_CORE}, {ROUNDS} rounds by turns; median (least-most)"
    );

    let product = Product::prepare(dist, &out.join("data"))?;
    let start_up = start_up(&product)?;
    let server = product.serve()?;
    Connection::open(server.address)?.get("/")?;
    std::thread::sleep(Duration::from_secs(1));
    let at_rest = server.memory()?;
    let visit = visit::weigh(&server)?;
    let peer = peer(dist, programs)?;
    let login_page = rendering::compare("/login", &server, &peer, ROUNDS)?;
    let register_page = rendering::compare("/register", &server, &peer, ROUNDS)?;
    let after_pages = server.peak_memory()?;
    let logins = logins::compare(&server, programs, ROUNDS)?;
    let under_load = server.peak_memory()?;
    println!(
        "\nresident memory, MB: {at_rest:.1} at rest (aim 40), {after_pages:.1} after the pages, {under_load:.1} after the logins (aim 100)"
    );
    let report = json!({
        "foreign_busy_cores": foreign, "load_average": average.trim(), "rounds": ROUNDS,
        "first_visit": visit, "start_up_ms": start_up,
        "rendering": { "/login": login_page, "/register": register_page },
        "logins": logins,
        "memory_mb": { "at_rest": at_rest, "after_pages": after_pages, "after_logins": under_load },
    });
    let file = out.join("latest.json");
    fs::write(&file, serde_json::to_string_pretty(&report)?)?;
    println!("\nwritten: {}", file.display());
    Ok(())
}

/// From the call to the first healthy answer and to the first page, with a database that is up to date.
fn start_up(product: &Product) -> Result<Value> {
    let (mut healthy, mut page) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let server = product.serve()?;
        healthy.push(server.started_in.as_secs_f64() * 1e3);
        let asked = Instant::now();
        let reply = Connection::open(server.address)?.get("/")?;
        ensure!(reply.status == 200, "/: {}", reply.status);
        page.push((server.started_in + asked.elapsed()).as_secs_f64() * 1e3);
    }
    let (healthy, page) = (Spread::of(healthy), Spread::of(page));
    println!("\nstart, {STARTS} times, ms until the first 200 (aim 150)");
    for (name, spread) in [("/healthz", healthy), ("/", page)] {
        println!("{name:<10} {spread:>16.0}");
    }
    Ok(json!({ "healthz": rendering::spread(healthy), "home": rendering::spread(page) }))
}

/// axum and maud with the same pages, on the product's core.
fn peer(dist: &Path, programs: &Path) -> Result<Server> {
    let address = process::free_address()?;
    let mut command = process::pinned(SERVER_CORE, programs.join("maud-peer"));
    command.arg(address.to_string()).arg(dist);
    Server::start(command, address)
}

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let strict = words.iter().any(|word| word == "--strict");
    words.retain(|word| word != "--strict");
    let [dist, out] = words.as_slice() else {
        eprintln!("usage: bench DIST OUT [--strict]");
        return ExitCode::from(2);
    };
    match suite(&PathBuf::from(dist), &PathBuf::from(out), strict) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

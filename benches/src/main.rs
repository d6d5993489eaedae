//! `bench DIST OUT [--strict] [--only pages|bookings|expenses] [--postgres URL]`: what the shippable folder DIST costs, beside the least it
//! could cost, in one run. Prints tables and writes OUT/latest.json. Called by `cargo xtask bench`; how to read it:
//! docs/performance.md.
//! May enter: measurements. Must not: anything the product needs, or is needed by.

mod bookings;
mod eligibility;
mod expenses;
mod http;
mod load;
mod logins;
mod process;
mod product;
mod rendering;
mod search;
mod visit;

use anyhow::{Context, Result, bail, ensure};
use bookings::Society;
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

/// What is asked of one call.
#[derive(Default)]
struct Wanted {
    strict: bool,
    only: Option<String>,
    postgres: Option<String>,
}

impl Wanted {
    fn includes(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }
}

/// Measures everything asked for.
fn suite(dist: &Path, out: &Path, wanted: &Wanted) -> Result<()> {
    fs::create_dir_all(out)?;
    let foreign = process::foreign_load()?;
    let average = fs::read_to_string("/proc/loadavg")?;
    if foreign > QUIET {
        ensure!(
            !wanted.strict,
            "{foreign:.1} cores are busy with other work"
        );
        println!(
            "WARNING: {foreign:.1} cores are busy with other work (load {}). Only the ratios count.",
            average.trim()
        );
    }
    process::pin_self(LOAD_CORE)?;
    println!(
        "server on core {SERVER_CORE}, load on core {LOAD_CORE}, {ROUNDS} rounds by turns; median (least-most)"
    );
    let mut report = json!({
        "foreign_busy_cores": foreign, "load_average": average.trim(), "rounds": ROUNDS,
    });
    if wanted.includes("pages") {
        pages(dist, out, &mut report)?;
    }
    if wanted.includes("bookings") {
        checkup(dist, out, wanted, &mut report)?;
    }
    if wanted.includes("expenses") {
        report["expenses"] = expenses::measure(dist, out, wanted.postgres.as_deref())?;
    }
    let file = out.join("latest.json");
    fs::write(&file, serde_json::to_string_pretty(&report)?)?;
    println!("\nwritten: {}", file.display());
    Ok(())
}

/// Where the suite's other programs are.
fn programs() -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    Ok(own.parent().context("a folder of programs")?.to_owned())
}

/// Pages, starts, logins, first visits, memory.
fn pages(dist: &Path, out: &Path, report: &mut Value) -> Result<()> {
    let programs = programs()?;
    let product = Product::prepare(dist, &out.join("data"))?;
    report["start_up_ms"] = start_up(&product)?;
    let server = product.serve()?;
    Connection::open(server.address)?.get("/")?;
    std::thread::sleep(Duration::from_secs(1));
    let at_rest = server.memory()?;
    report["first_visit"] = visit::weigh(&server)?;
    let peer = peer(dist, &programs)?;
    for path in ["/login", "/register"] {
        report["rendering"][path] = rendering::compare(path, &server, &peer, ROUNDS)?;
    }
    let after_pages = server.peak_memory()?;
    report["logins"] = logins::compare(&server, &programs, ROUNDS)?;
    let under_load = server.peak_memory()?;
    println!(
        "\nresident memory, MB: {at_rest:.1} at rest (aim 40), {after_pages:.1} after the pages, {under_load:.1} after the logins (aim 100)"
    );
    report["memory_mb"] =
        json!({ "at_rest": at_rest, "after_pages": after_pages, "after_logins": under_load });
    Ok(())
}

/// 受診ナビ: decisions, the search and bookings, among 3,000 institutions with places for 180 days.
fn checkup(dist: &Path, out: &Path, wanted: &Wanted, report: &mut Value) -> Result<()> {
    println!("\nmaking 3,000 institutions with 2.7 million places; this takes a while");
    let data = out.join("data-bookings");
    let mut society = Society::prepare(dist, &data, None, 3_000, 180)?;
    report["eligibility"] = eligibility::measure(&data.join("mypage.sqlite"), &programs()?)?;
    report["search"] = search::measure(&mut society)?;
    let postgres = wanted.postgres.as_deref();
    report["bookings"] = bookings::compare(&mut society, dist, out, postgres)?;
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

/// The two folders and what is asked.
fn parse(words: impl Iterator<Item = String>) -> Result<([PathBuf; 2], Wanted)> {
    let mut wanted = Wanted::default();
    let mut folders = Vec::new();
    let mut words = words;
    while let Some(word) = words.next() {
        match word.as_str() {
            "--strict" => wanted.strict = true,
            "--only" => wanted.only = words.next(),
            "--postgres" => wanted.postgres = words.next(),
            _ => folders.push(PathBuf::from(word)),
        }
    }
    if let Some(only) = &wanted.only
        && !["pages", "bookings", "expenses"].contains(&only.as_str())
    {
        bail!("`{only}` is no part of the suite");
    }
    let Ok(folders) = folders.try_into() else {
        bail!("usage: bench DIST OUT [--strict] [--only pages|bookings|expenses] [--postgres URL]");
    };
    Ok((folders, wanted))
}

fn main() -> ExitCode {
    let ([dist, out], wanted) = match parse(std::env::args().skip(1)) {
        Ok(parsed) => parsed,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    match suite(&dist, &out, &wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

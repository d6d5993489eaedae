//! Members who book while a file of 医療費 goes in: what the import costs those who wait for an answer.
//! May enter: a desk that sends a file, members who book at a steady pace. Must not: how fast the import is (`import`).
//!
//! The file is sent through the console and loaded by the server itself, on the one core it has, beside the bookings.

use crate::bookings::{Society, keep_booking, keep_desk};
use crate::http::Connection;
use crate::load::{self, Run};
use crate::process::{self, LOAD_CORE, SERVER_CORE};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Members who book at once, and how often each of them.
const BOOKERS: usize = 16;
const PACE: Duration = Duration::from_millis(100);
/// How long bookings are watched without an import.
const IDLE: Duration = Duration::from_secs(10);
/// How long between two looks whether the import has ended.
const LOOK: Duration = Duration::from_secs(2);
/// An import that takes longer has broken off.
const PATIENCE: Duration = Duration::from_secs(600);
/// Institutions with places, and for how many days.
const INSTITUTIONS: usize = 1_000;
const DAYS: usize = 30;

/// Bookings without an import, while a file is checked, and while its rows go in.
pub fn measure(dist: &Path, data: &Path, postgres: Option<String>, file: &Path) -> Result<Value> {
    let title = if postgres.is_some() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    let mut society = Society::prepare(dist, data, postgres, INSTITUTIONS, DAYS)?;
    super::import::empty(&mut society.database)?;
    society.forget()?;
    process::pin_self(LOAD_CORE)?;
    let desk = keep_desk(&mut society.database)?;
    let bytes = std::fs::read(file)?;
    let (bookers, places, year) = (&society.callers[..BOOKERS], &society.places, society.year);
    let booked = AtomicUsize::new(0);
    let address = society.server.address;
    let book = |connection: &mut Connection, booker: usize| {
        let times = booked.fetch_add(1, Ordering::Relaxed);
        let (place, _) = places[times % places.len()];
        keep_booking(connection, &bookers[booker], (place, year), times)
    };
    let watch = |length: Duration| load::run(address, BOOKERS, length, Some(PACE), book);
    watch(LOOK)?;
    let idle = watch(IDLE)?;
    let mut connection = Connection::open(address)?;
    let batch = send(&mut connection, &desk, &bytes)?;
    drop(bytes);
    let database = &mut society.database;
    let mut until = |left: &str, reached: &str| {
        let stands = format!(
            "SELECT SUM(CASE state WHEN '{left}' THEN 1 ELSE 0 END), SUM(CASE state WHEN '{reached}' THEN 1 ELSE 0 END) \
             FROM expense_batch WHERE id = {batch}"
        );
        watch_while(|| watch(LOOK), || database.pair(&stands))
    };
    let checking = until("checking", "checked").context("checking")?;
    let form = format!("id={batch}&act=load&seen=checked");
    let reply = connection.post("/api/staff/expenses/act", &desk, &form)?;
    ensure!(reply.status == 303, "loading answers {}", reply.status);
    let loading = until("loading", "loaded").context("loading")?;
    let peak_mb = society.server.peak_memory()?;
    process::pin_self(&format!("{SERVER_CORE},{LOAD_CORE}"))?;
    println!(
        "\nbookings on {title}, {BOOKERS} members every {PACE:?} each, on the import's core; a choice and a 仮押さえ, ms"
    );
    let mut figures = told(&[
        ("nothing else", "idle", &idle),
        ("a file is checked", "checking", &checking),
        ("its rows go in", "loading", &loading),
    ]);
    println!("the server's memory at its highest: {peak_mb:.0} MB");
    figures["peak_mb"] = json!(peak_mb);
    Ok(figures)
}

/// Sends a file at the console. Answers the number of its batch.
fn send(connection: &mut Connection, desk: &str, bytes: &[u8]) -> Result<i64> {
    let reply = connection.post_file("/api/staff/expenses/upload", desk, bytes)?;
    let batch = reply.header("location").unwrap_or_default();
    let batch = batch.trim_start_matches("/staff/expenses/");
    let batch = batch.split('?').next().unwrap_or_default();
    let taken = || format!("the file was not taken: {}", reply.status);
    batch.parse().with_context(taken)
}

/// Watches for as long as the batch stands where it stood: `stands` says whether it still does, and whether it has come further.
fn watch_while(
    watch: impl Fn() -> Result<Run>,
    mut stands: impl FnMut() -> Result<(i64, i64)>,
) -> Result<Run> {
    let start = Instant::now();
    let mut runs = Vec::new();
    loop {
        let run = watch()?;
        match stands()? {
            (1, _) => runs.push(run),
            (_, 1) => {
                // the last look saw partly nothing going on, and counts only where it is all there is
                if runs.is_empty() {
                    runs.push(run);
                }
                return Ok(Run::join(runs));
            }
            _ => anyhow::bail!("the import broke off"),
        }
        ensure!(start.elapsed() < PATIENCE, "the import does not end");
    }
}

/// Prints the runs, the first of which is the one without an import, and answers their figures.
fn told(runs: &[(&str, &str, &Run); 3]) -> Value {
    println!("                            p50      p99   over idle (aim: p99 3)");
    let idle = runs[0].2.quantile(0.99);
    let mut figures = json!({});
    for (name, key, run) in runs {
        let (p50, p99) = (run.quantile(0.5), run.quantile(0.99));
        let part = p99 / idle;
        println!("{name:<24} {p50:>7.1} {p99:>8.1} {part:>8.1}");
        figures[*key] =
            json!({ "p50_ms": p50, "p99_ms": p99, "over_idle": part, "count": run.count() });
    }
    figures
}

//! 医療費のお知らせ: a million rows in, beside the least that could cost; pages and documents with them stored.
//! May enter: what is compared, and how it is told. Must not: how each side does it (`import`, `peers`, `pages`).
//!
//! The product reads a CP932 file, checks every cell, finds the person of every row and writes it; the shells load what it made of the file, as
//! plain CSV into the same table with the same indexes. All have both cores.

mod import;
mod meanwhile;
mod pages;
mod peers;

use crate::bookings::Database;
use crate::load::Spread;
use crate::process::{self, LOAD_CORE};
use crate::product::Product;
use crate::rendering::spread;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Rows of the file.
const ROWS: usize = 1_000_000;
/// Turns of each comparison.
const ROUNDS: usize = 3;
/// Members of the demonstration, among whom the rows' people are.
const MEMBERS: &str = "30000";
/// The seed of the demonstration's roster: the rows are about its people.
const SEED: &str = "20261101";

/// What one load of a million rows took.
struct Loaded {
    /// Seconds of the clock.
    wall: f64,
    /// The most memory that was resident, in MB of 10⁶ bytes.
    peak_mb: f64,
}

impl Loaded {
    fn per_second(&self) -> f64 {
        ROWS as f64 / self.wall
    }
}

/// Measures all of it; prints and gives what came out.
pub fn measure(dist: &Path, out: &Path, postgres: Option<&str>) -> Result<Value> {
    // what was bound to the load's core before needs both now
    process::pin_self(&format!("{},{LOAD_CORE}", process::SERVER_CORE))?;
    let file = out.join("expenses.csv");
    let mut result = json!({});
    println!("\nmaking {ROWS} rows of 医療費; this takes a while");
    let data = out.join("data-expenses");
    let product = society(dist, &data, None)?;
    import::make_file(&product, &file)?;
    let (mut ours, mut shell, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    let rows = out.join("rows.csv");
    for round in 0..ROUNDS {
        let mut database = Database::sqlite(&product.file())?;
        import::empty(&mut database)?;
        ours.push(import::run(&product, &mut database, &file)?);
        if round == 0 {
            peers::write_rows(&product.file(), &rows)?;
        }
        shell.extend(peers::sqlite_shell(&product.file(), out, &rows)?);
        bare.push(peers::rusqlite(&product.file(), out, &rows)?);
    }
    let others = [
        ("sqlite3 .import", "shell", shell),
        ("rusqlite, sorted, one statement", "bare", bare),
    ];
    result["sqlite"] = tell("SQLite", &ours, &others);
    result["pages"] = pages::measure(&product)?;
    let stage = out.join("data-meanwhile");
    result["meanwhile"]["sqlite"] = meanwhile::measure(dist, &stage, None, &file)?;
    if let Some(server) = postgres {
        let url = crate::bookings::fresh_postgres(server)?;
        let product = society(dist, &out.join("data-expenses-pg"), Some(url.clone()))?;
        let (mut ours, mut shell) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let mut database = Database::postgres(&url)?;
            import::empty(&mut database)?;
            ours.push(import::run(&product, &mut database, &file)?);
            shell.push(peers::psql_copy(&url, &rows)?);
        }
        result["postgres"] = tell("PostgreSQL", &ours, &[("psql \\copy", "shell", shell)]);
        let url = crate::bookings::fresh_postgres(server)?;
        result["meanwhile"]["postgres"] = meanwhile::measure(dist, &stage, Some(url), &file)?;
    }
    fs::remove_file(&file)?;
    fs::remove_file(&rows)?;
    process::pin_self(LOAD_CORE)?;
    Ok(result)
}

fn society(dist: &Path, data: &Path, postgres: Option<String>) -> Result<Product> {
    let size = ["--members", MEMBERS, "--institutions", "20"];
    Product::prepare_in(dist, data, postgres, &size)
}

/// Prints a table and gives its figures.
fn tell(title: &str, ours: &[Loaded], others: &[(&str, &str, Vec<Loaded>)]) -> Value {
    let rate = |runs: &[Loaded]| Spread::of(runs.iter().map(Loaded::per_second));
    let peak = Spread::of(ours.iter().map(|run| run.peak_mb));
    println!("\n{ROWS} rows into {title}");
    println!("                                           rows/s   product's part");
    println!(
        "{:<32} {:>18.0}   peak {peak:.0} MB, aim 200",
        "product",
        rate(ours)
    );
    let mut figures =
        json!({ "product": { "per_s": spread(rate(ours)), "peak_mb": spread(peak) } });
    for (name, key, runs) in others {
        if runs.is_empty() {
            println!("{name:<32} is not on this machine");
            continue;
        }
        let parts = ours.iter().zip(runs);
        let part = Spread::of(parts.map(|(ours, theirs)| ours.per_second() / theirs.per_second()));
        println!("{name:<32} {:>18.0} {part:>16.2}", rate(runs));
        figures[*key] = json!({ "per_s": spread(rate(runs)), "ratio": spread(part) });
    }
    figures
}

/// Fails unless so many rows are there.
fn all_there(database: &mut Database, table: &str, expected: i64) -> Result<()> {
    let (found, _) = database.pair(&format!("SELECT COUNT(*), 0 FROM {table}"))?;
    ensure!(found == expected, "{found} rows instead of {expected}");
    Ok(())
}

//! The product's import, from the file to the last row.
//! May enter: the command line and the clock. Must not: what it is compared with.

use super::{Loaded, MEMBERS, ROWS, SEED};
use crate::bookings::Database;
use crate::process;
use crate::product::Product;
use anyhow::{Context, Result, ensure};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Enough months for the rows; what is beyond them is cut off.
const MONTHS: &str = "60";

/// Writes a file of as many rows as are measured, about the demonstration's people, in CP932 as core systems write them.
pub fn make_file(product: &Product, file: &Path) -> Result<()> {
    let words = [
        "expenses",
        "generate",
        "--members",
        MEMBERS,
        "--months",
        MONTHS,
        "--seed",
        SEED,
        "--encoding",
        "cp932",
    ];
    let mut child = product
        .command_of(&words)?
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the product")?;
    let mut lines = BufReader::new(child.stdout.take().context("no output")?);
    let mut into = BufWriter::new(File::create(file)?);
    let mut line = Vec::new();
    let mut written = 0;
    // the header, then the rows
    while written <= ROWS {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        into.write_all(&line)?;
        written += 1;
    }
    into.flush()?;
    child.kill()?;
    child.wait()?;
    ensure!(written == ROWS + 1, "{written} lines are too few");
    Ok(())
}

/// Takes all rows away again.
pub fn empty(database: &mut Database) -> Result<()> {
    database.run(match database {
        Database::Sqlite(_) => {
            "DELETE FROM expense; DELETE FROM expense_orphan; DELETE FROM expense_batch"
        }
        // deleted rows would stay in the way of the next
        Database::Postgres(..) => "TRUNCATE expense, expense_orphan, expense_batch",
    })
}

/// Imports and publishes the file, into tables that are empty.
pub fn run(product: &Product, database: &mut Database, file: &Path) -> Result<Loaded> {
    let file = file.to_string_lossy();
    let mut command = product.command_of(&["expenses", "import", &file, "--publish"])?;
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let mut peak_mb = 0.0_f64;
    let status = loop {
        // gone between two looks: the last one stands
        if let Ok(now) = process::peak_memory_of(child.id()) {
            peak_mb = peak_mb.max(now);
        }
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let wall = start.elapsed().as_secs_f64();
    ensure!(status.success(), "the import failed ({status})");
    let (stored, strangers) = database
        .pair("SELECT (SELECT COUNT(*) FROM expense), (SELECT COUNT(*) FROM expense_orphan)")?;
    let rows = i64::try_from(ROWS)?;
    ensure!(
        stored + strangers == rows && strangers < rows / 100,
        "{stored} rows, and {strangers} of strangers"
    );
    Ok(Loaded { wall, peak_mb })
}

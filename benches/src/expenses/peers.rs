//! The same rows by the databases' own tools: into an empty table of the same form with the same indexes.
//! May enter: shells and drivers. Must not: the product.

use super::Loaded;
use anyhow::{Context, Result, bail, ensure};
use rusqlite::{Connection, types::Value};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Rows of one transaction of the driver.
const BATCH: usize = 20_000;

/// Writes the product's rows, orphans aside, as plain CSV: UTF-8, no header. Answers nothing; how many there are says the file.
pub fn write_rows(product: &Path, rows: &Path) -> Result<()> {
    let database = Connection::open(product)?;
    let mut statement = database.prepare("SELECT * FROM expense ORDER BY id")?;
    let columns = statement.column_count();
    let mut found = statement.query([])?;
    let mut into = BufWriter::new(File::create(rows)?);
    while let Some(row) = found.next()? {
        for at in 0..columns {
            let end = if at + 1 == columns { '\n' } else { ',' };
            match row.get::<_, Value>(at)? {
                Value::Integer(number) => write!(into, "{number}{end}")?,
                Value::Text(text) => write!(into, "\"{}\"{end}", text.replace('"', "\"\""))?,
                other => bail!("a column holds {other:?}"),
            }
        }
    }
    Ok(into.flush()?)
}

/// How the product's table and its indexes are made.
fn schema(product: &Path) -> Result<String> {
    let database = Connection::open(product)?;
    let mut statement = database.prepare(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'expense' AND sql IS NOT NULL ORDER BY type DESC",
    )?;
    let parts: rusqlite::Result<Vec<String>> = statement.query_map([], |row| row.get(0))?.collect();
    Ok(parts?.join("; "))
}

fn fresh(product: &Path, out: &Path) -> Result<(Connection, std::path::PathBuf)> {
    let file = out.join("bare-expenses.sqlite");
    for ending in ["", "-wal", "-shm"] {
        let old = format!("{}{ending}", file.display());
        if Path::new(&old).exists() {
            std::fs::remove_file(old)?;
        }
    }
    let database = Connection::open(&file)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    database.pragma_update(None, "synchronous", "FULL")?;
    database.execute_batch(&schema(product)?)?;
    Ok((database, file))
}

fn expected(rows: &Path) -> Result<i64> {
    let text = std::fs::read(rows)?;
    Ok(i64::try_from(
        text.iter().filter(|byte| **byte == b'\n').count(),
    )?)
}

/// `.import` of SQLite's own shell, if it is there.
pub fn sqlite_shell(product: &Path, out: &Path, rows: &Path) -> Result<Option<Loaded>> {
    let (database, file) = fresh(product, out)?;
    drop(database);
    let start = Instant::now();
    let status = Command::new("sqlite3")
        .arg(&file)
        .args(["PRAGMA synchronous=FULL", ".mode csv"])
        .arg(format!(".import {} expense", rows.display()))
        .stdin(Stdio::null())
        .status();
    let status = match status {
        Ok(status) => status,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let wall = start.elapsed().as_secs_f64();
    ensure!(status.success(), "sqlite3 failed ({status})");
    let database = Connection::open(&file)?;
    let found: i64 = database.query_row("SELECT COUNT(*) FROM expense", [], |row| row.get(0))?;
    ensure!(found == expected(rows)?, "sqlite3 loaded {found} rows");
    Ok(Some(Loaded { wall, peak_mb: 0.0 }))
}

/// The driver: rows that are parsed and sorted already, one prepared statement, big transactions.
pub fn rusqlite(product: &Path, out: &Path, rows: &Path) -> Result<Loaded> {
    let source = Connection::open(product)?;
    let mut read =
        source.prepare("SELECT * FROM expense ORDER BY person_id, treatment_month, id")?;
    let columns = read.column_count();
    let mut parsed: Vec<Vec<Value>> = Vec::new();
    let mut found = read.query([])?;
    while let Some(row) = found.next()? {
        let cells: rusqlite::Result<_> = (0..columns).map(|at| row.get(at)).collect();
        parsed.push(cells?);
    }
    let (mut database, _) = fresh(product, out)?;
    let places: Vec<String> = (1..=columns).map(|at| format!("?{at}")).collect();
    let sql = format!("INSERT INTO expense VALUES ({})", places.join(", "));
    let start = Instant::now();
    for some in parsed.chunks(BATCH) {
        let writes = database.transaction()?;
        {
            let mut insert = writes.prepare_cached(&sql)?;
            for row in some {
                insert.execute(rusqlite::params_from_iter(row))?;
            }
        }
        writes.commit()?;
    }
    let wall = start.elapsed().as_secs_f64();
    ensure!(
        i64::try_from(parsed.len())? == expected(rows)?,
        "rows are missing"
    );
    Ok(Loaded { wall, peak_mb: 0.0 })
}

/// `\copy` of PostgreSQL's own shell, into an empty table like the product's.
pub fn psql_copy(url: &str, rows: &Path) -> Result<Loaded> {
    let psql = |sql: &str| -> Result<()> {
        let mut command = Command::new("psql");
        let command = command
            .arg(url)
            .args(["-q", "-v", "ON_ERROR_STOP=1", "-c", sql]);
        let status = command
            .stdout(Stdio::null())
            .status()
            .context("cannot start psql")?;
        ensure!(status.success(), "psql failed ({status})");
        Ok(())
    };
    psql("DROP TABLE IF EXISTS bare_expense")?;
    psql("CREATE TABLE bare_expense (LIKE expense INCLUDING ALL)")?;
    let start = Instant::now();
    psql(&format!(
        "\\copy bare_expense FROM '{}' WITH (FORMAT csv)",
        rows.display()
    ))?;
    let wall = start.elapsed().as_secs_f64();
    super::all_there(
        &mut crate::bookings::Database::postgres(url)?,
        "bare_expense",
        expected(rows)?,
    )?;
    psql("DROP TABLE bare_expense")?;
    Ok(Loaded { wall, peak_mb: 0.0 })
}

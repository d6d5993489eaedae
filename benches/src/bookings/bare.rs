//! The least a booking could cost: a place less and a row more, in batches, by one writer, without anything around it.
//! May enter: the database drivers. Must not: the product, rules.

use super::database::Database;
use super::{DAYS, Demand, Done};
use crate::load::Run;
use anyhow::{Result, bail, ensure};
use rusqlite::Connection;
use std::path::Path;
use std::time::Instant;

/// Bookings of one transaction.
const BATCH: usize = 256;

/// A place with its CHECK, and a booking with the index that keeps a right from being used twice.
const TABLES: &str = "CREATE TABLE bare_place (id BIGINT PRIMARY KEY, remaining BIGINT NOT NULL CHECK (remaining >= 0)); \
     CREATE TABLE bare_booking (person_id BIGINT NOT NULL, fiscal_year BIGINT NOT NULL, place_id BIGINT NOT NULL); \
     CREATE UNIQUE INDEX bare_right ON bare_booking (person_id, fiscal_year); \
     CREATE INDEX bare_of_place ON bare_booking (place_id)";

fn ids(end: usize) -> Vec<i64> {
    (1..).take(end).collect()
}

fn fill() -> String {
    let rows: Vec<String> = ids(DAYS)
        .iter()
        .map(|id| format!("({id}, 1000000)"))
        .collect();
    format!(
        "INSERT INTO bare_place (id, remaining) VALUES {}",
        rows.join(", ")
    )
}

fn done(bookings: usize, start: Instant) -> Done {
    Done {
        bookings: bookings as f64,
        wall: start.elapsed().as_secs_f64(),
        answers: Run::default(),
    }
}

/// rusqlite, as durable as the product: WAL, `synchronous=FULL`.
pub fn sqlite(file: &Path, demand: Demand, bookings: usize) -> Result<Done> {
    for ending in ["", "-wal", "-shm"] {
        let old = format!("{}{ending}", file.display());
        if Path::new(&old).exists() {
            std::fs::remove_file(old)?;
        }
    }
    let mut database = Connection::open(file)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    database.pragma_update(None, "synchronous", "FULL")?;
    database.execute_batch(TABLES)?;
    database.execute_batch(&fill())?;
    let days = ids(DAYS);
    let start = Instant::now();
    for batch in ids(bookings).chunks(BATCH) {
        let writes = database.transaction()?;
        {
            let mut take = writes.prepare_cached(
                "UPDATE bare_place SET remaining = remaining - 1 WHERE id = ?1 AND remaining > 0",
            )?;
            let mut book = writes.prepare_cached(
                "INSERT INTO bare_booking (person_id, fiscal_year, place_id) VALUES (?1, 2026, ?2)",
            )?;
            for person in batch {
                let place = demand.pick(&days, usize::try_from(*person)?);
                ensure!(take.execute([place])? == 1, "a place is missing");
                book.execute([*person, place])?;
            }
        }
        writes.commit()?;
    }
    Ok(done(bookings, start))
}

/// One statement of PostgreSQL for a batch: places less by how many want them, and a row for each.
const BOOK: &str = "WITH want AS (SELECT * FROM unnest($1::bigint[], $2::bigint[]) AS w (person_id, place_id)), \
     taken AS (UPDATE bare_place p SET remaining = p.remaining - n.count \
     FROM (SELECT place_id, COUNT(*) AS count FROM want GROUP BY place_id) n \
     WHERE p.id = n.place_id AND p.remaining >= n.count RETURNING p.id) \
     INSERT INTO bare_booking (person_id, fiscal_year, place_id) \
     SELECT w.person_id, 2026, w.place_id FROM want w JOIN taken t ON t.id = w.place_id";

/// PostgreSQL, one connection.
pub fn postgres(url: &str, demand: Demand, bookings: usize) -> Result<Done> {
    let mut database = Database::postgres(url)?;
    database.run(&format!(
        "DROP TABLE IF EXISTS bare_place; DROP TABLE IF EXISTS bare_booking; {TABLES}; {}",
        fill()
    ))?;
    let Database::Postgres(runtime, connection) = &mut database else {
        bail!("a PostgreSQL server is asked for");
    };
    let days = ids(DAYS);
    let start = Instant::now();
    for batch in ids(bookings).chunks(BATCH) {
        let places: Vec<i64> = batch
            .iter()
            .map(|person| demand.pick(&days, usize::try_from(*person).unwrap_or_default()))
            .collect();
        let book = sqlx::query(BOOK).bind(batch.to_vec()).bind(places);
        let written = runtime.block_on(book.execute(&mut *connection))?;
        ensure!(
            written.rows_affected() == batch.len() as u64,
            "a place is missing"
        );
    }
    Ok(done(bookings, start))
}

//! Rows into SQLite: one prepared statement on a connection of its own, in short pieces between the bookings' transactions.
//!
//! While a piece is written, this process's one writing connection is held, idle: bookings queue for it in their order, instead of finding
//! the file locked and asking again and again. Where others wrote meanwhile, in this process or another, the import rests for as long as
//! its piece took; where nobody did, it goes on at once.

use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use sea_orm::sqlx::{self, Sqlite, SqlitePool, pool::PoolConnection};

use super::{
    Pace,
    load::{FENCE, NewOrphan, NewRow, Piece},
};
use crate::{
    domain::checkup::yen::Yen,
    server::db::{Db, Error, Result, connect, row},
};

/// How long a piece should take while others write: whoever books waits for one at most.
const PIECE: Duration = Duration::from_millis(6);
/// How long it should take while nobody else does: every piece waits for the disk, and the fewer the better. Whoever comes first waits once.
const QUIET_PIECE: Duration = Duration::from_millis(120);
/// How long nobody else may have written before it is quiet. Beside people it takes longer: they come in waves, and whoever is first in
/// one would wait for a long piece.
fn lull(pace: Pace) -> Duration {
    match pace {
        Pace::Gentle => Duration::from_secs(1),
        Pace::Brisk => Duration::from_millis(40),
    }
}

/// Fewest and most rows of a piece.
const ROWS: std::ops::RangeInclusive<usize> = 200..=20_000;
/// Pieces after which the log is emptied into the file, while nobody waits for the piece.
const CHECKPOINT: u32 = 8;
/// How long a piece waits for another process; shorter than a batch is held without a sign of life.
const WAIT: Duration = Duration::from_secs(30);
/// How often a piece queues for the writing connection anew, after the pool's own patience is over.
const TRIES: usize = 6;

const ROW: &str = "INSERT INTO expense (id, person_id, treatment_month, category, institution_code, institution, days, total, insurer, \
     public_paid, high_cost, additional, meal_total, meal_own, own, claim_month, kind, reference) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
const ORPHAN: &str = "INSERT INTO expense_orphan (id, symbol, number, branch, kana, birth_date, why, row_json) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Writes pieces.
pub(super) struct Writer {
    connection: Option<Connection>,
    pool: SqlitePool,
    at_once: usize,
    written: u32,
    lull: Duration,
    /// Since when nobody else has written, as far as this writer knows.
    alone_since: Instant,
    version: i64,
}

/// What came of a piece.
struct Written {
    connection: Connection,
    ours: bool,
    took: Duration,
    version: i64,
}

impl Writer {
    /// Opens the connection.
    pub(super) async fn open(db: &Db, url: &str, pace: Pace) -> Result<Self> {
        let file = connect::file_of(url)?;
        let opened = blocking(move || {
            let connection = Connection::open_with_flags(
                file,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )?;
            connection.busy_timeout(WAIT)?;
            // as the writer of `connect`, but the log is emptied between pieces; pages of the index stay at hand
            connection.execute_batch(
                "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; \
                 PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -32768",
            )?;
            let version = data_version(&connection)?;
            Ok((connection, version))
        });
        let (connection, version) = opened.await?;
        Ok(Self {
            connection: Some(connection),
            pool: db.writer.get_sqlite_connection_pool().clone(),
            at_once: 1_000,
            written: 0,
            lull: lull(pace),
            alone_since: Instant::now(),
            version,
        })
    }

    /// How many rows the next piece should have.
    pub(super) fn at_once(&self) -> usize {
        self.at_once
    }

    /// Writes a piece. Answers whether the batch was still the caller's.
    pub(super) async fn write(&mut self, piece: Piece) -> Result<bool> {
        let connection = self.connection.take().ok_or_else(broken)?;
        let rows = piece.to - piece.from;
        let held = hold(&self.pool).await?;
        let written = blocking(move || write(connection, &piece)).await;
        drop(held);
        let written = written?;
        let others = written.version != self.version;
        self.version = written.version;
        if others {
            self.alone_since = Instant::now();
        }
        self.adapt(rows, written.took);
        self.written += 1;
        let mut connection = written.connection;
        if self.written.is_multiple_of(CHECKPOINT) {
            connection = blocking(move || {
                let pragma = "PRAGMA wal_checkpoint(PASSIVE)";
                connection.query_row(pragma, [], |_| Ok(()))?;
                Ok(connection)
            })
            .await?;
        }
        self.connection = Some(connection);
        if others {
            tokio::time::sleep(written.took).await;
        }
        Ok(written.ours)
    }

    /// The next piece is as long as would have been right for this one.
    fn adapt(&mut self, rows: usize, took: Duration) {
        let piece = match self.alone_since.elapsed() < self.lull {
            true => PIECE,
            false => QUIET_PIECE,
        };
        let micros = took.as_micros().max(1);
        let right = rows as u128 * piece.as_micros() / micros;
        let right = usize::try_from(right).unwrap_or(usize::MAX);
        self.at_once = right
            .min(self.at_once * 2)
            .clamp(*ROWS.start(), *ROWS.end());
    }
}

/// Queues for the writing connection behind the bookings that wait for it.
async fn hold(pool: &SqlitePool) -> Result<PoolConnection<Sqlite>> {
    for _ in 1..TRIES {
        match pool.acquire().await {
            Err(sqlx::Error::PoolTimedOut) => {}
            held => return held.map_err(|_| broken()),
        }
    }
    pool.acquire().await.map_err(|_| broken())
}

fn write(mut connection: Connection, piece: &Piece) -> rusqlite::Result<Written> {
    let start = Instant::now();
    // before the own commit: only what others committed counts
    let version = data_version(&connection)?;
    let txn = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut statement = txn.prepare_cached(ORPHAN)?;
        for (id, orphan) in piece.orphans() {
            add_orphan(&mut statement, id, orphan)?;
        }
        let mut statement = txn.prepare_cached(ROW)?;
        for (id, row) in piece.rows() {
            add(&mut statement, id, row)?;
        }
    }
    let fence = params![piece.rows_in(), piece.lease_until, piece.batch];
    let ours = txn.prepare_cached(FENCE)?.execute(fence)? == 1;
    if ours {
        txn.commit()?;
    } else {
        txn.rollback()?;
    }
    Ok(Written {
        ours,
        took: start.elapsed(),
        version,
        connection,
    })
}

fn add(
    statement: &mut rusqlite::CachedStatement<'_>,
    id: i64,
    row: &NewRow,
) -> rusqlite::Result<()> {
    let care = &row.care;
    let yen = |yen: Yen| i64::from(yen.get());
    let amounts = &care.amounts;
    statement.execute(params![
        id,
        row.person_id,
        care.month.number(),
        care.category.number(),
        care.institution_code,
        care.institution,
        care.days,
        yen(amounts.total),
        yen(amounts.insurer),
        yen(amounts.public),
        yen(amounts.high_cost),
        yen(amounts.additional),
        yen(amounts.meal_total),
        yen(amounts.meal_own),
        yen(amounts.own),
        care.claim_month.number(),
        care.kind.number(),
        care.reference,
    ])?;
    Ok(())
}

fn add_orphan(
    statement: &mut rusqlite::CachedStatement<'_>,
    id: i64,
    orphan: &NewOrphan,
) -> rusqlite::Result<()> {
    let json = row::to_json(&orphan.care, "expense_orphan", "row_json")
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    statement.execute(params![
        id,
        orphan.symbol,
        orphan.number,
        orphan.branch,
        orphan.kana,
        orphan.birth_date.to_string(),
        orphan.why.code(),
        json,
    ])?;
    Ok(())
}

/// A number that changes when another connection has committed.
fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA data_version", [], |row| row.get(0))
}

/// Runs what waits for the disk on a thread that may.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> rusqlite::Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.map_err(|_| broken())?;
    // its text may hold a value of a row, its code does not
    done.map_err(|error| match error.sqlite_error_code() {
        Some(code) => Error::broken(&format!("SQLite: {code:?}")),
        None => broken(),
    })
}

fn broken() -> Error {
    Error::broken("the connection that loads rows broke off")
}

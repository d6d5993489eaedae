//! Rows into PostgreSQL: `COPY` in its binary form, each piece a transaction well below the time a statement may take.
//!
//! Where nobody else is waited for, two pieces go in at a time, each on a connection of its own: keeping the indexes is most of the work,
//! and a connection has one of the server's processors.

use std::{collections::VecDeque, time::Instant};

use sea_orm::sqlx::{self, Executor, PgPool};
use tokio::task::JoinHandle;

use super::{
    Pace,
    load::{FENCE, Piece},
};
use crate::{
    domain::{checkup::yen::Yen, date::CivilDate},
    server::{
        background,
        db::{Db, Error, Result, row},
    },
};

const ROWS: &str = "COPY expense (id, person_id, treatment_month, category, institution_code, institution, days, total, insurer, \
     public_paid, high_cost, additional, meal_total, meal_own, own, claim_month, kind, reference) FROM STDIN (FORMAT binary)";
const ORPHANS: &str = "COPY expense_orphan (id, symbol, number, branch, kana, birth_date, why, row_json) FROM STDIN (FORMAT binary)";

/// What a binary copy begins with: its signature, no flags, no extension.
const HEADER: &[u8] = b"PGCOPY\n\xFF\r\n\0\0\0\0\0\0\0\0\0";
/// What it ends with.
const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();
/// PostgreSQL counts days from 2000-01-01.
const EPOCH_DAYS: i64 = 10_957;

/// Writes pieces.
pub(super) struct Writer {
    pool: PgPool,
    pace: Pace,
    /// Pieces that are being written, the oldest first.
    pieces: VecDeque<JoinHandle<sqlx::Result<bool>>>,
}

impl Writer {
    /// On the node's pool.
    pub(super) fn open(db: &Db, pace: Pace) -> Self {
        Self {
            pool: db.writer.get_postgres_connection_pool().clone(),
            pace,
            pieces: VecDeque::new(),
        }
    }

    /// Rows of the next piece.
    pub(super) fn at_once(&self) -> usize {
        match self.pace {
            Pace::Gentle => 10_000,
            Pace::Brisk => 20_000,
        }
    }

    /// How many pieces are written at a time.
    fn abreast(&self) -> usize {
        match self.pace {
            Pace::Gentle => 1,
            Pace::Brisk => 2,
        }
    }

    /// Begins to write a piece, once there is room. Answers whether the batch was still the caller's when an earlier one was in.
    pub(super) async fn write(&mut self, piece: Piece) -> Result<bool> {
        let begun = Instant::now();
        let fence = [piece.rows_in(), piece.lease_until, piece.batch];
        let parts = match self.pace {
            Pace::Brisk => parts(&piece)?,
            Pace::Gentle => in_background(piece).await?,
        };
        let ours = self.wait(self.abreast() - 1).await?;
        // the piece before is in
        self.pace.rest(begun.elapsed()).await;
        // in a task of its own: a COPY whose caller goes away half-way leaves a connection nobody can use
        self.pieces
            .push_back(tokio::spawn(copy(self.pool.clone(), parts, fence)));
        Ok(ours)
    }

    /// Waits until no more than so many pieces are being written. Answers whether the batch was the caller's for each of the others.
    pub(super) async fn wait(&mut self, left: usize) -> Result<bool> {
        let mut ours = true;
        while self.pieces.len() > left
            && let Some(piece) = self.pieces.pop_front()
        {
            let written = piece.await;
            let written = written.map_err(|_| Error::broken("a piece of rows broke off"))?;
            ours &= written.map_err(|error| {
                let code = error.as_database_error().and_then(|error| error.code());
                Error::broken(&format!(
                    "PostgreSQL took no rows: {}",
                    code.unwrap_or_default()
                ))
            })?;
        }
        Ok(ours)
    }
}

/// No piece waits for the disk: the batch's last step does, for all that was written before it, and takes a batch for loaded only where
/// every piece has counted itself in. With the wait the pieces stood behind each other, as each counts itself in the batch's one row.
const NO_WAIT: &str = "SET LOCAL synchronous_commit = off";

/// Writes the parts of a piece in one transaction, provided the batch is still the caller's: how many rows these are, until when it is
/// held, its number. Answers whether it was.
async fn copy(
    pool: PgPool,
    parts: Parts,
    [more, lease_until, batch]: [i64; 3],
) -> sqlx::Result<bool> {
    let mut txn = pool.begin().await?;
    txn.execute(NO_WAIT).await?;
    for (statement, data) in parts {
        let Some(data) = data else { continue };
        let mut copy = txn.copy_in_raw(statement).await?;
        copy.send(data).await?;
        copy.finish().await?;
    }
    let fence = sqlx::query(FENCE).bind(more).bind(lease_until).bind(batch);
    let ours = fence.execute(&mut *txn).await?.rows_affected() == 1;
    match ours {
        true => txn.commit().await?,
        false => txn.rollback().await?,
    }
    Ok(ours)
}

/// What is copied of a piece, by the statement that takes it.
type Parts = [(&'static str, Option<Vec<u8>>); 2];

fn parts(piece: &Piece) -> Result<Parts> {
    Ok([(ORPHANS, orphans(piece)?), (ROWS, rows(piece)?)])
}

/// Ten thousand rows take some milliseconds, which the threads that answer people would miss.
async fn in_background(piece: Piece) -> Result<Parts> {
    let made = background::run("expenses", move || parts(&piece));
    let made = made.map_err(|_| Error::broken("there is no thread that prepares rows"))?;
    let broken = |_| Error::broken("the thread that prepares rows broke off");
    made.await.map_err(broken)?
}

/// A binary copy being written.
struct Copy(Vec<u8>);

impl Copy {
    fn new(rows: usize) -> Self {
        let mut bytes = Vec::with_capacity(HEADER.len() + rows * 224);
        bytes.extend_from_slice(HEADER);
        Self(bytes)
    }

    fn row(&mut self, columns: i16) -> &mut Self {
        self.0.extend_from_slice(&columns.to_be_bytes());
        self
    }

    fn field(&mut self, bytes: &[u8]) -> &mut Self {
        let length = i32::try_from(bytes.len()).expect("cells are short");
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    fn big(&mut self, number: i64) -> &mut Self {
        self.field(&number.to_be_bytes())
    }

    fn int(&mut self, number: i32) -> &mut Self {
        self.field(&number.to_be_bytes())
    }

    fn small(&mut self, number: i16) -> &mut Self {
        self.field(&number.to_be_bytes())
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.field(text.as_bytes())
    }

    fn day(&mut self, day: CivilDate) -> &mut Self {
        let days = day.days_since_epoch() - EPOCH_DAYS;
        self.int(i32::try_from(days).expect("days of the calendar fit"))
    }

    fn finish(mut self) -> Vec<u8> {
        self.0.extend_from_slice(&TRAILER);
        self.0
    }
}

fn rows(piece: &Piece) -> Result<Option<Vec<u8>>> {
    let mut copy = Copy::new(piece.to - piece.from);
    let mut any = false;
    let yen = |yen: Yen| row::parsed(i32::try_from(yen.get()).ok(), "expense", "amount");
    for (id, row) in piece.rows() {
        any = true;
        let (care, amounts) = (&row.care, &row.care.amounts);
        copy.row(18)
            .big(id)
            .big(row.person_id)
            .int(care.month.number())
            .small(care.category.number())
            .text(&care.institution_code)
            .text(&care.institution)
            .small(row::parsed(
                i16::try_from(care.days).ok(),
                "expense",
                "days",
            )?)
            .int(yen(amounts.total)?)
            .int(yen(amounts.insurer)?)
            .int(yen(amounts.public)?)
            .int(yen(amounts.high_cost)?)
            .int(yen(amounts.additional)?)
            .int(yen(amounts.meal_total)?)
            .int(yen(amounts.meal_own)?)
            .int(yen(amounts.own)?)
            .int(care.claim_month.number())
            .small(care.kind.number())
            .text(&care.reference);
    }
    Ok(any.then(|| copy.finish()))
}

fn orphans(piece: &Piece) -> Result<Option<Vec<u8>>> {
    let mut copy = Copy::new(0);
    let mut any = false;
    for (id, orphan) in piece.orphans() {
        any = true;
        copy.row(8)
            .big(id)
            .text(&orphan.symbol)
            .text(&orphan.number)
            .text(&orphan.branch)
            .text(&orphan.kana)
            .day(orphan.birth_date)
            .text(orphan.why.code())
            .text(&row::to_json(&orphan.care, "expense_orphan", "row_json")?);
    }
    Ok(any.then(|| copy.finish()))
}

//! Rows of a batch on their way in: window by window, each sorted by person, in pieces short enough for bookings to go between.
//!
//! May enter: what a piece is and who writes it. Must not: the two databases' own ways (`load_sqlite`, `load_postgres`).
//!
//! Every piece is a transaction that also says how far the batch is and holds it longer, provided it is still being loaded: whoever lost
//! the batch (the lease was over, somebody cleans up) writes nothing more.

use std::sync::Arc;

use super::{Pace, load_postgres, load_sqlite, number};
use crate::{
    domain::{
        date::CivilDate,
        expense::{batch::Why, import::line::Care},
    },
    server::{
        clock::Millis,
        db::{Db, Result},
    },
};

/// A row with its person.
#[derive(Clone, Debug)]
pub struct NewRow {
    /// Whose.
    pub person_id: i64,
    /// What care it was.
    pub care: Care,
}

/// A row without a person.
#[derive(Clone, Debug)]
pub struct NewOrphan {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番; may be empty.
    pub branch: String,
    /// 受診者カナ
    pub kana: String,
    /// 生年月日
    pub birth_date: CivilDate,
    /// Why nobody is known.
    pub why: Why,
    /// What care it was.
    pub care: Care,
}

/// Some rows that follow each other in the file.
#[derive(Debug, Default)]
pub struct Window {
    /// Those without a person come first: what is put right about them stands after them.
    pub orphans: Vec<NewOrphan>,
    /// The others.
    pub rows: Vec<NewRow>,
}

impl Window {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.orphans.len() + self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts rows of one person side by side, as the index has them; one person's rows keep the order of the file.
    pub fn sort(&mut self) {
        self.rows.sort_by_cached_key(|row| row.person_id);
    }
}

/// How many rows more are in and until when the batch is held, provided it is still being loaded. SQLite counts such arguments as they come.
pub(super) const FENCE: &str = "UPDATE expense_batch SET done = done + $1, lease_until = $2 \
     WHERE id = $3 AND state = 'loading' AND lease_until IS NOT NULL";

/// Part of a window, and where it stands in its batch.
pub(super) struct Piece {
    pub(super) window: Arc<Window>,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) batch: i64,
    /// How many rows of the batch stand before the window.
    pub(super) before: i64,
    pub(super) lease_until: Millis,
}

impl Piece {
    /// The orphans of the piece with their numbers.
    pub(super) fn orphans(&self) -> impl Iterator<Item = (i64, &NewOrphan)> {
        let all = self.window.orphans.len();
        let range = self.from.min(all)..self.to.min(all);
        let ids = range.clone().map(|at| self.number(at));
        ids.zip(&self.window.orphans[range])
    }

    /// The rows of the piece with their numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (i64, &NewRow)> {
        let orphans = self.window.orphans.len();
        let range = self.from.max(orphans) - orphans..self.to.max(orphans) - orphans;
        let ids = range.clone().map(move |at| self.number(orphans + at));
        ids.zip(&self.window.rows[range])
    }

    fn number(&self, at: usize) -> i64 {
        number(self.batch, self.before + 1 + at as i64)
    }

    /// How many rows the piece has.
    pub(super) fn rows_in(&self) -> i64 {
        (self.to - self.from) as i64
    }
}

/// How many rows are best sorted together: the more, the more neighbours of the index are written at once, and the more memory it takes.
pub fn window(db: &Db, pace: Pace) -> usize {
    match (db.is_postgres(), pace) {
        (true, Pace::Brisk) => 80_000,
        _ => 60_000,
    }
}

enum Way {
    Sqlite(Box<load_sqlite::Writer>),
    Postgres(load_postgres::Writer),
}

/// Puts a batch's rows in.
pub struct Loader {
    way: Way,
    batch: i64,
    done: i64,
}

impl Loader {
    /// For a batch that is being loaded.
    ///
    /// # Errors
    /// The database's own.
    pub async fn open(db: &Db, batch: i64, pace: Pace) -> Result<Self> {
        let way = match &db.sqlite {
            Some(url) => Way::Sqlite(Box::new(load_sqlite::Writer::open(db, url, pace).await?)),
            None => Way::Postgres(load_postgres::Writer::open(db, pace)),
        };
        Ok(Self {
            way,
            batch,
            done: 0,
        })
    }

    /// Writes a window, or begins to ([`Self::finish`]). `lease` says until when the batch is held after each piece. Answers whether the
    /// batch is still the caller's.
    ///
    /// # Errors
    /// The database's own; pieces before stay in.
    pub async fn write(&mut self, window: Window, lease: impl Fn() -> Millis) -> Result<bool> {
        let window = Arc::new(window);
        let mut from = 0;
        while from < window.len() {
            let at_once = match &self.way {
                Way::Sqlite(writer) => writer.at_once(),
                Way::Postgres(writer) => writer.at_once(),
            };
            let piece = Piece {
                window: window.clone(),
                from,
                to: window.len().min(from + at_once),
                batch: self.batch,
                before: self.done,
                lease_until: lease(),
            };
            from = piece.to;
            let ours = match &mut self.way {
                Way::Sqlite(writer) => writer.write(piece).await?,
                Way::Postgres(writer) => writer.write(piece).await?,
            };
            if !ours {
                return Ok(false);
            }
        }
        self.done += window.len() as i64;
        Ok(true)
    }

    /// Waits until everything so far is written. Answers how many rows are in; nothing where the batch is not the caller's any more.
    ///
    /// # Errors
    /// The database's own; pieces before stay in.
    pub async fn finish(&mut self) -> Result<Option<i64>> {
        let ours = match &mut self.way {
            Way::Sqlite(_) => true,
            Way::Postgres(writer) => writer.wait(0).await?,
        };
        Ok(ours.then_some(self.done))
    }
}

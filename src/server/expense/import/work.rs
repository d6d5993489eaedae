//! The work itself: a file read to its end for its report. Whoever has a database and a clock can do it, a node or a command.
//!
//! May enter: threads, leases, the order of passes. Must not: who is asking, where the file comes from, rows on their way in (`rows`).

use std::{
    collections::HashSet,
    fs::File,
    io::{self, Read},
    ops::ControlFlow,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio_util::sync::CancellationToken;

use super::{
    LEASE, SIGN,
    decode::{self, Probe},
    examine::{Examiner, Later},
    line::{Line, Lines},
    people::People,
    table::{self, Shape},
};
use crate::{
    domain::expense::{
        batch::{BatchState, Report},
        import::fault::{Faults, Problem},
        month::Month,
    },
    server::{
        background,
        clock::Clock,
        db::{
            self, Db,
            expense::{Pace, audience, batch},
        },
        keys::hex,
    },
};

/// Name of the thread that reads.
pub(super) const THREAD: &str = "expenses";
/// How many people's rows are looked up at once: somebody has a hundred in some years, and whoever answers people waits for them.
const LOOKED_UP: usize = 50;

/// Why the work broke off.
#[derive(Debug)]
pub enum Broken {
    /// The file cannot be read.
    Io(io::ErrorKind),
    /// The database failed.
    Database(db::Error),
    /// The process is being stopped.
    Stopped,
    /// The batch is somebody else's now, or gone.
    Lost,
    /// The file is not the one that was checked.
    Changed,
}

impl From<db::Error> for Broken {
    fn from(error: db::Error) -> Self {
        Self::Database(error)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// Whoever does the work; cheap to clone.
#[derive(Clone)]
pub struct Worker {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Cancelled when the process stops.
    pub stop: CancellationToken,
    /// How many bytes of the file were read; whoever checks reads every byte twice.
    pub progress: Arc<AtomicU64>,
}

/// A file that counts what is read of it, and ends with an error when the process stops.
pub(super) struct Counted {
    file: File,
    progress: Arc<AtomicU64>,
    stop: CancellationToken,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.is_cancelled() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let read = self.file.read(buffer)?;
        self.progress.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// What a look at the file found.
pub struct Examined {
    /// The report.
    pub report: Report,
    /// SHA-256 of the file, in hexadecimal digits.
    pub digest: String,
}

/// What a pass found.
pub(super) struct Passed {
    pub(super) shape: Shape,
    pub(super) faults: Faults,
    examiner: Examiner,
    later: Vec<Later>,
}

/// A batch in the worker's hands: it is held by signs of life.
#[derive(Clone, Copy)]
pub(super) enum Held {
    /// None: somebody only wants to know what is in a file.
    Nothing,
    /// It is being checked.
    Checking(i64),
    /// Its rows go in.
    Loading(i64),
}

impl Worker {
    /// On this database.
    pub fn new(db: &Db, clock: &Clock, stop: &CancellationToken) -> Self {
        Self {
            db: db.clone(),
            clock: clock.clone(),
            stop: stop.clone(),
            progress: Arc::default(),
        }
    }

    /// Reads a file and says what is in it. A batch in [`BatchState::Checking`] is held meanwhile.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub async fn examine(&self, file: &Path, batch: Option<i64>) -> Result<Examined, Broken> {
        let held = batch.map_or(Held::Nothing, Held::Checking);
        let people = Arc::new(People::read(self.db.reader(), Pace::Gentle).await?);
        let (worker, path) = (self.clone(), file.to_owned());
        let pass = move || {
            let probe = decode::probe(worker.open(&path)?)?;
            let passed = worker.pass(&path, &probe, &people, |_, _| ControlFlow::Continue(()))?;
            Ok((probe.digest, passed))
        };
        let (digest, passed) = self.while_held(held, pass).await?;
        let digest = hex(&digest);
        let mut report = self.report(passed, held).await?;
        if report.faults.none() {
            self.loaded_before(&digest, &mut report).await?;
        }
        Ok(Examined { report, digest })
    }

    /// Says so where a file's rows are in already.
    pub(super) async fn loaded_before(
        &self,
        digest: &str,
        report: &mut Report,
    ) -> Result<(), Broken> {
        if let Some(batch) = batch::of_file(self.db.reader(), digest).await? {
            let before = Problem::LoadedBefore { batch };
            report.faults.add(0, None, before);
        }
        Ok(())
    }

    /// What is said of a file that was read.
    pub(super) async fn report(&self, mut passed: Passed, held: Held) -> Result<Report, Broken> {
        self.look_up(&mut passed, held).await?;
        let id = match held {
            Held::Nothing => i64::MAX,
            Held::Checking(id) | Held::Loading(id) => id,
        };
        let before = batch::report_before(self.db.reader(), id).await?;
        let mut report = passed.examiner.finish(before.as_ref());
        report.encoding = passed.shape.encoding;
        report.unread = passed.shape.unread;
        report.faults = passed.faults;
        Ok(report)
    }

    /// Does something in the background, and gives signs of life for the batch until it has ended.
    pub(super) async fn while_held<T: Send + 'static>(
        &self,
        held: Held,
        work: impl FnOnce() -> Result<T, Broken> + Send + 'static,
    ) -> Result<T, Broken> {
        let mut work = background::run(THREAD, work)?;
        loop {
            tokio::select! {
                ended = &mut work => return ended.map_err(|_| Broken::Stopped)?,
                () = tokio::time::sleep(SIGN) => {}
            }
            self.alive(held).await?;
        }
    }

    /// Gives a sign of life.
    pub(super) async fn alive(&self, held: Held) -> Result<(), Broken> {
        let (id, stands, done) = match held {
            Held::Nothing => return Ok(()),
            Held::Checking(id) => {
                // both passes read every byte
                let done = self.progress.load(Ordering::Relaxed) / 2;
                let done = i64::try_from(done).unwrap_or(i64::MAX);
                (id, BatchState::Checking, Some(done))
            }
            // how far it is say the pieces
            Held::Loading(id) => (id, BatchState::Loading, None),
        };
        let until = self.clock.now() + LEASE;
        match batch::renew(self.db.writer(), id, stands, done, until).await? {
            true => Ok(()),
            false => Err(Broken::Lost),
        }
    }

    pub(super) fn open(&self, path: &Path) -> Result<Counted, Broken> {
        Ok(Counted {
            file: File::open(path)?,
            progress: self.progress.clone(),
            stop: self.stop.clone(),
        })
    }

    /// Reads a probed file to its end and gives every row that can be read to `then`, with what is wrong so far.
    pub(super) fn pass(
        &self,
        path: &Path,
        probe: &Probe,
        people: &People,
        mut then: impl FnMut(Line, &Faults) -> ControlFlow<()>,
    ) -> Result<Passed, Broken> {
        let today = self.clock.today();
        let mut lines = Lines::new(people, today);
        let mut examiner = Examiner::new(Month::of(today), probe.lines);
        let mut faults = Faults::default();
        let input = self.open(path)?;
        let shape = table::read(input, probe, &mut faults, &mut |line, cells, faults| {
            let Some(row) = lines.read(line, cells, faults) else {
                return ControlFlow::Continue(());
            };
            examiner.take(line, &row);
            then(row, faults)
        })?;
        let later = examiner.later();
        Ok(Passed {
            shape,
            faults,
            examiner,
            later,
        })
    }

    /// Looks whether what is put right or taken back was ever handed over.
    async fn look_up(&self, passed: &mut Passed, held: Held) -> Result<(), Broken> {
        let later = std::mem::take(&mut passed.later);
        let by_person = later.chunk_by(|one, other| one.person == other.person);
        for some in by_person.collect::<Vec<_>>().chunks(LOOKED_UP) {
            self.alive(held).await?;
            let people: Vec<i64> = some.iter().map(|rows| rows[0].person).collect();
            let known = audience::references(self.db.reader(), &people).await?;
            let digest =
                |(person, reference): (i64, String)| passed.examiner.digest(person, &reference);
            let known: HashSet<u64> = known.into_iter().map(digest).collect();
            for row in some.iter().flat_map(|rows| rows.iter()) {
                if !known.contains(&row.digest) {
                    passed.examiner.of_nothing(row);
                }
            }
        }
        Ok(())
    }
}

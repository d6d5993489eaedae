//! The work itself: a file read to its end, for a report or for its rows. Whoever has a database and a clock can do it, a node or a command.
//!
//! May enter: threads, leases, the order of passes. Must not: who is asking, where the file comes from.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{
    LEASE, SIGN,
    decode::{self, Probe},
    examine::{Examiner, Later},
    line::{Line, Lines, Whose},
    people::People,
    table::{self, Shape},
};
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::{BatchState, Encoding, Report},
            import::{
                fault::{Faults, Problem},
                line::Who,
            },
            month::Month,
        },
    },
    server::{
        clock::Clock,
        db::{
            self, Db,
            expense::{
                audience, batch,
                load::{Loader, NewOrphan, NewRow, Window},
            },
        },
        keys::hex,
    },
};

/// Rows of a window: sorted as a whole, so that neighbours of the index are written together.
const WINDOW: usize = 60_000;
/// How many people's rows are looked up at once.
const LOOKED_UP: usize = 1_000;

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
    /// How many bytes of the file were read, or how many rows are in.
    pub progress: Arc<AtomicU64>,
}

/// A file that counts what is read of it, and ends with an error when the process stops.
struct Counted {
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

/// What the first pass found.
struct Passed {
    shape: Shape,
    faults: Faults,
    digest: [u8; 32],
    examiner: Examiner,
    later: Vec<Later>,
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
        let people = Arc::new(People::read(self.db.reader()).await?);
        let (worker, path) = (self.clone(), file.to_owned());
        let pass = tokio::task::spawn_blocking(move || worker.pass(&path, &people));
        let mut passed = match batch {
            Some(id) => self.held(id, pass).await?,
            None => pass.await.map_err(|_| Broken::Stopped)??,
        };
        let digest = hex(&passed.digest);
        self.look_up(&mut passed, batch).await?;
        let before = batch::report_before(self.db.reader(), batch.unwrap_or(i64::MAX)).await?;
        let mut report = passed.examiner.finish(before.as_ref());
        report.encoding = passed.shape.encoding;
        report.unread = passed.shape.unread;
        report.faults = passed.faults;
        if report.faults.none()
            && let Some(other) = batch::of_file(self.db.reader(), &digest).await?
        {
            let before = Problem::LoadedBefore { batch: other };
            report.faults.add(0, None, before);
        }
        Ok(Examined { report, digest })
    }

    /// Gives signs of life for a batch that is being checked until the pass has ended.
    async fn held<T>(
        &self,
        batch: i64,
        mut pass: tokio::task::JoinHandle<Result<T, Broken>>,
    ) -> Result<T, Broken> {
        loop {
            tokio::select! {
                ended = &mut pass => return ended.map_err(|_| Broken::Stopped)?,
                () = tokio::time::sleep(SIGN) => {}
            }
            self.alive(batch).await?;
        }
    }

    /// Gives a sign of life for a batch that is being checked.
    async fn alive(&self, batch: i64) -> Result<(), Broken> {
        // both passes read every byte
        let done = self.progress.load(Ordering::Relaxed) / 2;
        let done = i64::try_from(done).unwrap_or(i64::MAX);
        let until = self.clock.now() + LEASE;
        let writer = self.db.writer();
        match batch::renew(writer, batch, BatchState::Checking, done, until).await? {
            true => Ok(()),
            false => Err(Broken::Lost),
        }
    }

    fn open(&self, path: &Path) -> Result<Counted, Broken> {
        Ok(Counted {
            file: File::open(path)?,
            progress: self.progress.clone(),
            stop: self.stop.clone(),
        })
    }

    fn pass(&self, path: &Path, people: &People) -> Result<Passed, Broken> {
        let today = self.clock.today();
        let probe = decode::probe(self.open(path)?)?;
        let mut lines = Lines::new(people, today);
        let mut examiner = Examiner::new(Month::of(today));
        let mut faults = Faults::default();
        let shape = table::read(
            self.open(path)?,
            &probe,
            &mut faults,
            &mut |line, cells, faults| {
                if let Some(row) = lines.read(line, cells, faults) {
                    examiner.take(line, &row);
                }
                ControlFlow::Continue(())
            },
        )?;
        let later = examiner.later();
        Ok(Passed {
            shape,
            faults,
            digest: probe.digest,
            examiner,
            later,
        })
    }

    /// Looks whether what is put right or taken back was ever handed over.
    async fn look_up(&self, passed: &mut Passed, batch: Option<i64>) -> Result<(), Broken> {
        let later = std::mem::take(&mut passed.later);
        let by_person = later.chunk_by(|one, other| one.person == other.person);
        for some in by_person.collect::<Vec<_>>().chunks(LOOKED_UP) {
            if let Some(id) = batch {
                self.alive(id).await?;
            }
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

    /// Puts the rows of a checked file in. The batch is in [`BatchState::Loading`] and the caller's; it is Loaded afterwards.
    ///
    /// # Errors
    /// When not all rows could be put in; those that were stay until somebody clears them.
    pub async fn load(&self, file: &Path, id: i64, checked: &Examined) -> Result<(), Broken> {
        let people = Arc::new(People::read(self.db.reader()).await?);
        let mut loader = Loader::open(&self.db, id).await?;
        let (sender, mut windows) = mpsc::channel::<Window>(1);
        let source = Source {
            path: file.to_owned(),
            encoding: checked.report.encoding.unwrap_or(Encoding::Utf8),
            today: self.clock.today(),
        };
        let worker = Self {
            progress: Arc::default(),
            ..self.clone()
        };
        let reading = tokio::task::spawn_blocking(move || worker.send(&source, &people, sender));
        let mut orphans = 0;
        while let Some(window) = windows.recv().await {
            if self.stop.is_cancelled() {
                return Err(Broken::Stopped);
            }
            orphans += window.orphans.len() as i64;
            let lease = || self.clock.now() + LEASE;
            if !loader.write(window, lease).await? {
                return Err(Broken::Lost);
            }
            let done = u64::try_from(loader.done()).unwrap_or_default();
            self.progress.store(done, Ordering::Relaxed);
        }
        let digest = reading.await.map_err(|_| Broken::Stopped)??;
        if hex(&digest) != checked.digest {
            return Err(Broken::Changed);
        }
        match batch::loaded(self.db.writer(), id, loader.done(), orphans).await? {
            true => Ok(()),
            false => Err(Broken::Lost),
        }
    }

    /// Reads a file and sends its rows on, window by window; answers the digest of what was read.
    fn send(
        &self,
        source: &Source,
        people: &People,
        sender: mpsc::Sender<Window>,
    ) -> Result<[u8; 32], Broken> {
        let mut lines = Lines::new(people, source.today);
        let mut window = Window::default();
        let mut faults = Faults::default();
        let input = self.open(&source.path)?;
        let probe = Probe::known(source.encoding);
        let shape = table::read(input, &probe, &mut faults, &mut |line, cells, faults| {
            let Some(row) = lines.read(line, cells, faults) else {
                return ControlFlow::Break(());
            };
            add(&mut window, row);
            if window.len() < WINDOW {
                return ControlFlow::Continue(());
            }
            let mut full = std::mem::take(&mut window);
            full.sort();
            match sender.blocking_send(full) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        if !faults.none() {
            return Err(Broken::Changed);
        }
        window.sort();
        let _ = sender.blocking_send(window);
        Ok(shape.digest)
    }
}

/// What is read while rows go in.
struct Source {
    path: PathBuf,
    encoding: Encoding,
    today: CivilDate,
}

fn add(window: &mut Window, row: Line) {
    let care = row.care;
    match row.whose {
        Whose::Person(person_id) => window.rows.push(NewRow { person_id, care }),
        Whose::Nobody(why, who) => {
            let Who {
                symbol,
                number,
                branch,
                kana,
                birth_date,
            } = *who;
            window.orphans.push(NewOrphan {
                symbol: symbol.into(),
                number: number.into(),
                branch: branch.map(String::from).unwrap_or_default(),
                kana: kana.into(),
                birth_date: birth_date.date(),
                why,
                care,
            });
        }
    }
}

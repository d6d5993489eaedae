//! Rows on their way in: read on one thread, window by window, written on another.
//!
//! May enter: reading a file for its rows, of a file that was checked before or is checked on the way. Must not: how a window is written
//! (`db::expense::load`), who is asking.

use std::{ops::ControlFlow, path::Path};

use tokio::sync::mpsc;

use super::{
    LEASE, SIGN,
    decode::{self, Probe},
    line::{Line, Lines, Whose},
    people::People,
    table,
    work::{Broken, Examined, Held, Passed, THREAD, Worker},
};
use crate::{
    domain::expense::{
        batch::{Encoding, Refusal, Report},
        import::{fault::Faults, line::Who},
    },
    server::{
        background,
        db::expense::{
            Pace, batch,
            load::{self, Loader, NewOrphan, NewRow, Window},
        },
        keys::hex,
    },
};

impl Worker {
    /// Puts the rows of a checked file in. The batch is in [`BatchState::Loading`] and the caller's; it is Loaded afterwards.
    ///
    /// [`BatchState::Loading`]: crate::domain::expense::batch::BatchState::Loading
    ///
    /// # Errors
    /// When not all rows could be put in; those that were stay until somebody clears them.
    pub async fn load(&self, file: &Path, id: i64, checked: &Examined) -> Result<(), Broken> {
        let people = People::read(self.db.reader(), Pace::Gentle).await?;
        let (windows, from) = mpsc::channel(1);
        let probe = Probe::known(checked.report.encoding.unwrap_or(Encoding::Utf8));
        let (worker, path) = (self.clone(), file.to_owned());
        let reading = move || worker.read(&path, &probe, &people, windows);
        let reading = background::run(THREAD, reading)?;
        let (done, orphans) = self.put_in(id, from, Pace::Gentle).await?;
        let digest = reading.await.map_err(|_| Broken::Stopped)??;
        if hex(&digest) != checked.digest {
            return Err(Broken::Changed);
        }
        match batch::loaded(self.db.writer(), id, done, orphans).await? {
            true => Ok(()),
            false => Err(Broken::Lost),
        }
    }

    /// Checks a file and puts its rows in meanwhile: it is read once instead of twice. The batch is in [`BatchState::Checking`] and the
    /// caller's. Afterwards it is Loaded; or Refused, where the report has faults: then the rows that went in before the first of them are
    /// nobody's, and the caller clears them. Where a [`Refusal`] is answered, it still stands in Checking.
    ///
    /// [`BatchState::Checking`]: crate::domain::expense::batch::BatchState::Checking
    ///
    /// # Errors
    /// When the file cannot be read to its end, or not all rows could be put in; those that were stay until somebody clears them.
    pub async fn take_in(&self, file: &Path, id: i64) -> Result<Result<Report, Refusal>, Broken> {
        let (worker, path) = (self.clone(), file.to_owned());
        let look = move || Ok(decode::probe(worker.open(&path)?)?);
        let people = async { Ok(People::read(self.db.reader(), Pace::Brisk).await?) };
        let (probe, people) = tokio::try_join!(self.while_held(Held::Checking(id), look), people)?;
        let (writer, now, digest) = (self.db.writer(), self.clock.now(), hex(&probe.digest));
        let mut report = Report::default();
        self.loaded_before(&digest, &mut report).await?;
        if !report.faults.none() {
            let kept = batch::checked(writer, id, &digest, &report, now).await?;
            return kept.then_some(Ok(report)).ok_or(Broken::Lost);
        }
        let about = i64::from(probe.lines);
        let begun = batch::begin_at_once(writer, id, &digest, about, now + LEASE).await?;
        if let Err(refusal) = begun {
            return Ok(Err(refusal));
        }
        let passed = self.pass_in(file, id, probe, people).await?;
        let report = self.report(passed, Held::Loading(id)).await?;
        match batch::taken_in(writer, id, &report, self.clock.now()).await? {
            true => Ok(Ok(report)),
            false => Err(Broken::Lost),
        }
    }

    /// Checks a probed file while its rows go in.
    async fn pass_in(
        &self,
        file: &Path,
        id: i64,
        probe: Probe,
        people: People,
    ) -> Result<Passed, Broken> {
        let (windows, from) = mpsc::channel(1);
        let (worker, path, digest) = (self.clone(), file.to_owned(), probe.digest);
        let rows = load::window(&self.db, Pace::Brisk);
        let reading = move || {
            let mut sorter = Sorter::new(windows, rows);
            let passed =
                worker.pass(&path, &probe, &people, |row, faults| match faults.none() {
                    true => sorter.take(row),
                    // nothing of the file is kept: what is left is read for what else is wrong
                    false => ControlFlow::Continue(()),
                })?;
            if passed.faults.none() {
                sorter.finish();
            }
            Ok::<_, Broken>(passed)
        };
        // not in the background: beside two connections that are busy it would get no turn, and they would wait for it in the end
        let reading = tokio::task::spawn_blocking(reading);
        self.put_in(id, from, Pace::Brisk).await?;
        let passed = reading.await.map_err(|_| Broken::Stopped)??;
        match passed.faults.none() && passed.shape.digest != digest {
            true => Err(Broken::Changed),
            false => Ok(passed),
        }
    }

    /// Writes windows until no more come. Answers how many rows are in, and how many without a person there were.
    async fn put_in(
        &self,
        id: i64,
        mut windows: mpsc::Receiver<Window>,
        pace: Pace,
    ) -> Result<(i64, i64), Broken> {
        let mut loader = Loader::open(&self.db, id, pace).await?;
        let mut orphans = 0;
        loop {
            let window = tokio::select! {
                window = windows.recv() => window,
                // whoever reads is slow, or reads on for what else is wrong
                () = tokio::time::sleep(SIGN) => {
                    self.alive(Held::Loading(id)).await?;
                    continue;
                }
            };
            let Some(window) = window else { break };
            if self.stop.is_cancelled() {
                return Err(Broken::Stopped);
            }
            orphans += window.orphans.len() as i64;
            let lease = || self.clock.now() + LEASE;
            if !loader.write(window, lease).await? {
                return Err(Broken::Lost);
            }
        }
        let rows = loader.finish().await?.ok_or(Broken::Lost)?;
        Ok((rows, orphans))
    }

    /// Reads a checked file and sends its rows on; answers the digest of what was read.
    fn read(
        &self,
        path: &Path,
        probe: &Probe,
        people: &People,
        windows: mpsc::Sender<Window>,
    ) -> Result<[u8; 32], Broken> {
        let mut lines = Lines::new(people, self.clock.today());
        let rows = load::window(&self.db, Pace::Gentle);
        let mut sorter = Sorter::new(windows, rows);
        let mut faults = Faults::default();
        let input = self.open(path)?;
        let shape = table::read(
            input,
            probe,
            &mut faults,
            &mut |line, cells, faults| match lines.read(line, cells, faults) {
                Some(row) => sorter.take(row),
                None => ControlFlow::Break(()),
            },
        )?;
        if !faults.none() {
            return Err(Broken::Changed);
        }
        sorter.finish();
        Ok(shape.digest)
    }
}

/// Rows that are gathered into windows and sent on. The first windows are small: until one is full, nobody writes.
struct Sorter {
    window: Window,
    /// How many rows this window has.
    rows: usize,
    /// How many a window has at most.
    most: usize,
    windows: mpsc::Sender<Window>,
}

impl Sorter {
    fn new(windows: mpsc::Sender<Window>, most: usize) -> Self {
        Self {
            window: Window::default(),
            rows: most / 8,
            most,
            windows,
        }
    }

    /// Takes a row; breaks off where nobody wants more.
    fn take(&mut self, row: Line) -> ControlFlow<()> {
        add(&mut self.window, row);
        match self.window.len() < self.rows {
            true => ControlFlow::Continue(()),
            false => self.send(),
        }
    }

    fn send(&mut self) -> ControlFlow<()> {
        let mut full = std::mem::take(&mut self.window);
        full.sort();
        self.rows = (self.rows * 2).min(self.most);
        match self.windows.blocking_send(full) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    /// Sends the last window. Whoever does not want it any more knows why.
    fn finish(mut self) {
        let _ = self.send();
    }
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

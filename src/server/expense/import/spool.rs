//! The file between being sent and being loaded: in the data folder, for this user alone, gone as soon as nobody needs it.
//!
//! May enter: paths and removal. Must not: what is in the file.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use crate::server::chance::Chance;

/// The folder in the data folder.
const FOLDER: &str = "expenses";

/// A file that is being sent, or was sent and belongs to no batch yet; dropped without [`Spooled::hand_over`] it is removed.
#[derive(Debug)]
pub struct Spooled {
    path: PathBuf,
    kept: bool,
}

impl Spooled {
    /// A new empty file and the handle to write it. Blocking, but no longer than making a file takes.
    ///
    /// # Errors
    /// When the folder takes no file.
    pub fn create(data_dir: &Path, chance: &Chance) -> io::Result<(Self, File)> {
        let folder = data_dir.join(FOLDER);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)?;
        let bytes: [u8; 8] = chance.bytes();
        let name: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = folder.join(format!("incoming-{name}"));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        Ok((Self { path, kept: false }, file))
    }

    /// Where it is, as long as this value lives.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it has.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn bytes(&self) -> io::Result<u64> {
        Ok(self.path.metadata()?.len())
    }

    /// Gives it to a batch.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub(super) fn hand_over(mut self, data_dir: &Path, batch: i64) -> io::Result<PathBuf> {
        let path = of_batch(data_dir, batch);
        std::fs::rename(&self.path, &path)?;
        self.kept = true;
        Ok(path)
    }
}

impl Drop for Spooled {
    fn drop(&mut self) {
        if !self.kept {
            remove(&self.path);
        }
    }
}

/// Where the file of a batch is.
pub(super) fn of_batch(data_dir: &Path, batch: i64) -> PathBuf {
    data_dir.join(FOLDER).join(format!("{batch}.csv"))
}

/// Removes a file; one that is not there is fine.
pub(super) fn remove(path: &Path) {
    match std::fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => {
            tracing::error!(kind = %error.kind(), "a file that was sent in is still there")
        }
    }
}

/// Whether somebody may still be sending it: it was written to within the hour.
pub(super) fn is_young(path: &Path) -> bool {
    let age = path
        .metadata()
        .and_then(|found| found.modified())
        .map(|at| at.elapsed().unwrap_or_default());
    age.is_ok_and(|age| age < Duration::from_secs(3_600))
}

/// The batches whose files are here, and the files that belong to none.
pub(super) fn found(data_dir: &Path) -> Vec<(Option<i64>, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(data_dir.join(FOLDER)) else {
        return Vec::new();
    };
    let batch = |path: &Path| path.file_stem()?.to_str()?.parse().ok();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.map(|path| (batch(&path), path)).collect()
}

//! Mails as `.eml` files in the data folder: what a server without `SMTP_URL` does, and what the demo's mailbox shows.

use std::{
    fs, io,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use super::{Delivery, Parcel, Reply};

/// Name of the folder in the data folder.
pub const MAIL_FOLDER: &str = "mail";

/// What stands in place of another server's words for a mail that only became a file.
pub const WRITTEN: &str = "written to a file";

/// A folder of mails, one file per outbox row: a row sent twice is still one file.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The mails of the node with this data folder.
    pub fn new(data_dir: impl AsRef<Path>) -> Self {
        Self(data_dir.as_ref().join(MAIL_FOLDER))
    }

    /// Writes one mail; it is there whole or not at all.
    pub async fn send(&self, parcel: &Parcel) -> Delivery {
        let (folder, id, bytes) = (self.0.clone(), parcel.id, parcel.bytes.clone());
        match tokio::task::spawn_blocking(move || write(&folder, id, &bytes)).await {
            Ok(Ok(())) => Delivery::Accepted(Reply::new(Some(250), WRITTEN)),
            Ok(Err(error)) => Delivery::Later(Reply::new(
                None,
                &format!("the mail folder: {}", error.kind()),
            )),
            Err(_) => Delivery::Later(Reply::new(None, "the mail folder: interrupted")),
        }
    }

    /// Ids of the mails there are, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read; a folder that does not exist yet is empty.
    pub fn list(&self) -> io::Result<Vec<i64>> {
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut ids: Vec<i64> = entries
            .filter_map(|entry| {
                let name = entry.ok()?.file_name();
                name.to_str()?.strip_suffix(".eml")?.parse().ok()
            })
            .collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        Ok(ids)
    }

    /// The bytes of one mail, if it is there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&self, id: i64) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.0.join(file_name(id))) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn file_name(id: i64) -> String {
    format!("{id:08}.eml")
}

/// Writes beside the final name, flushes, renames, and flushes the folder: a crash leaves no half mail.
fn write(folder: &Path, id: i64, bytes: &[u8]) -> io::Result<()> {
    // Mails hold links that open things: for the server's own eyes.
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let temporary = folder.join(format!("{id:08}.{}.tmp", std::process::id()));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, folder.join(file_name(id)))?;
    fs::File::open(folder)?.sync_all()
}

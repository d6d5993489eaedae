//! `mypage backup`: a consistent copy of an SQLite database, made while the society goes on working.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use super::{
    db::{self, Db},
    reason::reason,
};

/// Why there is no backup.
#[derive(Debug)]
pub enum BackupError {
    /// PostgreSQL has its own tools.
    Postgres,
    /// Something of that name is there already.
    Exists(PathBuf),
    /// The database failed.
    Database(db::Error),
    /// The copy is damaged.
    Damaged,
    /// The copy could not be put in its place.
    File(io::Error),
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Postgres => f.write_str(
                "PostgreSQL のバックアップは pg_dump で取ってください(例: pg_dump --format=custom --file=FILE \"$DATABASE_URL\")。",
            ),
            Self::Exists(file) => write!(f, "{} がもうあります。上書きはしません。", file.display()),
            Self::Database(error) => write!(f, "データベースを写せませんでした({error})。"),
            Self::Damaged => f.write_str("写したデータベースが壊れていたので捨てました。元のデータベースを mypage doctor で調べてください。"),
            Self::File(error) => write!(f, "バックアップのファイルを置けませんでした({})。", reason(error)),
        }
    }
}

impl std::error::Error for BackupError {}

/// Writes the database to `file`: first beside it, checked there, then put under its name in one step.
///
/// # Errors
/// When something of that name exists, the database is PostgreSQL, or the copy cannot be made or is not sound.
pub async fn backup(db: &Db, file: &Path) -> Result<(), BackupError> {
    if db.is_postgres() {
        return Err(BackupError::Postgres);
    }
    if file.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let made = copy(db, &unfinished, file).await;
    if made.is_err() {
        // what could not be finished is of no use, and may not even exist
        let _ = fs::remove_file(&unfinished);
    }
    made
}

async fn copy(db: &Db, unfinished: &Path, file: &Path) -> Result<(), BackupError> {
    match fs::remove_file(unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(BackupError::File(error));
        }
        _ => {}
    }
    db.backup(unfinished).await.map_err(BackupError::Database)?;
    if !db::is_sound(unfinished)
        .await
        .map_err(BackupError::Database)?
    {
        return Err(BackupError::Damaged);
    }
    fs::File::open(unfinished)
        .and_then(|copy| copy.sync_all())
        .map_err(BackupError::File)?;
    // a link, unlike a rename, never replaces what appeared meanwhile
    match fs::hard_link(unfinished, file) {
        Ok(()) => fs::remove_file(unfinished).map_err(BackupError::File),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(BackupError::Exists(file.to_owned()))
        }
        // file systems without links
        Err(_) => fs::rename(unfinished, file).map_err(BackupError::File),
    }
}

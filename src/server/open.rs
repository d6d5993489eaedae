//! Opening what every command and every node works on: the data folder, the database with its tables, the keys that belong to it.

use std::{fmt, fs::DirBuilder, io, os::unix::fs::DirBuilderExt, path::PathBuf};

use super::{
    db::{self, Db, setting},
    demo,
    keys::{KEY_FILE, Keys, KeysError},
    reason::reason,
    settings::Settings,
};

/// Under this name the database keeps what it knows its keys by.
const KEY_CHECK: &str = "key_check";

/// A database and its keys, ready for work.
pub struct Opened {
    /// The database, its tables up to date.
    pub db: Db,
    /// The keys it was first used with.
    pub keys: Keys,
    /// Whether the database holds a fictitious society and nothing can leave by mail: only then mails may be read at `/dev/mailbox`.
    pub demo: bool,
}

/// Why it could not be opened: a sentence for the operator.
#[derive(Debug)]
pub enum OpenError {
    /// The data folder cannot be made.
    Folder(PathBuf, io::Error),
    /// The database does not answer.
    Connect(db::Error),
    /// The tables cannot be brought up to date.
    Migrate(db::Error),
    /// The database fails.
    Database(db::Error),
    /// There are no keys.
    Keys(KeysError),
    /// The keys are not those of this database.
    OtherKeys,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder, error) => {
                write!(f, "データのフォルダー {} を作れません({})。", folder.display(), reason(error))
            }
            Self::Connect(error) => write!(f, "DATABASE_URL のデータベースにつながりません({error})。"),
            Self::Migrate(error) => write!(f, "データベースの表を最新にできません({error})。"),
            Self::Database(error) => write!(f, "データベースを使えません({error})。"),
            Self::Keys(error) => write!(f, "{error}"),
            Self::OtherKeys => f.write_str(
                "秘密の鍵が、このデータベースで使ってきた鍵と違います。鍵のファイル(MYPAGE_SECRET_KEY_FILE か、データのフォルダーの secret.key)を元に戻してください。",
            ),
        }
    }
}

impl std::error::Error for OpenError {}

/// The database, its tables up to date. A missing SQLite file is made.
///
/// # Errors
/// When it does not answer, or cannot be brought up to date.
pub async fn database(settings: &Settings) -> Result<Db, OpenError> {
    let db = Db::connect(&settings.database_url)
        .await
        .map_err(OpenError::Connect)?;
    db.migrate().await.map_err(OpenError::Migrate)?;
    Ok(db)
}

/// Everything. The first start on an empty folder makes the keys, and the database remembers them.
///
/// # Errors
/// When something is missing, or the keys are not the database's.
pub async fn open(settings: &Settings) -> Result<Opened, OpenError> {
    // for this user alone: keys, database and mails are in it
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&settings.data_dir)
        .map_err(|error| OpenError::Folder(settings.data_dir.clone(), error))?;
    let db = database(settings).await?;
    let keys = match &settings.secret_key_file {
        Some(file) => Keys::load(file),
        None => {
            // a database that knows its key has lost it: a new one would only hide that. The database is asked first: a node
            // that starts beside this one makes the file before it tells the database, so what is known has its file.
            let known = keys_known(&db).await.map_err(OpenError::Database)?;
            if known && !settings.data_dir.join(KEY_FILE).exists() {
                return Err(OpenError::OtherKeys);
            }
            Keys::load_or_create(&settings.data_dir)
        }
    }
    .map_err(OpenError::Keys)?;
    check_keys(&db, &keys).await?;
    let marked = demo::is_marked(db.reader())
        .await
        .map_err(OpenError::Database)?;
    Ok(Opened {
        db,
        keys,
        demo: marked && settings.smtp_url.is_none(),
    })
}

async fn check_keys(db: &Db, keys: &Keys) -> Result<(), OpenError> {
    let ours = keys.check_value();
    let stored = setting::put_if_absent(db.writer(), KEY_CHECK, &ours)
        .await
        .map_err(OpenError::Database)?;
    if stored == ours {
        return Ok(());
    }
    if !keys.has_retired(&stored) {
        return Err(OpenError::OtherKeys);
    }
    setting::replace(db.writer(), KEY_CHECK, &stored, &ours)
        .await
        .map_err(OpenError::Database)
}

/// Whether these keys would be taken, without writing anything.
///
/// # Errors
/// The database's own.
pub async fn keys_fit(db: &Db, keys: &Keys) -> db::Result<bool> {
    let stored = setting::get(db.reader(), KEY_CHECK).await?;
    Ok(stored.is_none_or(|stored| stored == keys.check_value() || keys.has_retired(&stored)))
}

/// Whether the database has been used with keys before.
///
/// # Errors
/// The database's own.
pub async fn keys_known(db: &Db) -> db::Result<bool> {
    Ok(setting::get(db.reader(), KEY_CHECK).await?.is_some())
}

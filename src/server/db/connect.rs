//! How connections are opened: limits, time-outs, and what makes them durable.

use std::{fs, io, path::Path, time::Duration};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DbBackend, DbErr, Statement,
    sqlx::{
        Executor,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use super::{Db, Error};
use crate::server::reason::reason;

/// Readers of an SQLite file on one node.
const SQLITE_READERS: u32 = 6;
/// Connections of one node to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 10;
/// Those besides for rows that are named: one for each of [`crate::server::looks`], one for the outbox, so that none waits for another.
const POSTGRES_FEW: u32 = 5;
/// Those of the desk of bookings: one, and one while the transaction before it is still being undone.
const POSTGRES_DESK: u32 = 2;
/// How long a request waits for SQLite's one writer, in the pool and for another process.
const SQLITE_WAIT: Duration = Duration::from_secs(5);
/// How long a request waits for one of PostgreSQL's connections.
const POSTGRES_WAIT: Duration = Duration::from_secs(2);
/// A connection that was idle for this long is asked for a sign of life before it is used.
const POSTGRES_IDLE: Duration = Duration::from_secs(1);
/// Bounds on the server's side, so that nothing waits or blocks longer than a person would.
const POSTGRES_LIMITS: [(&str, &str); 4] = [
    ("statement_timeout", "5s"),
    ("lock_timeout", "2s"),
    ("idle_in_transaction_session_timeout", "10s"),
    ("default_transaction_isolation", "read committed"),
];
/// How rows that are named are found: through indexes. PostgreSQL takes an unfolded argument for a hundred rows and plans for tables as
/// large as they were once: those that fill and empty again (drafts, holds, mails) are empty then, and would be read whole for each look.
const POSTGRES_BY_INDEX: [(&str, &str); 4] = [
    ("enable_seqscan", "off"),
    ("enable_bitmapscan", "off"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
];
/// Waits for the turn to migrate this schema, however long the node before takes; the turn ends with the transaction.
pub(super) const POSTGRES_MIGRATION_TURN: &str = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; \
     SELECT pg_advisory_xact_lock(1836674917, hashtext(current_schema()))";

/// Opens the database at `url`.
pub(super) async fn open(url: &str) -> Result<Db, DbErr> {
    if url.starts_with("sqlite:") {
        return open_sqlite(url).await;
    }
    let url = match url.strip_prefix("postgresql://") {
        Some(rest) => format!("postgres://{rest}"),
        None => url.to_owned(),
    };
    let pool = Database::connect(postgres(&url)).await?;
    let few = Database::connect(postgres_few(&url, POSTGRES_FEW)).await?;
    let desk = Database::connect(postgres_few(&url, POSTGRES_DESK)).await?;
    Ok(Db {
        reader: pool.clone(),
        writer: pool,
        few_reader: few.clone(),
        few_writer: few,
        desk,
        sqlite: None,
    })
}

/// What all pools have in common: statements hold names and numbers, so they are not logged.
fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false);
    options
}

/// What PostgreSQL's pools have in common.
fn postgres_quiet(url: &str) -> ConnectOptions {
    let mut options = quiet(url);
    options
        .acquire_timeout(POSTGRES_WAIT)
        .set_application_name("mypage")
        .test_before_acquire_if_idle_for(POSTGRES_IDLE);
    options
}

fn postgres(url: &str) -> ConnectOptions {
    let mut options = postgres_quiet(url);
    options
        .max_connections(POSTGRES_CONNECTIONS)
        .map_sqlx_postgres_opts(|options| options.options(POSTGRES_LIMITS))
        .map_sqlx_postgres_pool_opts(|pool| {
            // sqlx 0.9.0 can return a connection to the pool with a transaction open that it knows nothing of (sqlx#4385), with all
            // its locks. `BEGIN` makes `ROLLBACK` a statement that is always right; it runs behind the request's back.
            pool.after_release(|connection, _| {
                Box::pin(async move {
                    connection.execute("BEGIN; ROLLBACK").await?;
                    Ok(true)
                })
            })
        });
    options
}

/// Connections of which few keep their plans and what they know of the tables warm. Transactions on them begin in [`Db`] alone, which
/// sees to it that none is forgotten: no statement of its own follows each use.
fn postgres_few(url: &str, connections: u32) -> ConnectOptions {
    let mut options = postgres_quiet(url);
    options
        .connect_lazy(true)
        .max_connections(connections)
        .map_sqlx_postgres_opts(|options| {
            options.options(POSTGRES_LIMITS).options(POSTGRES_BY_INDEX)
        });
    options
}

async fn open_sqlite(url: &str) -> Result<Db, DbErr> {
    let parsed: SqliteConnectOptions = url
        .parse()
        .map_err(|_| DbErr::Custom("アドレスが正しくありません".into()))?;
    let file = parsed.get_filename();
    if url.contains(":memory:") || url.contains("mode=memory") || file.as_os_str().is_empty() {
        return Err(DbErr::Custom(
            "メモリーではなく、ファイルを指定してください".into(),
        ));
    }
    create_private(file).map_err(|error| {
        DbErr::Custom(format!(
            "データベースのファイルを使えません：{}",
            reason(&error)
        ))
    })?;
    let writer = Database::connect(sqlite(url, 1, |options| {
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON")
            .pragma("journal_size_limit", (64 * 1024 * 1024).to_string())
    }))
    .await?;
    let reader = Database::connect(sqlite(url, SQLITE_READERS, |options| {
        options.pragma("query_only", "ON")
    }))
    .await?;
    Ok(Db {
        few_reader: reader.clone(),
        few_writer: writer.clone(),
        desk: writer.clone(),
        writer,
        reader,
        sqlite: Some(url.into()),
    })
}

fn sqlite(
    url: &str,
    connections: u32,
    pragmas: fn(SqliteConnectOptions) -> SqliteConnectOptions,
) -> ConnectOptions {
    let mut options = quiet(url);
    options
        .max_connections(connections)
        .acquire_timeout(SQLITE_WAIT)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .map_sqlx_sqlite_opts(move |options| {
            pragmas(options.busy_timeout(SQLITE_WAIT).foreign_keys(true))
        });
    options
}

/// The file of the SQLite database at `url`.
pub(super) fn file_of(url: &str) -> Result<std::path::PathBuf, Error> {
    let parsed: SqliteConnectOptions = url
        .parse()
        .map_err(|_| DbErr::Custom("アドレスが正しくありません".into()))?;
    Ok(parsed.get_filename().to_owned())
}

/// Makes the file and its folder where they are missing, readable by this user alone: SQLite's `-wal` and `-shm` follow the file.
fn create_private(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(file)?;
    Ok(())
}

/// `VACUUM INTO` on a connection of its own: the readers may not write, not even to another file.
pub(super) async fn backup(url: &str, file: &Path) -> Result<(), Error> {
    use std::os::unix::fs::OpenOptionsExt;
    let name = file.to_str().ok_or_else(|| {
        DbErr::Custom("バックアップのファイルの名前が UTF-8 ではありません".into())
    })?;
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .map_err(|error| {
            DbErr::Custom(format!(
                "バックアップのファイルを作れません：{}",
                reason(&error)
            ))
        })?;
    let source = Database::connect(sqlite(url, 1, |options| options)).await?;
    source
        .execute_raw(Statement::from_sql_and_values(
            DbBackend::Sqlite,
            "VACUUM INTO ?",
            [name.into()],
        ))
        .await?;
    source.close().await?;
    Ok(())
}

/// `PRAGMA integrity_check` on a file nobody works with.
pub(super) async fn is_sound(file: &Path) -> Result<bool, Error> {
    let file = file.to_owned();
    let mut options = quiet("sqlite://");
    options
        .max_connections(1)
        .map_sqlx_sqlite_opts(move |_| SqliteConnectOptions::new().filename(&file).read_only(true));
    let copy = Database::connect(options).await?;
    let answer = copy
        .query_one_raw(Statement::from_string(
            DbBackend::Sqlite,
            "PRAGMA integrity_check",
        ))
        .await?;
    let verdict: Option<String> = answer.map(|row| row.try_get_by_index(0)).transpose()?;
    copy.close().await?;
    Ok(verdict.as_deref() == Some("ok"))
}

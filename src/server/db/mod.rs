//! The database: connections, entities, queries per feature. The only importers of `sea_orm`.
//!
//! May enter: SQL, and rows turned into domain types on their way out. Must not: rules of the field, sentences, the clock.
//!
//! SQLite has one writer and a pool of readers; PostgreSQL has one pool. Writes go through [`Db::begin`]; a race is decided by
//! a UNIQUE index or by the number of rows a `WHERE` touched, never by a look before a write.

use std::{path::Path, sync::Arc};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

pub mod account;
pub mod booked;
pub mod booking;
pub mod checkup_demo;
pub mod checkup_desk;
pub mod checkup_draft;
pub mod checkup_rules;
pub mod code;
mod connect;
pub mod consent;
pub mod course;
pub mod draft;
pub mod echo;
pub mod ended;
pub(crate) mod entity;
pub mod erase;
mod error;
pub mod exam_result;
pub mod expense;
pub mod holiday;
pub mod inquiry;
pub mod institution;
pub mod link;
pub mod newsletter;
pub mod offer;
pub mod option_day;
pub mod outbox;
pub mod person;
pub mod place;
pub mod registration;
pub mod reminder;
pub mod roster;
mod row;
pub mod session;
pub mod session_code;
pub mod setting;
pub mod staff;
pub mod staff_audit;
pub mod staff_event;
pub mod staff_session;
pub mod throttle;
mod unfold;
pub mod waiting;
pub mod waitlist;

use super::clock::Millis;

pub use error::Error;
/// What queries run on: a connection or a transaction.
pub use sea_orm::ConnectionTrait;
/// An open transaction; dropped without [`commit`](sea_orm::DatabaseTransaction::commit) it rolls back.
pub type Txn = sea_orm::DatabaseTransaction;

/// What a query answers.
pub type Result<T> = std::result::Result<T, Error>;

/// The connections of one node; cheap to clone.
#[derive(Clone)]
pub struct Db {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    few_reader: DatabaseConnection,
    few_writer: DatabaseConnection,
    desk: DatabaseConnection,
    /// The address of an SQLite database.
    sqlite: Option<Arc<str>>,
}

impl Db {
    /// Opens the database at `url` (`sqlite://FILE` or `postgres://…`); a missing SQLite file is made, with its folder.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn connect(url: &str) -> Result<Self> {
        Ok(connect::open(url).await?)
    }

    /// Brings the tables up to date, whole or not at all. Safe with any number of nodes starting at once: the first one works,
    /// the others wait for it and find nothing left to do.
    ///
    /// # Errors
    /// When a step fails; nothing has changed then.
    pub async fn migrate(&self) -> Result<()> {
        let txn = self.begin().await?;
        if txn.get_database_backend() == DbBackend::Postgres {
            txn.execute_unprepared(connect::POSTGRES_MIGRATION_TURN)
                .await?;
        }
        Migrator::up(&txn, None).await?;
        txn.commit().await?;
        Ok(())
    }

    /// For reading outside a transaction.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For reading a few rows by what names them.
    pub fn few(&self) -> &DatabaseConnection {
        &self.few_reader
    }

    /// For one writing statement about a few rows, by what names them.
    pub fn few_writer(&self) -> &DatabaseConnection {
        &self.few_writer
    }

    /// For one writing statement on its own, where a transaction would add nothing.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Opens a transaction that may write: `BEGIN IMMEDIATE` on SQLite, so that a reader never has to become a writer half-way;
    /// `READ COMMITTED` on PostgreSQL.
    ///
    /// The `BEGIN` runs in a task of its own: sqlx 0.9 forgets the transaction of a `BEGIN` whose caller goes away (sqlx#4385).
    ///
    /// # Errors
    /// When the database does not answer in time.
    pub async fn begin(&self) -> Result<Txn> {
        Self::begin_on(self.writer.clone()).await
    }

    /// The same for the desk of bookings, whose transactions name every row they touch. Its connections belong to the runtime it works on:
    /// whoever opens the desk closes them ([`Db::close_desk`]).
    ///
    /// # Errors
    /// As [`Db::begin`].
    pub async fn begin_at_desk(&self) -> Result<Txn> {
        Self::begin_on(self.desk.clone()).await
    }

    /// Closes the desk's own connections.
    ///
    /// # Errors
    /// When a connection does not close cleanly.
    pub async fn close_desk(&self) -> Result<()> {
        match self.is_postgres() {
            true => Ok(self.desk.close_by_ref().await?),
            false => Ok(()),
        }
    }

    async fn begin_on(writer: DatabaseConnection) -> Result<Txn> {
        let mode = match writer.get_database_backend() {
            DbBackend::Sqlite => Some(SqliteTransactionMode::Immediate),
            _ => None,
        };
        let begin = async move {
            writer
                .begin_with_options(TransactionOptions {
                    sqlite_transaction_mode: mode,
                    ..Default::default()
                })
                .await
        };
        let begun = tokio::spawn(begin)
            .await
            .map_err(|_| DbErr::Custom("the task that begins a transaction died".into()))?;
        Ok(begun?)
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it gives none.
    pub async fn ping(&self) -> Result<()> {
        self.reader.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Writes a consistent copy of an SQLite database to `file`, which must not exist, while others go on reading and writing.
    ///
    /// # Errors
    /// On PostgreSQL (its own tools do that), or when the file cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        match &self.sqlite {
            Some(url) => connect::backup(url, file).await,
            None => Err(DbErr::Custom("PostgreSQL is backed up by its own tools".into()).into()),
        }
    }

    /// Whether this is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.sqlite.is_none()
    }

    /// How many steps of the tables' history this program has and the database has not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn migrations_ahead(&self) -> Result<usize> {
        self.ping().await?;
        let count = "SELECT COUNT(*) AS value FROM seaql_migrations";
        // it answers, so what fails here is that there are no tables yet
        let done = row::number(&self.reader, count, []).await.ok().flatten();
        let done = usize::try_from(done.unwrap_or_default()).unwrap_or(usize::MAX);
        Ok(Migrator::migrations().len().saturating_sub(done))
    }

    /// The time of PostgreSQL's server; SQLite has none but ours.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn clock(&self) -> Result<Option<Millis>> {
        if !self.is_postgres() {
            return Ok(None);
        }
        let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS value";
        row::number(&self.reader, sql, []).await
    }

    /// Takes what was deleted out of the files too, as far as nobody is still reading it: SQLite overwrites deleted rows in the
    /// database, but its log keeps their older pages until it is emptied. Nothing to do on PostgreSQL, where `VACUUM` runs by itself.
    ///
    /// # Errors
    /// The database's own.
    pub async fn scrub(&self) -> Result<()> {
        if self.sqlite.is_some() {
            self.writer
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Closes all connections but the desk's, after the running statements.
    ///
    /// # Errors
    /// When a connection does not close cleanly.
    pub async fn close(&self) -> Result<()> {
        for connections in [
            &self.few_reader,
            &self.few_writer,
            &self.reader,
            &self.writer,
        ] {
            connections.close_by_ref().await?;
        }
        Ok(())
    }
}

/// Whether SQLite finds nothing wrong with a database file, which is only read.
///
/// # Errors
/// When the file cannot be opened as a database.
pub async fn is_sound(file: &Path) -> Result<bool> {
    connect::is_sound(file).await
}

//! The database: connections, entities, queries per feature. The only importers of `sea_orm`.
//!
//! SQLite has one writer and a pool of readers; PostgreSQL has one pool. Writes go through [`Db::begin`].

use migration::MigratorTrait;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// The connections of one node.
#[derive(Clone)]
pub struct Db {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
}

impl Db {
    /// Opens the database at `url` (`sqlite://FILE` or `postgres://…`).
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        let writer = Database::connect(ConnectOptions::new(url.to_owned())).await?;
        Ok(Self {
            reader: writer.clone(),
            writer,
        })
    }

    /// Brings the tables up to date; safe with several nodes starting at once.
    ///
    /// # Errors
    /// When the database refuses a step.
    pub async fn migrate(&self) -> Result<(), DbErr> {
        migration::Migrator::up(&self.writer, None).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.reader.ping().await
    }

    /// For reading outside a transaction.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Opens a transaction that may write: `BEGIN IMMEDIATE` on SQLite, so that a reader never has to become a writer half-way.
    ///
    /// # Errors
    /// When the database does not answer in time.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let mode = match self.writer.get_database_backend() {
            DbBackend::Sqlite => Some(SqliteTransactionMode::Immediate),
            _ => None,
        };
        self.writer
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: mode,
                ..Default::default()
            })
            .await
    }
}

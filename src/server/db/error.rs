//! What can go wrong with the database itself. Its text may reach a log, so it never holds a value from a row.

use std::fmt;

use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

/// The database failed, or holds something that does not parse. Never shown to people.
pub enum Error {
    /// A statement failed.
    Database(DbErr),
    /// A stored value is none that this program writes: table and column.
    Row(&'static str, &'static str),
}

impl Error {
    /// Whether the same request may succeed a moment later: no free connection, a lock or a statement that took too long.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Database(DbErr::ConnectionAcquire(_)) => true,
            Self::Database(error) => sqlx_error(error)
                .and_then(sqlx::Error::as_database_error)
                .and_then(|error| error.code())
                .is_some_and(|code| {
                    // SQLite: busy, busy snapshot; PostgreSQL: lock timeout, statement timeout, deadlock, too many connections.
                    ["5", "517", "55P03", "57014", "40P01", "53300"].contains(&code.as_ref())
                }),
            Self::Row(..) => false,
        }
    }

    /// Whether a UNIQUE index said no: somebody else was first.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Database(error) if Self::is_unique_violation(error))
    }

    /// Something around the database broke off, in words for the log.
    pub fn broken(what: &str) -> Self {
        Self::Database(DbErr::Custom(what.to_owned()))
    }

    /// Whether a UNIQUE index said no.
    pub(super) fn is_unique_violation(error: &DbErr) -> bool {
        matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
    }
}

fn sqlx_error(error: &DbErr) -> Option<&sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => Some(error),
        _ => None,
    }
}

impl fmt::Display for Error {
    /// Kinds, codes and names of tables, columns and constraints: drivers put values of rows into their messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = match self {
            Self::Row(table, column) => {
                return write!(f, "unreadable value in {table}.{column}");
            }
            Self::Database(error) => error,
        };
        match sqlx_error(error) {
            Some(sqlx::Error::Database(error)) => {
                write!(f, "database error {}", error.code().unwrap_or_default())?;
                match error.constraint() {
                    Some(constraint) => write!(f, " ({constraint})"),
                    None => Ok(()),
                }
            }
            Some(sqlx::Error::Io(error)) => write!(f, "database connection: {}", error.kind()),
            Some(sqlx::Error::Configuration(_)) => f.write_str("database address is not valid"),
            Some(sqlx::Error::Tls(_)) => f.write_str("database connection: TLS failed"),
            Some(_) => f.write_str("database driver error"),
            None => match error {
                DbErr::ConnectionAcquire(reason) => write!(f, "database connections: {reason}"),
                DbErr::Custom(text) => f.write_str(text),
                DbErr::Migration(text) => write!(f, "migration: {text}"),
                _ => f.write_str("database error"),
            },
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "db::Error({self})")
    }
}

impl std::error::Error for Error {}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

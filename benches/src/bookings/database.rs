//! The database of a demonstration, from outside the product: to set the stage, and to look after.
//! May enter: SQL both databases read. Must not: anything while time is taken.

use anyhow::{Context, Result, bail};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row};
use std::path::Path;
use tokio::runtime::Runtime;

/// An open database.
pub enum Database {
    /// A file.
    Sqlite(rusqlite::Connection),
    /// A connection with the runtime it lives in.
    Postgres(Runtime, PgConnection),
}

impl Database {
    /// Opens a file that a server may have open too.
    pub fn sqlite(file: &Path) -> Result<Self> {
        let database = rusqlite::Connection::open(file)?;
        database.busy_timeout(std::time::Duration::from_secs(10))?;
        Ok(Self::Sqlite(database))
    }

    /// Connects.
    pub fn postgres(url: &str) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let connection = runtime.block_on(PgConnection::connect(url))?;
        Ok(Self::Postgres(runtime, connection))
    }

    /// Runs statements, all of them in one transaction. Nothing from outside this program is ever part of them.
    pub fn run(&mut self, sql: &str) -> Result<()> {
        let whole = format!("BEGIN; {sql}; COMMIT");
        match self {
            Self::Sqlite(database) => database.execute_batch(&whole)?,
            Self::Postgres(runtime, connection) => {
                let run = connection.execute(sqlx::raw_sql(AssertSqlSafe(whole)));
                runtime.block_on(run)?;
            }
        }
        Ok(())
    }

    /// What a query answers, two whole numbers a row.
    pub fn pairs(&mut self, sql: &str) -> Result<Vec<(i64, i64)>> {
        match self {
            Self::Sqlite(database) => {
                let mut statement = database.prepare(sql)?;
                let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            }
            Self::Postgres(runtime, connection) => {
                let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
                let rows = runtime.block_on(query.fetch_all(connection))?;
                let pair = |row: &sqlx::postgres::PgRow| Ok((whole(row, 0)?, whole(row, 1)?));
                rows.iter().map(pair).collect()
            }
        }
    }

    /// The one pair a query answers.
    pub fn pair(&mut self, sql: &str) -> Result<(i64, i64)> {
        let rows = self.pairs(sql)?;
        rows.into_iter()
            .next()
            .with_context(|| format!("nothing: {sql}"))
    }
}

/// A column of either width.
fn whole(row: &sqlx::postgres::PgRow, at: usize) -> Result<i64> {
    if let Ok(wide) = row.try_get::<i64, _>(at) {
        return Ok(wide);
    }
    Ok(row.try_get::<i32, _>(at)?.into())
}

/// A new database on a server; the server is the suite's own, and gone with it.
pub fn fresh_postgres(server: &str) -> Result<String> {
    let name = format!("bench_{}", std::process::id());
    let Database::Postgres(runtime, mut connection) = Database::postgres(server)? else {
        bail!("a PostgreSQL server is asked for");
    };
    for sql in [
        format!("DROP DATABASE IF EXISTS {name}"),
        format!("CREATE DATABASE {name}"),
    ] {
        runtime.block_on(connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))))?;
    }
    let (before, after) = server
        .rsplit_once('/')
        .context("a server's address names a database")?;
    let options = after
        .split_once('?')
        .map_or(String::new(), |(_, rest)| format!("?{rest}"));
    Ok(format!("{before}/{name}{options}"))
}

//! Taking the rows of a batch out again: in pieces, so that nobody waits for a million rows.

use sea_orm::ConnectionTrait;

use super::number;
use crate::server::db::{Result, row, unfold};

/// Batches whose end was noted, but whose rows are not all gone yet.
///
/// # Errors
/// The database's own.
pub async fn left<C: ConnectionTrait>(c: &C) -> Result<Vec<i64>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Found {
        id: i64,
    }
    let any = |table: &str| {
        format!(
            "EXISTS (SELECT 1 FROM {table} e WHERE e.id >= (b.id << {bits}) AND e.id < ((b.id + 1) << {bits}))",
            bits = super::PLACE_BITS
        )
    };
    let sql = format!(
        "SELECT b.id FROM expense_batch b WHERE b.state IN ('undone', 'failed', 'refused') AND ({} OR {}) ORDER BY b.id",
        any("expense"),
        any("expense_orphan")
    );
    let found: Vec<Found> = row::all(c, &sql, []).await?;
    Ok(found.into_iter().map(|found| found.id).collect())
}

/// Takes some of a batch's rows out. Answers whether there may be more.
///
/// # Errors
/// The database's own.
pub async fn piece<C: ConnectionTrait>(c: &C, batch: i64) -> Result<bool> {
    // overwriting what was there (secure_delete) takes SQLite some 10 µs a row
    let rows: u64 = match unfold::is_postgres(c) {
        true => 10_000,
        false => 1_000,
    };
    let mut more = false;
    for table in ["expense", "expense_orphan"] {
        let sql = format!(
            "DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE id >= $1 AND id < $2 ORDER BY id LIMIT {rows})"
        );
        let range = [number(batch, 0).into(), number(batch + 1, 0).into()];
        more |= row::execute(c, &sql, range).await? == rows;
    }
    Ok(more)
}

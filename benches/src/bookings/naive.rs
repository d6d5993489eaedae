//! The usual way to book, in the product's own tables: each request its transaction, the place locked while it is looked at.
//! May enter: the statements such a program would send. Must not: batches, the product.

use super::{Demand, Done, all_there, product::Society};
use crate::load::Run;
use anyhow::{Context, Result};
use sqlx::postgres::{PgPool, PgPoolOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Requests served at once.
const CLIENTS: u32 = 32;

/// Books for members of the society, each once.
pub fn run(society: &mut Society, url: &str, demand: Demand, bookings: usize) -> Result<Done> {
    society.forget()?;
    let wanted: Arc<Vec<(i64, i64)>> = Arc::new(
        (0..bookings)
            .map(|at| {
                (
                    society.callers[at].person,
                    demand.pick(&society.places, at).0,
                )
            })
            .collect(),
    );
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let wall = runtime.block_on(all(url, wanted))?;
    all_there(&mut society.database, "confirmed", bookings)?;
    Ok(Done {
        bookings: bookings as f64,
        wall,
        answers: Run::default(),
    })
}

async fn all(url: &str, wanted: Arc<Vec<(i64, i64)>>) -> Result<f64> {
    let pool = PgPoolOptions::new()
        .min_connections(CLIENTS)
        .max_connections(CLIENTS)
        .connect(url)
        .await?;
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (pool, next, wanted) = (pool.clone(), next.clone(), wanted.clone());
            tokio::spawn(async move {
                while let Some((person, place)) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
                    book(&pool, *person, *place).await?;
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for client in clients {
        client.await??;
    }
    Ok(start.elapsed().as_secs_f64())
}

/// Session, place, right, booking, history: six statements and a commit.
async fn book(pool: &PgPool, person: i64, place: i64) -> Result<()> {
    let mut txn = pool.begin().await?;
    sqlx::query("SELECT s.account_id FROM session s JOIN account a ON a.id = s.account_id WHERE a.person_id = $1")
        .bind(person)
        .fetch_one(&mut *txn)
        .await?;
    let (remaining, institution, on, starts, year): (i32, i64, String, i32, i32) = sqlx::query_as(
        "SELECT remaining, institution_id, CAST(on_day AS text), starts, fiscal_year FROM place WHERE id = $1 FOR UPDATE",
    )
    .bind(place)
    .fetch_one(&mut *txn)
    .await?;
    let used = sqlx::query(
        "SELECT id FROM booking WHERE person_id = $1 AND fiscal_year = $2 AND uses_right",
    )
    .bind(person)
    .bind(year)
    .fetch_optional(&mut *txn)
    .await?;
    anyhow::ensure!(
        remaining > 0 && used.is_none(),
        "a booking that should be possible is not"
    );
    let (booking,): (i64,) = sqlx::query_as(
        "INSERT INTO booking (person_id, fiscal_year, course_code, right_group, uses_right, institution_id, place_id, state, exam_on, \
         starts, options, quote, note, made_by, idem, created_at, changed_at) \
         VALUES ($1, $2, 'dock', 'main', true, $3, $4, 'confirmed', CAST($5 AS date), $6, '[]', '{}', '', 'member', $7, 0, 0) RETURNING id",
    )
    .bind(person)
    .bind(year)
    .bind(institution)
    .bind(place)
    .bind(on)
    .bind(starts)
    .bind(format!("bench-{person}"))
    .fetch_one(&mut *txn)
    .await
    .context("the booking")?;
    sqlx::query("UPDATE place SET remaining = remaining - 1 WHERE id = $1")
        .bind(place)
        .execute(&mut *txn)
        .await?;
    sqlx::query("INSERT INTO booking_event (booking_id, at, event, state, actor, detail) VALUES ($1, 0, 'confirm', 'confirmed', 'member', '')")
        .bind(booking)
        .execute(&mut *txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

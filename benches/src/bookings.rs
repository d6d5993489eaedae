//! Bookings of 受診ナビ: on one hot day and spread over a thousand, beside the least they could cost and the usual way.
//! May enter: what is compared, and how it is told. Must not: how each side does it (`product`, `bare`, `naive`).
//!
//! A booking of the product is two orders, each durable before it is answered: 仮押さえ and 予約. The bare database decides
//! and writes once for each booking.

mod bare;
mod database;
mod naive;
mod product;

use crate::load::{Run, Spread};
use crate::rendering::spread;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::path::Path;

pub use database::{Database, fresh_postgres};
pub use product::{Society, keep_booking, keep_desk, sign_in_to};

/// Turns of each comparison.
const ROUNDS: usize = 3;
/// Bookings of one run.
pub const BOOKINGS: usize = 4_000;
/// Bookings of one run of the usual way, which takes its time.
const FEW: usize = 800;
/// Connections of the load.
const CONNECTIONS: usize = 64;
/// Days that bookings are spread over.
const DAYS: usize = 1_000;

/// Which days are booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Everybody wants the same day.
    Hot,
    /// A thousand days, one after the other.
    Spread,
}

impl Demand {
    const ALL: [(Self, &str); 2] = [(Self::Hot, "one hot day"), (Self::Spread, "1,000 days")];

    /// The day of the booking of that number.
    fn pick<T: Copy>(self, days: &[T], at: usize) -> T {
        match self {
            Self::Hot => days[0],
            Self::Spread => days[at % days.len()],
        }
    }
}

/// What one run of one side did.
pub struct Done {
    bookings: f64,
    wall: f64,
    answers: Run,
}

impl Done {
    fn per_second(&self) -> f64 {
        self.bookings / self.wall
    }
}

/// Compares on SQLite and, where there is a server, on PostgreSQL; prints and gives what came out. `society` is on SQLite.
pub fn compare(
    society: &mut Society,
    dist: &Path,
    out: &Path,
    postgres: Option<&str>,
) -> Result<Value> {
    let file = out.join("bare.sqlite");
    let mut result = json!({});
    for (demand, name) in Demand::ALL {
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(society.book(demand, BOOKINGS, CONNECTIONS)?);
            bare.push(bare::sqlite(&file, demand, BOOKINGS * 4)?);
        }
        let others = [("rusqlite, batches of 256", "bare", bare, 0.5)];
        result[name]["sqlite"] = tell(&format!("{name}, SQLite"), &ours, &others);
    }
    let Some(server) = postgres else {
        println!("no PostgreSQL server was named: its rows are left out");
        return Ok(result);
    };
    let url = database::fresh_postgres(server)?;
    let mut society =
        Society::prepare(dist, &out.join("data-postgres"), Some(url.clone()), 200, 30)?;
    for (demand, name) in Demand::ALL {
        let (mut ours, mut bare, mut naive) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(society.book(demand, BOOKINGS, CONNECTIONS)?);
            bare.push(bare::postgres(&url, demand, BOOKINGS * 4)?);
            naive.push(naive::run(&mut society, &url, demand, FEW)?);
        }
        let others = [
            ("one set-based statement", "bare", bare, 0.5),
            ("SELECT … FOR UPDATE, 32 clients", "naive", naive, 15.0),
        ];
        result[name]["postgres"] = tell(&format!("{name}, PostgreSQL"), &ours, &others);
    }
    Ok(result)
}

/// Prints a table and gives its figures.
fn tell(title: &str, ours: &[Done], others: &[(&str, &str, Vec<Done>, f64)]) -> Value {
    let rate = |runs: &[Done]| Spread::of(runs.iter().map(Done::per_second));
    println!("\nbookings on {title}, {CONNECTIONS} connections");
    println!("                                       bookings/s   product's part     aim");
    println!("{:<32} {:>16.0}", "product", rate(ours));
    let mut figures = json!({ "product": { "per_s": spread(rate(ours)) } });
    for (name, key, runs, aim) in others {
        let parts = ours.iter().zip(runs);
        let part = Spread::of(parts.map(|(ours, theirs)| ours.per_second() / theirs.per_second()));
        println!("{name:<32} {:>16.0} {part:>16.2} {aim:>7}", rate(runs));
        figures[*key] = json!({ "per_s": spread(rate(runs)), "ratio": spread(part) });
    }
    let answers = Run::join(ours.iter().map(|done| Run {
        latencies: done.answers.latencies.clone(),
        wall: done.answers.wall,
    }));
    let (p50, p99) = (answers.quantile(0.5), answers.quantile(0.99));
    println!("an answer of the product: p50 {p50:.1} ms, p99 {p99:.1} ms, aim p99 25");
    figures["answers"] = json!({ "p50_ms": p50, "p99_ms": p99 });
    figures
}

/// Fails unless as many bookings are there as were answered.
fn all_there(database: &mut Database, state: &str, expected: usize) -> Result<()> {
    let sql = format!(
        "SELECT COUNT(*), COUNT(DISTINCT person_id) FROM booking WHERE state = '{state}' AND idem LIKE 'bench%'"
    );
    let found = database.pairs(&sql)?;
    let expected = i64::try_from(expected)?;
    ensure!(
        found == [(expected, expected)],
        "{expected} bookings were answered, {found:?} are there"
    );
    Ok(())
}

//! The search of 受診ナビ over thousands of institutions, while others book.
//! May enter: pages and time. Must not: how a booking is made (`bookings`).

use crate::bookings::{Society, keep_booking};
use crate::http::Connection;
use crate::load;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Requests at once.
const READERS: usize = 50;
/// Members who book meanwhile, and how often each of them.
const BOOKERS: usize = 8;
const PACE: Duration = Duration::from_millis(100);
/// How often each reader asks in the second run: people read what was found before they ask again.
const READING: Duration = Duration::from_secs(1);
/// One run.
const LENGTH: Duration = Duration::from_secs(5);

/// What is looked for: everything by the nearest day, places, words, ticks, later pages.
const QUESTIONS: [&str; 8] = [
    "",
    "?pref=13",
    "?pref=27&sat=1",
    "?q=%E7%91%A0%E7%92%83",
    "?q=%E3%83%8F%E3%82%AB%E3%82%BF",
    "?pref=13&women=1&bf=1",
    "?class=a&sort=name",
    "?page=5",
];

/// Searches with [`READERS`] requests at once, without a pause and then at people's pace, while others book.
pub fn measure(society: &mut Society) -> Result<Value> {
    society.forget()?;
    let address = society.server.address;
    let (callers, bookers) = (
        &society.callers[..READERS],
        &society.callers[READERS..READERS + BOOKERS],
    );
    let year = society.year;
    let choice = format!("form%5Bfiscal_year%5D={year}&form%5Bcourse%5D=dock&form%5Bnone%5D=1");
    load::each(address, 1, READERS, |connection, at| {
        let reply = connection.post("/api/checkup/choose", &callers[at].cookie, &choice)?;
        Ok(reply.status == 303)
    })
    .context("choosing a course")?;
    let turn = AtomicUsize::new(0);
    let search = |connection: &mut Connection, reader: usize| {
        let question = QUESTIONS[turn.fetch_add(1, Ordering::Relaxed) % QUESTIONS.len()];
        let path = format!("/checkup/institutions{question}");
        let reply = connection.get_as(&path, &callers[reader].cookie)?;
        ensure!(reply.status == 200, "{path} answers {}", reply.status);
        Ok(true)
    };
    let booked = AtomicUsize::new(0);
    let book = |connection: &mut Connection, booker: usize| {
        let times = booked.fetch_add(1, Ordering::Relaxed);
        let (place, _) = society.places[times % society.places.len()];
        keep_booking(connection, &bookers[booker], (place, year), times)
    };
    let mut result = json!({});
    println!(
        "\nsearch, {READERS} requests at once, while {BOOKERS} members hold a place every {PACE:?} each"
    );
    println!("                         p50 ms   p99 ms   searches/s");
    for (name, pace) in [
        ("without a pause", None),
        ("a search a second each", Some(READING)),
    ] {
        let (searches, bookings) = thread::scope(|scope| {
            let bookings = scope.spawn(|| load::run(address, BOOKERS, LENGTH, Some(PACE), book));
            let searches = load::run(address, READERS, LENGTH, pace, search);
            (searches, bookings.join().expect("the load does not panic"))
        });
        let (searches, bookings) = (searches?, bookings?);
        let (p50, p99) = (searches.quantile(0.5), searches.quantile(0.99));
        let rate = searches.count() / searches.wall;
        println!("{name:<24} {p50:>7.1} {p99:>8.1} {rate:>12.0}   aim p99 20");
        result[name] =
            json!({ "p50_ms": p50, "p99_ms": p99, "per_s": rate, "holds": bookings.count() });
    }
    society.forget()?;
    Ok(result)
}

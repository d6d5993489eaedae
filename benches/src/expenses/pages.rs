//! Pages and documents of members, with a million rows stored.
//! May enter: sessions, pages, time. Must not: how the rows came in (`import`).

use crate::bookings::{Database, sign_in_to};
use crate::http::Connection;
use crate::load::{self, Spread};
use crate::process::{self, LOAD_CORE, SERVER_CORE};
use crate::product::Product;
use crate::rendering::spread;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Members who look.
const VIEWERS: usize = 500;
/// Requests at once.
const READERS: usize = 8;
/// One run.
const LENGTH: Duration = Duration::from_secs(5);
/// Documents made.
const DOCUMENTS: usize = 60;

/// `/expenses` of many members, and the year's PDF of some.
pub fn measure(product: &Product) -> Result<Value> {
    let mut database = Database::sqlite(&product.file())?;
    let insured =
        "relationship = 'insured' AND lost_on IS NULL AND id IN (SELECT person_id FROM expense)";
    let viewers = sign_in_to(&mut database, insured, VIEWERS)?;
    // who looks has read the notice on the family's view
    let ids: Vec<String> = viewers
        .iter()
        .map(|viewer| viewer.person.to_string())
        .collect();
    database.run(&format!(
        "DELETE FROM expense_sharing WHERE person_id IN ({0}); INSERT INTO expense_sharing (person_id, notice_at) \
         SELECT id, 1 FROM person WHERE id IN ({0})",
        ids.join(", ")
    ))?;
    let (year, _) = database.pair("SELECT MAX(treatment_month) / 12, 0 FROM expense")?;
    let year = year - 1;
    process::pin_self(LOAD_CORE)?;
    let server = product.serve()?;
    let turn = AtomicUsize::new(0);
    let look = |connection: &mut Connection, _: usize| {
        let viewer = &viewers[turn.fetch_add(1, Ordering::Relaxed) % viewers.len()];
        let reply = connection.get_as(&format!("/expenses?year={year}"), &viewer.cookie)?;
        ensure!(reply.status == 200, "/expenses answers {}", reply.status);
        Ok(true)
    };
    let looks = load::run(server.address, READERS, LENGTH, None, look)?;
    let (p50, p99) = (looks.quantile(0.5), looks.quantile(0.99));
    let rate = looks.count() / looks.wall;
    println!("\n/expenses of {VIEWERS} members, {READERS} at once, server on core {SERVER_CORE}");
    println!("p50 {p50:.1} ms, p99 {p99:.1} ms, aim p99 30; {rate:.0} a second");
    let mut connection = Connection::open(server.address)?;
    let mut taken = Vec::new();
    let mut largest = 0;
    for viewer in viewers.iter().take(DOCUMENTS) {
        let start = Instant::now();
        let path = format!("/expenses/tax/{year}/notice.pdf");
        let reply = connection.get_as(&path, &viewer.cookie)?;
        ensure!(
            reply.status == 200 && reply.body.starts_with(b"%PDF"),
            "{path} answers {}",
            reply.status
        );
        largest = largest.max(reply.body.len());
        taken.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let documents = Spread::of(taken);
    println!("a year's PDF, ms {documents:.0}, aim 300; the largest {largest} bytes");
    process::pin_self(&format!("{SERVER_CORE},{LOAD_CORE}"))?;
    Ok(json!({
        "p50_ms": p50, "p99_ms": p99, "per_s": rate, "pdf_ms": spread(documents), "pdf_bytes": largest,
    }))
}

//! Logins against bare argon2 on the same core, while somebody reads the first page.
//! May enter: the product and `bare-argon2`. Must not: what a login is (product.rs).

use crate::http::Connection;
use crate::load::{self, Run, Spread};
use crate::process::{self, SERVER_CORE, Server};
use crate::product;
use crate::rendering::spread;
use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// Browsers that log in at once: enough that the hashing thread never waits for one.
const BROWSERS: usize = 8;
/// Connections that read the first page meanwhile, and how often each asks.
const READERS: usize = 4;
const PACE: Duration = Duration::from_millis(40);
/// One counted run.
const SECONDS: u64 = 3;

/// What one side did in one round.
struct Work {
    done: f64,
    wall: f64,
    cpu: f64,
}

impl Work {
    fn per_second(&self) -> f64 {
        self.done / self.wall
    }

    fn cpu_millis(&self) -> f64 {
        self.cpu * 1e3 / self.done
    }
}

/// Both by turns; prints and gives what came out.
pub fn compare(server: &Server, programs: &Path, rounds: usize) -> Result<Value> {
    let address = server.address;
    let browsers = (0..BROWSERS)
        .map(|_| product::known_browser(address))
        .collect::<Result<Vec<_>>>()?;
    let length = Duration::from_secs(SECONDS);
    let read = |connection: &mut Connection, _| Ok(connection.get("/")?.status == 200);
    let log_in = |connection: &mut Connection, browser: usize| {
        product::login(connection, &browsers[browser]).map(|(inside, _)| inside)
    };
    let before = server.cpu()?;
    let idle = load::run(address, READERS, length, Some(PACE), read)?;
    // Reading is paced, so it costs the same in every round: it is no part of a login.
    let reading_cpu = (server.cpu()? - before) / idle.count();
    let (mut ours, mut bare, mut answers, mut pages) = (vec![], vec![], vec![], vec![]);
    for _ in 0..rounds {
        let before = server.cpu()?;
        let (storm, reading) = std::thread::scope(|scope| {
            let storm = scope.spawn(|| load::run(address, BROWSERS, length, None, log_in));
            let reading = load::run(address, READERS, length, Some(PACE), read);
            (storm.join().expect("the load does not panic"), reading)
        });
        let (storm, reading) = (storm?, reading?);
        ours.push(Work {
            done: storm.count(),
            wall: storm.wall,
            cpu: server.cpu()? - before - reading_cpu * reading.count(),
        });
        bare.push(hashes(programs)?);
        answers.push(storm);
        pages.push(reading);
    }
    let by_wall = Spread::of(
        ours.iter()
            .zip(&bare)
            .map(|(ours, bare)| ours.per_second() / bare.per_second()),
    );
    let by_cpu = Spread::of(
        ours.iter()
            .zip(&bare)
            .map(|(ours, bare)| bare.cpu_millis() / ours.cpu_millis()),
    );
    println!(
        "\nlogins, {BROWSERS} at once on one core, while {READERS} connections each read / every {PACE:?}"
    );
    println!("                  per second          CPU ms each");
    let mut result = json!({ "ratio_by_wall": spread(by_wall), "ratio_by_cpu": spread(by_cpu) });
    for (name, work) in [("logins", &ours), ("bare argon2", &bare)] {
        let rate = Spread::of(work.iter().map(Work::per_second));
        let cpu = Spread::of(work.iter().map(Work::cpu_millis));
        println!("{name:<12} {rate:>20.1} {cpu:>20.1}");
        result[name] = json!({ "per_s": spread(rate), "cpu_ms": spread(cpu) });
    }
    println!("ratio        {by_wall:>20.2} {by_cpu:>20.2}   aim 0.9");
    let answers = Run::join(answers);
    println!(
        "an answer to a login: p50 {:.0} ms, p99 {:.0} ms",
        answers.quantile(0.5),
        answers.quantile(0.99)
    );
    result["answers"] =
        json!({ "p50_ms": answers.quantile(0.5), "p99_ms": answers.quantile(0.99) });
    for (key, name, run) in [
        ("home", "/ meanwhile, aim p99 10 ms", Run::join(pages)),
        ("home_without_logins", "/ without logins", idle),
    ] {
        let (p50, p99) = (run.quantile(0.5), run.quantile(0.99));
        println!("{name}: p50 {p50:.2} ms, p99 {p99:.2} ms");
        result[key] = json!({ "p50_ms": p50, "p99_ms": p99 });
    }
    Ok(result)
}

/// argon2 alone, on the server's core.
fn hashes(programs: &Path) -> Result<Work> {
    let mut command = process::pinned(SERVER_CORE, programs.join("bare-argon2"));
    let output = command.args(["1", &SECONDS.to_string()]).output()?;
    ensure!(
        output.status.success(),
        "bare-argon2 failed ({})",
        output.status
    );
    let text = String::from_utf8(output.stdout)?;
    let figures: Vec<f64> = text
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [done, wall, cpu] = figures[..] else {
        bail!("bare-argon2 said {text}");
    };
    Ok(Work { done, wall, cpu })
}

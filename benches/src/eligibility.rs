//! Decisions of 受診資格, alone on the server's core.
//! May enter: the program `eligibility` and its figures. Must not: the rules.

use crate::load::Spread;
use crate::process::{self, SERVER_CORE};
use crate::rendering::spread;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::Path;

/// Times.
const ROUNDS: usize = 3;

/// Decides for a million members about the courses in a demonstration's SQLite file.
pub fn measure(database: &Path, programs: &Path) -> Result<Value> {
    let mut seconds = Vec::new();
    let (mut members, mut decisions) = (0.0, 0.0);
    for _ in 0..ROUNDS {
        let mut command = process::pinned(SERVER_CORE, programs.join("eligibility"));
        let output = command.arg(database).output()?;
        ensure!(
            output.status.success(),
            "eligibility failed ({})",
            output.status
        );
        let text = String::from_utf8(output.stdout)?;
        let figures: Vec<f64> = text
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let [some, all, spent] = figures[..] else {
            anyhow::bail!("eligibility says {text}");
        };
        (members, decisions) = (some, all);
        seconds.push(spent);
    }
    let per_course = Spread::of(seconds.iter().map(|spent| spent * members / decisions));
    let rate = Spread::of(seconds.iter().map(|spent| decisions / spent));
    let fastest = seconds.first().context("no round")?;
    println!(
        "\n受診資格 of {members} members, {} courses each, one core",
        decisions / members
    );
    println!("decisions/s {rate:>28.0}");
    println!("a million   {per_course:>28.2} s, aim 2; all courses of all members {fastest:.1} s");
    Ok(json!({ "per_s": spread(rate), "million_s": spread(per_course) }))
}

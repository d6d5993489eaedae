//! Pages rendered by the product and by axum with maud: processor time and waiting.
//! May enter: the two servers and their pages. Must not: what else the product does.

use crate::http::{Connection, Reply};
use crate::load::{self, Run, Spread};
use crate::process::Server;
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;

/// Connections that ask at once.
const CONNECTIONS: usize = 8;
/// Before anything is counted.
const WARM_UP: Duration = Duration::from_millis(500);
/// One counted run.
const LENGTH: Duration = Duration::from_millis(1500);
/// The peer's page may differ from the product's by this part of its bytes; beyond it the peer has to be brought up to date.
const TOLERANCE: f64 = 0.05;

/// What one server needed for one page in one round.
struct Cost {
    micros: f64,
    run: Run,
}

/// Asks both servers for the page by turns and prints what it cost.
pub fn compare(path: &str, product: &Server, peer: &Server, rounds: usize) -> Result<Value> {
    let (ours, theirs) = (page(product, path)?, page(peer, path)?);
    let same_text = text(&ours) == text(&theirs);
    let (mut product_costs, mut peer_costs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        product_costs.push(cost(product, path)?);
        peer_costs.push(cost(peer, path)?);
    }
    let pairs = product_costs.iter().zip(&peer_costs);
    let ratio = Spread::of(pairs.map(|(ours, theirs)| ours.micros / theirs.micros));
    println!("\n{path} rendered, {CONNECTIONS} connections");
    println!("             bytes   CPU µs/request       p50 ms   p99 ms   requests/s");
    let sides = [
        ("product", ours.len(), product_costs),
        ("axum + maud", theirs.len(), peer_costs),
    ];
    let mut result = json!({ "cpu_ratio": spread(ratio), "same_text": same_text });
    for (name, bytes, costs) in sides {
        let micros = Spread::of(costs.iter().map(|cost| cost.micros));
        let all_walls: f64 = costs.iter().map(|cost| cost.run.wall).sum();
        let all = Run::join(costs.into_iter().map(|cost| cost.run));
        let (p50, p99, rate) = (
            all.quantile(0.5),
            all.quantile(0.99),
            all.count() / all_walls,
        );
        println!("{name:<12} {bytes:>5} {micros:>16.0} {p50:>12.2} {p99:>8.2} {rate:>12.0}");
        result[name] = json!({ "bytes": bytes, "cpu_us": spread(micros), "p50_ms": p50, "p99_ms": p99, "per_s": rate });
    }
    println!("CPU ratio    {ratio:.1}, aim 5");
    let apart = (ours.len() as f64 / theirs.len() as f64 - 1.0).abs();
    if !same_text || apart > TOLERANCE {
        println!("NOTE: the pages differ; bring the peer's markup up to date");
    }
    Ok(result)
}

fn cost(server: &Server, path: &str) -> Result<Cost> {
    let ask = |connection: &mut Connection, _| Ok(connection.get(path)?.status == 200);
    load::run(server.address, CONNECTIONS, WARM_UP, None, ask)?;
    let before = server.cpu()?;
    let run = load::run(server.address, CONNECTIONS, LENGTH, None, ask)?;
    Ok(Cost {
        micros: (server.cpu()? - before) * 1e6 / run.count(),
        run,
    })
}

fn page(server: &Server, path: &str) -> Result<String> {
    let Reply { status, body, .. } = Connection::open(server.address)?.get(path)?;
    ensure!(status == 200, "{path}: {status}");
    Ok(String::from_utf8(body)?)
}

/// The words people see: everything outside of tags, scripts and styles, without space.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        text.extend(words.split_whitespace());
        let skipped = ["script", "style"]
            .into_iter()
            .find(|name| tag.starts_with(name));
        let end = match skipped {
            Some(name) => tag.find(&format!("</{name}>")),
            None => Some(0),
        };
        let tag = &tag[end.unwrap_or(tag.len())..];
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
        if skipped.is_some() {
            rest = rest.trim_start();
        }
    }
    text.extend(rest.split_whitespace());
    text
}

/// As it stands in the report.
pub fn spread(spread: Spread) -> Value {
    json!({ "median": spread.median, "min": spread.min, "max": spread.max })
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn only_words_count() {
        let page = "<h1><!>ログ イン</h1>\n<script nonce=\"x\">a < b</script><style>p{}</style><p id=\"a\">次</p>";
        assert_eq!(text(page), "ログイン次");
    }
}

//! Load: how often something is asked at once, and how long the answers take.
//! May enter: connections and time. Must not: what is asked.

use crate::http::Connection;
use anyhow::{Result, ensure};
use std::fmt;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What one counted run saw.
#[derive(Default)]
pub struct Run {
    /// Milliseconds of each answer, in order of length.
    pub latencies: Vec<f64>,
    /// Seconds from the first request to the last answer.
    pub wall: f64,
}

impl Run {
    /// How many answers came.
    pub fn count(&self) -> f64 {
        self.latencies.len() as f64
    }

    /// Milliseconds that this part of the answers (0 to 1) stayed below.
    pub fn quantile(&self, part: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let index = (last as f64 * part).round() as usize;
        self.latencies.get(index).copied().unwrap_or(f64::NAN)
    }

    /// Several runs as one.
    pub fn join(runs: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for run in runs {
            all.latencies.extend(run.latencies);
            all.wall = all.wall.max(run.wall);
        }
        all.latencies.sort_by(f64::total_cmp);
        all
    }
}

/// `connections` at once, each asking again as soon as it is answered or, with a `pace`, not before so long after it last
/// asked. `ask` knows the number of its connection and says whether the answer was the right one.
pub fn run(
    address: SocketAddr,
    connections: usize,
    length: Duration,
    pace: Option<Duration>,
    ask: impl Fn(&mut Connection, usize) -> Result<bool> + Sync,
) -> Result<Run> {
    let ask = &ask;
    let one = |index: usize| -> Result<Run> {
        let mut connection = Connection::open(address)?;
        let start = Instant::now();
        let mut latencies = Vec::new();
        while start.elapsed() < length {
            let asked = Instant::now();
            ensure!(
                ask(&mut connection, index)?,
                "an answer that is not the expected one"
            );
            latencies.push(asked.elapsed().as_secs_f64() * 1e3);
            if let Some(rest) = pace.and_then(|pace| pace.checked_sub(asked.elapsed())) {
                thread::sleep(rest);
            }
        }
        Ok(Run {
            latencies,
            wall: start.elapsed().as_secs_f64(),
        })
    };
    thread::scope(|scope| {
        let one = &one;
        let threads: Vec<_> = (0..connections)
            .map(|index| scope.spawn(move || one(index)))
            .collect();
        let runs: Result<Vec<Run>> = threads
            .into_iter()
            .map(|thread| thread.join().expect("a thread of the load does not panic"))
            .collect();
        Ok(Run::join(runs?))
    })
}

/// Asks each of `count` things once, `connections` at a time. `ask` knows the number of the thing and says whether the answer
/// was the right one.
pub fn each(
    address: SocketAddr,
    connections: usize,
    count: usize,
    ask: impl Fn(&mut Connection, usize) -> Result<bool> + Sync,
) -> Result<Run> {
    let next = AtomicUsize::new(0);
    let one = || -> Result<Run> {
        let mut connection = Connection::open(address)?;
        let start = Instant::now();
        let mut latencies = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            let asked = Instant::now();
            ensure!(
                ask(&mut connection, at)?,
                "an answer that is not the expected one"
            );
            latencies.push(asked.elapsed().as_secs_f64() * 1e3);
        }
        Ok(Run {
            latencies,
            wall: start.elapsed().as_secs_f64(),
        })
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..connections).map(|_| scope.spawn(one)).collect();
        let runs: Result<Vec<Run>> = threads
            .into_iter()
            .map(|thread| thread.join().expect("a thread of the load does not panic"))
            .collect();
        Ok(Run::join(runs?))
    })
}

/// Median, least and most of some figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The one in the middle.
    pub median: f64,
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
}

impl Spread {
    /// Of at least one figure.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut figures: Vec<f64> = figures.into_iter().collect();
        figures.sort_by(f64::total_cmp);
        let at = |index: usize| figures.get(index).copied().unwrap_or(f64::NAN);
        let middle = figures.len() / 2;
        let median = if figures.len() % 2 == 1 {
            at(middle)
        } else {
            f64::midpoint(at(middle.saturating_sub(1)), at(middle))
        };
        Self {
            median,
            min: at(0),
            max: at(figures.len().saturating_sub(1)),
        }
    }
}

/// `median (least-most)`, with the asked number of digits after the point.
impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or_default();
        let text = format!(
            "{:.digits$} ({:.digits$}-{:.digits$})",
            self.median, self.min, self.max
        );
        match f.width() {
            Some(width) => write!(f, "{text:>width$}"),
            None => f.write_str(&text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, Spread};

    #[test]
    fn the_middle_is_found() {
        let odd = Spread::of([3.0, 1.0, 2.0]);
        assert_eq!((odd.median, odd.min, odd.max), (2.0, 1.0, 3.0));
        assert_eq!(Spread::of([4.0, 1.0, 2.0, 3.0]).median, 2.5);
        assert_eq!(format!("{odd:.1}|{odd:>9}"), "2.0 (1.0-3.0)|  2 (1-3)");
    }

    #[test]
    fn most_answers_stay_below_a_quantile() {
        let run = |latencies| Run {
            latencies,
            wall: 1.0,
        };
        let all = Run::join([run(vec![5.0, 1.0]), run(vec![3.0, 2.0, 4.0])]);
        assert_eq!((all.quantile(0.5), all.quantile(0.99)), (3.0, 5.0));
    }
}

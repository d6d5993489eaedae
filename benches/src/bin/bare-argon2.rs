//! `bare-argon2 THREADS SECONDS`: hashes in a loop, with the product's parameters and niceness and memory used again, and
//! prints how many it made, in how many seconds, and in how many of the processor. May enter: argon2. Must not: anything a
//! login does besides.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::thread;
use std::time::{Duration, Instant};

/// KiB, passes and lanes of the product (`server::passwords`).
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// Niceness of the product's hashing threads: other work on the machine must not slow one more than the other.
const NICE: i32 = 10;

/// How many hashes one thread makes until `end`.
fn hash_until(end: Instant) -> Result<u64, argon2::Error> {
    // On Linux this is the calling thread's alone.
    if rustix::process::setpriority_process(None, NICE).is_err() {
        eprintln!("bare-argon2 keeps its priority");
    }
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)?;
    let mut blocks = vec![Block::new(); params.block_count()];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut out = [0; 32];
    let mut count = 0;
    while Instant::now() < end {
        argon.hash_password_into_with_memory(
            b"midori-no-kaze-27",
            b"sixteen bytes ok",
            &mut out,
            &mut blocks,
        )?;
        count += 1;
    }
    Ok(count)
}

fn main() {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    let [threads, seconds] = numbers[..] else {
        eprintln!("usage: bare-argon2 THREADS SECONDS");
        std::process::exit(2);
    };
    let start = Instant::now();
    let end = start + Duration::from_secs(seconds);
    let workers: Vec<_> = (0..threads)
        .map(|_| thread::spawn(move || hash_until(end)))
        .collect();
    let hashes: u64 = workers
        .into_iter()
        .map(|worker| {
            worker
                .join()
                .expect("a hashing thread does not panic")
                .expect("the product's parameters are valid")
        })
        .sum();
    let wall = start.elapsed().as_secs_f64();
    let cpu = processor_time::of("self").expect("this process runs");
    println!("{hashes} {wall} {cpu}");
}

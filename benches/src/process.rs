//! Processes under measurement: started on a core of their own, read through `/proc`, ended with the suite.
//! May enter: what Linux says about a process. Must not: what is measured with it.

use crate::http::Connection;
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The core that what is measured has for itself.
pub const SERVER_CORE: &str = "0";
/// The core of the load.
pub const LOAD_CORE: &str = "1";
/// A start that takes longer than this has failed.
const START_LIMIT: Duration = Duration::from_secs(30);

/// `program`, bound to one core.
pub fn pinned(core: &str, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", core]).arg(program);
    command.stdin(Stdio::null());
    command
}

/// Binds this process, and what it starts from now on unless told otherwise, to one core.
pub fn pin_self(core: &str) -> Result<()> {
    let pid = std::process::id().to_string();
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", "--pid", core, &pid]);
    let output = command.output().context("cannot start taskset")?;
    if !output.status.success() {
        bail!("taskset: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// An address of this machine nobody listens at.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// A server under measurement; it ends when this value does.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the call that started it to the first 200 of `/healthz`.
    pub started_in: Duration,
}

impl Server {
    /// Starts it and waits for its `/healthz`.
    pub fn start(mut command: Command, address: SocketAddr) -> Result<Self> {
        let start = Instant::now();
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let mut server = Self {
            child,
            address,
            started_in: Duration::ZERO,
        };
        while !server.is_healthy() {
            if let Some(status) = server.child.try_wait()? {
                bail!("{command:?} ended ({status})");
            }
            if start.elapsed() > START_LIMIT {
                bail!("{command:?} does not answer");
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        server.started_in = start.elapsed();
        Ok(server)
    }

    fn is_healthy(&self) -> bool {
        Connection::open(self.address)
            .and_then(|mut connection| connection.get("/healthz"))
            .is_ok_and(|reply| reply.status == 200)
    }

    /// Processor seconds it has used so far, in its own code and in the kernel's for it.
    pub fn cpu(&self) -> Result<f64> {
        Ok(processor_time::of(&self.child.id().to_string())?)
    }

    /// Resident memory now, in MB of 10⁶ bytes.
    pub fn memory(&self) -> Result<f64> {
        self.status("VmRSS:")
    }

    /// The most memory that was resident at once, in MB of 10⁶ bytes.
    pub fn peak_memory(&self) -> Result<f64> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> Result<f64> {
        status(self.child.id(), name)
    }
}

/// The most memory of a process that was resident at once, in MB of 10⁶ bytes.
pub fn peak_memory_of(process: u32) -> Result<f64> {
    status(process, "VmHWM:")
}

fn status(process: u32, name: &str) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let kib = status.lines().find_map(|line| {
        line.strip_prefix(name)?
            .split_whitespace()
            .next()?
            .parse::<f64>()
            .ok()
    });
    Ok(kib.with_context(|| format!("no {name}"))? * 1024.0 / 1e6)
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing is left to save: what it wrote belongs to the suite.
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// How many cores were busy during one second in which this suite did nothing.
pub fn foreign_load() -> Result<f64> {
    let (busy, all) = cpu_times()?;
    std::thread::sleep(Duration::from_secs(1));
    let (busy_then, all_then) = cpu_times()?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Ok((busy_then - busy) / (all_then - all).max(1.0) * cores as f64)
}

fn cpu_times() -> Result<(f64, f64)> {
    let stat = fs::read_to_string("/proc/stat")?;
    let fields: Vec<f64> = stat
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(1)
        .take(8)
        .filter_map(|field| field.parse().ok())
        .collect();
    let all: f64 = fields.iter().sum();
    // the fourth and fifth: idle, and idle while a disk is waited for
    let idle: f64 = fields.iter().skip(3).take(2).sum();
    Ok((all - idle, all))
}

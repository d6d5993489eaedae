//! A PostgreSQL server that lives as long as the tests. May enter: its start and its end. Must not: who uses it.

use crate::paths::Project;
use crate::{process, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A cluster is started within a second or two; a machine that is busy with others gets more.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a cluster does before it answers a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commit {
    /// Nothing that waits for the disk: for tests, whose data outlives nothing.
    Fast,
    /// Everything a real one does: for measurements.
    Durable,
}

/// A cluster of its own in a temporary folder on a free port of 127.0.0.1; gone when dropped.
pub struct Cluster {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts the cluster.
    ///
    /// # Errors
    /// When PostgreSQL is missing and cannot be installed, or does not start.
    pub fn start(project: &Project, commit: Commit) -> Result<Self> {
        let programs = tools::postgres(project)?;
        let folder = std::env::temp_dir().join(format!("mypage-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let user = if tools::is_root(project)? {
            Some("postgres")
        } else {
            None
        };
        if let Some(user) = user {
            process::succeed(process::program("chown", &folder).arg(user).arg(&folder))?;
        }
        let mut initdb = as_user(user, &programs.join("initdb"), &folder);
        initdb.args([
            "--auth=trust",
            "--username=mypage",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--pgdata",
        ]);
        process::succeed(initdb.arg(folder.join("data")).stdout(Stdio::null()))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log = fs::File::create(folder.join("log"))?;
        let mut postgres = as_user(user, &programs.join("postgres"), &folder);
        postgres
            .arg("-D")
            .arg(folder.join("data"))
            .args(["-p", &port.to_string()]);
        let fast: &[&str] = match commit {
            Commit::Fast => &[
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
            ],
            Commit::Durable => &[],
        };
        let always = [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=400",
        ];
        for setting in always.iter().chain(fast) {
            postgres.args(["-c", setting]);
        }
        let server = postgres
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot start postgres")?;
        let mut cluster = Self {
            server,
            folder,
            port,
        };
        cluster.wait_until_ready(&programs)?;
        Ok(cluster)
    }

    /// Where tests find it; they make databases of their own.
    pub fn url(&self) -> String {
        format!("postgres://mypage@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, programs: &Path) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let mut ask = process::program(programs.join("pg_isready"), &self.folder);
            ask.args([
                "--quiet",
                "--host=127.0.0.1",
                "--username=mypage",
                &format!("--port={}", self.port),
            ]);
            if ask.status()?.success() {
                return Ok(());
            }
            if self.server.try_wait()?.is_some() {
                break;
            }
            sleep(Duration::from_millis(50));
        }
        bail!(
            "postgres did not start:\n{}",
            fs::read_to_string(self.folder.join("log")).unwrap_or_default()
        );
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: connections are cut, its helpers end with it.
        let pid = self.server.id().to_string();
        let told = Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .is_ok_and(|status| status.success());
        if !told && let Err(error) = self.server.kill() {
            eprintln!("postgres (process {pid}) could not be stopped: {error}");
        }
        if let Err(error) = self
            .server
            .wait()
            .and_then(|_| fs::remove_dir_all(&self.folder))
        {
            eprintln!("left behind {}: {error}", self.folder.display());
        }
    }
}

/// PostgreSQL refuses to run as root, so root lends it a user; and it gets a SIGINT should this program be killed.
fn as_user(user: Option<&str>, program: &Path, folder: &Path) -> Command {
    let mut command = process::program("setpriv", folder);
    if let Some(user) = user {
        command.args([
            &format!("--reuid={user}"),
            &format!("--regid={user}"),
            "--init-groups",
        ]);
    }
    command.arg("--pdeathsig=INT").arg(program);
    command
}

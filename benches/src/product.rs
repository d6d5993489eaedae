//! The product as it ships, with the demonstration's society in a database of its own.
//! May enter: how it is called. Must not: what is measured.

use crate::http::Connection;
use crate::process::{self, SERVER_CORE, Server};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the demonstration's registered member types at login.
const LOGIN_FORM: &str =
    "form%5Bemail%5D=hanako%40example.jp&form%5Bpassword%5D=midori-no-kaze-27&form%5Bnext%5D=";

/// A shippable folder, a data folder, and the PostgreSQL database used instead of a file in it, if one is.
pub struct Product {
    dist: PathBuf,
    data: PathBuf,
    postgres: Option<String>,
}

impl Product {
    /// Fills a new database with the demonstration.
    pub fn prepare(dist: &Path, data: &Path) -> Result<Self> {
        Self::prepare_in(dist, data, None, &[])
    }

    /// Fills a new database, in `data` or an empty one of PostgreSQL, with a demonstration of another size.
    pub fn prepare_in(
        dist: &Path,
        data: &Path,
        postgres: Option<String>,
        size: &[&str],
    ) -> Result<Self> {
        if data.exists() {
            fs::remove_dir_all(data)?;
        }
        fs::create_dir_all(data)?;
        let product = Self {
            dist: dist.to_owned(),
            data: data.to_owned(),
            postgres,
        };
        let words: Vec<&str> = [&["demo"], size].concat();
        product.tell(&words)?;
        Ok(product)
    }

    /// Has the command line do something.
    pub fn tell(&self, words: &[&str]) -> Result<()> {
        let mut command = self.command(process::free_address()?);
        let status = command.args(words).stdout(Stdio::null()).status()?;
        ensure!(
            status.success(),
            "mypage {} failed ({status})",
            words.join(" ")
        );
        Ok(())
    }

    /// A call of the command line, on all cores.
    pub fn command_of(&self, words: &[&str]) -> Result<Command> {
        let command = Command::new(self.dist.join("mypage"));
        let mut command = self.dress(command, process::free_address()?);
        command.args(words).stdin(Stdio::null());
        Ok(command)
    }

    /// The SQLite file.
    pub fn file(&self) -> PathBuf {
        self.data.join("mypage.sqlite")
    }

    /// The server, on its core.
    pub fn serve(&self) -> Result<Server> {
        let address = process::free_address()?;
        let mut command = self.command(address);
        command.arg("serve");
        Server::start(command, address)
    }

    /// A call of the product on the server's core.
    fn command(&self, address: SocketAddr) -> Command {
        self.dress(
            process::pinned(SERVER_CORE, self.dist.join("mypage")),
            address,
        )
    }

    /// Nothing of the caller's environment may change what is measured.
    fn dress(&self, mut command: Command, address: SocketAddr) -> Command {
        command.current_dir(&self.dist);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let own = ["DATABASE_URL", "SMTP_URL", "PUBLIC_URL", "RUST_LOG"];
            if own.contains(&name.as_str())
                || name.starts_with("MYPAGE_")
                || name.starts_with("LEPTOS_")
            {
                command.env_remove(name);
            }
        }
        command.env("MYPAGE_DATA_DIR", &self.data);
        if let Some(url) = &self.postgres {
            command.env("DATABASE_URL", url);
        }
        command.env("LEPTOS_SITE_ADDR", address.to_string());
        command
    }
}

/// Logs the demonstration's member in; whether that went well, and the cookies that came with it.
pub fn login(connection: &mut Connection, visit: &str) -> Result<(bool, Vec<String>)> {
    let reply = connection.post("/api/login", visit, LOGIN_FORM)?;
    let inside = reply.status == 303 && reply.header("location") == Some("/mypage");
    let cookies = reply
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .filter_map(|(_, value)| value.split(';').next())
        .map(str::to_owned)
        .collect();
    Ok((inside, cookies))
}

/// The cookie of a browser the member has logged in with before: such a one is counted by itself, so that many of them may
/// log in to one account at once.
pub fn known_browser(address: SocketAddr) -> Result<String> {
    let mut connection = Connection::open(address)?;
    let (inside, cookies) = login(&mut connection, "")?;
    ensure!(inside, "the demonstration's member cannot log in");
    let mut cookies = cookies.into_iter();
    cookies
        .find(|cookie| cookie.starts_with("visit="))
        .context("no cookie names the browser")
}

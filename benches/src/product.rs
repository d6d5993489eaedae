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

/// A shippable folder and a data folder.
pub struct Product {
    dist: PathBuf,
    data: PathBuf,
}

impl Product {
    /// Fills a new database in `data` with the demonstration.
    pub fn prepare(dist: &Path, data: &Path) -> Result<Self> {
        if data.exists() {
            fs::remove_dir_all(data)?;
        }
        fs::create_dir_all(data)?;
        let product = Self {
            dist: dist.to_owned(),
            data: data.to_owned(),
        };
        let mut demo = product.command(process::free_address()?);
        let status = demo.arg("demo").stdout(Stdio::null()).status()?;
        ensure!(status.success(), "mypage demo failed ({status})");
        Ok(product)
    }

    /// The server, on its core.
    pub fn serve(&self) -> Result<Server> {
        let address = process::free_address()?;
        let mut command = self.command(address);
        command.arg("serve");
        Server::start(command, address)
    }

    /// Nothing of the caller's environment may change what is measured.
    fn command(&self, address: SocketAddr) -> Command {
        let mut command = process::pinned(SERVER_CORE, self.dist.join("mypage"));
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

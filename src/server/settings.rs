//! The settings: `Leptos.toml` with the environment on top. The only reader of either.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{
    domain::{newsletter::Category, password::PasswordPolicy},
    web::page::Society,
};

/// `[mail]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Sender address of every mail.
    pub from: String,
    /// Where messages of members go.
    pub contact_to: String,
}

impl MailSettings {
    /// The domain mails come from.
    pub fn sender_domain(&self) -> &str {
        self.from.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// `[terms]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsSettings {
    /// Version of the terms people agree to.
    pub version: String,
}

/// Everything a society sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The society.
    pub society: Society,
    /// Mail.
    pub mail: MailSettings,
    /// The password rule.
    pub password: PasswordPolicy,
    /// Terms.
    pub terms: TermsSettings,
    /// メルマガのカテゴリ
    pub newsletters: Vec<Category>,
    /// `DATABASE_URL`, or the SQLite file in the data folder.
    pub database_url: String,
    /// `SMTP_URL`; without it mails become files.
    pub smtp_url: Option<String>,
    /// `PUBLIC_URL` without a trailing slash: the base of every mailed link.
    pub public_url: String,
    /// `MYPAGE_DATA_DIR`
    pub data_dir: PathBuf,
    /// Where to listen.
    pub site_addr: SocketAddr,
    /// Folder of the site's files.
    pub site_root: PathBuf,
    /// How many proxies in front of us write `X-Forwarded-For` (0: none, the peer is the client).
    pub trusted_proxies: u8,
    /// Whether this is a demo (fictitious society, readable mailbox).
    pub demo: bool,
}

/// A setting that stops the start, in a sentence that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError(pub String);

impl std::fmt::Display for SettingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SettingsError {}

#[derive(Deserialize)]
struct File {
    society: Society,
    mail: MailSettings,
    password: PasswordPolicy,
    terms: TermsSettings,
    newsletter: Vec<Category>,
}

impl Settings {
    /// Reads the file at `path` and lays `env` over it.
    ///
    /// # Errors
    /// A sentence that names the setting which is missing or wrong.
    pub fn load(path: &Path, env: &dyn Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|_| SettingsError(format!("{} cannot be read", path.display())))?;
        let file: File = toml::from_str(&text)
            .map_err(|error| SettingsError(format!("{}: {error}", path.display())))?;
        let leptos = leptos::config::get_configuration(path.to_str())
            .map_err(|error| SettingsError(format!("{}: {error}", path.display())))?
            .leptos_options;
        let data_dir = PathBuf::from(env("MYPAGE_DATA_DIR").unwrap_or_else(|| "data".into()));
        Ok(Self {
            society: file.society,
            mail: file.mail,
            password: file.password,
            terms: file.terms,
            newsletters: file.newsletter,
            database_url: env("DATABASE_URL").unwrap_or_else(|| {
                format!("sqlite://{}", data_dir.join("mypage.sqlite").display())
            }),
            smtp_url: env("SMTP_URL"),
            public_url: env("PUBLIC_URL")
                .unwrap_or_else(|| format!("http://{}", leptos.site_addr))
                .trim_end_matches('/')
                .to_owned(),
            data_dir,
            site_addr: leptos.site_addr,
            site_root: PathBuf::from(leptos.site_root.to_string()),
            trusted_proxies: env("MYPAGE_TRUSTED_PROXIES")
                .and_then(|value| value.parse().ok())
                .unwrap_or(0),
            demo: env("MYPAGE_DEMO").is_some_and(|value| value == "1"),
        })
    }
}

//! The settings: `Leptos.toml` with the environment on top. The only reader of either.
//!
//! May enter: reading and checking what one society sets. Must not: reaching out to what is set (a database, a mail server);
//! `mypage doctor` does that.
//! A wrong setting is one sentence that names it; nothing is guessed, and nothing unknown is passed over in silence.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use toml::Table;

pub use self::environment::Environment;
use self::table::{Section, line};
use crate::{
    domain::{
        email::Email,
        insurer_number::InsurerNumber,
        newsletter::{Category, CategoryId},
        password::PasswordPolicy,
        text::Nfkc,
        throttle::Limits,
    },
    server::{mail::transport::SmtpConfig, reason::reason},
    web::page::Society,
};

mod check;
mod environment;
mod limits;
mod table;

/// `[mail]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// Sender address of every mail.
    pub from: String,
    /// Where messages of members go.
    pub contact_to: Email,
}

impl MailSettings {
    /// The domain mails come from.
    pub fn sender_domain(&self) -> &str {
        self.from.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// `[terms]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsSettings {
    /// Version of the terms people agree to.
    pub version: String,
}

/// `[expense_xml]`: what 医療費通知 as signed XML takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpenseXml {
    /// The layout to fill in.
    pub layout: PathBuf,
    /// The society's certificate.
    pub certificate: PathBuf,
    /// The certificate's key.
    pub key: PathBuf,
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
    /// How guessing and sending are slowed down.
    pub limits: Limits,
    /// Terms.
    pub terms: TermsSettings,
    /// メルマガのカテゴリ
    pub newsletters: Vec<Category>,
    /// 医療費通知 as signed XML, where the society has what it takes.
    pub expense_xml: Option<ExpenseXml>,
    /// `DATABASE_URL`, or the SQLite file in the data folder.
    pub database_url: String,
    /// `SMTP_URL`; without it mails become files.
    pub smtp_url: Option<String>,
    /// `PUBLIC_URL` without a trailing slash: the base of every mailed link.
    pub public_url: String,
    /// `MYPAGE_DATA_DIR`, or `data` beside the settings file.
    pub data_dir: PathBuf,
    /// `MYPAGE_SECRET_KEY_FILE`, if the key does not live in the data folder.
    pub secret_key_file: Option<PathBuf>,
    /// Where to listen.
    pub site_addr: SocketAddr,
    /// Folder of the site's files.
    pub site_root: PathBuf,
    /// `MYPAGE_TRUSTED_PROXIES`: how many proxies in front of us write `X-Forwarded-For` (0: none, the peer is the client).
    pub trusted_proxies: u8,
    /// Whether this is a demo (fictitious society, readable mailbox). Not settable: the database's mark decides, see `server::demo`.
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

impl Settings {
    /// Reads the file at `path` and lays `env` over it.
    ///
    /// # Errors
    /// A sentence that names the setting which is missing or wrong.
    pub fn load(path: &Path, env: &Environment) -> Result<Self, SettingsError> {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let text = std::fs::read_to_string(path).map_err(|error| {
            SettingsError(format!(
                "設定ファイル {} を読めません({})。",
                path.display(),
                reason(&error)
            ))
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&name, folder, &text, env)
    }

    /// The file of the SQLite database, if it is not there yet: what only looks must not make it.
    pub fn missing_database(&self) -> Option<PathBuf> {
        let rest = self.database_url.strip_prefix("sqlite:")?;
        let file = rest.strip_prefix("//").unwrap_or(rest);
        let file = PathBuf::from(file.split('?').next().unwrap_or(file));
        (!file.exists()).then_some(file)
    }

    fn parse(
        name: &str,
        folder: &Path,
        text: &str,
        env: &Environment,
    ) -> Result<Self, SettingsError> {
        env.refuse_unknown()?;
        let table: Table = toml::from_str(text).map_err(|error| {
            let before = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..before]
                .iter()
                .filter(|b| **b == b'\n')
                .count()
                + 1;
            SettingsError(format!(
                "{name} の {line} 行目が TOML の書き方になっていません({})。",
                error.message().escape_debug()
            ))
        })?;
        let mut file = Section::whole(name, &table);
        let society = society(file.section("society")?)?;
        let mail = mail(file.section("mail")?)?;
        let password = password(file.section("password")?)?;
        let limits = limits::read(file.optional_section("limits")?)?;
        let terms = terms(file.section("terms")?)?;
        let newsletters = newsletters(file.list("newsletter")?)?;
        let expense_xml = match file.optional_section("expense_xml")? {
            Some(section) => Some(expense_xml(section, folder)?),
            None => None,
        };
        let site = site(file.section("package")?, folder, env)?;
        file.done()?;
        let places = Places::read(folder, env, site.addr)?;
        Ok(Self {
            society,
            mail,
            password,
            limits,
            terms,
            newsletters,
            expense_xml,
            database_url: places.database_url,
            smtp_url: places.smtp_url,
            public_url: places.public_url,
            data_dir: places.data_dir,
            secret_key_file: env.get("MYPAGE_SECRET_KEY_FILE").map(PathBuf::from),
            site_addr: site.addr,
            site_root: site.root,
            trusted_proxies: env
                .read("MYPAGE_TRUSTED_PROXIES", "0から9までの数", |text| {
                    text.parse().ok().filter(|number| *number <= 9)
                })?
                .unwrap_or(0),
            demo: false,
        })
    }
}

/// What differs between machines and therefore comes from the environment.
struct Places {
    database_url: String,
    smtp_url: Option<String>,
    public_url: String,
    data_dir: PathBuf,
}

impl Places {
    fn read(folder: &Path, env: &Environment, addr: SocketAddr) -> Result<Self, SettingsError> {
        let data_dir = env
            .get("MYPAGE_DATA_DIR")
            .map_or_else(|| folder.join("data"), PathBuf::from);
        let database_url = env
            .read(
                "DATABASE_URL",
                "sqlite:// か postgres:// で始まる URL",
                check::database_url,
            )?
            .unwrap_or_else(|| format!("sqlite://{}", data_dir.join("mypage.sqlite").display()));
        let smtp_url = env.get("SMTP_URL").map(|url| url.trim().to_owned());
        if let Some(url) = &smtp_url {
            SmtpConfig::parse(url).map_err(|error| SettingsError(format!("環境変数 {error}")))?;
        }
        let public_url = env.read(
            "PUBLIC_URL",
            "https:// か http:// で始まり、パスのつかない URL",
            check::public_url,
        )?;
        if public_url.is_none() && (smtp_url.is_some() || addr.ip().is_unspecified()) {
            return Err(SettingsError(
                "環境変数 PUBLIC_URL がありません(メールに載せるリンクの元になる、外から見える URL を入れてください)。"
                    .into(),
            ));
        }
        Ok(Self {
            database_url,
            smtp_url,
            public_url: public_url.unwrap_or_else(|| format!("http://{addr}")),
            data_dir,
        })
    }
}

/// What `[package.metadata.leptos]` says to the server.
struct Site {
    addr: SocketAddr,
    root: PathBuf,
}

fn site(mut package: Section<'_>, folder: &Path, env: &Environment) -> Result<Site, SettingsError> {
    let mut metadata = package.section("metadata")?;
    let mut section = metadata.section("leptos")?;
    package.done()?;
    metadata.done()?;
    let same = |fixed: &'static str| move |text: &str| (text == fixed).then_some(());
    section.optional("output-name", "mypage", same("mypage"))?;
    section.optional("site-pkg-dir", "pkg", same("pkg"))?;
    section.whole_number("reload-port", 1, 65_535)?;
    section.yes_or_no("hash-files")?;
    let address = "127.0.0.1:3000 のようなアドレスとポート";
    let addr = section.required("site-addr", address, |text| text.parse().ok())?;
    let root = section.required("site-root", "サイトのフォルダー", line)?;
    section.done()?;
    Ok(Site {
        addr: env
            .read("LEPTOS_SITE_ADDR", address, |text| text.parse().ok())?
            .unwrap_or(addr),
        root: env
            .get("LEPTOS_SITE_ROOT")
            .map_or_else(|| folder.join(root), PathBuf::from),
    })
}

/// Settings are written with care and not on a phone: nothing is folded.
const AS_WRITTEN: Nfkc<'static> = &str::to_owned;

const TEXT: &str = "1行の文字";

fn society(mut section: Section<'_>) -> Result<Society, SettingsError> {
    let society = Society {
        name: section.required("name", TEXT, line)?,
        short_name: section.required("short_name", TEXT, line)?,
        insurer_number: section.required(
            "insurer_number",
            "検証番号まで正しい8桁の保険者番号",
            |text| {
                Some(
                    InsurerNumber::parse(text, AS_WRITTEN)
                        .ok()?
                        .as_str()
                        .to_owned(),
                )
            },
        )?,
        phone: section.required("phone", TEXT, line)?,
        phone_hours: section.required("phone_hours", TEXT, line)?,
        address: section.required("address", TEXT, line)?,
        accent: section.required(
            "accent",
            "#0055ad のような、白い文字が読める濃さの色",
            check::accent,
        )?,
        password_words: section.texts("password_words", "文字の並び([\"kenpo\"] のように)")?,
    };
    section.done()?;
    Ok(society)
}

fn mail(mut section: Section<'_>) -> Result<MailSettings, SettingsError> {
    let address = |text: &str| Some(Email::parse(text, AS_WRITTEN).ok()?.as_str().to_owned());
    let mail = MailSettings {
        from: section.required("from", "差出人のメールアドレス", address)?,
        contact_to: section.required(
            "contact_to",
            "お問い合わせを受け取るメールアドレス",
            |text| Email::parse(text, AS_WRITTEN).ok(),
        )?,
    };
    section.done()?;
    Ok(mail)
}

fn terms(mut section: Section<'_>) -> Result<TermsSettings, SettingsError> {
    let terms = TermsSettings {
        version: section.required(
            "version",
            "2026-11-01 のように、規約の本文がある版の名",
            check::version,
        )?,
    };
    section.done()?;
    Ok(terms)
}

fn expense_xml(mut section: Section<'_>, folder: &Path) -> Result<ExpenseXml, SettingsError> {
    let mut file = |key, expected| Ok(folder.join(section.required(key, expected, line)?));
    let files = ExpenseXml {
        layout: file("layout", "様式のファイル")?,
        certificate: file("certificate", "証明書のファイル")?,
        key: file("key", "秘密鍵のファイル")?,
    };
    section.done()?;
    Ok(files)
}

fn password(mut section: Section<'_>) -> Result<PasswordPolicy, SettingsError> {
    let preset =
        section.optional(
            "preset",
            "seed, standard, strong のどれか",
            |text| match text {
                "seed" => Some(PasswordPolicy::SEED),
                "standard" => Some(PasswordPolicy::STANDARD),
                "strong" => Some(PasswordPolicy::STRONG),
                _ => None,
            },
        )?;
    let (floor, ceiling) = (PasswordPolicy::FLOOR, PasswordPolicy::CEILING);
    let min_len = section.whole_number("min_len", floor.into(), ceiling.into())?;
    let mixed = section.yes_or_no("letter_and_digit")?;
    let policy = match (preset, min_len, mixed) {
        (Some(policy), None, None) => policy,
        (None, Some(min_len), Some(letter_and_digit)) => PasswordPolicy {
            min_len: u8::try_from(min_len).unwrap_or(ceiling),
            letter_and_digit,
        },
        _ => {
            return Err(section.clash(
                "preset か、min_len と letter_and_digit の両方か、どちらか一方だけを書いてください",
            ));
        }
    };
    section.done()?;
    Ok(policy)
}

fn newsletters(sections: Vec<Section<'_>>) -> Result<Vec<Category>, SettingsError> {
    let mut categories: Vec<Category> = Vec::new();
    for mut section in sections {
        let expected = "ほかのカテゴリと重ならない、32字までの英小文字と数字";
        let category = Category {
            id: section.required("id", expected, |text| {
                let id = CategoryId::parse(text)?;
                categories.iter().all(|other| other.id != id).then_some(id)
            })?,
            name: section.required("name", TEXT, line)?,
            description: section.required("description", TEXT, line)?,
            frequency: section.required("frequency", TEXT, line)?,
            mandatory: section.yes_or_no("mandatory")?.unwrap_or(false),
        };
        section.done()?;
        categories.push(category);
    }
    Ok(categories)
}

#[cfg(test)]
mod tests;

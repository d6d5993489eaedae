//! `SMTP_URL`: where and how mails are handed over.
//!
//! | form | meaning |
//! |---|---|
//! | `smtp://host[:port]` | port 587; STARTTLS where the server offers it (a loopback host stays plain) |
//! | `smtp://…?tls=none` | never encrypted |
//! | `smtp://…?tls=required` | STARTTLS or nothing |
//! | `smtps://host[:port]` | port 465; TLS from the first byte |
//! | `user:password@` | AUTH PLAIN or LOGIN, percent-encoded; only over TLS, except to a loopback host |
//! | `?ca=FILE` | trust the certificates in this PEM file instead of the public ones |

use std::{fmt, net::IpAddr, path::PathBuf, time::Duration};

use axum::http::Uri;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// No TLS.
    Plain,
    /// STARTTLS if the server offers it.
    Opportunistic,
    /// STARTTLS, or the mail waits.
    Required,
    /// TLS from the first byte.
    Implicit,
}

/// User and password for AUTH.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// User.
    pub user: String,
    /// Password.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(..)")
    }
}

/// How long the other server may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// To be reached, greet, and agree on TLS.
    pub connect: Duration,
    /// To answer one command.
    pub command: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            command: Duration::from_secs(20),
        }
    }
}

/// Everything `SMTP_URL` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpConfig {
    /// Host name or address, without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the connection.
    pub security: Security,
    /// Who logs in, if anybody.
    pub login: Option<Login>,
    /// PEM file with the certificates to trust.
    pub ca: Option<PathBuf>,
    /// Time-outs.
    pub patience: Patience,
}

/// Why `SMTP_URL` cannot be used, in a sentence that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpConfigError(String);

impl fmt::Display for SmtpConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SmtpConfigError {}

/// A sentence about `SMTP_URL`; it never repeats the value, which may hold a password.
pub(super) fn wrong(what: impl fmt::Display) -> SmtpConfigError {
    SmtpConfigError(format!("SMTP_URL {what}"))
}

impl SmtpConfig {
    /// Reads `SMTP_URL`.
    ///
    /// # Errors
    /// A sentence that names `SMTP_URL` and what is wrong with it.
    pub fn parse(url: &str) -> Result<Self, SmtpConfigError> {
        let uri: Uri = url
            .trim()
            .parse()
            .map_err(|_| wrong("を読めません。smtp://ユーザー:パスワード@ホスト:ポート の形で、記号は %40 のように書いてください。"))?;
        let implicit = match uri.scheme_str() {
            Some("smtp") => false,
            Some("smtps") => true,
            _ => return Err(wrong("は smtp:// か smtps:// で始めてください。")),
        };
        if !matches!(uri.path(), "" | "/") {
            return Err(wrong("のホストとポートの後ろに余分な文字があります。"));
        }
        let authority = uri
            .authority()
            .ok_or_else(|| wrong("にホストがありません。"))?;
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(wrong("にホストがありません。"));
        }
        if authority.port_u16().is_none() && ends_in_port(authority.as_str()) {
            return Err(wrong("のポートは 1 から 65535 の数で書いてください。"));
        }
        let login = login(authority.as_str())?;
        let Options { tls, ca } = options(uri.query().unwrap_or_default())?;
        let loopback = is_loopback(&host);
        let security = match (implicit, tls.as_deref()) {
            (true, None | Some("required")) => Security::Implicit,
            (true, Some("none")) => {
                return Err(wrong("の smtps:// と tls=none は同時に使えません。"));
            }
            (false, Some("required")) => Security::Required,
            (false, Some("none")) => Security::Plain,
            (false, None) if loopback => Security::Plain,
            (false, None) if login.is_some() => Security::Required,
            (false, None) => Security::Opportunistic,
            (_, Some(_)) => return Err(wrong("の tls= は none か required です。")),
        };
        if login.is_some() && security == Security::Plain && !loopback {
            return Err(wrong(
                "の tls=none ではパスワードが暗号化されずに流れます。tls=none を外すか、smtps:// を使ってください。",
            ));
        }
        Ok(Self {
            port: authority
                .port_u16()
                .unwrap_or(if implicit { 465 } else { 587 }),
            host,
            security,
            login,
            ca,
            patience: Patience::default(),
        })
    }
}

/// Whether something stands where the port would.
fn ends_in_port(authority: &str) -> bool {
    let host_port = authority.rsplit('@').next().unwrap_or_default();
    let after_brackets = host_port.rsplit(']').next().unwrap_or_default();
    after_brackets.contains(':')
}

/// Whether `host` is this machine.
fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn login(authority: &str) -> Result<Option<Login>, SmtpConfigError> {
    let Some((credentials, _)) = authority.rsplit_once('@') else {
        return Ok(None);
    };
    let (user, password) = credentials
        .split_once(':')
        .ok_or_else(|| wrong("にユーザーはありますが、パスワードがありません。"))?;
    let decode = |text: &str| {
        percent_decode(text)
            .filter(|text| !text.is_empty() && !text.contains(char::is_control))
            .ok_or_else(|| {
                wrong("のユーザーかパスワードを読めません。記号は %40 のように書いてください。")
            })
    };
    Ok(Some(Login {
        user: decode(user)?,
        password: decode(password)?,
    }))
}

struct Options {
    tls: Option<String>,
    ca: Option<PathBuf>,
}

fn options(query: &str) -> Result<Options, SmtpConfigError> {
    let mut options = Options {
        tls: None,
        ca: None,
    };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("tls", value)) => options.tls = Some(value.to_owned()),
            Some(("ca", value)) => {
                let path = percent_decode(value)
                    .filter(|path| !path.is_empty())
                    .ok_or_else(|| wrong("の ca= にファイル名がありません。"))?;
                options.ca = Some(path.into());
            }
            _ => return Err(wrong("に書ける項目は tls= と ca= だけです。")),
        }
    }
    Ok(options)
}

/// `%40` and the like become characters; `None` when that gives no text.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let hex = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> SmtpConfig {
        SmtpConfig::parse(url).unwrap()
    }

    fn error(url: &str) -> String {
        SmtpConfig::parse(url).unwrap_err().to_string()
    }

    #[test]
    fn every_form_is_read() {
        let plain = parse("smtp://relay.example.jp");
        assert_eq!((plain.host.as_str(), plain.port), ("relay.example.jp", 587));
        assert_eq!(plain.security, Security::Opportunistic);
        assert_eq!(
            parse("smtp://relay.example.jp:25?tls=none").security,
            Security::Plain
        );
        assert_eq!(
            parse("smtp://relay.example.jp/?tls=required").security,
            Security::Required
        );
        let implicit = parse("smtps://relay.example.jp?ca=/etc/my%20ca.pem");
        assert_eq!(
            (implicit.port, implicit.security),
            (465, Security::Implicit)
        );
        assert_eq!(implicit.ca, Some("/etc/my ca.pem".into()));
        let v6 = parse("smtp://[::1]:2525");
        assert_eq!(
            (v6.host.as_str(), v6.port, v6.security),
            ("::1", 2525, Security::Plain)
        );
    }

    #[test]
    fn a_password_is_decoded_and_never_goes_out_in_clear() {
        let config = parse("smtp://user%40example.jp:p%3Aw%2F@relay.example.jp");
        let login = config.login.clone().unwrap();
        assert_eq!(
            (login.user.as_str(), login.password.as_str()),
            ("user@example.jp", "p:w/")
        );
        assert_eq!(config.security, Security::Required);
        assert!(!format!("{config:?}").contains("p:w/"));
        assert!(error("smtp://u:secret@relay.example.jp?tls=none").contains("暗号化"));
        assert_eq!(parse("smtp://u:p@127.0.0.1:25").security, Security::Plain);
    }

    #[test]
    fn errors_name_the_setting_and_never_the_password() {
        for url in [
            "",
            "relay.example.jp",
            "http://u:secret@relay.example.jp",
            "smtp://",
            "smtp://u:secret@",
            "smtp://user@relay.example.jp",
            "smtp://u:secret@relay.example.jp:99999",
            "smtp://u:secret@relay.example.jp:x",
            "smtp://u:sec ret@relay.example.jp",
            "smtp://u:secret%ZZ@relay.example.jp",
            "smtp://u:secret%0d%0a@relay.example.jp",
            "smtp://u:secret@relay.example.jp/path",
            "smtp://u:secret@relay.example.jp?tls=maybe",
            "smtp://u:secret@relay.example.jp?pool=3",
            "smtps://u:secret@relay.example.jp?tls=none",
            "smtp://relay.example.jp?ca=",
        ] {
            let error = error(url);
            assert!(error.starts_with("SMTP_URL "), "{url}: {error}");
            assert!(!error.contains("secret"), "{url}: {error}");
        }
    }
}

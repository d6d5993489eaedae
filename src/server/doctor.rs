//! `mypage doctor`: looks at everything a start needs, changes nothing, and says what is wrong before members notice.

use std::{fmt, fs, os::unix::fs::PermissionsExt, path::PathBuf};

use axum::http::Uri;

use super::{
    clock::{Clock, MINUTE, japan},
    db::{Db, staff_event},
    expense::tax::xml::SignedXml,
    http::assets::Manifest,
    keys::{KEY_FILE, Keys},
    mail::transport::{Smtp, SmtpConfig},
    open::{keys_fit, keys_known},
    reason::reason,
    settings::{ExpenseXml, Settings},
};

/// What a thing looked at is like, or what is wrong with it.
pub type Verdict = Result<String, String>;

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub subject: &'static str,
    /// How it is.
    pub verdict: Verdict,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, text) = match &self.verdict {
            Ok(text) => ("✓", text),
            Err(text) => ("✗", text),
        };
        write!(f, "{mark} {}: {text}", self.subject)
    }
}

/// Looks at everything behind settings that could be read.
pub async fn examine(settings: &Settings, clock: &Clock) -> Vec<Finding> {
    let db = database(settings).await;
    let open = db.as_ref().ok().and_then(|(db, _)| db.as_ref());
    let keys = keys(settings, open).await;
    let time = time(open, clock).await;
    let mut findings = vec![
        ("公開する URL", public_url(settings)),
        ("サイト", site(settings)),
        ("データのフォルダー", folder(settings)),
        ("鍵", keys),
        ("時計", time),
        ("メール", mail(settings).await),
        ("データベース", db.map(|(_, text)| text)),
    ];
    if let Some(files) = &settings.expense_xml {
        findings.push(("電子署名", signature(files, clock)));
    }
    findings
        .into_iter()
        .map(|(subject, verdict)| Finding { subject, verdict })
        .collect()
}

/// Mailed links and cookies need TLS everywhere but on the machine itself.
fn public_url(settings: &Settings) -> Verdict {
    let url = &settings.public_url;
    let uri: Option<Uri> = url.parse().ok();
    let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
    let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    if url.starts_with("https://") || local {
        Ok(url.clone())
    } else {
        Err(format!(
            "{url} は暗号化されません。PUBLIC_URL を https:// で始めてください。"
        ))
    }
}

fn site(settings: &Settings) -> Verdict {
    let root = settings.site_root.display();
    match Manifest::read(&settings.site_root) {
        Ok(_) => Ok(root.to_string()),
        Err(error) => Err(format!("{root} にサイトのファイルがありません({error})。")),
    }
}

fn folder(settings: &Settings) -> Verdict {
    let folder = &settings.data_dir;
    let shown = folder.display();
    if !folder.exists() {
        return Ok(format!("{shown} (まだありません。最初の起動で作られます)"));
    }
    let trial = folder.join(format!(".doctor-{}", std::process::id()));
    fs::write(&trial, "")
        .and_then(|()| fs::remove_file(&trial))
        .map(|()| shown.to_string())
        .map_err(|error| format!("{shown} に書けません({})。", reason(&error)))
}

/// The database, if there is one to open, and what to say about it.
async fn database(settings: &Settings) -> Result<(Option<Db>, String), String> {
    if let Some(file) = settings.missing_database() {
        let text = format!(
            "{} (まだありません。最初の起動で作られます)",
            file.display()
        );
        return Ok((None, text));
    }
    let db = Db::connect(&settings.database_url)
        .await
        .map_err(|error| format!("DATABASE_URL のデータベースにつながりません({error})。"))?;
    let kind = if db.is_postgres() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    match db.migrations_ahead().await {
        Err(error) => Err(format!("{kind} が答えません({error})。")),
        Ok(0) => Ok((Some(db), format!("{kind}、表は最新です"))),
        Ok(ahead) => Ok((
            Some(db),
            format!(
                "{kind}、表の更新が {ahead} 件あります(次の起動か mypage migrate で行われます)"
            ),
        )),
    }
}

async fn keys(settings: &Settings, db: Option<&Db>) -> Verdict {
    let file: PathBuf = settings
        .secret_key_file
        .clone()
        .unwrap_or_else(|| settings.data_dir.join(KEY_FILE));
    let shown = file.display();
    let used = match db {
        Some(db) => keys_known(db).await.unwrap_or(false),
        None => false,
    };
    if !file.exists() && !used && settings.secret_key_file.is_none() {
        return Ok(format!("{shown} (まだありません。最初の起動で作られます)"));
    }
    let keys = Keys::load(&file).map_err(|error| error.to_string())?;
    if keys.exposed() {
        return Err(format!(
            "{shown} をほかの利用者も読めます。持ち主だけが読めるようにしてください(chmod 600)。"
        ));
    }
    match db {
        Some(db) if !keys_fit(db, &keys).await.unwrap_or(true) => Err(format!(
            "{shown} は、このデータベースで使ってきた鍵ではありません。元の鍵に戻してください。"
        )),
        _ => Ok(shown.to_string()),
    }
}

/// Whether 医療費通知 can be signed, and for how long still.
fn signature(files: &ExpenseXml, clock: &Clock) -> Verdict {
    let xml = SignedXml::load(files)?;
    let shown = files.key.display();
    let mode = fs::metadata(&files.key).map(|file| file.permissions().mode());
    if mode.is_ok_and(|mode| mode & 0o077 != 0) {
        return Err(format!(
            "{shown} をほかの利用者も読めます。持ち主だけが読めるようにしてください(chmod 600)。"
        ));
    }
    let until = japan(xml.until()).format("%Y-%m-%d");
    let certificate = files.certificate.display();
    match xml.is_valid(clock.now()) {
        true => Ok(format!("{certificate} ({until} まで有効)")),
        false => Err(format!(
            "{certificate} は今日は有効ではありません({until} まで)。XML はダウンロードできません。"
        )),
    }
}

async fn mail(settings: &Settings) -> Verdict {
    let Some(url) = &settings.smtp_url else {
        return Ok("SMTP_URL がないので、メールは送らずにデータのフォルダーへ書きます".to_owned());
    };
    let config = SmtpConfig::parse(url).map_err(|error| error.to_string())?;
    let place = format!("{}:{}", config.host, config.port);
    let smtp = Smtp::new(config).map_err(|error| error.to_string())?;
    smtp.check()
        .await
        .map(|()| format!("{place} につながり、送れる状態です"))
        .map_err(|reply| {
            let code = reply
                .code
                .map(|code| format!("{code} "))
                .unwrap_or_default();
            format!("{place} に送れません({code}{})。", reply.text)
        })
}

/// The time: not before what has already happened here, and the same as the database server's.
async fn time(db: Option<&Db>, clock: &Clock) -> Verdict {
    let now = clock.now();
    let shown = japan(now).format("%Y-%m-%d %H:%M:%S").to_string();
    let Some(db) = db else {
        return Ok(shown);
    };
    if let Ok(Some(theirs)) = db.clock().await
        && (theirs - now).abs() > MINUTE
    {
        let theirs = japan(theirs).format("%Y-%m-%d %H:%M:%S");
        return Err(format!(
            "{shown} ですが、データベースのサーバーでは {theirs} です。時刻を合わせてください。"
        ));
    }
    let last = staff_event::latest(db.reader(), 1)
        .await
        .unwrap_or_default();
    match last.first() {
        Some(event) if event.at > now + MINUTE => Err(format!(
            "{shown} ですが、データベースにはそれより後の記録があります。時刻を合わせてください。"
        )),
        _ => Ok(shown),
    }
}

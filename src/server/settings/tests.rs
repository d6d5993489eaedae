//! The settings: the shipped file is live, and every wrong setting is one sentence that names it.

use std::path::Path;

use insta::assert_snapshot;
use toml::{Table, Value};

use super::{Environment, Settings, SettingsError};
use crate::domain::throttle::Limits;

const SHIPPED: &str = include_str!("../../../Leptos.toml");
const CARGO: &str = include_str!("../../../Cargo.toml");

fn nothing() -> Environment {
    Environment::default()
}

fn read(text: &str, env: &Environment) -> Result<Settings, SettingsError> {
    Settings::parse("Leptos.toml", Path::new("/srv/mypage"), text, env)
}

/// The sentence that stops the start when the line beginning with `key` in the shipped file reads `line` instead.
fn with(key: &str, line: &str) -> String {
    let mut found = false;
    let text: Vec<&str> = SHIPPED
        .lines()
        .map(|old| {
            if !found && old.starts_with(key) {
                found = true;
                line
            } else {
                old
            }
        })
        .collect();
    assert!(found, "the shipped file has no {key}");
    read(&text.join("\n"), &nothing()).unwrap_err().to_string()
}

/// The sentence that stops the start with this variable set.
fn env(name: &str, value: &str) -> String {
    read(SHIPPED, &Environment::of([(name, value)]))
        .unwrap_err()
        .to_string()
}

#[test]
fn the_shipped_file_is_fine() {
    let settings = read(SHIPPED, &nothing()).unwrap();
    assert_eq!(settings.society.insurer_number, "06990014");
    assert_eq!(settings.newsletters.len(), 8);
    assert_eq!(settings.public_url, "http://127.0.0.1:3000");
    assert_eq!(settings.site_root, Path::new("/srv/mypage/site"));
    assert_eq!(
        settings.database_url,
        "sqlite:///srv/mypage/data/mypage.sqlite"
    );
    assert!(!settings.demo);
}

#[test]
fn the_file_is_live() {
    let text = SHIPPED.replace("127.0.0.1:3000", "127.0.0.1:4567");
    let settings = read(&text, &nothing()).unwrap();
    assert_eq!(settings.site_addr.port(), 4567);
    assert_eq!(settings.public_url, "http://127.0.0.1:4567");
}

#[test]
fn the_environment_stands_above_the_file() {
    let settings = read(
        SHIPPED,
        &Environment::of([
            ("LEPTOS_SITE_ADDR", "[::1]:8080"),
            ("PUBLIC_URL", "https://mypage.sorairo-kenpo.example.jp/"),
            ("DATABASE_URL", "postgres://mypage@localhost/mypage"),
            ("SMTP_URL", "smtps://user:pass@smtp.example.jp:465"),
            ("MYPAGE_DATA_DIR", "/var/lib/mypage"),
            ("MYPAGE_SECRET_KEY_FILE", "/etc/mypage/key"),
            ("MYPAGE_TRUSTED_PROXIES", "1"),
        ]),
    )
    .unwrap();
    assert_eq!(settings.site_addr.to_string(), "[::1]:8080");
    assert_eq!(
        settings.public_url,
        "https://mypage.sorairo-kenpo.example.jp"
    );
    assert_eq!(settings.database_url, "postgres://mypage@localhost/mypage");
    assert!(settings.smtp_url.is_some());
    assert_eq!(settings.data_dir, Path::new("/var/lib/mypage"));
    assert_eq!(
        settings.secret_key_file.as_deref(),
        Some(Path::new("/etc/mypage/key"))
    );
    assert_eq!(settings.trusted_proxies, 1);
}

#[test]
fn a_variable_set_to_nothing_is_not_set() {
    assert!(
        read(SHIPPED, &Environment::of([("SMTP_URL", "")]))
            .unwrap()
            .smtp_url
            .is_none()
    );
}

#[test]
fn cargo_and_leptos_toml_agree() {
    let leptos = |text: &str| -> Table {
        let file: Table = toml::from_str(text).unwrap();
        file["package"]["metadata"]["leptos"]
            .as_table()
            .unwrap()
            .clone()
    };
    let (ours, cargos) = (leptos(SHIPPED), leptos(CARGO));
    let shared: Vec<(&String, &Value, &Value)> = ours
        .iter()
        .filter_map(|(key, value)| Some((key, value, cargos.get(key)?)))
        // the shipped folder has the site beside the file, a checkout below `target`
        .filter(|(key, ..)| *key != "site-root")
        .collect();
    assert!(shared.len() >= 5);
    for (key, ours, cargos) in shared {
        assert_eq!(ours, cargos, "{key}");
    }
}

#[test]
fn leptos_reads_the_same_file() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Leptos.toml");
    let theirs = leptos::config::get_configuration(Some(path))
        .unwrap()
        .leptos_options;
    let ours = read(SHIPPED, &nothing()).unwrap();
    assert_eq!(theirs.site_addr, ours.site_addr);
    assert_eq!(&*theirs.output_name, "mypage");
}

#[test]
fn wrong_settings_of_the_society() {
    assert_snapshot!(with("name", ""), @"Leptos.toml に society.name がありません(1行の文字を書いてください)。");
    assert_snapshot!(with("name", "name = \"\""), @"Leptos.toml の society.name「」が正しくありません(1行の文字を書いてください)。");
    assert_snapshot!(with("name", "name = \"空色\\r\\nBcc: x\""), @r#"Leptos.toml の society.name「空色\r\nBcc: x」が正しくありません(1行の文字を書いてください)。"#);
    assert_snapshot!(with("insurer_number", "insurer_number = \"06990015\""), @"Leptos.toml の society.insurer_number「06990015」が正しくありません(検証番号まで正しい8桁の保険者番号を書いてください)。");
    assert_snapshot!(with("insurer_number", "insurer_number = 6990014"), @"Leptos.toml の society.insurer_number「6990014」が正しくありません(検証番号まで正しい8桁の保険者番号を書いてください)。");
    assert_snapshot!(with("accent", "accent = \"blue\""), @"Leptos.toml の society.accent「blue」が正しくありません(#0055ad のような、白い文字が読める濃さの色を書いてください)。");
    assert_snapshot!(with("accent", "accent = \"#ffee00\""), @"Leptos.toml の society.accent「#ffee00」が正しくありません(#0055ad のような、白い文字が読める濃さの色を書いてください)。");
    assert_snapshot!(with("password_words", "password_words = \"kenpo\""), @r#"Leptos.toml の society.password_words「\"kenpo\"」が正しくありません(文字の並び(["kenpo"] のように)を書いてください)。"#);
    assert_snapshot!(with("short_name", "shortname = \"空色\"\nshort_name = \"空色\""), @"Leptos.toml の society.shortname という設定はありません(書けるのは name, short_name, insurer_number, phone, phone_hours, address, accent, password_words です)。");
}

#[test]
fn wrong_mail_and_password_settings() {
    assert_snapshot!(with("from", "from = \"no-reply\""), @"Leptos.toml の mail.from「no-reply」が正しくありません(差出人のメールアドレスを書いてください)。");
    assert_snapshot!(with("contact_to", ""), @"Leptos.toml に mail.contact_to がありません(お問い合わせを受け取るメールアドレスを書いてください)。");
    assert_snapshot!(with("preset", "preset = \"weak\""), @"Leptos.toml の password.preset「weak」が正しくありません(seed, standard, strong のどれかを書いてください)。");
    assert_snapshot!(with("preset", "min_len = 4"), @"Leptos.toml の password.min_len「4」が正しくありません(5から64までの整数を書いてください)。");
    assert_snapshot!(with("preset", "min_len = 8"), @"Leptos.toml の [password] が正しくありません(preset か、min_len と letter_and_digit の両方か、どちらか一方だけを書いてください)。");
    assert_snapshot!(with("preset", "preset = \"seed\"\nmin_len = 8"), @"Leptos.toml の [password] が正しくありません(preset か、min_len と letter_and_digit の両方か、どちらか一方だけを書いてください)。");
    assert_snapshot!(with("version", "version = \"第1版\""), @"Leptos.toml の terms.version「第1版」が正しくありません(2026-11-01 のように、規約の本文がある版の名を書いてください)。");
}

#[test]
fn wrong_categories() {
    assert_snapshot!(with("id = \"expense\"", "id = \"important\""), @"Leptos.toml の newsletter[2].id「important」が正しくありません(ほかのカテゴリと重ならない、32字までの英小文字と数字を書いてください)。");
    assert_snapshot!(with("id", "id = \"重要\""), @"Leptos.toml の newsletter[1].id「重要」が正しくありません(ほかのカテゴリと重ならない、32字までの英小文字と数字を書いてください)。");
    assert_snapshot!(with("mandatory", "mandatory = \"yes\""), @r#"Leptos.toml の newsletter[1].mandatory「\"yes\"」が正しくありません(true か false を書いてください)。"#);
    assert_snapshot!(with("frequency", "frequence = \"月1回\"\nfrequency = \"月1回\""), @"Leptos.toml の newsletter[1].frequence という設定はありません(書けるのは id, name, description, frequency, mandatory です)。");
}

#[test]
fn limits_are_what_the_file_says() {
    let shipped = read(SHIPPED, &nothing()).unwrap().limits;
    let none = Limits::default();
    assert_eq!(shipped.login_identifier, none.login_identifier);
    assert_eq!(shipped.mails_per_address, none.mails_per_address);
    let text = SHIPPED
        .replace("login_waits = [1, 3,", "login_waits = [2, 4,")
        .replace("mails_per_hour = 3", "secret_free = 9");
    let set = read(&text, &nothing()).unwrap().limits;
    assert_eq!(set.login_identifier.waits_s[..2], [2, 4]);
    assert_eq!(set.own_secret.free, 9);
    assert_eq!(set.own_secret.waits_s, none.own_secret.waits_s);
    assert_eq!(set.mails_per_address, none.mails_per_address);
}

#[test]
fn wrong_limits() {
    let limits = |line: &str| with("mails_per_hour", line);
    assert_snapshot!(limits("secret_free = 0"), @"Leptos.toml の limits.secret_free「0」が正しくありません(1から1000000までの整数を書いてください)。");
    assert_snapshot!(limits("secret_waits = []"), @"Leptos.toml の limits.secret_waits「[]」が正しくありません(1から3600までの整数を小さい順に20個まで並べたものを書いてください)。");
    assert_snapshot!(limits("secret_waits = [5, 1]"), @"Leptos.toml の limits.secret_waits「[5, 1]」が正しくありません(1から3600までの整数を小さい順に20個まで並べたものを書いてください)。");
    assert_snapshot!(limits("secret_waits = [86400]"), @"Leptos.toml の limits.secret_waits「[86400]」が正しくありません(1から3600までの整数を小さい順に20個まで並べたものを書いてください)。");
    assert_snapshot!(limits("logins = 3"), @"Leptos.toml の limits.logins という設定はありません(書けるのは login_free, login_waits, login_network_free, login_network_waits, roster_free, roster_waits, roster_network_free, roster_network_waits, secret_free, secret_waits, mails_per_hour, mails_per_day, registrations_per_hour, address_taken_per_hour, messages_per_hour, messages_network_per_hour です)。");
}

#[test]
fn wrong_leptos_settings() {
    assert_snapshot!(with("site-addr", "site-addr = \"localhost\""), @"Leptos.toml の package.metadata.leptos.site-addr「localhost」が正しくありません(127.0.0.1:3000 のようなアドレスとポートを書いてください)。");
    assert_snapshot!(with("output-name", "output-name = \"other\""), @"Leptos.toml の package.metadata.leptos.output-name「other」が正しくありません(mypage を書いてください)。");
    assert_snapshot!(with("reload-port", "reload-prt = 3001"), @"Leptos.toml の package.metadata.leptos.reload-prt という設定はありません(書けるのは output-name, site-pkg-dir, reload-port, hash-files, site-addr, site-root です)。");
}

#[test]
fn files_of_signed_xml_stand_beside_the_settings() {
    let with = |lines: &str| {
        let section = format!("[expense_xml]\n{lines}\n\n[package.metadata.leptos]");
        read(
            &SHIPPED.replace("[package.metadata.leptos]", &section),
            &nothing(),
        )
    };
    let lines = "layout = \"notice.xml\"\ncertificate = \"/etc/mypage/kenpo.pem\"\n";
    let files = with(&format!("{lines}key = \"/etc/mypage/kenpo.key\""))
        .unwrap()
        .expense_xml
        .unwrap();
    assert_eq!(files.layout, Path::new("/srv/mypage/notice.xml"));
    assert_eq!(files.key, Path::new("/etc/mypage/kenpo.key"));
    assert_snapshot!(with(lines).unwrap_err(), @"Leptos.toml に expense_xml.key がありません(秘密鍵のファイルを書いてください)。");
    assert_eq!(read(SHIPPED, &nothing()).unwrap().expense_xml, None);
}

#[test]
fn a_file_that_is_no_toml() {
    assert_snapshot!(read("[society]\nname = 空色", &nothing()).unwrap_err(), @"Leptos.toml の 2 行目が TOML の書き方になっていません(string values must be quoted, expected literal string)。");
    assert_snapshot!(read("[society]\nname = \"空色\"\n[extra]\na = 1\n", &nothing()).unwrap_err(), @"Leptos.toml に society.short_name がありません(1行の文字を書いてください)。");
    assert_snapshot!(read(&format!("top = 1\n{SHIPPED}"), &nothing()).unwrap_err(), @"Leptos.toml の top という設定はありません(書けるのは society, mail, password, limits, terms, newsletter, expense_xml, package です)。");
}

#[test]
fn wrong_variables() {
    assert_snapshot!(env("PUBLIC_URL", "mypage.example.jp"), @"環境変数 PUBLIC_URL が正しくありません(https:// か http:// で始まり、パスのつかない URL を入れてください)。");
    assert_snapshot!(env("PUBLIC_URL", "https://example.jp/mypage"), @"環境変数 PUBLIC_URL が正しくありません(https:// か http:// で始まり、パスのつかない URL を入れてください)。");
    assert_snapshot!(env("SMTP_URL", "http://example.jp"), @"環境変数 SMTP_URL は smtp:// か smtps:// で始めてください。");
    assert_snapshot!(env("SMTP_URL", "smtp://localhost:25"), @"環境変数 PUBLIC_URL がありません(メールに載せるリンクの元になる、外から見える URL を入れてください)。");
    assert_snapshot!(env("DATABASE_URL", "mysql://localhost/x"), @"環境変数 DATABASE_URL が正しくありません(sqlite:// か postgres:// で始まる URL を入れてください)。");
    assert_snapshot!(env("DATABASE_URL", "sqlite::memory:"), @"環境変数 DATABASE_URL が正しくありません(sqlite:// か postgres:// で始まる URL を入れてください)。");
    assert_snapshot!(env("LEPTOS_SITE_ADDR", "3000"), @"環境変数 LEPTOS_SITE_ADDR が正しくありません(127.0.0.1:3000 のようなアドレスとポートを入れてください)。");
    assert_snapshot!(env("LEPTOS_SITE_ADDR", "0.0.0.0:3000"), @"環境変数 PUBLIC_URL がありません(メールに載せるリンクの元になる、外から見える URL を入れてください)。");
    assert_snapshot!(env("MYPAGE_DATADIR", "/x"), @"環境変数 MYPAGE_DATADIR という設定はありません(MYPAGE_ で始まるものは MYPAGE_DATA_DIR, MYPAGE_SECRET_KEY_FILE, MYPAGE_TRUSTED_PROXIES です)。");
    assert_snapshot!(env("MYPAGE_TRUSTED_PROXIES", "yes"), @"環境変数 MYPAGE_TRUSTED_PROXIES が正しくありません(0から9までの数を入れてください)。");
}

#[test]
fn public_urls() {
    let ok = |text| super::check::public_url(text);
    assert_eq!(
        ok("https://a.example.jp").as_deref(),
        Some("https://a.example.jp")
    );
    assert_eq!(
        ok("http://127.0.0.1:3000/").as_deref(),
        Some("http://127.0.0.1:3000")
    );
    for wrong in [
        "",
        "/",
        "ftp://a.example.jp",
        "https://",
        "https://u:p@a.example.jp",
        "https://a.example.jp/?a",
        "https://a.example.jp/#a",
        "https://a.example.jp:x",
        "https://a.example.jp:",
        "https://a.example.jp:99999",
        "https://a b",
    ] {
        assert_eq!(ok(wrong), None, "{wrong}");
    }
}

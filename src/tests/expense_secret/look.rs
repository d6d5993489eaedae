//! Everything a member can fetch, as text that two societies can be compared by.
//!
//! May enter: addresses, what is random by design and therefore left out of the comparison. Must not: whom it is about.

use axum::http::HeaderMap;

use crate::{
    domain::expense::tax::file::TaxFile,
    server::mail::transport::Parcel,
    tests::{browser::Browser, checkup::pdf_text, expense_tax::workbook, expense_world::changes},
};

use super::{case::Row, society::Society};

/// Every file of one year, and of the other what the rest is made of too.
const FILES: [(i32, &[TaxFile]); 2] = [
    (2025, &[TaxFile::Notice, TaxFile::Rows]),
    (2026, &TaxFile::ALL),
];

/// What was fetched, by what it is.
pub type Found = Vec<(String, String)>;

/// Pages whose addresses have nothing to do with the rows.
const PAGES: [&str; 14] = [
    "/mypage",
    "/expenses",
    "/expenses?year=2025",
    "/expenses?year=2026",
    "/expenses?year=2024",
    "/expenses?year=2026&person=1",
    "/expenses?year=2026&person=2",
    "/expenses?year=2026&person=5",
    "/expenses?year=x&person=-1&month=99",
    "/expenses/family",
    "/expenses/over",
    "/expenses/tax",
    "/expenses/tax?year=2025",
    "/expenses/tax?year=none",
];

/// Everything one of those who look can fetch. `secret` is the number of whoever must not be seen, and `rows` theirs, both tried as filters.
pub async fn everything(society: &mut Society, at: usize, secret: i64, rows: &[Row]) -> Found {
    let mut paths: Vec<String> = PAGES.map(str::to_owned).to_vec();
    paths.push(format!("/expenses?person={secret}"));
    paths.push(format!("/expenses/tax/{secret}/rows.csv"));
    // a month in which only the secret was treated is the first that would tell
    if let Some(row) = rows.first() {
        let (year, month) = (row.month.year(), row.month.month());
        paths.push(format!("/expenses?year={year}&month={month}"));
        paths.push(format!("/expenses?year={year}&month={month}&person=2"));
    }
    let mut found = Found::new();
    for path in paths {
        let answer = page(&mut society.viewers[at].browser, &path).await;
        found.push((path, answer));
    }
    for (year, files) in FILES {
        for &file in files {
            let path = format!("/expenses/tax/{year}/{}", file.name());
            let mut got = society.viewers[at].browser.downloads(&path).await;
            if file == TaxFile::Notice && got.status.is_success() {
                numbered(society, at, year).await;
                got = society.viewers[at].browser.downloads(&path).await;
            }
            let text = match file {
                _ if !got.status.is_success() => String::new(),
                // the bytes, too: not even the length of a file may tell
                TaxFile::Notice => format!("{}\n{}", pdf_text::of(&got.bytes), hash(&got.bytes)),
                TaxFile::FormSheet(_) => format!("{}\n{}", workbook(&got.bytes), hash(&got.bytes)),
                TaxFile::Signed | TaxFile::Rows | TaxFile::FormCsv(_) => {
                    String::from_utf8(got.bytes).unwrap()
                }
            };
            found.push((
                path,
                format!("{}\n{}{text}", got.status, head(&got.headers)),
            ));
        }
    }
    found
}

/// Gives the document that was just made a number that is the same in both societies: it is drawn by chance.
async fn numbered(society: &Society, at: usize, year: i32) {
    let id = society.viewers[at].id;
    let number = 90_000_000 + 10_000 * i64::try_from(at).unwrap() + i64::from(year);
    let sql = format!(
        "UPDATE expense_document SET id = {number} WHERE person_id = {id} AND year = {year}"
    );
    changes(&society.app, &sql).await;
}

fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    format!("{} {:?}", bytes.len(), Sha256::digest(bytes).as_slice())
}

async fn page(browser: &mut Browser, path: &str) -> String {
    let got = browser.downloads(path).await;
    let text = String::from_utf8(got.bytes).unwrap();
    let text = without(&text, "nonce=\"", '"');
    format!("{}\n{}{text}", got.status, head(&got.headers))
}

/// The headers but for nonces and the values of cookies.
fn head(headers: &HeaderMap) -> String {
    let lines = headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        let value = match name.as_str() {
            "set-cookie" => value.split('=').next().unwrap_or_default().to_owned(),
            "content-security-policy" => without(&value, "'nonce-", '\''),
            _ => value.into_owned(),
        };
        format!("{name}: {value}\n")
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines.concat()
}

/// A mail, headers and all, but for the name it bears among all mails.
pub fn mail(parcel: &Parcel) -> String {
    let text = String::from_utf8(parcel.bytes.clone()).unwrap();
    let (_, after) = text.split_once("Message-ID: <").unwrap();
    let (name, _) = after.split_once('@').unwrap();
    assert!(
        name.len() >= 24 && name.chars().all(|c| c.is_ascii_hexdigit()),
        "{name} tells of other mails"
    );
    text.replace(name, "*")
}

/// The text with whatever stands between `before` and `until` left out.
fn without(text: &str, before: &str, until: char) -> String {
    let mut parts = text.split(before);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(before);
        kept.push_str(part.find(until).map_or(part, |at| &part[at..]));
    }
    kept
}

//! 医療費控除: the page, the files, the paper original.

mod files;
mod hidden;
mod page;
mod paper;
pub mod signed;

use axum::http::{StatusCode, header};

use super::{
    app::TestApp,
    browser::Browser,
    expense_rows::{all_proven, month, person, publish, row},
    people,
};
use crate::{
    domain::{
        checkup::yen::Yen,
        expense::{category::Category, entry::Entry, kind::Kind, tax::file::TaxFile},
    },
    server::db,
};

/// 花子, who has read the notice on the family's view, and her husband.
struct Family {
    hanako: Browser,
    hanako_id: i64,
    taro_id: i64,
}

/// The rows of a year with every case: 修正, 取消, 高額, 公費, 柔整 without a name, a formula for a name, another year.
fn rows(hanako: i64, taro: i64) -> Vec<Entry> {
    let (april, may, june) = (month(2026, 4), month(2026, 5), month(2026, 6));
    let change = |mut row: Entry, change: fn(&mut Entry)| {
        change(&mut row);
        row
    };
    vec![
        row(hanako, april, "みどり内科", 3_000, "A1"),
        row(hanako, april, "みどり内科", 9_999, "A2"),
        change(row(hanako, april, "みどり内科", 1_500, "A2"), |row| {
            row.kind = Kind::Correction;
        }),
        row(hanako, may, "まちがい病院", 60_000, "A3"),
        change(row(hanako, may, "まちがい病院", 60_000, "A3"), |row| {
            row.kind = Kind::Withdrawal;
        }),
        change(
            row(hanako, june, "ひかり総合病院", 90_000, "A4"),
            |row| {
                row.category = Category::MedicalIn;
                row.days = 5;
                row.amounts.high_cost = Yen::new(20_000);
                row.amounts.additional = Yen::new(5_000);
                row.amounts.meal_total = Yen::new(10_350);
                row.amounts.meal_own = Yen::new(7_650);
            },
        ),
        change(row(taro, may, "=SUM(A1)薬局", 1_200, "B1"), |row| {
            row.category = Category::Pharmacy;
        }),
        change(row(taro, june, "", 600, "B2"), |row| {
            row.category = Category::Judo;
        }),
        change(row(taro, june, "そら歯科", 900, "B3"), |row| {
            row.category = Category::DentalOut;
            row.amounts.public = Yen::new(500);
            row.amounts.own = Yen::new(400);
        }),
        row(hanako, month(2025, 12), "きのう医院", 7_000, "C1"),
    ]
}

/// The family with [`rows`] published up to August 2026.
async fn family(app: &TestApp) -> Family {
    let hanako = app.member(&people::hanako()).await;
    let (hanako_id, taro_id) = (
        person(app, "345", "00").await,
        person(app, "345", "01").await,
    );
    let (writer, now) = (app.state.db.writer(), app.state.clock.now());
    let read = db::expense::sharing::read_notice(writer, hanako_id, now);
    read.await.unwrap();
    publish(app, month(2026, 8), &rows(hanako_id, taro_id)).await;
    all_proven(app).await;
    Family {
        hanako,
        hanako_id,
        taro_id,
    }
}

/// A file of a year, as bytes.
pub async fn file(browser: &mut Browser, year: i32, file: TaxFile) -> Vec<u8> {
    let path = format!("/expenses/tax/{year}/{}", file.name());
    let found = browser.downloads(&path).await;
    assert_eq!(found.status, StatusCode::OK, "{path}");
    assert_eq!(found.headers[header::CACHE_CONTROL], "no-store");
    let disposition = found.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    let saved = format!("attachment; filename=\"{}\"", file.saved_as(year));
    assert_eq!(disposition, saved);
    found.bytes
}

/// What a file says: the text of a PDF, of a workbook, of a table.
pub fn said(file: TaxFile, bytes: &[u8]) -> String {
    match file {
        TaxFile::Notice => flowing(bytes),
        TaxFile::FormSheet(_) => workbook(bytes),
        TaxFile::Signed | TaxFile::Rows | TaxFile::FormCsv(_) => {
            String::from_utf8(bytes.to_vec()).unwrap()
        }
    }
}

/// The text of a PDF file without the ends of lines, which are the page's.
fn flowing(bytes: &[u8]) -> String {
    let text = super::checkup::pdf_text::of(bytes);
    text.lines().map(str::trim_end).collect()
}

/// What stands in a workbook: its sheet, its texts and what it says of itself; not the colours of its theme.
pub fn workbook(bytes: &[u8]) -> String {
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let told = ["xl/worksheets/", "xl/sharedStrings", "docProps/"];
        let name = part.name().unwrap().into_owned();
        if told.iter().any(|told| name.starts_with(told)) {
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        }
    }
    text
}

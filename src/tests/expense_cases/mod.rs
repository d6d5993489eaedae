//! Households that are not as simple as their numbers: a 記号・番号 that has changed, twins, and one with every case at once.

mod changed;
mod golden;
mod twins;

use super::{
    app::TestApp,
    browser::Browser,
    expense_import::world::{file, load},
    expense_tax::{file as download, said},
};
use crate::{domain::expense::tax::file::TaxFile, server::expense::publish};

/// Brings a file of rows to the members.
async fn brings(app: &TestApp, rows: &[String]) -> i64 {
    let id = load(app, file(rows).as_bytes()).await;
    assert_eq!(publish::publish_now(&app.state, id).await.unwrap(), Ok(()));
    id
}

/// What the file of a year says.
async fn says(browser: &mut Browser, year: i32, one: TaxFile) -> String {
    let bytes = download(browser, year, one).await;
    said(one, &bytes)
}

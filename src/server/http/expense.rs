//! The files of 医療費控除.
//!
//! May enter: file answers. Must not: rules. Each file asks who is there, and for the second step, itself.

use axum::{
    Extension, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};

use super::{checkup::file as attachment, failure::of_file};
use crate::{
    domain::expense::tax::file::TaxFile,
    server::{
        ctx::{Ctx, Visit},
        expense::tax::files,
        state::AppState,
    },
    web::path,
};

/// The files; they belong under the layers of the pages.
pub fn files() -> Router<AppState> {
    Router::new().route(&path::expenses_file_route(), get(file))
}

fn media_type(file: TaxFile) -> &'static str {
    match file {
        TaxFile::Notice => "application/pdf",
        TaxFile::Signed => "application/xml",
        TaxFile::Rows | TaxFile::FormCsv(_) => "text/csv; charset=utf-8",
        TaxFile::FormSheet(_) => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }
}

async fn file(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Path((year, name)): Path<(String, String)>,
) -> Response {
    let Some(file) = TaxFile::from_name(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let ctx = Ctx { state, visit };
    if file == TaxFile::Signed && ctx.signing().is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    match files::file(&ctx, &year, file).await {
        Ok(Some(bytes)) => answer(file, &year, bytes),
        // the page says which years there are
        Ok(None) => Redirect::to(path::EXPENSES_TAX_NONE).into_response(),
        Err(error) => of_file(&error, path::EXPENSES_TAX),
    }
}

/// The year has been read as one of ours.
fn answer(file: TaxFile, year: &str, bytes: Vec<u8>) -> Response {
    let name = file.saved_as(year.parse().unwrap_or_default());
    attachment(media_type(file), &name, bytes)
}

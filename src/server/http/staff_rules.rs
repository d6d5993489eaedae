//! What of `/staff/checkup` is no page: files written out piece by piece, and the form that carries one in.
//!
//! May enter: reading such a form, file answers. Must not: rules, what a file means. Each asks for the right before it reads or sends
//! anything.

use std::time::Duration;

use axum::{
    Extension, Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Multipart, Path, Query, State, multipart::MultipartError},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use http_body_util::channel::Channel;
use serde::Deserialize;

use super::failure::of_file;
use crate::{
    api::staff_rules::FileKind,
    server::{
        access,
        checkup::rules::files::{
            self, MAX_BYTES,
            export::{self, Export},
        },
        ctx::{Ctx, Visit},
        roster::decode::Encoding,
        state::AppState,
    },
    web::path::rules,
};

/// The largest form with a file, in bytes: the file, and room for the rest.
const UPLOAD_LIMIT: usize = MAX_BYTES + 64 * 1024;
/// How long a form with a file may take to arrive.
const PATIENCE: Duration = Duration::from_secs(300);
/// Pieces of a file that wait for a slow reader.
const WAITING: usize = 2;

/// Files to fetch; they belong under the layers of the pages.
pub fn exports() -> Router<AppState> {
    Router::new().route(&format!("{}/{{kind}}", rules::EXPORT), get(fetch))
}

/// The form with a file; its limits are its own.
pub fn upload() -> Router<AppState> {
    Router::new()
        .route(rules::UPLOAD, post(send))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
}

/// What is asked for in the address of a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    year: i32,
    encoding: String,
    institution: Option<i64>,
}

async fn fetch(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Path(kind): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let Some(kind) = FileKind::from_code(&kind) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let encoding = match wanted.encoding.as_str() {
        "cp932" => Encoding::Cp932,
        _ => Encoding::Utf8,
    };
    let ctx = Ctx { state, visit };
    let begun = export::begin(&ctx, kind, wanted.year, wanted.institution, encoding).await;
    let export = match begun {
        Ok(export) => export,
        Err(error) => return of_file(&error, rules::FILES),
    };
    let charset = match encoding {
        Encoding::Utf8 => "text/csv; charset=utf-8",
        Encoding::Cp932 => "text/csv; charset=windows-31j",
    };
    let name = match kind {
        FileKind::Institutions => "attachment; filename=\"institutions.csv\"",
        FileKind::Prices => "attachment; filename=\"prices.csv\"",
        FileKind::Places => "attachment; filename=\"places.csv\"",
    };
    let headers = [
        (header::CONTENT_TYPE, charset),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, body(export)).into_response()
}

/// A body that is made while it is read.
fn body(mut export: Export) -> Body {
    let (mut sender, body) = Channel::<Bytes, Broken>::new(WAITING);
    tokio::spawn(async move {
        loop {
            match export.next().await {
                Ok(Some(piece)) => {
                    // whoever reads no more ends it
                    if sender.send_data(piece.into()).await.is_err() {
                        break;
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(?error, "a file broke off");
                    return sender.abort(Broken);
                }
            }
        }
    });
    Body::new(body)
}

/// A file that broke off; the reader sees that it is not whole.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the file broke off")
    }
}

impl std::error::Error for Broken {}

async fn send(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    multipart: Multipart,
) -> Response {
    let ctx = Ctx { state, visit };
    // who has no right sends nothing that is kept in memory for long
    if let Err(error) = access::checkup_office(&ctx).await {
        return of_file(&error, rules::FILES);
    }
    let sent = match tokio::time::timeout(PATIENCE, read(multipart)).await {
        Ok(Ok(sent)) => sent,
        Ok(Err(error)) => return error.status().into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let kind = FileKind::from_code(&sent.kind).unwrap_or_default();
    match files::receive(&ctx, kind, sent.dry_run, &sent.file).await {
        Ok(next) => {
            let mut response = Redirect::to(&next.to).into_response();
            for cookie in next.cookies {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => of_file(&error, rules::FILES),
    }
}

/// What the form carried. Without a word to the contrary a file is only tried.
struct Sent {
    kind: String,
    dry_run: bool,
    file: Bytes,
}

/// What the form carries. A file beyond every limit stands for itself by one byte more than is taken: the report then says so.
async fn read(form: Multipart) -> Result<Sent, MultipartError> {
    let mut sent = Sent {
        kind: String::new(),
        dry_run: true,
        file: Bytes::new(),
    };
    match parts(form, &mut sent).await {
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            sent.file = vec![0; MAX_BYTES + 1].into();
        }
        read => read?,
    }
    Ok(sent)
}

async fn parts(mut form: Multipart, sent: &mut Sent) -> Result<(), MultipartError> {
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            "kind" => sent.kind = field.text().await?,
            "apply" => sent.dry_run = field.text().await?.is_empty(),
            "file" => sent.file = field.bytes().await?,
            _ => {}
        }
    }
    Ok(())
}

//! What of 受診ナビ is no page: 予約確認書, the file for a calendar, results as files, and the form that carries one.
//!
//! May enter: reading such a form, file answers. Must not: rules. Each asks who is signed in; what is another person's is not there.

use std::time::Duration;

use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State, multipart::MultipartError},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};

use super::failure::of_file;
use crate::{
    domain::checkup::{
        reference::file_name,
        result::{MAX_BYTES, ResultField, ResultForm},
    },
    domain::field::Field,
    server::{
        checkup::pages::{document, results},
        ctx::{Ctx, Next, Visit},
        error::Result,
        state::AppState,
    },
    web::path,
};

/// The largest form with a file, in bytes: the file, and room for the rest.
const UPLOAD_LIMIT: usize = MAX_BYTES + 512 * 1024;

/// How long a form with a file may take to arrive.
const PATIENCE: Duration = Duration::from_secs(300);

/// Files to take along; they belong under the layers of the pages.
pub fn files() -> Router<AppState> {
    Router::new()
        .route(&path::booking_pdf_route(), get(pdf))
        .route(&path::booking_ics_route(), get(ics))
        .route(&path::result_file_route(), get(result))
}

/// The form with a file; its limits are its own.
pub fn upload() -> Router<AppState> {
    Router::new()
        .route(path::CHECKUP_UPLOAD, post(send))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
}

/// A file that is kept nowhere on the way.
pub(super) fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let mut response = (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ],
        bytes,
    )
        .into_response();
    if let Ok(value) = disposition {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn answer(found: Result<Option<Response>>, here: &str) -> Response {
    match found {
        Ok(Some(response)) => response,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => of_file(&error, here),
    }
}

async fn pdf(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let made = document::pdf(&Ctx { state, visit }, &id).await;
    let name = file_name("yoyaku", &id, "pdf");
    let found = made.map(|pdf| pdf.map(|bytes| file("application/pdf", &name, bytes)));
    answer(found, path::CHECKUP_BOOKINGS)
}

async fn ics(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let made = document::ics(&Ctx { state, visit }, &id).await;
    let name = file_name("yoyaku", &id, "ics");
    let kind = "text/calendar; charset=utf-8";
    let found = made.map(|text| text.map(|text| file(kind, &name, text.into_bytes())));
    answer(found, path::CHECKUP_BOOKINGS)
}

async fn result(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let made = results::file(&Ctx { state, visit }, &id).await;
    let found = made.map(|found| {
        found.map(|(media, bytes)| {
            let name = file_name("kekka", &id, media.extension());
            file(media.media_type(), &name, bytes)
        })
    });
    answer(found, path::CHECKUP_RESULTS)
}

async fn send(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    multipart: Multipart,
) -> Response {
    let ctx = Ctx { state, visit };
    // Who is not signed in sends nothing that is kept in memory for long.
    if let Err(error) = ctx.signed_in().await {
        return of_file(&error, path::CHECKUP_RESULTS);
    }
    let read = tokio::time::timeout(PATIENCE, read(multipart)).await;
    let (form, bytes) = match read {
        Ok(Ok(read)) => read,
        Ok(Err(error)) => return error.status().into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    match results::send(&ctx, form, bytes).await {
        Ok(next) => onward(next),
        Err(error) => of_file(&error, path::CHECKUP_RESULTS),
    }
}

fn onward(next: Next) -> Response {
    let mut response = Redirect::to(&next.to).into_response();
    for cookie in next.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The form's fields and the file. Of a file that is too large one byte beyond the limit is kept, wherever the reading of it ended: the
/// form then says so.
async fn read(multipart: Multipart) -> std::result::Result<(ResultForm, Vec<u8>), MultipartError> {
    let mut form = ResultForm::default();
    let mut file = Vec::new();
    match parts(multipart, &mut form, &mut file).await {
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            file.resize(MAX_BYTES + 1, 0);
        }
        read => read?,
    }
    Ok((form, file))
}

async fn parts(
    mut multipart: Multipart,
    form: &mut ResultForm,
    file: &mut Vec<u8>,
) -> std::result::Result<(), MultipartError> {
    while let Some(mut field) = multipart.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == ResultField::File.name() {
            while let Some(chunk) = field.chunk().await? {
                let room = (MAX_BYTES + 1).saturating_sub(file.len());
                file.extend_from_slice(&chunk[..chunk.len().min(room)]);
            }
            continue;
        }
        let text = field.text().await?;
        for (own, value) in [
            (ResultField::Course, &mut form.course),
            (ResultField::ExamOn, &mut form.exam_on),
            (ResultField::Institution, &mut form.institution),
        ] {
            if name == own.name() {
                value.clone_from(&text);
            }
        }
    }
    Ok(())
}

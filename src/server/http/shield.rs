//! What stands between the network and the pages: requests from other sites, bodies that are too large, panics,
//! clients that hang up, and server functions that failed. Each ends in a calm page, never in a blank or a stack trace.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use http_body_util::BodyExt;

use super::{
    context,
    failure::{self, Sent},
};
use crate::{server::state::AppState, web::path};

/// The largest form anybody may send, in bytes. The longest field (a message) is far below; 1 MB in one field is refused. The page that
/// says so names it, and what it is in Japanese letters of nine bytes each.
pub const FORM_LIMIT: usize = 128 * 1024;

/// Up to so many bytes a form that is too long is read to its end, so that the answer arrives.
const HEARD_OUT: usize = 4 * 1024 * 1024;

/// How long a form may take to arrive.
const FORM_PATIENCE: Duration = Duration::from_secs(30);

/// Header by which a server function says that it could not do its work; never leaves this process.
pub const FAILURE: &str = "x-mypage-failure";

/// What a request passes once it is known to come from our own pages. One layer, not three: axum clones and boxes all that
/// lies below a layer, for every request.
pub async fn pass(request: Request, next: Next) -> Response {
    match whole_form(request).await {
        Ok(mut request) => {
            uncompressed_but_for_everybody(&mut request);
            finish_what_was_begun(next.run(request)).await
        }
        Err(status) => status.into_response(),
    }
}

/// Runs the rest in a task of its own: a client that hangs up cannot drop a use case in the middle of a transaction
/// (a cancelled BEGIN of sqlx 0.9 would leave the connection inside it).
async fn finish_what_was_begun(rest: impl Future<Output = Response> + Send + 'static) -> Response {
    match tokio::spawn(rest).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(panicked = error.is_panic(), "a request did not finish");
            (StatusCode::INTERNAL_SERVER_ERROR, [(FAILURE, "internal")]).into_response()
        }
    }
}

/// Keeps pages that belong to one person, or carry a token, from being compressed.
fn uncompressed_but_for_everybody(request: &mut Request) {
    if !path::is_for_everybody(request.uri().path()) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
}

/// Whether a request goes where forms with a file go.
fn brings_file(request: &Request) -> bool {
    [
        path::CHECKUP_UPLOAD,
        path::rules::UPLOAD,
        path::STAFF_EXPENSES_UPLOAD,
    ]
    .contains(&request.uri().path())
}

/// Lets a form through once all of it is here: not too long, not too slow, and of the one kind that forms are.
async fn whole_form(request: Request) -> Result<Request, StatusCode> {
    // Forms with a file have limits of their own.
    if request.method() != Method::POST || brings_file(&request) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let announced = announced(&parts.headers).unwrap_or_default();
    if announced > HEARD_OUT {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let form = tokio::time::timeout(FORM_PATIENCE, read(body))
        .await
        .map_err(|_| StatusCode::REQUEST_TIMEOUT)??;
    if announced > FORM_LIMIT {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    if !form.is_empty() && !is_urlencoded(&parts.headers) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    Ok(Request::from_parts(parts, Body::from(form)))
}

/// A form's bytes. One that is too long is read to its end and forgotten: a browser that is cut off while it sends shows an error of
/// its own and never our page.
async fn read(mut body: Body) -> Result<Vec<u8>, StatusCode> {
    let (mut form, mut heard) = (Vec::new(), 0_usize);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        let Ok(piece) = frame.into_data() else {
            continue;
        };
        heard = heard.saturating_add(piece.len());
        if heard > HEARD_OUT {
            break;
        }
        if heard <= FORM_LIMIT {
            form.extend_from_slice(&piece);
        }
    }
    if heard > FORM_LIMIT {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(form)
}

/// How long the form is by its own account, in bytes: one far too long is not even waited for.
fn announced(headers: &HeaderMap) -> Option<usize> {
    let length = headers.get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

fn is_urlencoded(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
}

/// Reads who asks, and turns every failure into a page in the person's language with the right status.
pub async fn explain(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST && request.uri().path().starts_with("/api/");
    let sent = match is_form {
        false => Sent::Nothing,
        true if brings_file(&request) => Sent::File,
        true => Sent::Form,
    };
    let context = context::read(&state, &mut request);
    let response = next.run(request).await;
    let Some(kind) = failure::of(&response, sent) else {
        return if is_form {
            see_other(response)
        } else {
            response
        };
    };
    failure::page(kind, context)
}

/// A form's answer: whatever redirect Leptos chose becomes 303, so that reloading never posts twice.
fn see_other(mut response: Response) -> Response {
    if response.status() == StatusCode::FOUND {
        *response.status_mut() = StatusCode::SEE_OTHER;
    }
    response
}

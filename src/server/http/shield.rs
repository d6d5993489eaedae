//! What stands between the network and the pages: requests from other sites, bodies that are too large, panics,
//! clients that hang up, and server functions that failed. Each ends in a calm page, never in a blank or a stack trace.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::failure;
use crate::{server::state::AppState, web::path};

/// The largest form anybody may send, in bytes. The longest field (a message) is far below; 1 MB in one field is refused.
pub const FORM_LIMIT: usize = 128 * 1024;

/// How long a form may take to arrive.
const FORM_PATIENCE: Duration = Duration::from_secs(30);

/// Header by which a server function says that it could not do its work; never leaves this process.
pub const FAILURE: &str = "x-mypage-failure";

/// Runs the rest in a task of its own: a client that hangs up cannot drop a use case in the middle of a transaction
/// (a cancelled BEGIN of sqlx 0.9 would leave the connection inside it).
pub async fn finish_what_was_begun(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(panicked = error.is_panic(), "a request did not finish");
            (StatusCode::INTERNAL_SERVER_ERROR, [(FAILURE, "internal")]).into_response()
        }
    }
}

/// Keeps pages that belong to one person, or carry a token, from being compressed.
pub async fn uncompressed_but_for_everybody(mut request: Request, next: Next) -> Response {
    if !path::is_for_everybody(request.uri().path()) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    next.run(request).await
}

/// Lets a form through once all of it is here: not too long, not too slow, and of the one kind that forms are.
pub async fn whole_form(request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let form = match tokio::time::timeout(FORM_PATIENCE, to_bytes(body, FORM_LIMIT)).await {
        Ok(Ok(form)) => form,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    if !form.is_empty() && !is_urlencoded(&parts.headers) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    next.run(Request::from_parts(parts, Body::from(form))).await
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

/// Turns every failure into a page in the person's language with the right status.
pub async fn explain(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_form = request.method() == Method::POST && request.uri().path().starts_with("/api/");
    let context = failure::context_of(&state, &request);
    let response = next.run(request).await;
    let Some(kind) = failure::of(&response, is_form) else {
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

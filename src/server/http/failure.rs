//! The pages for what went wrong: unreadable, too large, from another site, busy, unexpected.

use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

use super::{context::policy, shield::FAILURE};
use crate::{
    server::error::Error,
    web::{page::PageContext, path, shell::failure_document, words::error::FailureKind},
};

/// What a request brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It only asked.
    Nothing,
    /// A form.
    Form,
    /// A form with a file.
    File,
}

/// Whether the answer is a failure that needs a page, and which; `sent` is what the request brought.
pub fn of(response: &Response, sent: Sent) -> Option<FailureKind> {
    let is_form = sent != Sent::Nothing;
    if let Some(value) = response.headers().get(FAILURE) {
        return Some(match value.as_bytes() {
            b"busy" => FailureKind::Busy,
            b"forbidden" => FailureKind::Forbidden,
            _ => FailureKind::Internal,
        });
    }
    match response.status() {
        StatusCode::FORBIDDEN => Some(FailureKind::OtherSite),
        StatusCode::PAYLOAD_TOO_LARGE if sent == Sent::File => Some(FailureKind::FileTooLarge),
        StatusCode::PAYLOAD_TOO_LARGE => Some(FailureKind::TooLarge),
        StatusCode::REQUEST_TIMEOUT => Some(FailureKind::Slow),
        StatusCode::METHOD_NOT_ALLOWED | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Some(FailureKind::Unreadable)
        }
        StatusCode::INTERNAL_SERVER_ERROR if !is_form => Some(FailureKind::Internal),
        _ if is_form => form_failure(response),
        _ => None,
    }
}

/// A form whose body Leptos could not read comes back as an error status, or as a redirect that names the error.
fn form_failure(response: &Response) -> Option<FailureKind> {
    let names_error = response
        .headers()
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|location| location.contains("__err="));
    let status = response.status();
    (names_error || status.is_client_error() || status.is_server_error())
        .then_some(FailureKind::Unreadable)
}

/// What went wrong with a file asked for from the page `here`: nobody is signed in (the way leads to the login, and back), busy,
/// unexpected.
pub fn of_file(error: &Error, here: &str) -> Response {
    let mark = match error {
        Error::SignedOut => return Redirect::to(&path::login_then(here)).into_response(),
        Error::SecondStep => {
            return Redirect::to(&path::expenses_verify(Some(here))).into_response();
        }
        Error::Elsewhere(to) => return Redirect::to(to).into_response(),
        Error::Staff(gate) => {
            return Redirect::to(&path::staff_gate(Some(*gate), Some(here))).into_response();
        }
        Error::Forbidden => "forbidden",
        Error::Busy => "busy",
        Error::Database(error) => {
            tracing::error!(%error, "a file was not read or made");
            "internal"
        }
    };
    (StatusCode::INTERNAL_SERVER_ERROR, [(FAILURE, mark)]).into_response()
}

/// The page, with its status; a busy server also says when to come back.
pub fn page(kind: FailureKind, context: Arc<PageContext>) -> Response {
    let status = match kind {
        FailureKind::NotFound => StatusCode::NOT_FOUND,
        FailureKind::Unreadable => StatusCode::BAD_REQUEST,
        FailureKind::TooLarge | FailureKind::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        FailureKind::OtherSite | FailureKind::Forbidden => StatusCode::FORBIDDEN,
        FailureKind::Slow => StatusCode::REQUEST_TIMEOUT,
        FailureKind::Busy => StatusCode::SERVICE_UNAVAILABLE,
        FailureKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let policy = policy(&context);
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(context);
        failure_document(kind).to_html()
    });
    let mut response = (status, Html(html)).into_response();
    if let Some(policy) = policy {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if matches!(kind, FailureKind::Busy) {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

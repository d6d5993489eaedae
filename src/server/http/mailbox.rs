//! `/dev/mailbox`: what a demo's mails say. Outside a demo these routes do not exist.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use chrono::DateTime;
use leptos::prelude::*;

use super::{context::policy, headers::CROSS_ORIGIN_OPENER_POLICY};
use crate::{
    server::{
        clock::japan,
        mail::{read::Letter, transport::Folder},
        state::AppState,
    },
    web::{
        mailbox::{
            Entry, MailboxLetter, MailboxLetterProps, MailboxList, MailboxListProps, Opened,
        },
        page::PageContext,
        path,
        shell::document_of,
        words::{Lang, mailbox::mailbox, ui::document_title},
    },
};

/// What the HTML part of a mail may do: wear its own styles.
const MAIL_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Most mails in the list.
const LISTED: usize = 200;

/// The mailbox's pages; to be merged only into a demo's router.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(path::MAILBOX, get(list))
        .route(&format!("{}/{{id}}", path::MAILBOX), get(show))
        .route(&path::mailbox_html_route(), get(show_html))
}

async fn list(
    State(state): State<AppState>,
    Extension(context): Extension<Arc<PageContext>>,
) -> Response {
    let folder = Folder::new(&state.settings.data_dir);
    let entries = blocking(move || {
        let ids = folder.list().unwrap_or_default();
        ids.into_iter()
            .take(LISTED)
            .filter_map(|id| {
                let letter = Letter::read(&folder.read(id).ok()??)?;
                Some(Entry {
                    id,
                    at: moment(&letter.date),
                    subject: letter.subject,
                    to: letter.to,
                })
            })
            .collect()
    })
    .await;
    let title = mailbox(Lang::Ja).title.to_owned();
    let view = move || MailboxList(MailboxListProps { entries }).into_any();
    page(StatusCode::OK, context, title, view)
}

async fn show(
    State(state): State<AppState>,
    Extension(context): Extension<Arc<PageContext>>,
    Path(id): Path<i64>,
) -> Response {
    let folder = Folder::new(&state.settings.data_dir);
    let letter: Option<Opened> = blocking(move || {
        let letter = Letter::read(&folder.read(id).ok()??)?;
        Some(Opened {
            id,
            at: moment(&letter.date),
            subject: letter.subject,
            from: letter.from,
            to: letter.to,
            text: letter.text,
        })
    })
    .await;
    let (status, title) = match &letter {
        Some(letter) => (StatusCode::OK, letter.subject.clone()),
        None => (StatusCode::NOT_FOUND, mailbox(Lang::Ja).missing.to_owned()),
    };
    let view = move || MailboxLetter(MailboxLetterProps { letter }).into_any();
    page(status, context, title, view)
}

/// The HTML part as it would stand in a mail program: no script, no form, nothing loaded, and no access to this site.
async fn show_html(State(state): State<AppState>, Path(id): Path<i64>) -> Response {
    let folder = Folder::new(&state.settings.data_dir);
    let html: Option<String> =
        blocking(move || Some(Letter::read(&folder.read(id).ok()??)?.html)).await;
    let Some(html) = html else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, MAIL_POLICY),
        // browsers refuse to show a sandboxed page that asks for a window group of its own
        (CROSS_ORIGIN_OPENER_POLICY, "unsafe-none"),
    ];
    (headers, Html(html)).into_response()
}

/// When a mail was written, in Japan's time; what cannot be read stays as it stands in the mail.
fn moment(date: &str) -> String {
    DateTime::parse_from_rfc2822(date).map_or_else(
        |_| date.to_owned(),
        |at| {
            japan(at.timestamp_millis())
                .format("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

/// Reads files without holding up the async threads; a reader that dies found nothing.
async fn blocking<T: Default + Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(read).await.unwrap_or_default()
}

fn page(
    status: StatusCode,
    context: Arc<PageContext>,
    title: String,
    view: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    let policy = policy(&context);
    let owner = Owner::new();
    let html = owner.with(|| {
        let title = document_title(Lang::Ja, &title, &context.society.name, false);
        provide_context(context);
        document_of(title, view).to_html()
    });
    let mut response = (status, Html(html)).into_response();
    if let Some(policy) = policy {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

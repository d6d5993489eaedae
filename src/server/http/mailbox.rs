//! `/dev/mailbox`: what a demo's mails say. Outside a demo these routes do not exist.

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;

use super::context::policy;
use crate::{
    server::{
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

/// Most mails in the list.
const LISTED: usize = 200;

/// The mailbox's pages; to be merged only into a demo's router.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(path::MAILBOX, get(list))
        .route(&format!("{}/{{id}}", path::MAILBOX), get(show))
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
                    subject: letter.subject,
                    to: letter.to,
                    date: letter.date,
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
            subject: letter.subject,
            from: letter.from,
            to: letter.to,
            date: letter.date,
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

//! `/dev/mailbox`: what a demo's mails say. Outside a demo these routes do not exist.

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;

use super::{failure::context_of, headers::content_security_policy};
use crate::{
    server::{
        link::page_nonce,
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

async fn list(State(state): State<AppState>, request: Request) -> Response {
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
    page(StatusCode::OK, context_of(&state, &request), title, view)
}

async fn show(State(state): State<AppState>, Path(id): Path<i64>, request: Request) -> Response {
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
    page(status, context_of(&state, &request), title, view)
}

/// Reads files without holding up the async threads; a reader that dies found nothing.
async fn blocking<T: Default + Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(read).await.unwrap_or_default()
}

fn page(
    status: StatusCode,
    context: PageContext,
    title: String,
    view: impl FnOnce() -> AnyView + Send + 'static,
) -> Response {
    let nonce = page_nonce();
    let policy = content_security_policy(&nonce);
    let owner = Owner::new();
    let html = owner.with(|| {
        let title = document_title(Lang::Ja, &title, &context.society.name, false);
        provide_context(PageContext { nonce, ..context });
        document_of(title, view).to_html()
    });
    let mut response = (status, Html(html)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

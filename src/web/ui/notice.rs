//! Something to know before going on.

use leptos::prelude::*;

use super::at_once;

/// What sort of news it is. Colour follows; the title says it in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// Something was done.
    Success,
    /// Something to mind.
    Warning,
    /// Something did not work.
    Danger,
}

/// A framed message; children are its text.
#[component]
pub fn Notice(
    /// What sort of news.
    #[prop(optional)]
    kind: NoticeKind,
    /// The news in one line.
    #[prop(optional, into)]
    title: Option<String>,
    /// Read out by itself when the page opens (an answer to what the person just did).
    #[prop(optional)]
    announce: bool,
    /// The text.
    children: Children,
) -> impl IntoView {
    let code = match kind {
        NoticeKind::Info => None,
        NoticeKind::Success => Some("success"),
        NoticeKind::Warning => Some("warning"),
        NoticeKind::Danger => Some("danger"),
    };
    at_once(view! {
        <div class="notice" data-kind=code role=announce.then_some("status")>
            {title.map(|title| view! { <p class="notice__title">{title}</p> })}
            {children()}
        </div>
    })
}

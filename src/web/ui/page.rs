//! What pages are laid out with: column, title, way back, white sheet.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Notice, NoticeKind, at_once};
use crate::web::{
    page::page,
    words::{Lang, ui},
};

/// The column a page's blocks stand in, evenly spaced.
#[component]
pub fn PageBody(
    /// Wide, for pages of cards and tables; else as wide as text reads well.
    #[prop(optional)]
    wide: bool,
    /// The blocks.
    children: Children,
) -> impl IntoView {
    at_once(view! {
        <div class="wrap" data-width=wide.then_some("wide")>
            <div class="stack">{page().no_cookies.then(no_cookies)} {children()}</div>
        </div>
    })
}

/// Why the form came back empty.
fn no_cookies() -> impl IntoView {
    let [title, text] = ui::ui(Lang::Ja).no_cookies;
    view! {
        <Notice kind=NoticeKind::Danger title announce=true>
            <p>{text}</p>
        </Notice>
    }
}

/// The page's heading and, from the same words, the document's title. Children: a leading sentence.
#[component]
pub fn PageTitle(
    /// What is to be done or seen here.
    #[prop(into)]
    heading: String,
    /// The procedure it belongs to, above the heading.
    #[prop(optional, into)]
    caption: Option<String>,
    /// Whether the form below has errors: the document's title then begins with 「エラー：」.
    #[prop(optional)]
    has_error: bool,
    /// A leading sentence.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = ui::document_title(Lang::Ja, &heading, &page().society.name, has_error);
    at_once(view! {
        <Title text=title/>
        <div class="page-title">
            <h1>
                {caption.map(|caption| view! { <span class="page-title__caption">{caption}</span> })}
                {heading}
            </h1>
            {children.map(|children| view! { <div class="page-title__lead">{children()}</div> })}
        </div>
    })
}

/// The way back, above title and error summary.
#[component]
pub fn BackLink(
    /// Where back is.
    #[prop(into)]
    href: String,
    /// Other words than 戻る.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let label = label.unwrap_or_else(|| ui::ui(Lang::Ja).back.to_owned());
    at_once(view! {
        <a class="back-link" href=href>
            {label}
        </a>
    })
}

/// A white sheet holding one block of content, evenly spaced.
#[component]
pub fn Sheet(
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    at_once(view! { <div class="sheet stack">{children()}</div> })
}

/// The domain that mails come from, to be let through by mail filters.
#[component]
pub fn SenderDomain() -> impl IntoView {
    at_once(view! {
        <p>
            {ui::ui(Lang::Ja).sender_domain} <strong>{page().sender_domain.clone()}</strong>
        </p>
    })
}

//! A line that opens to an explanation (どこに書いてありますか).

use leptos::prelude::*;

use super::at_once;

/// Closed at first, opens without scripts; children are the explanation.
#[component]
pub fn Disclosure(
    /// The line one presses.
    #[prop(into)]
    summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// What the line is about, read out after it where several on a page say the same.
    #[prop(optional, into)]
    about: Option<String>,
    /// The explanation.
    children: Children,
) -> impl IntoView {
    at_once(view! {
        <details class="disclosure" open=open>
            <summary class="disclosure__summary">
                {summary}
                {about.map(|about| view! { <span class="visually-hidden">{about}</span> })}
            </summary>
            <div class="disclosure__body">{children()}</div>
        </details>
    })
}

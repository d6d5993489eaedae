//! A line that opens to an explanation (どこに書いてありますか).

use leptos::prelude::*;

/// Closed at first, opens without scripts; children are the explanation.
#[component]
pub fn Disclosure(
    /// The line one presses.
    #[prop(into)]
    summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// The explanation.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary class="disclosure__summary">{summary}</summary>
            <div class="disclosure__body">{children()}</div>
        </details>
    }
}

//! Questions that open to their answers.

use leptos::prelude::*;

use super::at_once;

/// A list of questions; children are [`FaqItem`]s.
#[component]
pub fn Faq(
    /// The questions.
    children: Children,
) -> impl IntoView {
    at_once(view! { <div class="faq">{children()}</div> })
}

/// One question; children are its answer.
#[component]
pub fn FaqItem(
    /// The question; a search may have marked words in it.
    question: AnyView,
    /// Id, so that other pages can link to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Open from the start (found by a search, say).
    #[prop(optional)]
    open: bool,
    /// The answer.
    children: Children,
) -> impl IntoView {
    at_once(view! {
        <details class="faq__item" id=id open=open>
            <summary class="faq__question">
                <span>{question}</span>
            </summary>
            <div class="faq__answer">{children()}</div>
        </details>
    })
}

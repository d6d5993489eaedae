//! The product's mark: two leaves that make a heart, in the society's colour.

use leptos::prelude::*;

use super::at_once;

/// The mark; an ornament, so hidden from screen readers.
#[component]
pub fn Mark() -> impl IntoView {
    at_once(view! {
        <svg class="mark" viewBox="0 0 512 512" aria-hidden="true">
            <rect class="mark__ground" width="512" height="512" rx="112"></rect>
            <path
                class="mark__leaf"
                d="M249 411C132 352 72 273 81 177c4-39 30-69 69-76 58 34 101 97 99 310z"
            ></path>
            <path
                class="mark__leaf"
                d="M263 411c117-59 177-138 168-234-4-39-30-69-69-76-58 34-101 97-99 310z"
            ></path>
        </svg>
    })
}

//! A telephone number that can be called.

use leptos::prelude::*;

use super::at_once;

/// A number as it is written, never broken across lines; a tap calls it.
#[component]
pub fn PhoneLink(
    /// The number, with its hyphens.
    #[prop(into)]
    number: String,
) -> impl IntoView {
    let dialled: String = number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    at_once(view! {
        <a class="phone-link" href=["tel:", &dialled].concat()>
            {number}
        </a>
    })
}

//! Links below one another, each tall enough for a finger.

use leptos::prelude::*;

use super::at_once;

/// A list of links; children are [`LinkItem`]s.
#[component]
pub fn LinkList(
    /// The links.
    children: Children,
) -> impl IntoView {
    at_once(view! { <ul class="link-list">{children()}</ul> })
}

/// One link of the list.
#[component]
pub fn LinkItem(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What is there.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    at_once(view! {
        <li>
            <a class="link-list__link" href=href>
                {label}
            </a>
        </li>
    })
}

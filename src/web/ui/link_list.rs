//! Links below one another, each tall enough for a finger.

use leptos::prelude::*;

/// A list of links; children are [`LinkItem`]s.
#[component]
pub fn LinkList(
    /// The links.
    children: Children,
) -> impl IntoView {
    view! { <ul class="link-list">{children()}</ul> }
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
    view! {
        <li>
            <a class="link-list__link" href=href>
                {label}
            </a>
        </li>
    }
}

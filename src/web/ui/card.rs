//! Cards: places to go, each with a sentence about it.

use leptos::prelude::*;

use super::at_once;

/// The grid of cards; children are [`Card`]s.
#[component]
pub fn CardGrid(
    /// The cards.
    children: Children,
) -> impl IntoView {
    at_once(view! { <ul class="card-grid">{children()}</ul> })
}

/// One place to go; the whole card can be tapped.
#[component]
pub fn Card(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What is there.
    #[prop(into)]
    title: String,
    /// One sentence about it.
    #[prop(optional, into)]
    text: Option<String>,
) -> impl IntoView {
    at_once(view! {
        <li>
            <div class="card">
                <h3 class="card__title">
                    <a class="card__link" href=href>
                        {title}
                    </a>
                </h3>
                {text.map(|text| view! { <p class="card__text">{text}</p> })}
            </div>
        </li>
    })
}

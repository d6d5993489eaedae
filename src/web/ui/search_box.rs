//! One line to search with.

use leptos::prelude::*;

use super::at_once;
use crate::web::words::{Lang, ui};

/// A form that asks by GET, so that a search can be bookmarked and needs no script.
#[component]
pub fn SearchBox(
    /// Page that shows what is found.
    #[prop(into)]
    action: String,
    /// Name of the query in the address.
    #[prop(into)]
    name: String,
    /// What can be searched, in words.
    #[prop(into)]
    label: String,
    /// What was searched before.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    at_once(view! {
        <form class="search-box" method="get" action=action role="search">
            <input class="field__input search-box__input" type="search" name=name value=value aria-label=label/>
            <button class="button" type="submit">
                {ui::ui(Lang::Ja).search}
            </button>
        </form>
    })
}

//! Pieces that several pages of the desk have.

use leptos::prelude::*;

use crate::web::{
    page::page,
    path,
    words::{
        Lang,
        staff_expense::{expenses, family::family},
    },
};

/// The way between the desk's pages, for whoever may work there.
#[component]
pub(super) fn ExpensesTop() -> impl IntoView {
    let here = page().here.clone();
    let here = here.split('?').next().unwrap_or_default().to_owned();
    let others = [path::STAFF_EXPENSES_FAMILY];
    let links = [
        (path::STAFF_EXPENSES, expenses(Lang::Ja).batches),
        (path::STAFF_EXPENSES_FAMILY, family(Lang::Ja).heading),
    ]
    .map(|(href, label)| {
        let below = here.starts_with(href);
        let elsewhere =
            href == path::STAFF_EXPENSES && others.iter().any(|it| here.starts_with(it));
        let current = (below && !elsewhere).then_some("page");
        view! { <a href=href aria-current=current>{label}</a> }
    })
    .collect_view();
    view! {
        <nav class="cluster rules__nav" aria-label=expenses(Lang::Ja).navigation>
            {links}
        </nav>
    }
}

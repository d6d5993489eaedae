//! Pieces that several pages of the desk have.

use leptos::prelude::*;

use crate::{
    domain::{expense::batch::BatchState, field::Field},
    web::{
        page::page,
        path,
        problems::Problems,
        ui::{Notice, NoticeKind, TextField, Width},
        words::{
            Lang,
            expense_import::state,
            staff_expense::{
                batches::batches, earlier::earlier, expenses, family::family, paper::paper,
            },
        },
    },
};

/// The way between the desk's pages, for whoever may work there.
#[component]
pub(super) fn ExpensesTop() -> impl IntoView {
    let here = page().here.clone();
    let here = here.split('?').next().unwrap_or_default().to_owned();
    let ways = [
        (path::STAFF_EXPENSES, batches(Lang::Ja).heading),
        (path::STAFF_EXPENSES_PAPER, paper(Lang::Ja).heading),
        (path::STAFF_EXPENSES_FAMILY, family(Lang::Ja).heading),
        (path::STAFF_EXPENSES_EARLIER, earlier(Lang::Ja).heading),
    ];
    // of two that lead here the longer one: every page is below the first
    let nearest = ways
        .map(|(href, _)| href)
        .into_iter()
        .filter(|href| here.starts_with(href))
        .max_by_key(|href| href.len());
    let links = ways
        .map(|(href, label)| {
            let current = (nearest == Some(href)).then_some("page");
            view! { <a href=href aria-current=current>{label}</a> }
        })
        .collect_view();
    view! {
        <nav class="cluster rules__nav" aria-label=expenses(Lang::Ja).navigation>
            {links}
        </nav>
    }
}

/// A short field of a form about somebody's numbers.
pub(super) fn short_field<F: Field>(
    field: F,
    label: &'static str,
    value: String,
    problems: &Problems<F>,
) -> impl IntoView + use<F> {
    view! {
        <TextField
            id=field.name()
            name=format!("form[{}]", field.name())
            label
            value
            error=problems.of(field)
            autocomplete="off"
            width=Width::Medium
        />
    }
}

/// What came of the last press.
pub(super) fn told(kind: NoticeKind, text: &'static str) -> impl IntoView {
    view! { <Notice kind announce=true><p>{text}</p></Notice> }
}

/// A state, told apart by words and not by colour alone.
pub(super) fn state_mark(of: BatchState) -> impl IntoView {
    view! { <span class="state" data-state=of.code()>{state(Lang::Ja, of)}</span> }
}

/// A second line under a cell's first.
pub(super) fn detail(text: impl Into<String>) -> impl IntoView {
    let text = text.into();
    view! { <span class="desk-bookings__detail">{text}</span> }
}

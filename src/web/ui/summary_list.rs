//! Answers to check before they are sent.

use leptos::prelude::*;

use super::at_once;
use crate::web::words::{Lang, ui};

/// The list; children are [`SummaryRow`]s.
#[component]
pub fn SummaryList(
    /// The rows.
    children: Children,
) -> impl IntoView {
    at_once(view! { <dl class="summary-list">{children()}</dl> })
}

/// One question and its answer. Children, where given, are the answer in place of `value`.
#[component]
pub fn SummaryRow(
    /// The question.
    #[prop(into)]
    label: String,
    /// The answer.
    #[prop(optional, into)]
    value: String,
    /// Where it can be changed.
    #[prop(optional, into)]
    change: Option<String>,
    /// An answer with structure (a list).
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = ui::ui(Lang::Ja);
    let what = label.clone();
    at_once(view! {
        <div class="summary-list__row">
            <dt class="summary-list__key">{label}</dt>
            <dd class="summary-list__value">
                {match children {
                    Some(children) => children().into_any(),
                    None => value.into_any(),
                }}
            </dd>
            {change
                .map(|href| {
                    view! {
                        <dd class="summary-list__action">
                            <a class="summary-list__link" href=href>
                                {words.change}
                                <span class="visually-hidden">" "{what}</span>
                            </a>
                        </dd>
                    }
                })}
        </div>
    })
}

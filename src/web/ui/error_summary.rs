//! All errors of a form in one place, above the page's title.

use leptos::prelude::*;

use super::{Lasting, at_once, lasting};
use crate::web::words::{Lang, ui};

/// What is wrong at one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Id of the control.
    pub id: String,
    /// What to do, the same words as at the field.
    pub text: String,
}

/// The summary; takes focus when the page opens. Without problems it stays hidden, for an island to fill its list.
#[component]
pub fn ErrorSummary(
    /// The problems in the order of the fields.
    problems: Vec<FieldProblem>,
) -> impl IntoView {
    static NONE: Lasting = Lasting::new();
    if problems.is_empty() {
        lasting(&NONE, || summary(&[]))
    } else {
        at_once(summary(&problems))
    }
}

fn summary(problems: &[FieldProblem]) -> impl IntoView + use<> {
    let words = ui::ui(Lang::Ja);
    let items = problems
        .iter()
        .map(|problem| {
            view! {
                <li>
                    <a class="error-summary__link" href=format!("#{}", problem.id)>
                        {problem.text.clone()}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div
            class="error-summary"
            id="error-summary"
            role="alert"
            tabindex="-1"
            data-error-summary=""
            aria-labelledby="error-summary-title"
            hidden=problems.is_empty()
        >
            <h2 class="error-summary__title" id="error-summary-title">
                {words.problems}
            </h2>
            <ul class="error-summary__list">{items}</ul>
        </div>
    }
}

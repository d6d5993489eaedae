//! Which step of a procedure this is. It links nowhere: the way back is the back link's.

use leptos::prelude::*;

use super::at_once;
use crate::web::words::{Lang, ui};

/// 手順 2／4 with the steps' names.
#[component]
pub fn StepNav(
    /// Names of all steps, in order.
    steps: &'static [&'static str],
    /// The step one is at, counted from 1.
    current: usize,
) -> impl IntoView {
    let items = steps
        .iter()
        .zip(1..)
        .map(|(name, number)| {
            view! {
                <li
                    class="step-nav__step"
                    data-state=(number < current).then_some("done")
                    aria-current=(number == current).then_some("step")
                >
                    <span class="step-nav__name">{*name}</span>
                </li>
            }
        })
        .collect_view();
    let name = steps.get(current.saturating_sub(1)).copied();
    at_once(view! {
        <div class="step-nav">
            <p class="step-nav__text">
                {ui::step(Lang::Ja, current, steps.len())}
                " "
                <span class="step-nav__now">{name}</span>
            </p>
            <ol class="step-nav__list">{items}</ol>
        </div>
    })
}

//! Where a mail is on its way.

use leptos::prelude::*;

use super::at_once;

/// How far one step of the way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Under way.
    Current,
    /// Not yet.
    Waiting,
    /// Ended here (断られた).
    Failed,
}

/// One step of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailStep {
    /// How far it is.
    pub state: StepState,
    /// What the step is, saying its state in words too.
    pub name: String,
    /// When, why.
    pub text: Option<String>,
}

/// The steps in order.
#[component]
pub fn MailStatus(
    /// The steps.
    steps: Vec<MailStep>,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|step| {
            let state = match step.state {
                StepState::Done => "done",
                StepState::Current => "current",
                StepState::Waiting => "waiting",
                StepState::Failed => "failed",
            };
            view! {
                <li
                    class="mail-status__step"
                    data-state=state
                    aria-current=(step.state == StepState::Current).then_some("step")
                >
                    <p class="mail-status__name">{step.name}</p>
                    {step.text.map(|text| view! { <p class="mail-status__text">{text}</p> })}
                </li>
            }
        })
        .collect_view();
    at_once(view! { <ol class="mail-status">{steps}</ol> })
}

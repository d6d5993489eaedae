//! The code of six digits from a mail.

use leptos::prelude::*;

use super::{
    at_once,
    field::{described_by, error_line, hint_line, label_line},
};

/// One input for the whole code, so that pasting and the phone's own filling-in work.
#[component]
pub fn CodeField(
    /// Id of the input; its error is at `{id}-error`.
    #[prop(into)]
    id: String,
    /// Name in the form where it differs from `id`.
    #[prop(optional, into)]
    name: Option<String>,
    /// The question.
    #[prop(into)]
    label: String,
    /// Where the code is found.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it, if anything.
    #[prop(default = None)]
    error: Option<String>,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    let invalid = error.is_some();
    at_once(view! {
        <div class="field" data-invalid=invalid.then_some("")>
            {label_line(id.clone(), label, true)}
            {hint_line(&id, hint)}
            {error_line(&id, error)}
            <input
                class="field__input code-field__input"
                id=id.clone()
                name=name.unwrap_or(id)
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                aria-invalid=invalid.then_some("true")
                aria-describedby=described
            />
        </div>
    })
}

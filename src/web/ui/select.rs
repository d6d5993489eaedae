//! One question with a list of answers that opens.

use leptos::prelude::*;

use super::{
    at_once,
    field::{described_by, error_line, label_line},
};

/// A question answered by choosing from a list; at first nothing is chosen.
#[component]
pub fn SelectField(
    /// Id of the control; its error is at `{id}-error`.
    #[prop(into)]
    id: String,
    /// Name in the form where it differs from `id`.
    #[prop(optional, into)]
    name: Option<String>,
    /// The question.
    #[prop(into)]
    label: String,
    /// The line that is no answer yet.
    #[prop(into)]
    none: String,
    /// Codes and words of the answers.
    options: Vec<(&'static str, &'static str)>,
    /// Code of what was chosen before.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with it, if anything.
    #[prop(default = None)]
    error: Option<String>,
) -> impl IntoView {
    let described = described_by(&id, false);
    let invalid = error.is_some();
    let options = options
        .into_iter()
        .map(|(code, words)| {
            view! {
                <option value=code selected=code == value>
                    {words}
                </option>
            }
        })
        .collect_view();
    at_once(view! {
        <div class="field" data-invalid=invalid.then_some("")>
            {label_line(id.clone(), label, true)}
            {error_line(&id, error)}
            <select
                class="field__input"
                id=id.clone()
                name=name.unwrap_or(id)
                aria-invalid=invalid.then_some("true")
                aria-describedby=described
            >
                <option value="">{none}</option>
                {options}
            </select>
        </div>
    })
}

/// A question answered by choosing from a list that is only known when the page is made, of which nothing can be wrong.
#[component]
pub fn Choice(
    /// Id of the control.
    id: &'static str,
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    label: &'static str,
    /// What helps to answer.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// The line that stands for no choice; without it there is always one.
    #[prop(default = None)]
    none: Option<&'static str>,
    /// Codes and words of the answers.
    options: Vec<(String, String)>,
    /// Code of what was chosen before.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let hint_id = hint.map(|_| format!("{id}-hint"));
    let options = options
        .into_iter()
        .map(|(code, words)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{words}</option> }
        })
        .collect_view();
    at_once(view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id.clone()>{hint}</p> })}
            <select class="field__input" id=id name=name aria-describedby=hint_id>
                {none.map(|none| view! { <option value="">{none}</option> })}
                {options}
            </select>
        </div>
    })
}

//! Tick boxes and radio buttons whose whole card can be tapped.

use leptos::prelude::*;

use super::{at_once, field::error_line};

/// A group of boxes under one question; children are [`CheckboxCard`]s or [`RadioCard`]s.
#[component]
pub fn CheckboxList(
    /// The question, read out with the group and not shown (the page's heading says it).
    #[prop(into)]
    legend: String,
    /// Id of the group, for the error summary's link.
    #[prop(into)]
    id: String,
    /// What is wrong with the choice, if anything.
    #[prop(default = None)]
    error: Option<String>,
    /// The boxes.
    children: Children,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    at_once(view! {
        <fieldset id=id.clone() tabindex="-1" aria-describedby=error_id>
            <legend class="visually-hidden">{legend}</legend>
            {error_line(&id, error)}
            <div class="checkbox__list">{children()}</div>
        </fieldset>
    })
}

/// One box to tick.
#[component]
pub fn CheckboxCard(
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// Id of the box where something links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Value sent when ticked.
    #[prop(into)]
    value: String,
    /// What is ticked.
    #[prop(into)]
    label: String,
    /// Description, frequency.
    #[prop(optional, into)]
    text: Option<String>,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Whether it cannot be changed; what is shown ticked then is not sent.
    #[prop(optional)]
    disabled: bool,
    /// What is wrong, if anything (a box that must be ticked).
    #[prop(default = None)]
    error: Option<String>,
) -> impl IntoView {
    let kind = "checkbox";
    choice(Choice {
        kind,
        name,
        id,
        value,
        label,
        text,
        checked,
        disabled,
        error,
    })
}

/// One of several answers.
#[component]
pub fn RadioCard(
    /// Name in the form, the same for all answers.
    #[prop(into)]
    name: String,
    /// Id of the button where something links to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Value sent when chosen.
    #[prop(into)]
    value: String,
    /// The answer.
    #[prop(into)]
    label: String,
    /// More about it.
    #[prop(optional, into)]
    text: Option<String>,
    /// Whether it is chosen at first.
    #[prop(optional)]
    checked: bool,
) -> impl IntoView {
    let (kind, disabled, error) = ("radio", false, None);
    choice(Choice {
        kind,
        name,
        id,
        value,
        label,
        text,
        checked,
        disabled,
        error,
    })
}

struct Choice {
    kind: &'static str,
    name: String,
    id: Option<String>,
    value: String,
    label: String,
    text: Option<String>,
    checked: bool,
    disabled: bool,
    error: Option<String>,
}

fn choice(it: Choice) -> impl IntoView {
    let error_id = it.id.as_ref().map(|id| format!("{id}-error"));
    at_once(view! {
        <div>
            {it.id.as_deref().map(|id| error_line(id, it.error.clone()))}
            <label class="checkbox">
                <input
                    class="checkbox__input"
                    type=it.kind
                    id=it.id.clone()
                    name=it.name
                    value=it.value
                    checked=it.checked
                    disabled=it.disabled
                    aria-invalid=it.error.is_some().then_some("true")
                    aria-describedby=error_id
                />
                <span>
                    <span class="checkbox__name">{it.label}</span>
                    {it.text.map(|text| view! { <span class="checkbox__text">{text}</span> })}
                </span>
            </label>
        </div>
    })
}

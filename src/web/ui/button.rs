//! Buttons, and links that look like one.

use leptos::prelude::*;

use super::at_once;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on this page.
    #[default]
    Primary,
    /// The red 「登録画面」 of the entrance, and nothing else.
    Red,
    /// Another way to go on.
    Secondary,
    /// Looks like a link; for what is rarely wanted.
    Quiet,
    /// Takes something away for good (退会).
    Danger,
}

impl ButtonKind {
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Primary => None,
            Self::Red => Some("red"),
            Self::Secondary => Some("secondary"),
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
        }
    }
}

/// A button that sends its form.
#[component]
pub fn Button(
    /// What pressing it does, in words.
    #[prop(into)]
    label: String,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Larger, for the act a whole page is for.
    #[prop(optional)]
    large: bool,
    /// Name sent with the form when this button sends it.
    #[prop(optional, into)]
    name: Option<String>,
    /// Value sent under `name`.
    #[prop(optional, into)]
    value: Option<String>,
) -> impl IntoView {
    at_once(view! {
        <button
            class="button"
            type="submit"
            name=name
            value=value
            data-kind=kind.code()
            data-size=large.then_some("large")
        >
            {label}
        </button>
    })
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What is there, in words.
    #[prop(into)]
    label: String,
    /// How much it asks to be followed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Larger, for the act a whole page is for.
    #[prop(optional)]
    large: bool,
    /// What the label is about, read out after it where several links on a page are labelled alike.
    #[prop(optional, into)]
    about: Option<String>,
) -> impl IntoView {
    at_once(view! {
        <a class="button" href=href data-kind=kind.code() data-size=large.then_some("large")>
            {label}
            {about.map(|about| view! { <span class="visually-hidden">{about}</span> })}
        </a>
    })
}

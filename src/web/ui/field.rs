//! One question with a line (or more) of text as its answer.

use leptos::{oco::Oco, prelude::*};

use super::{Lasting, at_once, lasting};
use crate::web::words::{Lang, ui};

/// How long an answer is expected to be; the input is as wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// The whole line.
    #[default]
    Full,
    /// About 16 characters (a date).
    Medium,
    /// About 8 characters (a number).
    Short,
}

impl Width {
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Medium => Some("medium"),
            Self::Short => Some("short"),
        }
    }
}

/// A question answered in one line. Children stand between hint and input (where the answer is printed, say).
#[component]
pub fn TextField(
    /// Id of the input; its error is at `{id}-error`.
    #[prop(into)]
    id: Oco<'static, str>,
    /// Name in the form where it differs from `id`.
    #[prop(optional, into)]
    name: Option<Oco<'static, str>>,
    /// The question.
    #[prop(into)]
    label: Oco<'static, str>,
    /// An example, or how to answer.
    #[prop(optional, into)]
    hint: Option<Oco<'static, str>>,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with it, if anything.
    #[prop(default = None)]
    error: Option<String>,
    /// 必須 (else 任意), in words beside the label.
    #[prop(default = true)]
    required: bool,
    /// `text`, `email`, `tel`, `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The browser's autofill token, or `off`.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone offers.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// How wide the input is.
    #[prop(optional)]
    width: Width,
    /// How the answer was read (読み取り); `Some("")` where an island will fill it in.
    #[prop(optional, into)]
    echo: Option<String>,
    /// More to explain, before the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    let echo_id = [id.as_str(), "-echo"].concat();
    let invalid = error.is_some();
    at_once(view! {
        <div class="field" data-invalid=invalid.then_some("")>
            {label_line(id.clone(), label, required)}
            {hint_line(&id, hint)}
            {children.map(|children| children())}
            {error_line(&id, error)}
            <input
                class="field__input"
                id=id.clone()
                name=name.unwrap_or_else(|| id.clone())
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                autocapitalize="off"
                spellcheck="false"
                data-width=width.code()
                aria-invalid=invalid.then_some("true")
                aria-describedby=described
            />
            // An empty string would become a blank, and the line would no longer be empty to the stylesheet.
            {echo
                .map(|echo| (!echo.is_empty()).then_some(echo))
                .map(|echo| view! { <output class="field__echo" id=echo_id for=id>{echo}</output> })}
        </div>
    })
}

/// A question answered in several lines.
#[component]
pub fn TextAreaField(
    /// Id of the control; its error is at `{id}-error`.
    #[prop(into)]
    id: String,
    /// Name in the form where it differs from `id`.
    #[prop(optional, into)]
    name: Option<String>,
    /// The question.
    #[prop(into)]
    label: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What was typed before.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with it, if anything.
    #[prop(default = None)]
    error: Option<String>,
    /// 必須 (else 任意).
    #[prop(default = true)]
    required: bool,
    /// Lines shown at first.
    #[prop(default = 6)]
    rows: u32,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some());
    let invalid = error.is_some();
    at_once(view! {
        <div class="field" data-invalid=invalid.then_some("")>
            {label_line(id.clone(), label, required)}
            {hint_line(&id, hint)}
            {error_line(&id, error)}
            <textarea
                class="field__input"
                id=id.clone()
                name=name.unwrap_or(id)
                rows=rows
                aria-invalid=invalid.then_some("true")
                aria-describedby=described
            >
                {textarea_text(&value)}
            </textarea>
        </div>
    })
}

/// Text as it has to stand in a `<textarea>`: Leptos escapes nothing there, and a browser drops a first line end.
fn textarea_text(value: &str) -> String {
    let escaped = value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    ["\n", &escaped].concat()
}

/// Short questions beside one another (記号, 番号, 枝番).
#[component]
pub fn FieldGroup(
    /// The fields.
    children: Children,
) -> impl IntoView {
    at_once(view! { <div class="field__group">{children()}</div> })
}

/// The label with 必須 or 任意 as part of it.
pub(super) fn label_line(
    id: impl Into<Oco<'static, str>>,
    label: impl Into<Oco<'static, str>>,
    required: bool,
) -> impl IntoView {
    let (id, label) = (id.into(), label.into());
    view! {
        <label class="field__label" for=id>
            {label}
            " "
            {chip(required)}
        </label>
    }
}

fn chip(required: bool) -> impl IntoView {
    static CHIPS: [Lasting; 2] = [const { Lasting::new() }; 2];
    lasting(&CHIPS[usize::from(required)], || {
        let words = ui::ui(Lang::Ja);
        let (kind, word) = if required {
            ("required", words.required)
        } else {
            ("optional", words.optional)
        };
        view! {
            <span class="chip" data-kind=kind>
                {word}
            </span>
        }
    })
}

/// The hint under the label.
pub(super) fn hint_line<T: Into<Oco<'static, str>>>(
    id: &str,
    hint: Option<T>,
) -> impl IntoView + use<T> {
    let id = [id, "-hint"].concat();
    hint.map(|hint| view! { <p class="field__hint" id=id>{hint.into()}</p> })
}

/// The line for the error: always there, so that a script can fill it; empty (and not shown) without one.
pub(super) fn error_line(id: &str, error: Option<String>) -> impl IntoView + use<> {
    let id = [id, "-error"].concat();
    let text = error.map(|error| ui::error_line(Lang::Ja, &error));
    view! { <p class="field__error" id=id>{text}</p> }
}

/// What describes the input: hint, then error (the order in which they are read out).
pub(super) fn described_by(id: &str, hint: bool) -> String {
    if hint {
        [id, "-hint ", id, "-error"].concat()
    } else {
        [id, "-error"].concat()
    }
}

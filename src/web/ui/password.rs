//! A password: shown on request, with room for a strength meter.

use leptos::{oco::Oco, prelude::*};

use super::{
    at_once,
    field::{described_by, error_line, hint_line, label_line},
};
use crate::web::words::{Lang, ui};

/// A question answered by a password. What was typed never comes back from the server.
/// Children stand below the input: an island's strength meter.
#[component]
pub fn PasswordField(
    /// Id of the input; its error is at `{id}-error`.
    #[prop(into)]
    id: Oco<'static, str>,
    /// Name in the form where it differs from `id`.
    #[prop(optional, into)]
    name: Option<Oco<'static, str>>,
    /// The question.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The rule, in words.
    #[prop(optional, into)]
    hint: Option<Oco<'static, str>>,
    /// What is wrong with it, if anything.
    #[prop(default = None)]
    error: Option<String>,
    /// `new-password` or `current-password`.
    autocomplete: &'static str,
    /// Below the input.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = ui::ui(Lang::Ja);
    let described = described_by(&id, hint.is_some());
    let invalid = error.is_some();
    at_once(view! {
        <div class="field" data-invalid=invalid.then_some("")>
            {label_line(id.clone(), label, true)}
            {hint_line(&id, hint)}
            {error_line(&id, error)}
            <div class="password">
                <input
                    class="field__input password__input"
                    id=id.clone()
                    name=name.unwrap_or_else(|| id.clone())
                    type="password"
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=invalid.then_some("true")
                    aria-describedby=described
                />
                // Without scripts it could do nothing: the page's script takes `hidden` away.
                <button
                    class="password__reveal"
                    type="button"
                    hidden=true
                    data-reveal=id.clone()
                    data-hide=words.hide
                    aria-controls=id
                >
                    {words.show}
                </button>
            </div>
            {children.map(|children| children())}
        </div>
    })
}

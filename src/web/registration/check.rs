//! The island around the first form: how the input is read, as one types; and the same rules the server has, before sending.
//!
//! It wraps what the server rendered and knows only ids: `{field}-echo`, `{field}-error`, the error summary. Without it
//! everything works the same way, one request later. What it finds wrong keeps the form from being sent; nothing is sent by it.
//! What it has to know stands in the form's own attributes: an island with props would bring a JSON reader along.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};

use crate::{
    domain::{
        field::{Field, FieldErrors},
        password::{PasswordPolicy, fold, strength},
        registration::{AccountField, AccountForm, Rules},
    },
    web::{
        dom,
        words::{
            Lang,
            field::{account_error, echo, meter},
            ui::{error_line, title_of_errors},
        },
    },
};

const FIELDS: [AccountField; 7] = [
    AccountField::Symbol,
    AccountField::Number,
    AccountField::Branch,
    AccountField::Kana,
    AccountField::BirthDate,
    AccountField::Password,
    AccountField::Email,
];

/// Watches the form it wraps.
#[island]
pub fn AccountCheck(
    /// The form [`FORM`], with the rules in its attributes.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            on:input=move |event| if !composing(&event) { read(&parse()) }
            on:compositionend=move |_| read(&FieldErrors::new())
            on:keydown=hold_composition
            on:submit=move |event| send(&event, &parse())
        >
            {children()}
        </div>
    }
}

/// Id of the form.
pub const FORM: &str = "account-form";
/// Shortest password.
const MIN_LEN: &str = "data-min-len";
/// 英数混在; absent where the rule does not ask for it.
const MIXED: &str = "data-mixed";
/// Present when a password is kept on the server.
const KEPT: &str = "data-kept";

/// What is wrong with what stands in the form, by the rules that stand in its attributes.
fn parse() -> FieldErrors<AccountField> {
    let form = dom::element(FORM);
    let attribute = |name| form.as_ref().and_then(|form| form.get_attribute(name));
    let rules = Rules {
        policy: PasswordPolicy {
            min_len: attribute(MIN_LEN)
                .and_then(|text| text.parse().ok())
                .unwrap_or_default(),
            letter_and_digit: attribute(MIXED).is_some(),
        },
        today: dom::today(),
        password_kept: attribute(KEPT).is_some(),
    };
    typed().parse(&dom::nfkc, &rules).err().unwrap_or_default()
}

/// What stands in the form.
fn typed() -> AccountForm {
    let value = |field: AccountField| dom::value(field.name());
    AccountForm {
        symbol: value(AccountField::Symbol),
        number: value(AccountField::Number),
        branch: value(AccountField::Branch),
        kana: value(AccountField::Kana),
        birth_date: value(AccountField::BirthDate),
        password: value(AccountField::Password),
        email: value(AccountField::Email),
    }
}

/// Echoes how the input was read, and takes away errors that are mended. New ones wait until the form is sent.
fn read(errors: &FieldErrors<AccountField>) {
    let form = typed();
    let reading = form.reading(&dom::nfkc, dom::today());
    for field in FIELDS {
        let text = echo(Lang::Ja, field, &form, &reading);
        dom::write(&[field.name(), "-echo"].concat(), &text);
        if errors.get(field).is_none() {
            dom::show_error(field.name(), None);
        }
    }
    let password = fold(&form.password, &dom::nfkc);
    let (level, text) = meter(Lang::Ja, &password, strength(&password));
    dom::write("password-meter-text", text);
    if let Some(meter) = dom::element("password-meter") {
        dom::mark(&meter, "data-strength", Some(level));
        dom::mark(&meter, "hidden", password.is_empty().then_some(""));
    }
}

/// Whether the input belongs to a conversion (変換) that is still going on.
fn composing(event: &ev::Event) -> bool {
    event
        .dyn_ref::<ev::InputEvent>()
        .is_some_and(ev::InputEvent::is_composing)
}

/// Enter that only ends a conversion (変換) must not send the form.
fn hold_composition(event: ev::KeyboardEvent) {
    if event.key() == "Enter" && (event.is_composing() || event.key_code() == 229) {
        event.prevent_default();
    }
}

/// Lets the form go if nothing is wrong; otherwise says what is, in the summary and at each field.
fn send(event: &ev::SubmitEvent, errors: &FieldErrors<AccountField>) {
    let mut problems = Vec::new();
    for field in FIELDS {
        let text = errors
            .get(field)
            .map(|error| account_error(Lang::Ja, field, error));
        let line = text.as_deref().map(|text| error_line(Lang::Ja, text));
        dom::show_error(field.name(), line.as_deref());
        if let Some(text) = text {
            problems.push((field.name(), text));
        }
    }
    if !problems.is_empty() {
        event.prevent_default();
    }
    dom::prefix_title(title_of_errors(Lang::Ja), !problems.is_empty());
    dom::show_summary(&problems);
}

//! What these pages share: the way between them, choices from lists that are data, the notes above a form.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::web::{
    load::just_saved,
    page::page,
    path::rules as path,
    ui::{Notice, NoticeKind},
    words::{
        Lang,
        staff_rules::{fiscal_year, rules},
        ui::error_line,
    },
};

/// A number of the address's query.
pub fn query_number<T: std::str::FromStr>(name: &str) -> Option<T> {
    query(name).parse().ok()
}

/// A text of the address's query; empty without.
pub fn query(name: &str) -> String {
    use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
}

/// A part of the address's path.
pub fn param(name: &str) -> String {
    use_params_map().with_untracked(|params| params.get(name).unwrap_or_default())
}

/// The way between these pages, what was saved just now, and that nothing can be changed where it is so.
#[component]
pub fn RulesTop(
    /// Whether whoever looks may change what is seen.
    may_edit: bool,
) -> impl IntoView {
    let words = rules(Lang::Ja);
    let context = page();
    let here = context
        .here
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let saved = just_saved();
    let links = [
        (path::COURSES, path::NEW_COURSE, words.courses),
        (path::INSTITUTIONS, path::PLACES, words.institutions),
        (path::HOLIDAYS, path::HOLIDAYS, words.holidays),
        (path::FILES, path::FILES, words.files),
    ]
    .map(|(href, also, label)| {
        let below = here.starts_with(href) || here.starts_with(also);
        let current = below.then_some("page");
        view! { <a href=href aria-current=current>{label}</a> }
    })
    .collect_view();
    view! {
        <nav class="cluster rules__nav" aria-label=words.navigation>
            {links}
        </nav>
        {saved.then(|| view! {
            <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
        })}
        {(!may_edit).then(|| view! { <Notice><p>{words.read_only}</p></Notice> })}
    }
}

/// The fiscal years one can go to.
#[component]
pub fn Years(
    /// Those there are.
    years: Vec<i32>,
    /// The one shown.
    year: i32,
    /// The address of a year.
    href: fn(i32, i64) -> String,
    /// What else the address needs.
    #[prop(optional)]
    id: i64,
) -> impl IntoView {
    let links = years
        .into_iter()
        .map(|one| {
            let current = (one == year).then_some("true");
            view! { <a href=href(one, id) aria-current=current>{fiscal_year(Lang::Ja, one)}</a> }
        })
        .collect_view();
    view! {
        <nav class="cluster rules__nav" aria-label=rules(Lang::Ja).years>
            {links}
        </nav>
    }
}

/// A question with a list of answers that are data.
#[component]
pub fn Choice(
    /// Id of the control; its error is at `{id}-error`.
    #[prop(into)]
    id: String,
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Codes and words of the answers.
    options: Vec<(String, String)>,
    /// Code of what was chosen.
    #[prop(into)]
    value: String,
    /// What is wrong with it, if anything.
    #[prop(default = None)]
    error: Option<String>,
) -> impl IntoView {
    let invalid = error.is_some();
    let error_id = format!("{id}-error");
    let text = error.map(|error| error_line(Lang::Ja, &error));
    let options = options
        .into_iter()
        .map(|(code, words)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field" data-invalid=invalid.then_some("")>
            <label class="field__label" for=id.clone()>{label}</label>
            <p class="field__error" id=error_id.clone()>{text}</p>
            <select
                class="field__input"
                id=id
                name=name
                aria-invalid=invalid.then_some("true")
                aria-describedby=error_id
            >
                {options}
            </select>
        </div>
    }
}

/// A question with boxes to tick.
#[component]
pub fn Ticks(
    /// Id of the group, for the error summary's link.
    #[prop(into)]
    id: String,
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Codes and words of the boxes.
    options: Vec<(String, String)>,
    /// Codes of those ticked.
    values: Vec<String>,
    /// What is wrong with it, if anything.
    #[prop(default = None)]
    error: Option<String>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let text = error.map(|error| error_line(Lang::Ja, &error));
    let boxes = options
        .into_iter()
        .map(|(code, words)| {
            let checked = values.contains(&code);
            view! { <Tick name=name.clone() value=code label=words checked/> }
        })
        .collect_view();
    view! {
        <fieldset class="group rules__ticks" id=id tabindex="-1" aria-describedby=error_id.clone()>
            <legend class="group__legend field__label">{label}</legend>
            <p class="field__error" id=error_id.clone()>{text}</p>
            <div class="cluster">{boxes}</div>
        </fieldset>
    }
}

/// One small box to tick.
#[component]
pub fn Tick(
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// What is sent when it is ticked.
    #[prop(into)]
    value: String,
    /// What is ticked.
    #[prop(into)]
    label: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// The label is read out and not shown.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let class = if quiet { "visually-hidden" } else { "" };
    view! {
        <label class="rules__tick">
            <input type="checkbox" name=name value=value checked=checked/>
            <span class=class>{label}</span>
        </label>
    }
}

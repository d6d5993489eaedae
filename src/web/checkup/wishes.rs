//! 第1〜第3希望: days, weekdays and the part of the day, where an institution offers no places.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::checkup::{SaveWishes, WishesPart},
    domain::{
        checkup::wish::{Half, LINES, LineFields, WishField, WishLine},
        field::{Field, FieldErrors},
        weekday::Weekday,
    },
    web::{
        problems::Problems,
        ui::{Button, FieldProblem, RadioCard, TextField, Width},
        words::{
            Lang,
            checkup::{
                find::{FindWords, find, weekdays},
                wish::{half, wish_error, wishable},
            },
        },
    },
};

/// What is wrong with the wishes, for the summary.
pub fn summary(errors: &FieldErrors<WishField>) -> Vec<FieldProblem> {
    problems(errors).summary()
}

fn problems(errors: &FieldErrors<WishField>) -> Problems<WishField> {
    Problems::new(errors, |field, error| wish_error(Lang::Ja, field, error))
}

/// The form.
#[component]
pub fn WishesForm(institution: i64, part: WishesPart) -> impl IntoView {
    let words = find(Lang::Ja);
    let problems = problems(&part.errors);
    let form = part.form;
    let lines = [
        ("first", form.first),
        ("second", form.second),
        ("third", form.third),
    ];
    let lines = lines
        .into_iter()
        .zip(LINES)
        .zip(words.wish)
        .enumerate()
        .map(|(at, (((name, typed), fields), legend))| {
            line(
                Line {
                    name,
                    typed,
                    fields,
                    legend,
                    first: at == 0,
                },
                &problems,
                words,
            )
        })
        .collect_view();
    view! {
        <section class="stack" id="calendar">
            <h2>{words.wishes}</h2>
            <p>{words.wishes_lead} " " {wishable(Lang::Ja, part.days.from, part.days.to)}</p>
            <form method="post" action=SaveWishes::url() novalidate class="form">
                <input type="hidden" name="institution_id" value=institution.to_string()/>
                {lines}
                <Button label=words.wishes_button large=true/>
            </form>
        </section>
    }
}

/// One wish.
struct Line {
    name: &'static str,
    typed: WishLine,
    fields: LineFields,
    legend: &'static str,
    first: bool,
}

fn line(
    one: Line,
    problems: &Problems<WishField>,
    words: &'static FindWords,
) -> impl IntoView + use<> {
    let Line {
        name,
        typed,
        fields,
        legend,
        first,
    } = one;
    let input = |part: &str| format!("form[{name}][{part}]");
    view! {
        <fieldset class="sheet group stack">
            <legend class="group__legend wish__legend">
                {legend}
                {(!first).then(|| view! { " " <span class="chip" data-kind="optional">{words.optional}</span> })}
            </legend>
            <TextField
                id=fields.from.name()
                name=input("from")
                label=words.from
                hint=words.from_hint
                value=typed.from
                error=problems.of(fields.from)
                required=first
                autocomplete="off"
                width=Width::Medium
            />
            <TextField
                id=fields.to.name()
                name=input("to")
                label=words.to
                value=typed.to
                error=problems.of(fields.to)
                required=false
                autocomplete="off"
                width=Width::Medium
            />
            {week(fields.weekdays, input("weekdays][") , &typed.weekdays, problems, words)}
            {halves(fields.half, input("half"), &typed.half, problems, words)}
        </fieldset>
    }
}

fn week(
    field: WishField,
    name: String,
    ticked: &[String],
    problems: &Problems<WishField>,
    words: &'static FindWords,
) -> impl IntoView + use<> {
    let error = problems.of(field);
    let boxes = Weekday::ALL
        .map(|day| {
            let checked = ticked.iter().any(|code| code == day.code());
            view! {
                <label class="week__day">
                    <input
                        class="checkbox__input"
                        type="checkbox"
                        name=name.clone()
                        value=day.code()
                        checked=checked
                    />
                    <span>{weekdays(Lang::Ja, &[day])}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <fieldset class="wish__group" id=field.name() tabindex="-1">
            <legend class="field__label">{words.weekdays}</legend>
            <p class="field__hint">{words.weekdays_hint}</p>
            {error.map(|text| view! { <p class="field__error">{text}</p> })}
            <div class="week">{boxes}</div>
        </fieldset>
    }
}

fn halves(
    field: WishField,
    name: String,
    chosen: &str,
    problems: &Problems<WishField>,
    words: &'static FindWords,
) -> impl IntoView + use<> {
    let error = problems.of(field);
    let chosen = Half::from_code(chosen).unwrap_or_default();
    let buttons = Half::ALL
        .map(|part| {
            view! {
                <RadioCard
                    name=name.clone()
                    value=part.code()
                    label=half(Lang::Ja, part)
                    checked=part == chosen
                />
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <fieldset class="wish__group" id=field.name() tabindex="-1">
            <legend class="field__label">{words.half}</legend>
            {error.map(|text| view! { <p class="field__error">{text}</p> })}
            <div class="wish__halves">{buttons}</div>
        </fieldset>
    }
}

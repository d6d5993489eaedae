//! The options of a course's form, and the conditions under which it is not taken.

use leptos::prelude::*;

use super::{
    controls::{Choice, Tick, Ticks},
    course_parts::{codes, error_of, sexes},
};
use crate::{
    domain::{
        checkup::{
            contraindication::Condition,
            course::CourseCode,
            course_form::{
                ContraForm, CourseErrors, CourseField, CourseForm, OptionField as F, OptionForm,
                Way,
            },
        },
        field::{Field, FieldErrors},
    },
    web::{
        ui::{Sheet, TextField, Width},
        words::{
            Lang,
            staff_rules::{
                condition, course, course_label, option_error, option_id, option_label, option_row,
                rules, way,
            },
            ui::error_line,
        },
    },
};

/// Blank rows at the end, for new options.
const BLANK: usize = 3;

/// オプション検査
#[component]
pub fn Options(form: CourseForm, errors: CourseErrors, may_edit: bool) -> impl IntoView {
    let words = course(Lang::Ja);
    let error = error_of(&errors, CourseField::Options);
    let error = error.map(|error| error_line(Lang::Ja, &error));
    let mut options = form.options;
    if may_edit {
        let rows = (options.len() + BLANK).min(CourseForm::MAX_OPTIONS + BLANK);
        options.resize(rows, OptionForm::default());
    }
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(at, option)| {
            let own = errors.options.iter().find(|(row, _)| *row == at);
            let own = own.map(|(_, errors)| errors.clone()).unwrap_or_default();
            view! { <Row at option errors=own/> }
        })
        .collect_view();
    view! {
        <Sheet>
            <h2 id=CourseField::Options.name() tabindex="-1">{words.options}</h2>
            <p>{words.options_lead}</p>
            <p class="field__error">{error}</p>
            {rows}
        </Sheet>
    }
}

/// The conditions one can be asked about.
fn conditions() -> Vec<(String, String)> {
    let all =
        Condition::ALL.map(|one| (one.code().to_owned(), condition(Lang::Ja, one).to_owned()));
    all.into()
}

#[component]
fn Row(at: usize, option: OptionForm, errors: FieldErrors<F>) -> impl IntoView {
    let words = course(Lang::Ja);
    let wrong = |field: F| {
        errors
            .get(field)
            .map(|error| option_error(Lang::Ja, at, field, error))
    };
    let name = |field: F| format!("form[options][{at}][{}]", field.name());
    let text = |field: F, value: &str, hint: &'static str, width: Width| {
        view! {
            <TextField
                id=option_id(at, field)
                name=name(field)
                label=option_label(Lang::Ja, field)
                hint=hint
                value=value.to_owned()
                error=wrong(field)
                required=matches!(field, F::Code | F::Name | F::Copay | F::Cap)
                autocomplete="off"
                width
            />
        }
    };
    view! {
        <fieldset class="group rules__row stack" data-gap="small">
            <legend class="group__legend">{option_row(Lang::Ja, at)}</legend>
            <div class="staff__search">
                {text(F::Code, &option.code, "", Width::Medium)}
                {text(F::Name, &option.name, "", Width::Full)}
                {text(F::Copay, &option.copay, words.yen_hint, Width::Medium)}
                {text(F::Cap, &option.cap, words.yen_hint, Width::Medium)}
                <Choice
                    id=option_id(at, F::Sex)
                    name=name(F::Sex)
                    label=option_label(Lang::Ja, F::Sex)
                    options=sexes()
                    value=option.sex.clone()
                    error=wrong(F::Sex)
                />
                {text(F::Min, &option.min, words.age_hint, Width::Short)}
                {text(F::Max, &option.max, words.age_hint, Width::Short)}
                {text(F::Milestones, &option.milestones, words.milestones_hint, Width::Medium)}
            </div>
            {text(F::Needs, &option.needs, words.needs_hint, Width::Full)}
            <Ticks
                id=option_id(at, F::Avoid)
                name=format!("form[options][{at}][avoid][]")
                label=option_label(Lang::Ja, F::Avoid)
                options=conditions()
                values=option.avoid.clone()
                error=wrong(F::Avoid)
            />
            <Tick name=format!("form[options][{at}][remove]") value="yes" label=words.remove_row/>
        </fieldset>
    }
}

/// 受診できない条件
#[component]
pub fn Avoid(
    form: CourseForm,
    errors: CourseErrors,
    others: Vec<(CourseCode, String)>,
) -> impl IntoView {
    let words = course(Lang::Ja);
    let error = error_of(&errors, CourseField::Avoid);
    let error = error.map(|error| error_line(Lang::Ja, &error));
    let rows = form
        .avoid
        .into_iter()
        .enumerate()
        .map(|(at, row)| view! { <Contra at row/> })
        .collect_view();
    view! {
        <Sheet>
            <h2 id=CourseField::Avoid.name() tabindex="-1">
                {course_label(Lang::Ja, CourseField::Avoid)}
            </h2>
            <p>{words.avoid_lead}</p>
            <p class="field__error">{error}</p>
            {rows}
            <p class="field__hint">{codes(&others)}</p>
        </Sheet>
    }
}

#[component]
fn Contra(at: usize, row: ContraForm) -> impl IntoView {
    let words = course(Lang::Ja);
    let label = Condition::from_code(&row.condition)
        .map_or(rules(Lang::Ja).none, |one| condition(Lang::Ja, one));
    let ways = Way::ALL.map(|one| (one.code().to_owned(), way(Lang::Ja, one).to_owned()));
    view! {
        <div class="staff__search">
            <input type="hidden" name=format!("form[avoid][{at}][condition]") value=row.condition/>
            <Choice
                id=format!("avoid-{at}-way")
                name=format!("form[avoid][{at}][way]")
                label=label
                options=ways.into()
                value=row.way
            />
            <TextField
                id=format!("avoid-{at}-instead")
                name=format!("form[avoid][{at}][instead]")
                label=words.instead
                value=row.instead
                required=false
                autocomplete="off"
            />
        </div>
    }
}

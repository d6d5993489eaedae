//! The parts of a course's form but its options.

use leptos::prelude::*;

use super::controls::{Choice, Ticks};
use crate::{
    domain::{
        checkup::{
            course::{CourseCode, RelationGroup},
            course_form::{CourseErrors, CourseField as F, CourseForm},
        },
        field::Field,
        relationship::Sex,
    },
    web::{
        ui::{Sheet, TextAreaField, TextField, Width},
        words::{
            Lang,
            staff_rules::{course, course_error, course_label, course_problem, group, rules},
        },
    },
};

/// What is wrong with a field, by itself or together with others.
pub(super) fn error_of(errors: &CourseErrors, field: F) -> Option<String> {
    let own = errors.fields.get(field);
    let own = own.map(|error| course_error(Lang::Ja, field, error));
    own.or_else(|| {
        let at = |problem: &&_| F::of_problem(problem) == field;
        let problem = errors.problems.iter().find(at)?;
        Some(course_problem(Lang::Ja, problem))
    })
}

/// A question answered in one line.
fn line(
    errors: &CourseErrors,
    field: F,
    value: &str,
    hint: &'static str,
    required: bool,
    width: Width,
) -> impl IntoView + use<> {
    view! {
        <TextField
            id=field.name()
            name=format!("form[{}]", field.name())
            label=course_label(Lang::Ja, field)
            hint=hint
            value=value.to_owned()
            error=error_of(errors, field)
            required
            autocomplete="off"
            width
        />
    }
}

/// The answers to the question which sex something is for.
pub(super) fn sexes() -> Vec<(String, String)> {
    let words = rules(Lang::Ja);
    vec![
        (String::new(), words.all.to_owned()),
        (Sex::Male.code().to_owned(), words.male.to_owned()),
        (Sex::Female.code().to_owned(), words.female.to_owned()),
    ]
}

/// コースについて
#[component]
pub fn Basics(form: CourseForm, errors: CourseErrors, is_new: bool) -> impl IntoView {
    let words = course(Lang::Ja);
    let examined = F::Examined;
    let error = error_of(&errors, examined);
    view! {
        <Sheet>
            <h2>{words.basics}</h2>
            {is_new.then(|| line(&errors, F::Code, &form.code, words.code_hint, true, Width::Medium))}
            {line(&errors, F::Name, &form.name, "", true, Width::Full)}
            {line(&errors, F::Summary, &form.summary, "", false, Width::Full)}
            <TextAreaField
                id=examined.name()
                name="form[examined]"
                label=course_label(Lang::Ja, examined)
                hint=words.examined_hint
                value=form.examined.clone()
                error
                required=false
                rows=6
            />
            {line(&errors, F::Group, &form.group, words.group_hint, true, Width::Medium)}
        </Sheet>
    }
}

/// 受診できる人
#[component]
pub fn People(form: CourseForm, errors: CourseErrors) -> impl IntoView {
    let words = course(Lang::Ja);
    let groups = RelationGroup::ALL
        .map(|one| (one.code().to_owned(), group(Lang::Ja, one).to_owned()))
        .into();
    let own = errors.clone();
    let short = move |field: F, value: &str, hint: &'static str| {
        line(&own, field, value, hint, false, Width::Short)
    };
    view! {
        <Sheet>
            <h2>{words.people}</h2>
            <Ticks
                id=F::Who.name()
                name="form[who][]"
                label=course_label(Lang::Ja, F::Who)
                options=groups
                values=form.who.clone()
                error=error_of(&errors, F::Who)
            />
            <div class="staff__search">
                <Choice
                    id=F::Sex.name()
                    name="form[sex]"
                    label=course_label(Lang::Ja, F::Sex)
                    options=sexes()
                    value=form.sex.clone()
                    error=error_of(&errors, F::Sex)
                />
                {short(F::Min, &form.min, words.age_hint)}
                {short(F::Max, &form.max, words.age_hint)}
                {short(F::BeforeBirthday, &form.before_birthday, words.birthday_hint)}
            </div>
            {line(&errors, F::Milestones, &form.milestones, words.milestones_hint, false, Width::Medium)}
        </Sheet>
    }
}

/// 期間と回数
#[component]
pub fn Days(
    form: CourseForm,
    errors: CourseErrors,
    others: Vec<(CourseCode, String)>,
) -> impl IntoView {
    let words = course(Lang::Ja);
    let own = errors.clone();
    let day = move |field: F, value: &str| {
        line(
            &own,
            field,
            value,
            rules(Lang::Ja).date_hint,
            true,
            Width::Medium,
        )
    };
    view! {
        <Sheet>
            <h2>{words.days}</h2>
            <div class="staff__search">
                {day(F::ApplicationFrom, &form.application_from)}
                {day(F::ApplicationTo, &form.application_to)}
                {day(F::ExaminationFrom, &form.examination_from)}
                {day(F::ExaminationTo, &form.examination_to)}
            </div>
            {line(&errors, F::EveryYears, &form.every_years, words.every_hint, true, Width::Short)}
            {line(&errors, F::CountsAs, &form.counts_as, words.counts_hint, false, Width::Medium)}
            <p class="field__hint">{codes(&others)}</p>
        </Sheet>
    }
}

/// The other courses of the year, by code and name.
pub(super) fn codes(others: &[(CourseCode, String)]) -> String {
    let all: Vec<String> = others
        .iter()
        .map(|(code, name)| format!("{code} = {name}"))
        .collect();
    all.join(" / ")
}

/// 補助と自己負担
#[component]
pub fn Money(form: CourseForm, errors: CourseErrors) -> impl IntoView {
    let words = course(Lang::Ja);
    let own = errors.clone();
    let yen = move |field: F, value: &str, required: bool| {
        line(&own, field, value, words.yen_hint, required, Width::Medium)
    };
    view! {
        <Sheet>
            <h2>{words.money}</h2>
            <div class="staff__search">
                {yen(F::CopayA, &form.copay_a, true)}
                {yen(F::CopayB, &form.copay_b, true)}
                {yen(F::CopayC, &form.copay_c, true)}
                {yen(F::Cap, &form.cap, true)}
            </div>
            <div class="staff__search">
                {line(&errors, F::MilestoneAges, &form.milestone_ages, words.milestone_hint, false, Width::Medium)}
                {yen(F::MilestoneCap, &form.milestone_cap, false)}
                {yen(F::OptionCap, &form.option_cap, false)}
            </div>
        </Sheet>
    }
}

//! 健診結果の提出: one file with what it is, and what was sent before.

use leptos::prelude::*;

use crate::{
    api::checkup_booking::{ResultLine, ResultsPage as Data, load_results},
    domain::{checkup::result::ResultField, field::Field},
    web::{
        load::{comes_again, just_saved, loaded},
        path,
        problems::Problems,
        ui::{
            BackLink, Button, ErrorSummary, Notice, NoticeKind, PageBody, PageTitle, TextField,
            Width,
        },
        words::{
            Lang,
            checkup::{
                booking::booking,
                day::plain_day,
                result::{ResultWords, result, result_error, result_label, result_state, size},
            },
            ui::{error_line, ui},
        },
    },
};

/// 健診結果の提出
#[component]
pub fn ResultsPage() -> impl IntoView {
    let saved = just_saved();
    loaded(
        load_results(comes_again()),
        move |data| view! { <Results data saved/> },
    )
}

#[component]
fn Results(data: Data, saved: bool) -> impl IntoView {
    let words = result(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        result_error(Lang::Ja, field, error)
    });
    let none = data.sent.is_empty();
    let sent = data
        .sent
        .into_iter()
        .map(|line| item(line, words))
        .collect_view();
    view! {
        <PageBody>
            <BackLink href=path::CHECKUP label=booking(Lang::Ja).back/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.heading has_error=problems.any()>
                <p>{words.lead}</p>
            </PageTitle>
            {saved.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
            })}
            <form
                method="post"
                action=path::CHECKUP_UPLOAD
                enctype="multipart/form-data"
                novalidate
                class="form"
            >
                {course(&data.courses, &data.form.course, &problems, words)}
                <TextField
                    id=ResultField::ExamOn.name()
                    label=result_label(Lang::Ja, ResultField::ExamOn)
                    hint=words.exam_on_hint
                    value=data.form.exam_on
                    error=problems.of(ResultField::ExamOn)
                    autocomplete="off"
                    width=Width::Medium
                />
                <TextField
                    id=ResultField::Institution.name()
                    label=result_label(Lang::Ja, ResultField::Institution)
                    value=data.form.institution
                    error=problems.of(ResultField::Institution)
                    autocomplete="off"
                />
                {file(&problems, words)}
                <p>{words.privacy}</p>
                <Button label=words.button large=true/>
            </form>
            <h2>{words.sent}</h2>
            {none.then(|| view! { <p>{words.nothing_sent}</p> })}
            <ul class="institution-list">{sent}</ul>
        </PageBody>
    }
}

/// The label of a field with 必須, its hint, and its error.
fn head(
    field: ResultField,
    hint: Option<&'static str>,
    problems: &Problems<ResultField>,
) -> impl IntoView + use<> {
    let error = problems.of(field).map(|text| error_line(Lang::Ja, &text));
    let hint_id = format!("{}-hint", field.name());
    view! {
        <label class="field__label" for=field.name()>
            {result_label(Lang::Ja, field)}
            " "
            <span class="chip" data-kind="required">{ui(Lang::Ja).required}</span>
        </label>
        {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        <p class="field__error" id=format!("{}-error", field.name())>{error}</p>
    }
}

fn course(
    courses: &[(String, String)],
    chosen: &str,
    problems: &Problems<ResultField>,
    words: &'static ResultWords,
) -> impl IntoView + use<> {
    let field = ResultField::Course;
    let options = courses
        .iter()
        .map(|(key, name)| {
            let selected = key == chosen;
            let year = key.split('/').next().unwrap_or_default();
            let year = year.parse().unwrap_or_default();
            let name = format!(
                "{} {name}",
                crate::web::words::checkup::day::fiscal_year(Lang::Ja, year)
            );
            view! { <option value=key.clone() selected=selected>{name}</option> }
        })
        .collect_view();
    let invalid = problems.has(field);
    view! {
        <div class="field" data-invalid=invalid.then_some("")>
            {head(field, None, problems)}
            <select
                class="field__input"
                id=field.name()
                name=field.name()
                aria-invalid=invalid.then_some("true")
                aria-describedby=format!("{}-error", field.name())
            >
                <option value="">{words.course_none}</option>
                {options}
            </select>
        </div>
    }
}

fn file(problems: &Problems<ResultField>, words: &'static ResultWords) -> impl IntoView + use<> {
    let field = ResultField::File;
    let invalid = problems.has(field);
    view! {
        <div class="field" data-invalid=invalid.then_some("")>
            {head(field, Some(words.file_hint), problems)}
            <input
                class="field__input"
                type="file"
                id=field.name()
                name=field.name()
                accept="application/pdf,image/jpeg,image/png"
                aria-invalid=invalid.then_some("true")
                aria-describedby="file-hint file-error"
            />
        </div>
    }
}

fn item(line: ResultLine, words: &'static ResultWords) -> impl IntoView {
    let (word, kind) = result_state(Lang::Ja, line.state);
    view! {
        <li class="sheet stack" data-gap="small">
            <h3>{line.course} " " {plain_day(Lang::Ja, line.exam_on)}</h3>
            <p><span class="chip" data-kind=kind>{word}</span> " " {line.institution}</p>
            {(!line.note.is_empty()).then(|| view! { <p>{words.note} " " {line.note}</p> })}
            <p>
                {words.sent_on} " " {plain_day(Lang::Ja, line.sent_on)} " "
                {words.size} " " {size(Lang::Ja, line.bytes)}
            </p>
            <p><a href=path::result_file(line.id)>{words.open}</a></p>
        </li>
    }
}

//! The places of an institution in a month, and the pattern that makes more.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    controls::{Choice, RulesTop, Ticks, query},
    places_table::Table,
};
use crate::{
    api::staff_rules::{AddPlaces, PlacesDone, PlacesPage as Data, load_places},
    domain::{
        checkup::{
            institution::DaySex,
            place_form::{PatternField as F, PatternForm},
        },
        field::Field,
        weekday::Weekday,
    },
    web::{
        load::loaded_or_gone,
        path::rules as path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{
            BackLink, Button, Disclosure, ErrorSummary, Notice, NoticeKind, PageTitle, TextField,
            Width,
        },
        words::{
            Lang,
            staff_rules::{
                change_error, day_sex, files, month, pattern_error, pattern_label, places,
                places_done, places_heading, refused, rules,
            },
        },
    },
};

/// 空き枠
#[component]
pub fn PlacesPage() -> impl IntoView {
    let data = load_places(query("institution"), query("month"));
    loaded_or_gone(data, |data| view! { <Edit data/> })
}

#[component]
fn Edit(data: Data) -> impl IntoView {
    let words = places(Lang::Ja);
    let pattern = Problems::new(&data.pattern_errors, |field, error| {
        pattern_error(Lang::Ja, field, error)
    });
    let change = Problems::new(&data.change_errors, |field, error| {
        change_error(Lang::Ja, field, error)
    });
    let mut problems = pattern.summary();
    problems.extend(change.summary());
    let (id, year, may_edit) = (data.id, data.year, data.may_edit);
    let has_error = !problems.is_empty();
    let none = data.lines.is_empty();
    let open = none || pattern.any();
    let this = month(Lang::Ja, &data.month);
    let [before, after] = data.around.clone();
    let typed = data.clone();
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <BackLink href=path::institution(Some(id))/>
            <ErrorSummary problems/>
            <PageTitle heading=places_heading(Lang::Ja, &data.name) caption=this.clone() has_error/>
            {data.done.clone().map(|done| view! { <Done done/> })}
            {(!data.live).then(|| view! {
                <Notice kind=NoticeKind::Warning><p>{words.not_live}</p></Notice>
            })}
            <nav class="cluster rules__nav" aria-label=words.other_month>
                <a href=path::places(id, &before)>{words.before}</a>
                <span aria-current="true">{this}</span>
                <a href=path::places(id, &after)>{words.after}</a>
            </nav>
            {may_edit.then(|| view! {
                <Disclosure summary=words.pattern open>
                    <Pattern data=typed problems=pattern/>
                </Disclosure>
            })}
            {if none {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! { <Table data problems=change/> }.into_any()
            }}
            <p class="cluster">
                {words.export}
                <a href=path::export("places", year, Some(id), "utf-8")>{files(Lang::Ja).utf8}</a>
                <a href=path::export("places", year, Some(id), "cp932")>{files(Lang::Ja).cp932}</a>
            </p>
        </ConsoleBody>
    }
}

/// What was done last.
#[component]
fn Done(done: PlacesDone) -> impl IntoView {
    let kind = if done.refused.is_empty() {
        NoticeKind::Success
    } else {
        NoticeKind::Warning
    };
    let lines = places_done(Lang::Ja, &done)
        .into_iter()
        .map(|line| view! { <p>{line}</p> })
        .collect_view();
    let stayed = done
        .refused
        .iter()
        .map(|one| view! { <li>{refused(Lang::Ja, one)}</li> })
        .collect_view();
    view! {
        <Notice kind announce=true>
            {lines}
            {(!done.refused.is_empty()).then(|| view! { <ul>{stayed}</ul> })}
        </Notice>
    }
}

/// A question of the pattern answered in one line.
fn line(
    problems: &Problems<F>,
    field: F,
    value: &str,
    hint: &'static str,
    required: bool,
) -> impl IntoView + use<> {
    view! {
        <TextField
            id=field.name()
            name=format!("form[{}]", field.name())
            label=pattern_label(Lang::Ja, field)
            hint=hint
            value=value.to_owned()
            error=problems.of(field)
            required
            autocomplete="off"
            width=Width::Medium
        />
    }
}

/// The courses one can make places of.
fn courses(data: &Data) -> Vec<(String, String)> {
    let words = places(Lang::Ja);
    let none = (String::new(), words.course_none.to_owned());
    let all = data.courses.iter().map(|(code, name, priced)| {
        let note = if *priced { "" } else { words.unpriced };
        let label = [name.as_str(), note].join(" ");
        (code.clone(), label.trim().to_owned())
    });
    std::iter::once(none).chain(all).collect()
}

#[component]
fn Pattern(data: Data, problems: Problems<F>) -> impl IntoView {
    let words = places(Lang::Ja);
    let form: PatternForm = data.pattern.clone();
    let weekdays = Weekday::ALL.map(|day| (day.code().to_owned(), day.kanji().to_string()));
    let sexes = DaySex::ALL.map(|one| (one.code().to_owned(), day_sex(Lang::Ja, one).to_owned()));
    let hint = rules(Lang::Ja).date_hint;
    view! {
        <p>{words.pattern_lead}</p>
        <form method="post" action=AddPlaces::url() novalidate class="form">
            <input type="hidden" name="id" value=data.id/>
            <input type="hidden" name="month" value=data.month.clone()/>
            <div class="staff__search">
                <Choice
                    id=F::Course.name()
                    name="form[course]"
                    label=pattern_label(Lang::Ja, F::Course)
                    options=courses(&data)
                    value=form.course
                    error=problems.of(F::Course)
                />
                {line(&problems, F::From, &form.from, hint, true)}
                {line(&problems, F::To, &form.to, hint, true)}
            </div>
            <Ticks
                id=F::Weekdays.name()
                name="form[weekdays][]"
                label=pattern_label(Lang::Ja, F::Weekdays)
                options=weekdays.into()
                values=form.weekdays
                error=problems.of(F::Weekdays)
            />
            <div class="staff__search">
                {line(&problems, F::Times, &form.times, words.times_hint, false)}
                {line(&problems, F::Capacity, &form.capacity, "", true)}
                <Choice
                    id=F::DaySex.name()
                    name="form[day_sex]"
                    label=pattern_label(Lang::Ja, F::DaySex)
                    options=sexes.into()
                    value=form.day_sex
                    error=problems.of(F::DaySex)
                />
                {line(&problems, F::Limits, &form.limits, words.limits_hint, false)}
            </div>
            <Button label=words.pattern_button/>
        </form>
    }
}

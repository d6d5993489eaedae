//! A course to be edited, part by part.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    controls::{RulesTop, param, query, query_number},
    course_options::{Avoid, Options},
    course_parts::{Basics, Days, Money, People},
};
use crate::{
    api::staff_rules::{CoursePage as Data, OpenCourse, SaveCourse, load_course},
    web::{
        load::loaded_or_gone,
        path::rules as path,
        staff::ConsoleBody,
        ui::{BackLink, Button, ButtonKind, ErrorSummary, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            staff_rules::{booked, course, course_problems, fiscal_year, rules},
        },
    },
};

/// A course of a fiscal year.
#[component]
pub fn CoursePage() -> impl IntoView {
    let year = param("year").parse().unwrap_or_default();
    let (code, fresh) = (param("code"), !query("fresh").is_empty());
    loaded_or_gone(
        load_course(year, code, fresh),
        |data| view! { <Edit data/> },
    )
}

/// A new course.
#[component]
pub fn NewCoursePage() -> impl IntoView {
    let year = query_number("year").unwrap_or_default();
    let fresh = !query("fresh").is_empty();
    let data = load_course(year, String::new(), fresh);
    loaded_or_gone(data, |data| view! { <Edit data/> })
}

#[component]
fn Edit(data: Data) -> impl IntoView {
    let words = course(Lang::Ja);
    let problems = course_problems(Lang::Ja, &data.errors);
    let heading = match &data.code {
        Some(_) => data.form.name.clone(),
        None => words.heading_new.to_owned(),
    };
    let caption = fiscal_year(Lang::Ja, data.year);
    let has_error = !problems.is_empty();
    let (year, may_edit, bookings) = (data.year, data.may_edit, data.bookings);
    let state = data
        .code
        .is_some()
        .then(|| view! { <OpenState data=data.clone()/> });
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <BackLink href=path::courses(year)/>
            <ErrorSummary problems/>
            <PageTitle heading caption has_error/>
            {state}
            {data.errors.stale.then(|| view! {
                <div id="stale" tabindex="-1">
                    <Notice kind=NoticeKind::Danger title=words.stale>
                        <p>{words.stale_text}</p>
                    </Notice>
                </div>
            })}
            {(bookings > 0).then(|| view! {
                <Notice kind=NoticeKind::Warning title=booked(Lang::Ja, bookings)>
                    <p>{words.booked_text}</p>
                </Notice>
            })}
            {has_error.then(|| {
                let code = data.code.as_ref().map_or("", |code| code.as_str());
                let stored = path::fresh(&path::course(year, code));
                view! { <p><a href=stored>{rules(Lang::Ja).fresh}</a></p> }
            })}
            <Form data/>
        </ConsoleBody>
    }
}

/// Whether members see the course, and the button that changes it.
#[component]
fn OpenState(data: Data) -> impl IntoView {
    let words = course(Lang::Ja);
    let code = data.code.map_or_else(String::new, String::from);
    let (state, button, open) = if data.open {
        (words.opened, words.close, "")
    } else {
        (words.closed, words.open, "yes")
    };
    view! {
        <div class="cluster">
            <p>{state}</p>
            {data.may_edit.then(|| view! {
                <form method="post" action=OpenCourse::url()>
                    <input type="hidden" name="year" value=data.year/>
                    <input type="hidden" name="code" value=code/>
                    <input type="hidden" name="open" value=open/>
                    <Button label=button kind=ButtonKind::Secondary/>
                </form>
            })}
        </div>
    }
}

#[component]
fn Form(data: Data) -> impl IntoView {
    let code = data.code.as_ref().map_or("", |code| code.as_str());
    let (is_new, code) = (code.is_empty(), code.to_owned());
    let (form, errors) = (data.form, data.errors);
    view! {
        <form method="post" action=SaveCourse::url() novalidate>
            <input type="hidden" name="year" value=data.year/>
            <input type="hidden" name="code" value=code/>
            <input type="hidden" name="version" value=data.version/>
            <fieldset class="rules__form stack" disabled=!data.may_edit>
                <Basics form=form.clone() errors=errors.clone() is_new/>
                <People form=form.clone() errors=errors.clone()/>
                <Days form=form.clone() errors=errors.clone() others=data.others.clone()/>
                <Money form=form.clone() errors=errors.clone()/>
                <Options form=form.clone() errors=errors.clone() may_edit=data.may_edit/>
                <Avoid form errors others=data.others/>
                {data.may_edit.then(|| view! { <Button label=rules(Lang::Ja).save large=true/> })}
            </fieldset>
        </form>
    }
}

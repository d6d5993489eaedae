//! The table of holidays.

use leptos::{prelude::*, server_fn::ServerFn};

use super::controls::{RulesTop, query_number};
use crate::{
    api::staff_rules::{
        AddHoliday, HolidayLine, HolidaysPage as Data, RemoveHoliday, RestoreHolidays,
        load_holidays,
    },
    domain::{checkup::place_form::DayField as F, field::Field},
    web::{
        load::loaded,
        path::rules as path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{
            Button, ButtonKind, Disclosure, ErrorSummary, Notice, NoticeKind, PageTitle, TextField,
            Width,
        },
        words::{
            Lang,
            staff_rules::{calendar_year, day, holiday_error, holidays, missing, rules},
        },
    },
};

/// 休日の表
#[component]
pub fn HolidaysPage() -> impl IntoView {
    loaded(
        load_holidays(query_number("year")),
        |data| view! { <Edit data/> },
    )
}

#[component]
fn Edit(data: Data) -> impl IntoView {
    let words = holidays(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        holiday_error(Lang::Ja, field, error)
    });
    let (year, may_edit, lacking) = (data.year, data.may_edit, data.missing);
    let none = data.lines.is_empty();
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle
                heading=words.heading
                caption=calendar_year(Lang::Ja, year)
                has_error=problems.any()
            >
                <p>{words.lead}</p>
            </PageTitle>
            <nav class="cluster rules__nav" aria-label=rules(Lang::Ja).years>
                <a href=path::holidays(year - 1)>{words.before}</a>
                <span aria-current="true">{calendar_year(Lang::Ja, year)}</span>
                <a href=path::holidays(year + 1)>{words.after}</a>
            </nav>
            {(lacking > 0).then(|| view! {
                <Notice kind=NoticeKind::Warning><p>{missing(Lang::Ja, lacking)}</p></Notice>
            })}
            {none.then(|| view! { <p>{words.none}</p> })}
            <Table year lines=data.lines may_edit/>
            {may_edit.then(|| view! { <Add year form=data.form problems/> })}
            {(may_edit && data.restorable).then(|| view! { <Restore year/> })}
        </ConsoleBody>
    }
}

#[component]
fn Table(year: i32, lines: Vec<HolidayLine>, may_edit: bool) -> impl IntoView {
    let words = holidays(Lang::Ja);
    let rows = lines
        .into_iter()
        .map(|line| {
            let kind = if line.by_law { words.by_law } else { words.own };
            view! {
                <tr>
                    <th scope="row">{day(Lang::Ja, &line.day)}</th>
                    <td>{line.name}</td>
                    <td>{kind}</td>
                    <td>
                        {may_edit.then(|| view! {
                            <form method="post" action=RemoveHoliday::url()>
                                <input type="hidden" name="year" value=year/>
                                <input type="hidden" name="day" value=line.day/>
                                <Button label=rules(Lang::Ja).remove kind=ButtonKind::Quiet/>
                            </form>
                        })}
                    </td>
                </tr>
            }
        })
        .collect_view();
    let headings = [words.day, words.name, words.kind, rules(Lang::Ja).remove];
    view! {
        <div class="table__scroll" tabindex="0" role="region" aria-label=words.found>
            <table class="table">
                <thead>
                    <tr>
                        {headings.map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Add(
    year: i32,
    form: crate::domain::checkup::place_form::DayForm,
    problems: Problems<F>,
) -> impl IntoView {
    let words = holidays(Lang::Ja);
    view! {
        <h2>{words.add}</h2>
        <form method="post" action=AddHoliday::url() novalidate class="form">
            <input type="hidden" name="year" value=year/>
            <div class="staff__search">
                <TextField
                    id=F::Day.name()
                    name="form[day]"
                    label=words.day
                    hint=rules(Lang::Ja).date_hint
                    value=form.day
                    error=problems.of(F::Day)
                    autocomplete="off"
                    width=Width::Medium
                />
                <TextField
                    id=F::Name.name()
                    name="form[name]"
                    label=words.name
                    value=form.name
                    error=problems.of(F::Name)
                    autocomplete="off"
                />
            </div>
            <Button label=rules(Lang::Ja).add/>
        </form>
    }
}

#[component]
fn Restore(year: i32) -> impl IntoView {
    let words = holidays(Lang::Ja);
    view! {
        <Disclosure summary=words.restore>
            <p>{words.restore_lead}</p>
            <form method="post" action=RestoreHolidays::url()>
                <input type="hidden" name="year" value=year/>
                <Button label=words.restore_button kind=ButtonKind::Secondary/>
            </form>
        </Disclosure>
    }
}

//! The closed days of an institution in a fiscal year.

use leptos::{prelude::*, server_fn::ServerFn};

use super::controls::{RulesTop, Years, param, query_number};
use crate::{
    api::staff_rules::{AddClosed, ClosedPage as Data, RemoveClosed, load_closed},
    domain::{checkup::place_form::DayField, field::Field},
    web::{
        load::loaded_or_gone,
        path::rules as path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{BackLink, Button, ButtonKind, ErrorSummary, PageTitle, TextField},
        words::{
            Lang,
            staff_rules::{
                booked_on, closed, closed_error, closed_heading, day, fiscal_year, rules,
            },
        },
    },
};

/// 休診日
#[component]
pub fn ClosedPage() -> impl IntoView {
    let data = load_closed(param("id"), query_number("year"));
    loaded_or_gone(data, |data| view! { <Edit data/> })
}

#[component]
fn Edit(data: Data) -> impl IntoView {
    let words = closed(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        closed_error(Lang::Ja, field, error)
    });
    let (id, year, may_edit) = (data.id, data.year, data.may_edit);
    let none = data.days.is_empty();
    let error = problems.of(DayField::Day);
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <BackLink href=path::institution(Some(id))/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle
                heading=closed_heading(Lang::Ja, &data.name)
                caption=fiscal_year(Lang::Ja, year)
                has_error=problems.any()
            >
                <p>{words.lead}</p>
                <p>{words.note}</p>
            </PageTitle>
            <Years years=data.years year href=|year, id| path::closed(id, year) id/>
            {none.then(|| view! { <p>{words.none}</p> })}
            <Days id year days=data.days may_edit/>
            {may_edit.then(|| view! {
                <form method="post" action=AddClosed::url() novalidate class="form">
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="year" value=year/>
                    <TextField
                        id=DayField::Day.name()
                        name="form[day]"
                        label=words.days
                        hint=words.hint
                        value=data.form.day
                        error
                        autocomplete="off"
                    />
                    <Button label=rules(Lang::Ja).add/>
                </form>
            })}
        </ConsoleBody>
    }
}

#[component]
fn Days(id: i64, year: i32, days: Vec<(String, i64)>, may_edit: bool) -> impl IntoView {
    let words = rules(Lang::Ja);
    let lines = days
        .into_iter()
        .map(|(on, bookings)| {
            let shown = day(Lang::Ja, &on);
            let booked = (bookings > 0).then(|| booked_on(Lang::Ja, bookings));
            view! {
                <li class="cluster">
                    <span>{shown} " " <strong>{booked}</strong></span>
                    {may_edit.then(|| view! {
                        <form method="post" action=RemoveClosed::url()>
                            <input type="hidden" name="id" value=id/>
                            <input type="hidden" name="year" value=year/>
                            <input type="hidden" name="day" value=on/>
                            <Button label=words.remove kind=ButtonKind::Quiet/>
                        </form>
                    })}
                </li>
            }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }
}

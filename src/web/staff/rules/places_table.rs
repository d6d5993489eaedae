//! The places of a month as a table in which days are chosen and changed.

use leptos::{prelude::*, server_fn::ServerFn};

use super::controls::Tick;
use crate::{
    api::staff_rules::{ChangePlaces, PlaceLine, PlacesPage as Data},
    domain::{
        checkup::place_form::{ChangeField as F, Deed},
        field::Field,
    },
    web::{
        problems::Problems,
        ui::{Button, ButtonKind, TextField, Width},
        words::{
            Lang,
            staff_rules::{choose, day, day_sex, places},
            ui::error_line,
        },
    },
};

/// The table, in a form where places may be changed.
#[component]
pub fn Table(data: Data, problems: Problems<F>) -> impl IntoView {
    let words = places(Lang::Ja);
    let chosen = data.change.chosen.clone();
    let may_edit = data.may_edit;
    let headings = [
        words.day,
        words.course,
        words.time,
        words.sex,
        words.capacity,
        words.taken,
        words.waiting,
        words.limits,
    ];
    let rows = data
        .lines
        .into_iter()
        .map(|line| {
            let checked = chosen.contains(&line.id.to_string());
            view! { <Row line may_edit checked/> }
        })
        .collect_view();
    let error = problems.of(F::Chosen);
    let error = error.map(|error| error_line(Lang::Ja, &error));
    let table = view! {
        <div
            class="table__scroll"
            id=F::Chosen.name()
            tabindex="0"
            role="region"
            aria-label=words.found
        >
            <table class="table">
                <thead>
                    <tr>
                        {may_edit.then(|| view! { <th scope="col">{words.choose}</th> })}
                        {headings.map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    if !may_edit {
        return table.into_any();
    }
    view! {
        <p>{words.change_lead}</p>
        <form method="post" action=ChangePlaces::url() novalidate class="form">
            <input type="hidden" name="id" value=data.id/>
            <input type="hidden" name="month" value=data.month/>
            <p class="field__error">{error}</p>
            {table}
            <Change capacity=data.change.capacity error=problems.of(F::Capacity)/>
        </form>
    }
    .into_any()
}

#[component]
fn Change(capacity: String, error: Option<String>) -> impl IntoView {
    let words = places(Lang::Ja);
    view! {
        <TextField
            id=F::Capacity.name()
            name="form[capacity]"
            label=words.capacity
            value=capacity
            error
            required=false
            autocomplete="off"
            inputmode="numeric"
            width=Width::Short
        />
        <div class="cluster">
            <Button label=words.change_button name="form[deed]" value=Deed::CAPACITY/>
            <Button
                label=words.delete_button
                kind=ButtonKind::Danger
                name="form[deed]"
                value=Deed::DELETE
            />
        </div>
    }
}

#[component]
fn Row(line: PlaceLine, may_edit: bool, checked: bool) -> impl IntoView {
    let words = places(Lang::Ja);
    let label = choose(Lang::Ja, &line.day, &line.time, &line.course);
    view! {
        <tr>
            {may_edit.then(|| view! {
                <td>
                    <Tick name="form[chosen][]" value=line.id.to_string() label checked quiet=true/>
                </td>
            })}
            <th scope="row">
                {day(Lang::Ja, &line.day)}
                {line.closed.then(|| view! { " " <strong>{words.closed_day}</strong> })}
            </th>
            <td>{line.course}</td>
            <td>{line.time}</td>
            <td>{day_sex(Lang::Ja, line.day_sex)}</td>
            <td>{line.capacity}</td>
            <td>{line.taken}</td>
            <td>{line.waiting}</td>
            <td>{line.limits}</td>
        </tr>
    }
}

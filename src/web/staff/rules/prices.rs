//! The prices of an institution in a fiscal year.

use leptos::{prelude::*, server_fn::ServerFn};

use super::controls::{RulesTop, Years, param, query_number};
use crate::{
    api::staff_rules::{PriceCell, PriceGroup, PricesPage as Data, SavePrices, load_prices},
    domain::field::FieldError,
    web::{
        load::loaded_or_gone,
        path::rules as path,
        staff::ConsoleBody,
        ui::{BackLink, Button, ErrorSummary, FieldProblem, PageTitle, Sheet, TextField, Width},
        words::{
            Lang,
            staff_rules::{fiscal_year, price_error, prices, prices_heading, rules},
        },
    },
};

/// 料金
#[component]
pub fn PricesPage() -> impl IntoView {
    let data = load_prices(param("id"), query_number("year"));
    loaded_or_gone(data, |data| view! { <Edit data/> })
}

/// What is wrong with a price: of an option of the course, or of the course itself, whose name is the group's.
fn problem(group: &str, name: &str, error: FieldError) -> String {
    let label = match name == group {
        true => group.to_owned(),
        false => format!("{group} {name}"),
    };
    price_error(Lang::Ja, &label, error)
}

#[component]
fn Edit(data: Data) -> impl IntoView {
    let words = prices(Lang::Ja);
    let problems: Vec<FieldProblem> = data
        .groups
        .iter()
        .flat_map(|group| {
            group.cells.iter().filter_map(|(at, name, _, error)| {
                Some(FieldProblem {
                    id: format!("price-{at}"),
                    text: problem(&group.name, name, (*error)?),
                })
            })
        })
        .collect();
    let (id, year, may_edit) = (data.id, data.year, data.may_edit);
    let none = data.groups.is_empty();
    let has_error = !problems.is_empty();
    let groups = data
        .groups
        .into_iter()
        .map(|group| view! { <Group group/> })
        .collect_view();
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <BackLink href=path::institution(Some(id))/>
            <ErrorSummary problems/>
            <PageTitle
                heading=prices_heading(Lang::Ja, &data.name)
                caption=fiscal_year(Lang::Ja, year)
                has_error
            >
                <p>{words.lead}</p>
                <p>{words.note}</p>
            </PageTitle>
            <Years years=data.years year href=|year, id| path::prices(id, year) id/>
            {if none {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! {
                    <form method="post" action=SavePrices::url() novalidate>
                        <input type="hidden" name="id" value=id/>
                        <input type="hidden" name="year" value=year/>
                        <fieldset class="rules__form stack" disabled=!may_edit>
                            {groups}
                            {may_edit.then(|| view! { <Button label=rules(Lang::Ja).save large=true/> })}
                        </fieldset>
                    </form>
                }
                .into_any()
            }}
        </ConsoleBody>
    }
}

#[component]
fn Group(group: PriceGroup) -> impl IntoView {
    let title = group.name.clone();
    let cells = group
        .cells
        .into_iter()
        .map(|(at, name, cell, error)| {
            let PriceCell {
                course,
                option,
                yen,
            } = cell;
            let label = match option.as_str() {
                "" => prices(Lang::Ja).of_course.to_owned(),
                _ => name.clone(),
            };
            let field = |part: &str| format!("cells[{at}][{part}]");
            view! {
                <div>
                    <input type="hidden" name=field("course") value=course/>
                    <input type="hidden" name=field("option") value=option/>
                    <TextField
                        id=format!("price-{at}")
                        name=field("yen")
                        label
                        value=yen
                        error=error.map(|error| problem(&group.name, &name, error))
                        required=false
                        autocomplete="off"
                        inputmode="numeric"
                        width=Width::Medium
                    />
                </div>
            }
        })
        .collect_view();
    view! {
        <Sheet>
            <h2>{title}</h2>
            <div class="staff__search">{cells}</div>
        </Sheet>
    }
}

//! 受診率: what to tell apart, the plot, the table, how it is counted.

use leptos::prelude::*;

use super::{
    bookings::ExportLinks,
    parts::{Table, asked, cp932_notice},
};
use crate::{
    api::staff_checkup::rates::{RatesPage as RatesData, RatesQuery, load_rates},
    domain::checkup::rate::{Axis, Cell, Key},
    web::{
        load::loaded,
        path,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, CheckboxCard, CheckboxList, Choice, PageTitle},
        words::{
            Lang,
            staff_checkup::rates::{
                axis, bar, columns, definition, key, plot_text, rate, rates, year,
            },
        },
    },
};

/// Most bars of the plot.
const BARS: usize = 30;
/// Height of a bar with its line of text, in units of the plot.
const STEP: usize = 40;
/// Width of a bar of 100 %, in units of the plot.
const FULL: u32 = 600;

/// The boxes of the axes come under their own names, so that a form without scripts can tick several.
fn query() -> RatesQuery {
    let by = Axis::ALL.map(|one| one.code());
    let by: Vec<_> = by
        .into_iter()
        .filter(|code| asked(code).is_some())
        .collect();
    RatesQuery {
        year: asked("year").and_then(|year| year.parse().ok()),
        by: by.join(","),
        latest: asked("basis").as_deref() == Some("latest"),
    }
}

/// 受診率
#[component]
pub fn RatesPage() -> impl IntoView {
    let cp932 = asked("cp932").is_some();
    loaded(load_rates(query(), cp932), |data| view! { <Rates data/> })
}

#[component]
fn Rates(data: RatesData) -> impl IntoView {
    let words = rates(Lang::Ja);
    let heading = format!("{} {}", year(Lang::Ja, data.year), words.heading);
    let [first, second, third] = definition(Lang::Ja, data.year, data.reference, &data.courses);
    let no_courses = data.courses.is_empty();
    let none = data.table.rows.is_empty();
    view! {
        <ConsoleBody>
            <PageTitle heading/>
            {cp932_notice(data.not_in_cp932)}
            <Question data=data.clone()/>
            {if none {
                let why = if no_courses { words.no_courses } else { words.nobody };
                view! { <p>{why}</p> }.into_any()
            } else {
                view! { <Shown data/> }.into_any()
            }}
            <h2>{words.definition}</h2>
            <ul>
                <li>{first}</li>
                <li>{second}</li>
                <li>{third}</li>
            </ul>
        </ConsoleBody>
    }
}

#[component]
fn Question(data: RatesData) -> impl IntoView {
    let words = rates(Lang::Ja);
    let years = data
        .years
        .iter()
        .map(|one| (one.to_string(), year(Lang::Ja, *one)));
    let bases = [("", words.on_april), ("latest", words.latest)];
    let bases = bases.map(|(code, words)| (code.to_owned(), words.to_owned()));
    let basis = if data.latest { "latest" } else { "" };
    let axes = Axis::ALL.map(|one| {
        let checked = data.axes.contains(&one);
        view! {
            <CheckboxCard name=one.code() value="1" label=axis(Lang::Ja, one) checked/>
        }
    });
    view! {
        <form method="get" action=path::STAFF_CHECKUP_RATES class="form">
            <div class="staff__search">
                <Choice
                    id="year"
                    name="year"
                    label=words.year
                    options=years.collect()
                    value=data.year.to_string()
                />
                <Choice
                    id="basis"
                    name="basis"
                    label=words.basis
                    options=bases.to_vec()
                    value=basis
                />
            </div>
            <p>{words.by}</p>
            <CheckboxList id="by" legend=words.by>{axes.collect_view()}</CheckboxList>
            <Button label=words.show kind=ButtonKind::Secondary/>
        </form>
    }
}

/// What a row is called as a whole.
fn label(keys: &[Key]) -> String {
    if keys.is_empty() {
        return rates(Lang::Ja).total.to_owned();
    }
    let parts: Vec<_> = keys.iter().map(|one| key(Lang::Ja, one)).collect();
    parts.join(" ")
}

#[component]
fn Shown(data: RatesData) -> impl IntoView {
    let words = rates(Lang::Ja);
    let axes: Vec<_> = data.axes.iter().map(|one| one.code()).collect();
    let query = RatesQuery {
        year: Some(data.year),
        by: axes.join(","),
        latest: data.latest,
    };
    let file = |encoding| path::staff_rates_file(&query, encoding);
    let (utf8, cp932) = (file("utf8"), file("cp932"));
    let bars: Vec<_> = data.table.rows.iter().take(BARS).cloned().collect();
    let cut = data.table.rows.len() > BARS;
    view! {
        <h2>{words.plot}</h2>
        <Plot year=data.year total=data.table.total rows=bars/>
        {cut.then(|| view! { <p>{words.plot_cut}</p> })}
        <h2>{words.table}</h2>
        <Figures data/>
        <ExportLinks utf8 cp932/>
    }
}

/// Bars from left to right. Everything they say is in the table too; the text alternative says the whole and the ends.
#[component]
fn Plot(year: i32, total: Cell, rows: Vec<(Vec<Key>, Cell)>) -> impl IntoView {
    let by_rate = |row: &&(Vec<Key>, Cell)| row.1.permille();
    let named = |row: Option<&(Vec<Key>, Cell)>| {
        row.map_or_else(String::new, |(keys, cell)| {
            bar(Lang::Ja, &label(keys), *cell)
        })
    };
    let lowest = named(rows.iter().min_by_key(by_rate));
    let highest = named(rows.iter().max_by_key(by_rate));
    let alternative = plot_text(Lang::Ja, year, total, &lowest, &highest);
    let height = rows.len() * STEP + 8;
    let bars = rows
        .iter()
        .enumerate()
        .map(|(at, (keys, cell))| {
            let width = cell.permille().unwrap_or_default() * FULL / 1000;
            let top = at * STEP;
            let text = bar(Lang::Ja, &label(keys), *cell);
            view! {
                <text class="plot__text" x="0" y=top + 16>{text}</text>
                <rect class="plot__ground" x="0" y=top + 22 width=FULL height="12"></rect>
                <rect class="plot__bar" x="0" y=top + 22 width=width height="12"></rect>
            }
        })
        .collect_view();
    view! {
        <svg class="plot" viewBox=format!("0 0 {FULL} {height}") role="img" aria-label=alternative>
            {bars}
        </svg>
    }
}

#[component]
fn Figures(data: RatesData) -> impl IntoView {
    let words = rates(Lang::Ja);
    let headings = data
        .axes
        .iter()
        .map(|one| axis(Lang::Ja, *one))
        .chain(columns(Lang::Ja))
        .map(str::to_owned)
        .collect();
    let figures = |cell: Cell| {
        view! {
            <td>{cell.eligible}</td>
            <td>{cell.examined}</td>
            <td>{rate(Lang::Ja, cell)}</td>
        }
    };
    let rows = data.table.rows.iter().map(|(keys, cell)| {
        let keys = keys
            .iter()
            .map(|one| view! { <th scope="row">{key(Lang::Ja, one)}</th> });
        view! { <tr>{keys.collect_view()} {figures(*cell)}</tr> }
    });
    let rows = (!data.axes.is_empty()).then(|| rows.collect_view());
    let total = (!data.axes.is_empty())
        .then(|| view! { <th scope="row" colspan=data.axes.len()>{words.total}</th> });
    view! {
        <Table label=words.table headings>
            {rows}
            <tr>{total} {figures(data.table.total)}</tr>
        </Table>
    }
}

//! What was paid month by month, stacked by person: bars drawn on the server, the same numbers in a table below.

use leptos::prelude::*;

use crate::{
    api::expense::ExpensesPage,
    domain::expense::month::Month,
    web::{
        ui::Disclosure,
        words::{
            Lang,
            expense::{
                month as month_of, year as year_of,
                year::{ExpenseWords, expense, plot_alternative},
                yen,
            },
        },
    },
};

/// How many people have a pattern of their own; the last one stands for all further ones.
const PATTERNS: usize = 6;

/// A month's bar: what each of the people paid, and whether the month is there yet.
struct Bar {
    month: u8,
    paid: Vec<u64>,
    unpublished: bool,
}

impl Bar {
    fn sum(&self) -> u64 {
        self.paid.iter().sum()
    }
}

/// Whether a month's rows are still to come: it is missing, or later than all that are.
fn is_to_come(data: &ExpensesPage, of: Month) -> bool {
    let is_missing = data.missing.iter().any(|gap| gap.month == of);
    let last = data.missing.iter().map(|gap| gap.month).max();
    is_missing || last.is_some_and(|last| of > last)
}

/// All twelve months of the year, and what stands in each.
fn bars(data: &ExpensesPage) -> Vec<Bar> {
    let bar = |month: u8| {
        let of = Month::new(data.year, month);
        let shown = data.months.iter().find(|one| Some(one.month) == of);
        Bar {
            month,
            paid: shown.map_or_else(|| vec![0; data.people.len()], |one| one.paid.clone()),
            unpublished: shown.is_none() && of.is_some_and(|of| is_to_come(data, of)),
        }
    };
    (1..=12).map(bar).collect()
}

/// The plot, its legend and its table.
#[component]
pub(super) fn Plot(data: ExpensesPage) -> impl IntoView {
    let words = expense(Lang::Ja);
    let bars = bars(&data);
    let most = bars.iter().max_by_key(|bar| bar.sum());
    let full = most.map_or(0, Bar::sum).max(1);
    let most = most.map(|bar| (bar.month, bar.sum()));
    let alternative = plot_alternative(Lang::Ja, data.year, data.sums.paid(), most);
    let lines = bars.iter().map(|bar| line(bar, full, words)).collect_view();
    let legend = (data.people.len() > 1).then(|| legend(&data.people, words));
    view! {
        <h2>{words.plot}</h2>
        <p>{words.plot_text}</p>
        {patterns()}
        {legend}
        <div class="expense-plot" role="img" aria-label=alternative>{lines}</div>
        <Disclosure summary=words.plot_table>
            <Figures bars people=data.people year=data.year/>
        </Disclosure>
    }
}

fn line(bar: &Bar, full: u64, words: &'static ExpenseWords) -> impl IntoView + use<> {
    let percent = |amount: u64| format!("{}%", amount as f64 * 100.0 / full as f64);
    let mut from = 0;
    let pieces: Vec<_> = bar
        .paid
        .iter()
        .enumerate()
        .filter(|(_, amount)| **amount > 0)
        .map(|(at, amount)| {
            let start = from;
            from += amount;
            view! {
                <rect
                    class="expense-plot__piece"
                    x=percent(start)
                    y="0"
                    width=percent(*amount)
                    height="100%"
                    fill=pattern(at)
                ></rect>
            }
        })
        .collect();
    let text = if bar.unpublished {
        words.unpublished.to_owned()
    } else {
        yen(Lang::Ja, bar.sum())
    };
    view! {
        <div class="expense-plot__line" data-unpublished=bar.unpublished.then_some("")>
            <span class="expense-plot__month">{month_of(Lang::Ja, bar.month)}</span>
            <svg class="expense-plot__bar" width="100%" height="100%">{pieces}</svg>
            <span class="expense-plot__amount">{text}</span>
        </div>
    }
}

fn pattern(at: usize) -> String {
    format!("url(#expense-pattern-{})", at.min(PATTERNS - 1))
}

/// Solid, stripes, dots, and so on: who is who can be told without colours, and on paper.
fn patterns() -> impl IntoView {
    let drawn = [
        "",
        "M-2 2l4-4M0 8l8-8M6 10l4-4",
        "M2 2h2v2h-2z",
        "M0 2h8M0 6h8",
        "M2 0v8M6 0v8",
        "M0 4h8M4 0v8",
    ];
    let patterns = drawn.into_iter().enumerate().map(|(at, path)| {
        view! {
            <pattern
                id=format!("expense-pattern-{at}")
                width="8"
                height="8"
                patternUnits="userSpaceOnUse"
            >
                <rect class="expense-plot__ground" data-solid=(at == 0).then_some("") width="8" height="8"></rect>
                <path class="expense-plot__stroke" d=path></path>
            </pattern>
        }
    });
    view! {
        <svg class="expense-plot__patterns" width="0" height="0" aria-hidden="true">
            <defs>{patterns.collect_view()}</defs>
        </svg>
    }
}

fn legend(people: &[String], words: &'static ExpenseWords) -> impl IntoView + use<> {
    let more = people.len() > PATTERNS;
    let items = people.iter().take(PATTERNS).enumerate().map(|(at, name)| {
        let name = if more && at == PATTERNS - 1 {
            words.plot_others.to_owned()
        } else {
            name.clone()
        };
        view! {
            <li class="expense-plot__person">
                <svg class="expense-plot__sample" width="100%" height="100%" aria-hidden="true">
                    <rect class="expense-plot__piece" width="100%" height="100%" fill=pattern(at)></rect>
                </svg>
                {name}
            </li>
        }
    });
    view! { <ul class="expense-plot__legend">{items.collect_view()}</ul> }
}

/// The numbers of the plot.
#[component]
fn Figures(bars: Vec<Bar>, people: Vec<String>, year: i32) -> impl IntoView {
    let words = expense(Lang::Ja);
    let several = people.len() > 1;
    let cell = |text: String| view! { <td class="expense-amount">{text}</td> };
    let amount = |amount| cell(yen(Lang::Ja, amount));
    let sums: Vec<u64> = (0..people.len())
        .map(|at| bars.iter().filter_map(|bar| bar.paid.get(at)).sum())
        .collect();
    let rows = bars.iter().map(|bar| {
        let text = |amount, unpublished: &str| match bar.unpublished {
            true => unpublished.to_owned(),
            false => yen(Lang::Ja, amount),
        };
        let each = bar.paid.iter().map(|one| cell(text(*one, words.unknown)));
        let each = several.then(|| each.collect_view());
        let sum = cell(text(bar.sum(), words.unpublished));
        view! { <tr><th scope="row">{month_of(Lang::Ja, bar.month)}</th>{each}{sum}</tr> }
    });
    let rows = rows.collect_view();
    let each = several.then(|| sums.iter().map(|one| amount(*one)).collect_view());
    let heads = several.then(|| {
        let heads = people.iter();
        heads
            .map(|name| view! { <th scope="col" class="expense-amount">{name.clone()}</th> })
            .collect_view()
    });
    let caption = [year_of(Lang::Ja, year), words.plot.to_owned()].join(" ");
    let label = caption.clone();
    view! {
        <div class="table__scroll" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.month}</th>
                        {heads}
                        <th scope="col" class="expense-amount">{words.sum}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr><th scope="row">{words.sum}</th>{each}{amount(sums.iter().sum())}</tr>
                </tfoot>
            </table>
        </div>
    }
}

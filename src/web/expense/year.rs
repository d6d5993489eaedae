//! A calendar year: sums, months, what is missing.

use leptos::prelude::*;

use super::{filter::Filter, months::Months, plot::Plot};
use crate::{
    api::expense::{ExpensesPage as Data, Gap, load_expenses},
    domain::expense::statement::Sums,
    web::{
        load::{loaded_or_gone, query},
        path,
        ui::{
            BackLink, Disclosure, LinkButton, LinkItem, LinkList, Notice, NoticeKind, PageBody,
            PageTitle, Sheet,
        },
        words::{
            Lang,
            expense::{
                verify::open_until,
                year as year_of,
                year::{ExpenseWords, expense, gap, given_line, sums_heading},
                yen,
            },
        },
    },
};

/// 医療費のお知らせ
#[component]
pub fn ExpensesPage() -> impl IntoView {
    let asked = |name| query(name).unwrap_or_default();
    loaded_or_gone(
        load_expenses(asked("year"), asked("person"), asked("month")),
        |data| view! { <Year data/> },
    )
}

#[component]
fn Year(data: Data) -> impl IntoView {
    let words = expense(Lang::Ja);
    view! {
        <PageBody wide=true>
            <BackLink href=path::MYPAGE label=words.back/>
            <PageTitle heading=words.heading>
                <p>{words.lead}</p>
            </PageTitle>
            {data.open_until.map(|until| view! {
                <Notice kind=NoticeKind::Warning><p>{open_until(Lang::Ja, until)}</p></Notice>
            })}
            {if data.nothing_yet {
                nothing_yet(words).into_any()
            } else {
                whole(data, words).into_any()
            }}
            <LinkList>
                <LinkItem href=path::EXPENSES_FAMILY label=words.family/>
            </LinkList>
        </PageBody>
    }
}

fn nothing_yet(words: &'static ExpenseWords) -> impl IntoView {
    view! {
        <Sheet>
            <h2>{words.nothing_yet}</h2>
            <p>{words.nothing_yet_text}</p>
        </Sheet>
    }
}

fn whole(data: Data, words: &'static ExpenseWords) -> impl IntoView {
    let name = data.person.map(|place| usize::from(place) - 1);
    let name = name.and_then(|at| data.people.get(at));
    let heading = sums_heading(Lang::Ja, data.year, name.map(String::as_str), data.month);
    let why = if data.months_with_rows.is_empty() {
        words.nothing_this_year
    } else {
        words.nothing_found
    };
    let empty = data.months.is_empty().then_some(why);
    let filled = empty.is_none();
    view! {
        {years(&data, words)}
        <Filter data=data.clone()/>
        <h2>{heading}</h2>
        {match empty {
            Some(text) => view! { <Sheet><p>{text}</p></Sheet> }.into_any(),
            None => view! { <Totals sums=data.sums words/> }.into_any(),
        }}
        {gaps(&data.missing, words)}
        {filled.then(|| view! {
            <LinkButton href=path::EXPENSES_TAX label=words.tax/>
            {data.month.is_none().then(|| view! { <Plot data=data.clone()/> })}
            <Months months=data.months/>
        })}
        <Disclosure summary=words.differs>
            <ul>{words.differs_list.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}</ul>
        </Disclosure>
    }
}

/// The years to choose from; the one shown is no link.
fn years(data: &Data, words: &'static ExpenseWords) -> impl IntoView + use<> {
    let items = data.years.iter().map(|year| {
        let label = year_of(Lang::Ja, *year);
        let here = *year == data.year;
        let item = if here {
            view! { <span class="expense-years__here" aria-current="page">{label}</span> }
                .into_any()
        } else {
            let href = path::expenses_of(*year, data.person);
            view! { <a class="expense-years__link" href=href>{label}</a> }.into_any()
        };
        view! { <li>{item}</li> }
    });
    view! {
        <nav class="expense-years no-print" aria-label=words.years>
            <ul class="expense-years__list">{items.collect_view()}</ul>
        </nav>
    }
}

/// The sums, the own share first.
#[component]
fn Totals(sums: Sums, words: &'static ExpenseWords) -> impl IntoView {
    let line = |name: &'static str, amount: u64| {
        view! {
            <div class="expense-sums__item">
                <dt class="expense-sums__name">{name}</dt>
                <dd class="expense-sums__amount">{yen(Lang::Ja, amount)}</dd>
            </div>
        }
    };
    view! {
        <dl class="expense-sums">
            {line(words.total, sums.total)}
            {line(words.insurer, sums.insurer)}
            {line(words.public, sums.public)}
            <div class="expense-sums__item" data-own="">
                <dt class="expense-sums__name">{words.own}</dt>
                <dd class="expense-sums__amount">{yen(Lang::Ja, sums.own)}</dd>
                <dd class="expense-sums__note">{words.own_text}</dd>
            </div>
            {line(words.meal_own, sums.meal_own)}
            <div class="expense-sums__item">
                <dt class="expense-sums__name">{words.given}</dt>
                <dd class="expense-sums__amount">{yen(Lang::Ja, sums.given_back())}</dd>
                <dd class="expense-sums__note">
                    {given_line(Lang::Ja, sums.high_cost, sums.additional)}
                </dd>
            </div>
        </dl>
    }
}

/// Which months are not there yet, the same for everybody.
fn gaps(missing: &[Gap], words: &'static ExpenseWords) -> impl IntoView + use<> {
    let lines = missing
        .iter()
        .map(|one| gap(Lang::Ja, one.month, one.expected));
    let lines: Vec<_> = lines.map(|line| view! { <li>{line}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Notice title=words.gaps>
                <ul>{lines}</ul>
                <p>{words.filing}</p>
            </Notice>
        }
    })
}

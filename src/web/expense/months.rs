//! Months and their rows: a table that is a card for each row on a phone.

use leptos::prelude::*;

use crate::{
    api::expense::{MonthShown, RowShown},
    domain::expense::{month::Month, settle::Standing, statement::Sums},
    web::words::{
        Lang,
        expense::{
            category, full_month,
            year::{ExpenseWords, before, days, expense, given, meals, month_caption, month_line},
            yen,
        },
    },
};

/// The months, newest first and open.
#[component]
pub(super) fn Months(months: Vec<MonthShown>) -> impl IntoView {
    let words = expense(Lang::Ja);
    let months = months
        .into_iter()
        .enumerate()
        .map(|(at, month)| one(month, at == 0, words))
        .collect_view();
    view! {
        <h2>{words.months}</h2>
        <div class="expense-months">{months}</div>
    }
}

fn one(shown: MonthShown, open: bool, words: &'static ExpenseWords) -> impl IntoView {
    let (month, sums) = (shown.month, shown.sums);
    let rows = shown
        .rows
        .into_iter()
        .map(|line| row(line, month, words))
        .collect_view();
    view! {
        <details class="expense-month" open=open>
            <summary class="expense-month__summary">
                <h3 class="expense-month__name">{full_month(Lang::Ja, month)}</h3>
                <span class="expense-month__sum">{month_line(Lang::Ja, sums.rows, sums.own)}</span>
            </summary>
            <div class="expense-month__body">
                <table class="table expense-rows">
                    <caption class="visually-hidden">{month_caption(Lang::Ja, month)}</caption>
                    {head(words)}
                    <tbody>{rows}</tbody>
                    <tfoot>{foot(&sums, words)}</tfoot>
                </table>
            </div>
        </details>
    }
}

fn head(words: &'static ExpenseWords) -> impl IntoView {
    let amounts = [
        words.total,
        words.insurer,
        words.public,
        words.own,
        words.meals,
        words.given,
    ];
    let amounts = amounts.map(|name| view! { <th scope="col" class="expense-amount">{name}</th> });
    view! {
        <thead>
            <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.care}</th>
                <th scope="col" class="expense-amount">{words.days}</th>
                {amounts.collect_view()}
            </tr>
        </thead>
    }
}

/// The amounts of a row or of a month, in the order of the columns.
fn amounts(sums: &Sums, words: &'static ExpenseWords) -> [(&'static str, String); 7] {
    let amount = |amount| yen(Lang::Ja, amount);
    let or_none = |is_none: bool, text: String| {
        if is_none { words.none.to_owned() } else { text }
    };
    let food = meals(Lang::Ja, sums.meal_total, sums.meal_own);
    let back = given(Lang::Ja, sums.high_cost, sums.additional);
    [
        (words.days, days(Lang::Ja, sums.days)),
        (words.total, amount(sums.total)),
        (words.insurer, amount(sums.insurer)),
        (words.public, amount(sums.public)),
        (words.own, amount(sums.own)),
        (words.meals, or_none(sums.meal_total == 0, food)),
        (words.given, or_none(sums.given_back() == 0, back)),
    ]
}

fn row(line: RowShown, month: Month, words: &'static ExpenseWords) -> impl IntoView {
    let withdrawn = line.standing == Standing::Withdrawn;
    let cells = amounts(&sums_of(&line), words).map(|(name, text)| {
        let text = if withdrawn {
            view! { <s>{text}</s> }.into_any()
        } else {
            text.into_any()
        };
        view! { <td class="expense-amount" data-label=name>{text}</td> }
    });
    let institution = if line.institution.is_empty() {
        words.no_institution.to_owned()
    } else {
        line.institution
    };
    let said = standing(line.standing, words);
    let care = view! {
        {category(Lang::Ja, line.category)}
        <span class="expense-rows__detail">{institution}</span>
    };
    let care = if withdrawn {
        view! { <s>{care}</s> }.into_any()
    } else {
        care.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                {line.name}
                <span class="expense-rows__detail">{full_month(Lang::Ja, month)}</span>
            </th>
            <td data-label=words.care>
                <div>{care} {said}</div>
            </td>
            {cells.collect_view()}
        </tr>
    }
}

/// What a row's own amounts are, whether it counts or not.
fn sums_of(line: &RowShown) -> Sums {
    let amounts = &line.amounts;
    Sums {
        rows: 1,
        days: line.days.into(),
        total: amounts.total.get().into(),
        insurer: amounts.insurer.get().into(),
        public: amounts.public.get().into(),
        high_cost: amounts.high_cost.get().into(),
        additional: amounts.additional.get().into(),
        meal_total: amounts.meal_total.get().into(),
        meal_own: amounts.meal_own.get().into(),
        own: amounts.own.get().into(),
    }
}

/// That a row was put right or taken back.
fn standing(standing: Standing, words: &'static ExpenseWords) -> impl IntoView {
    let (chip, kind, text) = match standing {
        Standing::Plain => return None,
        Standing::Corrected { before: was } => (words.corrected, "warn", before(Lang::Ja, &was)),
        Standing::Withdrawn => (words.withdrawn, "danger", words.withdrawn_text.to_owned()),
    };
    Some(view! {
        <span class="chip" data-kind=kind>{chip}</span>
        <span class="expense-rows__detail">{text}</span>
    })
}

fn foot(sums: &Sums, words: &'static ExpenseWords) -> impl IntoView + use<> {
    let cells = amounts(sums, words)
        .map(|(name, text)| view! { <td class="expense-amount" data-label=name>{text}</td> });
    view! {
        <tr>
            <th scope="row" colspan="2">{words.sum}</th>
            {cells.collect_view()}
        </tr>
    }
}

//! Months and their rows: a table that is a card for each row on a phone.

use leptos::prelude::*;

use crate::{
    api::expense::{MonthShown, RowShown},
    domain::expense::{month::Month, settle::Standing, statement::Sums},
    web::words::{
        Lang,
        expense::{
            category, full_month,
            year::{
                ExpenseWords, before, days, expense, given, meal_own, month_caption, month_line,
            },
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

/// A cell of an amount.
struct Amount {
    /// Its column.
    name: &'static str,
    /// The amount.
    text: String,
    /// What it is made up of, line by line.
    parts: Vec<String>,
}

impl Amount {
    fn cell(self, withdrawn: bool) -> impl IntoView {
        let text = if withdrawn {
            view! { <s>{self.text}</s> }.into_any()
        } else {
            self.text.into_any()
        };
        let parts = self
            .parts
            .into_iter()
            .map(|part| view! { <span class="expense-rows__detail">{part}</span> })
            .collect_view();
        view! {
            <td class="expense-amount" data-label=self.name>
                <div>{text} {parts}</div>
            </td>
        }
    }
}

/// The amounts of a row or of a month, in the order of the columns.
fn amounts(sums: &Sums, words: &'static ExpenseWords) -> [Amount; 7] {
    let plain = |name, text| Amount {
        name,
        text,
        parts: Vec::new(),
    };
    let amount = |name, amount| plain(name, yen(Lang::Ja, amount));
    let in_parts = |name, whole, parts: Vec<String>| match whole {
        0 => plain(name, words.none.to_owned()),
        _ => Amount {
            parts,
            ..amount(name, whole)
        },
    };
    let food = vec![meal_own(Lang::Ja, sums.meal_own)];
    let back = given(Lang::Ja, sums.high_cost, sums.additional);
    [
        plain(words.days, days(Lang::Ja, sums.days)),
        amount(words.total, sums.total),
        amount(words.insurer, sums.insurer),
        amount(words.public, sums.public),
        amount(words.own, sums.own),
        in_parts(words.meals, sums.meal_total, food),
        in_parts(words.given, sums.given_back(), back.to_vec()),
    ]
}

fn row(line: RowShown, month: Month, words: &'static ExpenseWords) -> impl IntoView {
    let withdrawn = line.standing == Standing::Withdrawn;
    let cells = amounts(&sums_of(&line), words).map(|amount| amount.cell(withdrawn));
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
            <td class="expense-rows__care">{care} {said}</td>
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
    let cells = amounts(sums, words).map(|amount| amount.cell(false));
    view! {
        <tr>
            <th scope="row" colspan="2">{words.sum}</th>
            {cells.collect_view()}
        </tr>
    }
}

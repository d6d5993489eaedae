//! 補てんされる金額.

use leptos::prelude::*;

use crate::{
    api::expense_tax::Back,
    web::words::{
        Lang,
        expense_tax::{TaxWords, month, yen},
    },
};

/// What is given back, row by row, and how it is subtracted.
pub(super) fn back(rows: &[Back], words: &'static TaxWords) -> impl IntoView + use<> {
    let text = words
        .back_text
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="given-back">
            <h2 id="given-back">{words.back_title}</h2>
            <ul>{text}</ul>
            {if rows.is_empty() {
                view! { <p>{words.back_none}</p> }.into_any()
            } else {
                table(rows, words).into_any()
            }}
        </section>
    }
}

fn table(rows: &[Back], words: &'static TaxWords) -> impl IntoView + use<> {
    let [person, when, institution, high_cost, additional] = words.back_columns;
    let rows = rows
        .iter()
        .map(|row| {
            view! {
                <tr>
                    <th scope="row">{row.person.clone()}</th>
                    <td class="table__number" data-label=when>{month(Lang::Ja, row.month)}</td>
                    <td data-label=institution>{row.institution.clone()}</td>
                    <td class="table__number" data-label=high_cost>{yen(Lang::Ja, row.high_cost)}</td>
                    <td class="table__number" data-label=additional>{yen(Lang::Ja, row.additional)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-cards">
            <div class="table__scroll" tabindex="0" role="region" aria-labelledby="given-back-table">
                <table class="table">
                    <caption id="given-back-table">{words.back_caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{person}</th>
                            <th scope="col" class="table__number">{when}</th>
                            <th scope="col">{institution}</th>
                            <th scope="col" class="table__number">{high_cost}</th>
                            <th scope="col" class="table__number">{additional}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

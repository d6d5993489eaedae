//! What each document is worth at the tax office.

use leptos::prelude::*;

use crate::web::words::expense_tax::TaxWords;

/// The table of documents.
pub(super) fn worth(signed: bool, words: &'static TaxWords) -> impl IntoView {
    let head = words
        .worth_columns
        .map(|name| view! { <th scope="col">{name}</th> })
        .collect_view();
    let signed = signed.then_some(words.worth_signed);
    // beside the other data for e-Tax
    let (paper, others) = words.worth_rows.split_at(2);
    let rows = paper
        .iter()
        .copied()
        .chain(signed)
        .chain(others.iter().copied())
        .map(|[document, stands, how]| {
            view! {
                <tr>
                    <th scope="row">{document}</th>
                    <td data-label=words.worth_columns[1]><strong>{stands}</strong></td>
                    <td data-label=words.worth_columns[2]>{how}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="worth">
            <h2 id="worth">{words.worth}</h2>
            <div class="table-cards">
                <div class="table__scroll" tabindex="0" role="region" aria-labelledby="worth-table">
                    <table class="table">
                        <caption id="worth-table">{words.worth_caption}</caption>
                        <thead><tr>{head}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
            <p>{words.worth_note}</p>
        </section>
    }
}

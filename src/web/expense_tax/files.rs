//! The files to take along.

use leptos::prelude::*;

use crate::{
    api::expense_tax::TaxPage,
    domain::expense::tax::file::TaxFile,
    web::{
        path,
        ui::{LinkItem, LinkList},
        words::{
            Lang,
            expense_tax::{TaxWords, file as label},
        },
    },
};

/// XML with the society's signature, where there is such a thing and it has a row.
pub(super) fn signed(data: &TaxPage, words: &'static TaxWords) -> Option<impl IntoView + use<>> {
    let file = TaxFile::Signed;
    let href = path::expenses_file(data.year, file.name());
    let text = words
        .signed_text
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    (data.signed && data.totals.paid > 0).then(|| {
        view! {
            <section class="stack no-print" aria-labelledby="signed">
                <h2 id="signed">{words.signed}</h2>
                <ul>{text}</ul>
                <LinkList><LinkItem href label=label(Lang::Ja, file)/></LinkList>
            </section>
        }
    })
}

/// Links to a year's files for own use; the notice itself is there even where it says that there is nothing.
pub(super) fn files(year: i32, rows: u32, words: &'static TaxWords) -> impl IntoView {
    let link = move |one: TaxFile| {
        view! {
            <LinkItem href=path::expenses_file(year, one.name()) label=label(Lang::Ja, one)/>
        }
    };
    let is_form = |one: &TaxFile| matches!(one, TaxFile::FormCsv(_) | TaxFile::FormSheet(_));
    let own_use = TaxFile::ALL
        .into_iter()
        .filter(|one| *one != TaxFile::Signed);
    let (forms, own): (Vec<_>, Vec<_>) = own_use.partition(is_form);
    let own = own.into_iter().map(link).collect_view();
    let forms = (rows > 0).then(|| forms.into_iter().map(link).collect_view());
    let text = words
        .form_text
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <section class="stack no-print" aria-labelledby="files">
            <h2 id="files">{words.files}</h2>
            <p>{words.files_note}</p>
            <LinkList>{own}</LinkList>
            {forms.map(|forms| view! {
                <h3>{words.form}</h3>
                <ul>{text}</ul>
                <LinkList>{forms}</LinkList>
            })}
        </section>
    }
}

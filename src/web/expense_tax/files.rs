//! The files to take along.

use leptos::prelude::*;

use crate::{
    domain::expense::tax::file::TaxFile,
    web::{
        path,
        ui::{LinkItem, LinkList},
        words::{
            Lang,
            expense_tax::{TaxWords, file},
        },
    },
};

/// Links to a year's files; the notice itself is there even where it says that there is nothing.
pub(super) fn files(year: i32, rows: u32, words: &'static TaxWords) -> impl IntoView {
    let link = move |one: TaxFile| {
        view! {
            <LinkItem href=path::expenses_file(year, one.name()) label=file(Lang::Ja, one)/>
        }
    };
    let is_form = |one: &TaxFile| matches!(one, TaxFile::FormCsv(_) | TaxFile::FormSheet(_));
    let (forms, own): (Vec<_>, Vec<_>) = TaxFile::ALL.into_iter().partition(is_form);
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

//! 医療費控除: which documents there are, what each is worth, and which receipts are still to be collected.
//!
//! May enter: controls, words, the door in `api::expense_tax`. Must not: decisions (those are the server's).

mod back;
mod collect;
mod files;
mod guide;
mod paper;

use leptos::prelude::*;

use crate::{
    api::expense_tax::{TaxPage, load_expense_tax},
    web::{
        load::{loaded, query},
        path,
        ui::{
            BackLink, LinkItem, LinkList, Notice, NoticeKind, PageBody, PageTitle, Sheet,
            SummaryList, SummaryRow,
        },
        words::{
            Lang,
            expense_tax::{TaxWords, expected, expense_tax, names, rows, year, yen},
        },
    },
};

/// 医療費控除に使う書類
#[component]
pub fn ExpenseTaxPage() -> impl IntoView {
    let words = expense_tax(Lang::Ja);
    // the address may name anything; the server reads it
    loaded(load_expense_tax(query("year")), move |data| match data {
        Some(data) => view! { <Documents data words/> }.into_any(),
        None => view! { <NoYear words/> }.into_any(),
    })
}

/// There are no documents for what the address names.
#[component]
fn NoYear(words: &'static TaxWords) -> impl IntoView {
    view! {
        <PageBody>
            <BackLink href=path::EXPENSES label=words.back/>
            <PageTitle heading=words.no_year_heading>
                <p>{words.no_year}</p>
            </PageTitle>
            <LinkList>
                <LinkItem href=path::EXPENSES_TAX label=words.heading/>
            </LinkList>
        </PageBody>
    }
}

#[component]
fn Documents(data: TaxPage, words: &'static TaxWords) -> impl IntoView {
    let of_year = year(Lang::Ja, data.year);
    view! {
        <PageBody>
            <BackLink href=path::EXPENSES label=words.back/>
            <PageTitle heading=words.heading caption=of_year>
                <p>{words.lead}</p>
            </PageTitle>
            {guide::worth(data.signed, words)}
            {sums(&data, words)}
            {missing(&data, words)}
            {paper::paper(&data, words)}
            {files::signed(&data, words)}
            {files::files(data.year, data.totals.rows, words)}
            {back::back(&data.back, words)}
            {collect::checklist(&data.collect, words)}
            <p>{words.ask}</p>
            {years(&data, words)}
        </PageBody>
    }
}

fn years(data: &TaxPage, words: &'static TaxWords) -> impl IntoView + use<> {
    let shown = data.year;
    let others = data.years.iter().filter(|other| **other != shown);
    let links = others
        .map(|other| {
            view! { <LinkItem href=path::expenses_tax(*other) label=year(Lang::Ja, *other)/> }
        })
        .collect_view();
    view! {
        <nav class="stack no-print" aria-labelledby="other-years">
            <h2 id="other-years">{words.years}</h2>
            <LinkList>{links}</LinkList>
        </nav>
    }
}

fn sums(data: &TaxPage, words: &'static TaxWords) -> impl IntoView + use<> {
    let totals = data.totals;
    if totals.rows == 0 {
        return view! { <Notice><p>{words.nothing}</p></Notice> }.into_any();
    }
    let people = names(Lang::Ja, &data.people);
    let nameless = (totals.nameless > 0)
        .then(|| view! { <SummaryRow label=words.nameless value=yen(Lang::Ja, totals.nameless)/> });
    view! {
        <Sheet>
            <h2>{words.sums}</h2>
            <SummaryList>
                <SummaryRow label=words.people value=people/>
                <SummaryRow label=words.rows value=rows(Lang::Ja, totals.rows)/>
                <SummaryRow
                    label=words.paid
                    value=yen(Lang::Ja, totals.paid + totals.nameless)
                />
                {nameless}
                <SummaryRow label=words.given_back value=yen(Lang::Ja, totals.given_back)/>
            </SummaryList>
        </Sheet>
    }
    .into_any()
}

/// The box of months that are not in.
fn missing(data: &TaxPage, words: &'static TaxWords) -> impl IntoView + use<> {
    if data.missing.is_empty() {
        return view! { <Notice><p>{words.missing_none}</p></Notice> }.into_any();
    }
    let lines = data
        .missing
        .iter()
        .map(|one| view! { <li>{expected(Lang::Ja, one.month, one.expected)}</li> })
        .collect_view();
    view! {
        <Notice kind=NoticeKind::Warning title=words.missing_title>
            <p>{words.missing}</p>
            <ul>{lines}</ul>
        </Notice>
    }
    .into_any()
}

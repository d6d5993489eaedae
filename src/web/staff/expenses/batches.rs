//! 取り込みと公開: the batches, and the form that sends a file.

use leptos::prelude::*;

use super::{
    super::checkup::parts::Table,
    parts::{ExpensesTop, detail, state_mark},
};
use crate::{
    api::staff_expense::batches::{BatchLine, BatchesPage, load_expense_batches},
    web::{
        load::{loaded, query},
        path,
        staff::ConsoleBody,
        ui::{Button, Disclosure, Notice, NoticeKind, PageTitle, TextField},
        words::{
            Lang,
            date::date,
            staff_expense::{
                batches::{batches, file_hint, not_taken, publication, waits},
                expenses, month, rows, yen,
            },
        },
    },
};

/// 取り込みと公開
#[component]
pub fn ExpenseBatchesPage() -> impl IntoView {
    loaded(
        load_expense_batches(query("said").is_some()),
        |data| view! { <Batches data/> },
    )
}

#[component]
fn Batches(data: BatchesPage) -> impl IntoView {
    let words = batches(Lang::Ja);
    let may_work = data.may_work;
    let lines = waits(Lang::Ja, data.counts)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    // the form stands below a list that grows long
    let way = (may_work && !data.batches.is_empty())
        .then(|| view! { <p><a href="#send">{words.send}</a></p> });
    view! {
        <ConsoleBody>
            {may_work.then(|| view! { <ExpensesTop/> })}
            <PageTitle heading=words.heading caption=expenses(Lang::Ja).heading>
                <p>{words.lead}</p>
            </PageTitle>
            {data.said.map(|why| view! {
                <Notice kind=NoticeKind::Danger announce=true>
                    <p>{not_taken(Lang::Ja, why)}</p>
                </Notice>
            })}
            {(!may_work).then(|| view! { <Notice><p>{words.read_only}</p></Notice> })}
            <ul>{lines}</ul>
            {way}
            <h2>{words.list}</h2>
            <List batches=data.batches may_work/>
            {may_work.then(|| view! { <Send/> })}
        </ConsoleBody>
    }
}

#[component]
fn List(batches: Vec<BatchLine>, may_work: bool) -> impl IntoView {
    let words = self::batches(Lang::Ja);
    if batches.is_empty() {
        return view! { <p>{words.none}</p> }.into_any();
    }
    let headings = words.columns.map(str::to_owned).to_vec();
    let rows = batches
        .into_iter()
        .map(|line| row(line, may_work))
        .collect_view();
    view! {
        <div class="table-cards">
            <Table label=words.list headings numbers=&[2, 3, 5]>{rows}</Table>
        </div>
    }
    .into_any()
}

fn row(line: BatchLine, may_work: bool) -> impl IntoView {
    let words = batches(Lang::Ja);
    let label = |at: usize| words.columns[at];
    let publication = publication(Lang::Ja, &line);
    // while it is checked the count is of bytes
    let count = line.total.map(|_| rows(Lang::Ja, line.of));
    let waiting = format!("{}{}", line.waiting, words.waiting);
    let waiting = match (line.waiting > 0, may_work) {
        (false, _) => view! { "—" }.into_any(),
        (true, false) => view! { <span>{waiting}</span> }.into_any(),
        (true, true) => {
            let href = path::staff_expenses_orphans(line.id);
            view! { <a href=href>{waiting}</a> }.into_any()
        }
    };
    view! {
        <tr>
            <td class="staff__moment" data-label=label(0)>{date(Lang::Ja, &line.made)}</td>
            <th scope="row">
                <a href=path::staff_expenses_batch(line.id)>
                    {format!("{} {}", line.id, line.label)}
                </a>
                {line.through.map(|through| detail(month(Lang::Ja, through)))}
            </th>
            <td class="table__number" data-label=label(2)>{count}</td>
            <td class="table__number" data-label=label(3)>
                {line.total.map(|total| yen(Lang::Ja, total))}
            </td>
            <td data-label=label(4)>{state_mark(line.state)}</td>
            <td class="table__number" data-label=label(5)>{waiting}</td>
            <td data-label=label(6)>{publication}</td>
        </tr>
    }
}

#[component]
fn Send() -> impl IntoView {
    let words = batches(Lang::Ja);
    view! {
        <h2 id="send">{words.send}</h2>
        <form
            method="post"
            action=path::STAFF_EXPENSES_UPLOAD
            enctype="multipart/form-data"
            class="form"
        >
            <TextField
                id="label"
                label=words.label
                hint=words.label_hint
                required=false
                autocomplete="off"
            />
            <div class="field">
                <label class="field__label" for="file">{words.file}</label>
                <p class="field__hint" id="file-hint">{file_hint(Lang::Ja)}</p>
                <input
                    class="field__input"
                    id="file"
                    name="file"
                    type="file"
                    accept=".csv,text/csv"
                    aria-describedby="file-hint"
                />
            </div>
            <Disclosure summary=words.columns_heading>
                <p>{words.columns_note}</p>
            </Disclosure>
            <Button label=words.send_button/>
        </form>
    }
}

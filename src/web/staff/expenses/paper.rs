//! 紙の請求: the open requests, their files, and that they are printed.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    super::checkup::parts::Table,
    parts::{ExpensesTop, detail},
};
use crate::{
    api::staff_expense::paper::{
        CancelExpensePaper, MarkExpensePaper, PaperLine, PaperPage, PaperSaid, load_expense_paper,
    },
    web::{
        load::{loaded, query},
        path,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, LinkButton, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            staff_expense::{
                expenses,
                paper::{paper, said, waited, year},
            },
            ui::about,
        },
    },
};

/// 紙の請求
#[component]
pub fn ExpensePaperPage() -> impl IntoView {
    loaded(
        load_expense_paper(query("said").is_some()),
        |data| view! { <Paper data/> },
    )
}

#[component]
fn Paper(data: PaperPage) -> impl IntoView {
    let words = paper(Lang::Ja);
    let told = data.said.map(|it| {
        let kind = match it {
            PaperSaid::Printed(_, 0) | PaperSaid::Cancelled => NoticeKind::Success,
            _ => NoticeKind::Warning,
        };
        view! { <Notice kind announce=true><p>{said(Lang::Ja, it)}</p></Notice> }
    });
    let empty = query("empty").map(|_| {
        view! {
            <Notice kind=NoticeKind::Warning announce=true><p>{words.empty}</p></Notice>
        }
    });
    let list = match data.open.is_empty() {
        true => view! { <p>{words.none}</p> }.into_any(),
        false => view! { <Open open=data.open more=data.more/> }.into_any(),
    };
    view! {
        <ConsoleBody>
            <ExpensesTop/>
            <PageTitle heading=words.heading caption=expenses(Lang::Ja).heading>
                <p>{words.lead}</p>
            </PageTitle>
            {told}
            {empty}
            {list}
        </ConsoleBody>
    }
}

#[component]
fn Open(open: Vec<PaperLine>, more: bool) -> impl IntoView {
    let words = paper(Lang::Ja);
    let headings = words.columns.map(str::to_owned).to_vec();
    let cancels = open
        .iter()
        .map(|line| view! { <Cancel id=line.id/> })
        .collect_view();
    let rows = open.into_iter().map(row).collect_view();
    view! {
        <h2>{words.list}</h2>
        {more.then(|| view! { <p>{words.more}</p> })}
        <LinkButton
            href=path::STAFF_EXPENSES_PAPER_FILE
            label=words.all
            kind=ButtonKind::Secondary
        />
        // a row's own form cannot stand inside the form around the table
        {cancels}
        <form method="post" action=MarkExpensePaper::url() class="form">
            <div class="table-cards">
                <Table label=words.list headings>{rows}</Table>
            </div>
            <p>{words.mark_text}</p>
            <Button label=words.mark/>
        </form>
    }
}

#[component]
fn Cancel(id: i64) -> impl IntoView {
    view! {
        <form id=format!("cancel-{id}") method="post" action=CancelExpensePaper::url()>
            <input type="hidden" name="id" value=id/>
        </form>
    }
}

fn row(line: PaperLine) -> impl IntoView {
    let words = paper(Lang::Ja);
    let label = |at: usize| words.columns[at];
    let of = year(Lang::Ja, line.year);
    let whom = format!("{} {of}", line.name);
    let state = match line.in_hand {
        true => words.in_hand,
        false => words.not_yet,
    };
    let box_label = format!("{} {whom}", words.columns[0]);
    let to_cancel = format!("cancel-{}", line.id);
    view! {
        <tr>
            <td data-label=label(0)>
                <input
                    class="desk-box"
                    type="checkbox"
                    name="ids[]"
                    value=line.id
                    aria-label=box_label
                />
            </td>
            <th scope="row">{line.name} {detail(line.number)}</th>
            <td data-label=label(2)>{of}</td>
            <td data-label=label(3)>{waited(Lang::Ja, &line.requested, line.days)}</td>
            <td data-label=label(4)>
                <span>{state}</span>
                <p>
                    <button class="button" type="submit" form=to_cancel data-kind="quiet">
                        {words.cancel}
                        <span class="visually-hidden">{about(Lang::Ja, &whom)}</span>
                    </button>
                </p>
            </td>
            <td data-label=label(5)>
                <a href=path::staff_expenses_paper_file(line.id)>
                    {words.file}
                    <span class="visually-hidden">{about(Lang::Ja, &whom)}</span>
                </a>
            </td>
        </tr>
    }
}

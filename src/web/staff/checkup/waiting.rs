//! キャンセル待ち: who waits for which day.

use leptos::prelude::*;

use super::parts::{Table, exam};
use crate::{
    api::staff_checkup::waiting::{WaitingLine, WaitingPage as WaitingData, load_waiting},
    web::{
        load::loaded,
        path,
        staff::ConsoleBody,
        ui::{BackLink, PageTitle},
        words::{
            Lang,
            date::date,
            staff_checkup::{
                overview::overview,
                waiting::{columns, cut, offered, turn, waiting},
            },
        },
    },
};

/// キャンセル待ち
#[component]
pub fn StaffWaitingPage() -> impl IntoView {
    loaded(load_waiting(), |data| view! { <List data/> })
}

#[component]
fn List(data: WaitingData) -> impl IntoView {
    let words = waiting(Lang::Ja);
    let shown = data.lines.len();
    let cut = cut(Lang::Ja, data.total, shown);
    let rows = data.lines.into_iter().map(row).collect_view();
    let headings = columns(Lang::Ja).map(str::to_owned).to_vec();
    view! {
        <ConsoleBody>
            <BackLink href=path::STAFF_CHECKUP label=overview(Lang::Ja).heading/>
            <PageTitle heading=words.heading>
                <p>{words.lead}</p>
            </PageTitle>
            {cut.map(|text| view! { <p>{text}</p> })}
            {if shown == 0 {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! {
                    <div class="table-cards">
                        <Table label=words.heading headings>{rows}</Table>
                    </div>
                }
                .into_any()
            }}
        </ConsoleBody>
    }
}

fn row(line: WaitingLine) -> impl IntoView {
    let state = match (&line.offered_until, line.turn) {
        (Some(until), _) => offered(Lang::Ja, until),
        (None, at) => turn(Lang::Ja, at.unwrap_or_default()),
    };
    let [_, on, at, course, turn, since] = columns(Lang::Ja);
    view! {
        <tr>
            <th scope="row">
                {line.person.name}
                <br/>
                <span class="staff__detail">{line.person.kana} " " {line.person.number}</span>
            </th>
            <td data-label=on class="staff__moment">{exam(Some(line.on), line.starts)}</td>
            <td data-label=at>{line.institution}</td>
            <td data-label=course>{line.course}</td>
            <td data-label=turn>{state}</td>
            <td data-label=since class="staff__moment">{date(Lang::Ja, &line.since)}</td>
        </tr>
    }
}

//! 他で受けた健診の結果: those that wait, the decision, those decided.

use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::{Table, asked};
use crate::{
    api::staff_checkup::results::{
        DecideResult, Decided, ResultLine, ResultsPage as ResultsData, load_results,
    },
    web::{
        load::loaded,
        path,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, Notice, NoticeKind, PageTitle, TextAreaField},
        words::{
            Lang,
            checkup::day::plain_day,
            date::date,
            staff_checkup::results::{decided, file, results, state},
        },
    },
};

/// 他で受けた健診の結果
#[component]
pub fn StaffResultsPage() -> impl IntoView {
    loaded(
        load_results(asked("said").is_some()),
        |data| view! { <Results data/> },
    )
}

#[component]
fn Results(data: ResultsData) -> impl IntoView {
    let words = results(Lang::Ja);
    let said = data.said.map(|(_, what)| {
        let kind = match what {
            Decided::Accepted | Decided::Refused => NoticeKind::Success,
            Decided::Before | Decided::NoNote | Decided::NoteTooLong => NoticeKind::Warning,
        };
        let text = decided(Lang::Ja, what);
        view! { <Notice kind announce=true><p>{text}</p></Notice> }
    });
    let may_work = data.may_work;
    let list = move |lines: Vec<ResultLine>, none: &'static str, label: &'static str| {
        if lines.is_empty() {
            return view! { <p>{none}</p> }.into_any();
        }
        let headings = words.columns.map(str::to_owned).to_vec();
        let rows = lines
            .into_iter()
            .map(|line| row(line, may_work))
            .collect_view();
        view! { <Table label headings>{rows}</Table> }.into_any()
    };
    view! {
        <ConsoleBody>
            <PageTitle heading=words.heading>
                <p>{words.lead}</p>
            </PageTitle>
            {said}
            <h2>{words.waiting}</h2>
            {list(data.sent, words.none, words.waiting)}
            <h2>{words.decided}</h2>
            {list(data.decided, words.none_decided, words.decided)}
        </ConsoleBody>
    }
}

fn row(line: ResultLine, may_work: bool) -> impl IntoView {
    let words = results(Lang::Ja);
    let waits = line.state == "sent";
    let booked = (waits && line.booked).then(|| view! { <p>{words.booked}</p> });
    let decision = match waits && may_work {
        true => view! { <Decision id=line.id/> }.into_any(),
        false => view! {
            <strong>{state(Lang::Ja, &line.state)}</strong>
            " "
            {line.decided.map(|at| date(Lang::Ja, &at))}
            <br/>
            <span class="staff__detail">{line.note}</span>
        }
        .into_any(),
    };
    view! {
        <tr>
            <td class="staff__moment">{date(Lang::Ja, &line.sent)}</td>
            <th scope="row">
                {line.name}
                <br/>
                <span class="staff__detail">{line.number}</span>
            </th>
            <td>{line.course} " " {plain_day(Lang::Ja, line.exam_on)} {booked}</td>
            <td>{line.institution}</td>
            <td>
                <a href=path::staff_result_file(line.id)>{words.file}</a>
                <br/>
                <span class="staff__detail">
                    {file(Lang::Ja, &line.media_type, line.kilobytes)}
                </span>
            </td>
            <td>{decision}</td>
        </tr>
    }
}

#[component]
fn Decision(id: i64) -> impl IntoView {
    let words = results(Lang::Ja);
    view! {
        <form method="post" action=DecideResult::url() novalidate class="form">
            <input type="hidden" name="id" value=id/>
            <TextAreaField
                id=format!("note-{id}")
                name="note"
                label=words.note
                hint=words.note_hint
                required=false
                rows=2
            />
            <p class="cluster">
                <Button label=words.accept name="decision" value="accept"/>
                <Button label=words.refuse name="decision" value="refuse" kind=ButtonKind::Secondary/>
            </p>
        </form>
    }
}

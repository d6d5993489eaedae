//! What is said of a file: counts, totals beside those of the batch before, oddities, faults.

use leptos::prelude::*;

use super::super::checkup::parts::Table;
use crate::{
    domain::expense::batch::{MonthTotal, OddLines, Report},
    domain::expense::import::fault::Faults,
    web::{
        ui::{Notice, NoticeKind, SummaryList, SummaryRow},
        words::{
            Lang,
            expense_import::problem,
            staff_expense::{
                grouped, month,
                report::{fault_count, fault_line, kinds, oddity, report},
                yen,
            },
        },
    },
};

/// 確かめた結果
#[component]
pub(super) fn FileReport(report: Report, before: Option<Report>) -> impl IntoView {
    let words = self::report(Lang::Ja);
    let wrong = !report.faults.none();
    let kinds = kinds(Lang::Ja, &report);
    let unread = report.unread.join("、");
    let encoding = report.encoding.map(|encoding| {
        view! { <SummaryRow label=words.encoding value=encoding.name()/> }
    });
    let unread = (!unread.is_empty()).then(|| {
        view! { <SummaryRow label=words.unread value=unread/> }
    });
    let found = match wrong {
        true => view! { <Wrong faults=report.faults/> }.into_any(),
        false => view! {
            <Months months=report.months before=before.map(|report| report.months)/>
            <Oddities oddities=report.oddities/>
        }
        .into_any(),
    };
    view! {
        <h2>{words.heading}</h2>
        <SummaryList>
            {encoding}
            {(!wrong).then(|| view! { <SummaryRow label=words.kinds value=kinds/> })}
            {unread}
        </SummaryList>
        {found}
    }
}

#[component]
fn Months(months: Vec<MonthTotal>, before: Option<Vec<MonthTotal>>) -> impl IntoView {
    let words = report(Lang::Ja);
    let before = before.unwrap_or_default();
    let rows = months
        .into_iter()
        .map(|line| {
            let last = before.iter().find(|last| last.month == line.month);
            let last = last.map_or_else(
                || words.none_before.to_owned(),
                |last| yen(Lang::Ja, last.total),
            );
            let amounts = [
                grouped(line.rows.into()),
                yen(Lang::Ja, line.total),
                yen(Lang::Ja, line.insurer),
                yen(Lang::Ja, line.own),
                last,
            ];
            let cells = amounts
                .into_iter()
                .zip(&words.month_columns[1..])
                .map(|(amount, label)| {
                    view! { <td class="table__number" data-label=*label>{amount}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{month(Lang::Ja, line.month)}</th> {cells}</tr> }
        })
        .collect_view();
    let headings = words.month_columns.map(str::to_owned).to_vec();
    view! {
        <h3>{words.months}</h3>
        <div class="table-cards" data-figures="">
            <Table label=words.months headings numbers=&[1, 2, 3, 4, 5]>{rows}</Table>
        </div>
    }
}

#[component]
fn Oddities(oddities: Vec<OddLines>) -> impl IntoView {
    let words = report(Lang::Ja);
    if oddities.is_empty() {
        return view! { <p>{words.no_oddities}</p> }.into_any();
    }
    let lines = oddities
        .iter()
        .map(|odd| view! { <li>{oddity(Lang::Ja, odd)}</li> })
        .collect_view();
    view! {
        <h3>{words.oddities}</h3>
        <p>{words.oddities_lead}</p>
        <ul>{lines}</ul>
    }
    .into_any()
}

#[component]
fn Wrong(faults: Faults) -> impl IntoView {
    let words = report(Lang::Ja);
    let rows = faults
        .first
        .iter()
        .map(|fault| {
            view! {
                <tr>
                    <th scope="row">{fault_line(Lang::Ja, fault.line)}</th>
                    <td data-label=words.fault_columns[1]>
                        {fault.column.map(|column| column.name())}
                    </td>
                    <td data-label=words.fault_columns[2]>{problem(Lang::Ja, fault)}</td>
                </tr>
            }
        })
        .collect_view();
    let headings = words.fault_columns.map(str::to_owned).to_vec();
    view! {
        <Notice kind=NoticeKind::Danger title=words.faults>
            <p>{fault_count(Lang::Ja, &faults)}</p>
            <p>{words.faults_lead}</p>
        </Notice>
        <div class="table-cards">
            <Table label=words.faults headings>{rows}</Table>
        </div>
    }
}

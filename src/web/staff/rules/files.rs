//! Files to send and to fetch, and what became of the last one sent.

use leptos::prelude::*;

use super::controls::{Choice, RulesTop};
use crate::{
    api::staff_rules::{FileKind, FileReport, FilesPage as Data, load_files},
    web::{
        load::loaded,
        path::rules as path,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            staff_rules::{
                fault_count, fault_line, file_counts, file_kind, file_problem, files, fiscal_year,
                rules,
            },
        },
    },
};

/// CSVの取り込みと書き出し
#[component]
pub fn FilesPage() -> impl IntoView {
    loaded(load_files(), |data| view! { <Page data/> })
}

#[component]
fn Page(data: Data) -> impl IntoView {
    let words = files(Lang::Ja);
    let may_edit = data.may_edit;
    let kind = data
        .report
        .as_ref()
        .map_or_else(FileKind::default, |report| report.kind);
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <PageTitle heading=words.heading caption=rules(Lang::Ja).caption>
                <p>{words.lead}</p>
            </PageTitle>
            {data.report.map(|report| view! { <Report report/> })}
            {may_edit.then(|| view! { <Send kind/> })}
            <Fetch years=data.years/>
        </ConsoleBody>
    }
}

#[component]
fn Report(report: FileReport) -> impl IntoView {
    let words = files(Lang::Ja);
    let wrong = report.faults_total > 0;
    let (kind, title) = match (wrong, report.dry_run) {
        (true, _) => (NoticeKind::Danger, words.wrong),
        (false, true) => (NoticeKind::Info, words.tried),
        (false, false) => (NoticeKind::Success, words.fine),
    };
    let counts = if wrong {
        fault_count(Lang::Ja, &report)
    } else {
        file_counts(Lang::Ja, &report)
    };
    let unread = report.unread.join("、");
    view! {
        <Notice kind title announce=true>
            <p>{counts}</p>
            {(!unread.is_empty()).then(|| view! { <p>{words.unread} {unread}</p> })}
        </Notice>
        {wrong.then(|| view! { <Faults report/> })}
    }
}

#[component]
fn Faults(report: FileReport) -> impl IntoView {
    let words = files(Lang::Ja);
    let rows = report
        .faults
        .iter()
        .map(|fault| {
            view! {
                <tr>
                    <th scope="row">{fault_line(Lang::Ja, fault.line)}</th>
                    <td>{fault.column.clone()}</td>
                    <td>{file_problem(Lang::Ja, fault)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table__scroll" tabindex="0" role="region" aria-label=words.faults>
            <table class="table">
                <thead>
                    <tr>
                        {[words.line, words.column, words.problem]
                            .map(|heading| view! { <th scope="col">{heading}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Send(kind: FileKind) -> impl IntoView {
    let words = files(Lang::Ja);
    let kinds =
        FileKind::ALL.map(|one| (one.code().to_owned(), file_kind(Lang::Ja, one).to_owned()));
    view! {
        <h2>{words.import}</h2>
        <p>{words.places_note}</p>
        <p>{words.prices_note}</p>
        <form method="post" action=path::UPLOAD enctype="multipart/form-data" class="form">
            <Choice
                id="kind"
                name="kind"
                label=words.kind
                options=kinds.into()
                value=kind.code()
            />
            <div class="field">
                <label class="field__label" for="file">{words.file}</label>
                <p class="field__hint" id="file-hint">{words.file_hint}</p>
                <input
                    class="field__input"
                    id="file"
                    name="file"
                    type="file"
                    accept=".csv,text/csv"
                    aria-describedby="file-hint"
                />
            </div>
            <div class="cluster">
                <Button label=words.try_button kind=ButtonKind::Secondary name="apply" value=""/>
                <Button label=words.apply_button name="apply" value="yes"/>
            </div>
        </form>
    }
}

#[component]
fn Fetch(years: Vec<i32>) -> impl IntoView {
    let words = files(Lang::Ja);
    let link = |kind: FileKind, year: i32| {
        let href = |encoding: &str| path::export(kind.code(), year, None, encoding);
        view! {
            <td>
                <span class="cluster">
                    <a href=href("utf-8")>{words.utf8}</a>
                    <a href=href("cp932")>{words.cp932}</a>
                </span>
            </td>
        }
    };
    let first = years.first().copied().unwrap_or_default();
    let rows = years
        .into_iter()
        .map(|year| {
            view! {
                <tr>
                    <th scope="row">{fiscal_year(Lang::Ja, year)}</th>
                    {link(FileKind::Prices, year)}
                    {link(FileKind::Places, year)}
                </tr>
            }
        })
        .collect_view();
    view! {
        <h2>{words.export}</h2>
        <table class="table">
            <tbody>
                <tr>
                    <th scope="row">{file_kind(Lang::Ja, FileKind::Institutions)}</th>
                    {link(FileKind::Institutions, first)}
                </tr>
            </tbody>
        </table>
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{rules(Lang::Ja).year}</th>
                    <th scope="col">{file_kind(Lang::Ja, FileKind::Prices)}</th>
                    <th scope="col">{file_kind(Lang::Ja, FileKind::Places)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

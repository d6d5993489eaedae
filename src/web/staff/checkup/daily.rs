//! 日別名簿: a day's institutions, an institution's list, its links.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    bookings::{BulkButtons, ExportLinks},
    bookings_table::select_box,
    parts::{Table, asked, bulk_notices, cp932_notice, state_mark},
};
use crate::{
    api::staff_checkup::{
        bookings::ActOnBookings,
        daily::{
            DailyLine, DailyPage as DailyData, DayList, LinkLine, LinkState, MakeDailyList,
            RecallDailyList, load_daily,
        },
    },
    domain::date::CivilDate,
    web::{
        load::loaded,
        path,
        staff::ConsoleBody,
        ui::{
            Button, ButtonKind, ErrorSummary, FieldProblem, LinkItem, LinkList, PageTitle,
            TextField, Width,
        },
        words::{
            Lang,
            checkup::day::{full_day, time},
            date::date,
            staff_checkup::{
                bookings::{age, bookings, sex},
                daily::{columns, daily, link_state, of_day, options, people},
            },
        },
    },
};

/// 日別名簿
#[component]
pub fn DailyPage() -> impl IntoView {
    let day = asked("day").unwrap_or_default();
    let institution = asked("institution").and_then(|id| id.parse().ok());
    let (said, cp932) = (asked("said").is_some(), asked("cp932").is_some());
    loaded(
        load_daily(day, institution, said, cp932),
        |data| view! { <Day data/> },
    )
}

#[component]
fn Day(data: DailyData) -> impl IntoView {
    let words = daily(Lang::Ja);
    let on = data.on;
    let error = data.not_a_day.as_ref().map(|_| words.not_a_day.to_owned());
    let problems: Vec<_> = error
        .iter()
        .map(|text| FieldProblem {
            id: "day".to_owned(),
            text: text.clone(),
        })
        .collect();
    let value = data.not_a_day.unwrap_or_else(|| on.to_string());
    let may_work = data.may_work;
    view! {
        <ConsoleBody>
            <ErrorSummary problems/>
            <PageTitle heading=words.heading has_error=error.is_some()>
                <p>{words.lead}</p>
            </PageTitle>
            {bulk_notices(&data.said)}
            {cp932_notice(data.not_in_cp932)}
            <form method="get" action=path::STAFF_CHECKUP_DAILY class="form">
                <TextField
                    id="day"
                    label=words.day
                    hint=words.day_hint
                    value
                    error
                    autocomplete="off"
                    width=Width::Medium
                />
                <Button label=words.show kind=ButtonKind::Secondary/>
            </form>
            <Expecting on expecting=data.expecting/>
            {data.list.map(|list| view! { <OneList on list may_work/> })}
        </ConsoleBody>
    }
}

#[component]
fn Expecting(on: CivilDate, expecting: Vec<(i64, String, i64)>) -> impl IntoView {
    let words = daily(Lang::Ja);
    let other = |days: i64, label: &'static str| {
        let to = format!("{}?day={}", path::STAFF_CHECKUP_DAILY, on.add_days(days));
        view! { <a href=to>{label}</a> }
    };
    let items = expecting
        .iter()
        .map(|(id, name, count)| {
            let label = format!("{name} {}", people(Lang::Ja, *count));
            view! { <LinkItem href=path::staff_daily(on, *id) label/> }
        })
        .collect_view();
    view! {
        <h2>{full_day(Lang::Ja, on)} " " {words.expecting}</h2>
        {if expecting.is_empty() {
            view! { <p>{words.nobody}</p> }.into_any()
        } else {
            view! { <LinkList>{items}</LinkList> }.into_any()
        }}
        <p class="cluster">{other(-1, words.before)} {other(1, words.after)}</p>
    }
}

#[component]
fn OneList(on: CivilDate, list: DayList, may_work: bool) -> impl IntoView {
    let words = daily(Lang::Ja);
    let id = list.institution;
    let none = list.lines.is_empty();
    let boxes = may_work && list.lines.iter().any(|line| line.markable);
    let lines = list.lines;
    let files = [
        path::staff_daily_file(on, id, "utf8"),
        path::staff_daily_file(on, id, "cp932"),
    ];
    let [utf8, cp932] = files;
    let code = list.code;
    view! {
        <h2>{of_day(Lang::Ja, &list.name, on)}</h2>
        {match (none, boxes) {
            (true, _) => view! { <p>{words.nobody}</p> }.into_any(),
            (false, false) => view! { <Lines lines boxes=false states=true/> }.into_any(),
            (false, true) => view! {
                <form method="post" action=ActOnBookings::url() class="stack">
                    <input type="hidden" name="form[day]" value=on.to_string()/>
                    <input type="hidden" name="form[institution]" value=id/>
                    <Lines lines boxes=true states=true/>
                    <BulkButtons/>
                </form>
            }
            .into_any(),
        }}
        <ExportLinks utf8 cp932/>
        <h2>{words.links}</h2>
        <p>{words.links_lead}</p>
        {may_work.then(|| view! {
            <p>{words.code_text} ": " <strong>{code}</strong></p>
            <form method="post" action=MakeDailyList::url()>
                <input type="hidden" name="institution" value=id/>
                <input type="hidden" name="day" value=on.to_string()/>
                <Button label=words.make/>
            </form>
        })}
        <Links links=list.links may_work/>
    }
}

/// Who comes.
#[component]
pub(super) fn Lines(lines: Vec<DailyLine>, boxes: bool, states: bool) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let headings = boxes
        .then_some(words.select)
        .into_iter()
        .chain(columns(Lang::Ja))
        .chain(states.then_some(words.state));
    let headings = headings.map(str::to_owned).collect();
    let rows = lines
        .into_iter()
        .map(|line| {
            let tick = boxes.then(|| {
                let tick = line.markable.then(|| select_box(line.id, &line.kana));
                view! { <td>{tick}</td> }
            });
            view! {
                <tr>
                    {tick}
                    <td>{line.starts.map(|starts| time(Lang::Ja, starts))}</td>
                    <th scope="row">{line.kana}</th>
                    <td>{sex(Lang::Ja, line.sex)}</td>
                    <td>{age(Lang::Ja, line.age)}</td>
                    <td>{line.course}</td>
                    <td>{options(Lang::Ja, &line.options)}</td>
                    {states.then(|| view! { <td>{state_mark(line.state)}</td> })}
                </tr>
            }
        })
        .collect_view();
    view! { <Table label=daily(Lang::Ja).list headings>{rows}</Table> }
}

#[component]
fn Links(links: Vec<LinkLine>, may_work: bool) -> impl IntoView {
    let words = daily(Lang::Ja);
    if links.is_empty() {
        return ().into_any();
    }
    let headings = words.link_columns.map(str::to_owned).to_vec();
    let rows = links
        .into_iter()
        .map(|link| {
            let opened = link.opened.as_deref().map(|at| date(Lang::Ja, at));
            let open = link.state == LinkState::Open;
            // a link that opens is copied by those who may hand it out
            let url = (open && may_work).then_some(link.url);
            let recall = (open && may_work).then(|| {
                view! {
                    <form method="post" action=RecallDailyList::url()>
                        <input type="hidden" name="id" value=link.id/>
                        <Button label=words.recall kind=ButtonKind::Danger/>
                    </form>
                }
            });
            view! {
                <tr>
                    <td class="staff__detail staff__address">{url}</td>
                    <td class="staff__moment">{date(Lang::Ja, &link.made)}</td>
                    <td class="staff__moment">{date(Lang::Ja, &link.until)}</td>
                    <td>{link_state(Lang::Ja, link.state)} {recall}</td>
                    <td>{opened.unwrap_or_else(|| words.never_opened.to_owned())}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <Table label=words.links headings>{rows}</Table> }.into_any()
}

//! Rows without a person: what the file says, whom they may be about, and the decision.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    super::checkup::parts::{Pages, Table},
    parts::{ExpensesTop, detail},
};
use crate::{
    api::staff_expense::orphans::{
        Candidate, OrphanLine, OrphanSaid, OrphansPage, SettleExpenseOrphan, load_expense_orphans,
    },
    web::{
        load::{loaded_or_missing, param, query},
        path,
        staff::ConsoleBody,
        ui::{
            BackLink, Button, ButtonKind, Notice, NoticeKind, PageTitle, SummaryList, SummaryRow,
        },
        words::{
            Lang,
            checkup::day::plain_day,
            staff_expense::{
                family::{family, relationship},
                month,
                orphans::{likeness, orphans, row_heading, said, waiting, why},
            },
        },
    },
};

/// 持ち主のわからない行
#[component]
pub fn ExpenseOrphansPage() -> impl IntoView {
    let page = query("page").and_then(|page| page.parse().ok());
    loaded_or_missing(
        load_expense_orphans(param("id"), page.unwrap_or(1), query("said").is_some()),
        |data| view! { <Orphans data/> },
    )
}

/// Where a row is shown.
#[derive(Clone, Copy)]
struct Place {
    /// The page it is on, where one comes back to.
    page: u64,
    /// Whether it can be decided on now.
    stands: bool,
}

#[component]
fn Orphans(data: OrphansPage) -> impl IntoView {
    let words = orphans(Lang::Ja);
    let (batch, page) = (data.batch, data.page);
    let place = Place {
        page,
        stands: data.stands,
    };
    let caption = format!("{} {}", data.batch, data.label);
    let told = data.said.map(|it| {
        let kind = match it {
            OrphanSaid::Settled | OrphanSaid::Dismissed => NoticeKind::Success,
            OrphanSaid::Before | OrphanSaid::NotLikely => NoticeKind::Warning,
        };
        view! { <Notice kind announce=true><p>{said(Lang::Ja, it)}</p></Notice> }
    });
    let count = match data.orphans.is_empty() {
        true => words.none.to_owned(),
        false => waiting(Lang::Ja, data.waiting, page, data.pages),
    };
    let rows = data
        .orphans
        .into_iter()
        .map(|line| view! { <Orphan line place/> })
        .collect_view();
    view! {
        <ConsoleBody>
            <BackLink href=path::staff_expenses_batch(data.batch) label=words.back/>
            <ExpensesTop/>
            <PageTitle heading=words.heading caption>
                <p>{words.lead}</p>
            </PageTitle>
            {told}
            {(!data.stands).then(|| view! { <Notice><p>{words.not_yet}</p></Notice> })}
            <p>{count}</p>
            {rows}
            <Pages page pages=data.pages at=move |to| path::staff_expenses_orphans_page(batch, to)/>
        </ConsoleBody>
    }
}

#[component]
fn Orphan(line: OrphanLine, place: Place) -> impl IntoView {
    let words = orphans(Lang::Ja);
    let id = line.id;
    let care = format!(
        "{} {} {} {}",
        month(Lang::Ja, line.month),
        line.category.word(),
        line.kind.word(),
        line.institution
    );
    let name = format!("row-{id}");
    let heading = name.clone();
    view! {
        <section class="desk-list__item stack" aria-labelledby=heading>
            <h2 id=name>{row_heading(Lang::Ja, line.place)}</h2>
            <SummaryList>
                <SummaryRow label=words.number value=line.number/>
                <SummaryRow label=words.kana value=line.kana/>
                <SummaryRow label=words.birth_date value=plain_day(Lang::Ja, line.birth_date)/>
                <SummaryRow label=words.care value=care/>
                <SummaryRow label=words.total value=line.total.to_string()/>
                <SummaryRow label=words.why value=why(Lang::Ja, line.why)/>
            </SummaryList>
            <Candidates id candidates=line.candidates place/>
            {place.stands.then(|| view! {
                <form method="post" action=SettleExpenseOrphan::url() class="cluster">
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="page" value=place.page/>
                    <Button label=words.put_aside kind=ButtonKind::Secondary/>
                    <span>{words.put_aside_text}</span>
                </form>
            })}
        </section>
    }
}

#[component]
fn Candidates(id: i64, candidates: Vec<Candidate>, place: Place) -> impl IntoView {
    let words = orphans(Lang::Ja);
    if candidates.is_empty() {
        return view! { <p>{words.no_candidates}</p> }.into_any();
    }
    let rows = candidates
        .into_iter()
        .map(|person| candidate(id, person, place))
        .collect_view();
    let headings = words.columns.map(str::to_owned).to_vec();
    view! {
        <h3>{words.candidates}</h3>
        <div class="table-cards">
            <Table label=words.candidates headings>{rows}</Table>
        </div>
    }
    .into_any()
}

fn candidate(id: i64, person: Candidate, place: Place) -> impl IntoView {
    let words = orphans(Lang::Ja);
    let label = |at: usize| words.columns[at];
    let lost = person.lost_on.map(|day| {
        let text = format!(
            "{} {}",
            plain_day(Lang::Ja, day),
            family(Lang::Ja).enrolled_to
        );
        detail(text)
    });
    let since = format!(
        "{}{}",
        plain_day(Lang::Ja, person.acquired_on),
        family(Lang::Ja).enrolled_from
    );
    let give = place.stands.then(|| {
        view! {
            <form method="post" action=SettleExpenseOrphan::url()>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="person" value=person.id/>
                <input type="hidden" name="page" value=place.page/>
                <Button label=words.give/>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {person.name}
                " "
                {relationship(Lang::Ja, person.relationship)}
                {detail(person.kana)}
            </th>
            <td data-label=label(1)>{person.number}</td>
            <td data-label=label(2)>{plain_day(Lang::Ja, person.birth_date)}</td>
            <td data-label=label(3)><span>{since}</span> {lost}</td>
            <td data-label=label(4)>{likeness(Lang::Ja, person.likeness)}</td>
            <td data-label=label(5)>{give}</td>
        </tr>
    }
}

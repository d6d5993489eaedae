//! Pieces that several pages of the desk have.

use leptos::prelude::*;

use crate::{
    api::staff_checkup::bookings::{PersonCard, PriceTable, Said},
    domain::{checkup::booking::State, date::CivilDate},
    web::{
        ui::{ButtonKind, LinkButton, Notice, NoticeKind, SummaryList, SummaryRow},
        words::{
            Lang,
            checkup::day::{full_day, plain_day, time},
            staff_checkup::{
                bookings::{age, bookings, enrolled, relation, sex, state},
                outcome::bulk,
            },
        },
    },
};

/// What a query of the address says under a name.
pub(super) fn asked(name: &str) -> Option<String> {
    leptos_router::hooks::use_query_map().with_untracked(|query| query.get(name))
}

/// A table that scrolls sideways where the screen is narrow.
#[component]
pub(in crate::web::staff) fn Table(
    /// What it shows, read out.
    #[prop(into)]
    label: String,
    /// Its headings.
    headings: Vec<String>,
    /// The places, from 0, of the columns that hold numbers.
    #[prop(optional)]
    numbers: &'static [usize],
    /// Its rows.
    children: Children,
) -> impl IntoView {
    let headings = headings
        .into_iter()
        .enumerate()
        .map(|(at, heading)| {
            let class = numbers.contains(&at).then_some("table__number");
            view! { <th scope="col" class=class>{heading}</th> }
        })
        .collect_view();
    view! {
        <div class="table__scroll" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <thead>
                    <tr>{headings}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

/// The ways to the pages of a list before and after this one.
#[component]
pub(in crate::web::staff) fn Pages<F>(
    /// The page shown, from 1.
    page: u64,
    /// How many there are.
    pages: u64,
    /// Where a page is.
    at: F,
) -> impl IntoView
where
    F: Fn(u64) -> String,
{
    let words = bookings(Lang::Ja);
    let way = |to: u64, label| {
        let there = to >= 1 && to <= pages;
        there.then(|| view! { <LinkButton href=at(to) label kind=ButtonKind::Secondary/> })
    };
    let (before, next) = (
        way(page.saturating_sub(1), words.before),
        way(page + 1, words.next),
    );
    let any = before.is_some() || next.is_some();
    any.then(|| view! { <p class="cluster">{before} {next}</p> })
}

/// A state, told apart by words and not by colour alone.
pub(super) fn state_mark(of: State) -> impl IntoView {
    view! { <span class="state" data-state=of.code()>{state(Lang::Ja, of)}</span> }
}

/// Day and time of an examination, or that there is none yet.
pub(super) fn exam(on: Option<CivilDate>, starts: Option<i32>) -> String {
    let Some(on) = on else {
        return bookings(Lang::Ja).not_yet.to_owned();
    };
    let day = full_day(Lang::Ja, on);
    match starts {
        Some(starts) => format!("{day} {}", time(Lang::Ja, starts)),
        None => day,
    }
}

/// What became of a bulk.
pub(super) fn bulk_notices(said: &[Said]) -> impl IntoView + use<> {
    let (done, others) = bulk(Lang::Ja, said);
    let others = (!others.is_empty()).then(|| {
        let lines = others.into_iter().map(|line| view! { <li>{line}</li> });
        view! {
            <Notice kind=NoticeKind::Warning announce=true>
                <ul>{lines.collect_view()}</ul>
            </Notice>
        }
    });
    view! {
        {done.map(|done| view! {
            <Notice kind=NoticeKind::Success announce=true><p>{done}</p></Notice>
        })}
        {others}
    }
}

/// That CP932 cannot hold what was asked for.
pub(super) fn cp932_notice(not_in_cp932: bool) -> impl IntoView {
    not_in_cp932.then(|| {
        view! {
            <Notice kind=NoticeKind::Warning announce=true>
                <p>{bookings(Lang::Ja).not_in_cp932}</p>
            </Notice>
        }
    })
}

/// A person with everything the desk needs.
#[component]
pub(super) fn PersonFacts(person: PersonCard) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let line = person.line;
    let lost = person.lost_on.map(|day| day.to_string());
    let since = person.acquired_on.to_string();
    view! {
        <SummaryList>
            <SummaryRow label=words.who value=line.name/>
            <SummaryRow label=words.kana value=line.kana/>
            <SummaryRow label=words.card_number value=line.number/>
            <SummaryRow label=words.birth_date value=plain_day(Lang::Ja, person.birth_date)/>
            <SummaryRow label=words.age value=age(Lang::Ja, line.age)/>
            <SummaryRow label=words.sex value=sex(Lang::Ja, line.sex)/>
            <SummaryRow label=words.relation value=relation(Lang::Ja, line.relation)/>
            <SummaryRow label=words.workplace value=line.workplace/>
            <SummaryRow label=words.enrolled value=enrolled(Lang::Ja, &since, lost.as_deref())/>
        </SummaryList>
    }
}

/// 料金の内訳
#[component]
pub(super) fn Prices(table: PriceTable) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let headings = words.price_columns.map(str::to_owned).to_vec();
    let rows = table.lines.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{row.name}</th>
                <td class="table__number">{row.line.price.to_string()}</td>
                <td class="table__number">{row.line.society.to_string()}</td>
                <td class="table__number">{row.line.own.to_string()}</td>
            </tr>
        }
    });
    view! {
        <Table label=words.price headings numbers=&[1, 2, 3]>
            {rows.collect_view()}
            <tr>
                <th scope="row">{words.total}</th>
                <td class="table__number">{table.price.to_string()}</td>
                <td class="table__number">{table.society.to_string()}</td>
                <td class="table__number"><strong>{table.own.to_string()}</strong></td>
            </tr>
        </Table>
    }
}

//! 受診ナビの概要: what is in which state, what waits, what runs out today, and the ways on.

use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::{Table, state_mark};
use crate::{
    api::staff_checkup::bookings::{OverviewPage, SearchBookings, WaitingWish, load_overview},
    domain::{checkup::booking::State, date::CivilDate},
    web::{
        load::loaded,
        path,
        staff::ConsoleBody,
        ui::{Card, CardGrid, PageTitle},
        words::{
            Lang,
            staff_checkup::{
                bookings::{bookings, state},
                daily::daily,
                overview::{
                    cases, closing, holds, links, offers, overview, results, unnoted, waited,
                    waiting,
                },
                proxy::proxy,
                rates::rates,
                results as result_words,
            },
        },
    },
};

/// 受診ナビの概要
#[component]
pub fn CheckupOverviewPage() -> impl IntoView {
    loaded(load_overview(), |data| view! { <Overview data/> })
}

#[component]
fn Overview(data: OverviewPage) -> impl IntoView {
    let words = overview(Lang::Ja);
    view! {
        <ConsoleBody>
            <PageTitle heading=words.heading/>
            <h2>{words.states}</h2>
            <States states=data.states.clone() year=data.fiscal_year/>
            <h2>{words.today}</h2>
            <Today data=data.clone()/>
            <h2>{words.wishes}</h2>
            <Wishes wishes=data.wishes/>
            <h2>{words.ways}</h2>
            <Ways/>
        </ConsoleBody>
    }
}

/// Each count opens the list of those bookings: a form, for the search is kept and not written into an address.
#[component]
fn States(states: Vec<(State, i64)>, year: i32) -> impl IntoView {
    let counts = states
        .into_iter()
        .map(|(of, count)| {
            view! {
                <li>
                    <form method="post" action=SearchBookings::url()>
                        <input type="hidden" name="form[state]" value=of.code()/>
                        <input type="hidden" name="form[when]" value=year/>
                        <button class="desk-count" type="submit">
                            <span class="desk-count__name">{state(Lang::Ja, of)}</span>
                            <span class="desk-count__number">{cases(Lang::Ja, count)}</span>
                        </button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="desk-counts">{counts}</ul> }
}

#[component]
fn Today(data: OverviewPage) -> impl IntoView {
    let lang = Lang::Ja;
    let lines = [
        (data.holds > 0).then(|| holds(lang, data.holds)),
        (data.offers.0 > 0).then(|| offers(lang, data.offers.0, data.offers.1)),
        (data.links_ending > 0).then(|| links(lang, data.links_ending)),
    ];
    let link = |count: i64, href: &'static str, text: String| {
        (count > 0).then(|| view! { <li><a href=href>{text}</a></li> })
    };
    let text = results(lang, data.results);
    let results = link(data.results, path::STAFF_CHECKUP_RESULTS, text);
    let text = waiting(lang, data.waiting);
    let waiting = link(data.waiting, path::STAFF_CHECKUP_WAITING, text);
    let (count, last) = data.unnoted;
    let unnoted = (count > 0).then(|| view! { <Unnoted count last/> });
    let courses = data
        .closing
        .iter()
        .map(|(name, to)| closing(lang, name, *to));
    let lines: Vec<String> = lines.into_iter().flatten().chain(courses).collect();
    if lines.is_empty() && results.is_none() && waiting.is_none() && unnoted.is_none() {
        return view! { <p>{overview(lang).nothing_today}</p> }.into_any();
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! { <ul>{unnoted} {results} {waiting} {lines.collect_view()}</ul> }.into_any()
}

/// Opens the list of bookings of past days that nobody has noted anything of.
#[component]
fn Unnoted(count: i64, last: CivilDate) -> impl IntoView {
    view! {
        <li>
            <form method="post" action=SearchBookings::url()>
                <input type="hidden" name="form[state]" value=State::Confirmed.code()/>
                <input type="hidden" name="form[to]" value=last.to_string()/>
                <button class="desk-link" type="submit">{unnoted(Lang::Ja, count)}</button>
            </form>
        </li>
    }
}

#[component]
fn Wishes(wishes: Vec<WaitingWish>) -> impl IntoView {
    let words = overview(Lang::Ja);
    let list = bookings(Lang::Ja);
    if wishes.is_empty() {
        return view! { <p>{words.no_wishes}</p> }.into_any();
    }
    let headings = [
        words.number,
        words.since,
        list.state,
        list.course,
        list.institution,
    ];
    let rows = wishes
        .into_iter()
        .map(|wish| {
            view! {
                <tr>
                    <th scope="row" class="staff__moment">
                        <a href=path::staff_booking(wish.id)>{wish.reference}</a>
                    </th>
                    <td>{waited(Lang::Ja, &wish.since, wish.days)}</td>
                    <td>{state_mark(wish.state)}</td>
                    <td>{wish.course}</td>
                    <td>{wish.institution}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table label=words.wishes headings=headings.map(str::to_owned).to_vec()>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn Ways() -> impl IntoView {
    let words = overview(Lang::Ja);
    let (list, by_phone) = (bookings(Lang::Ja).heading, proxy(Lang::Ja).heading);
    let results = result_words::results(Lang::Ja).heading;
    view! {
        <CardGrid>
            <Card href=path::STAFF_CHECKUP_BOOKINGS title=list text=words.list_text/>
            <Card href=path::STAFF_CHECKUP_PROXY title=by_phone text=words.proxy_text/>
            <Card href=path::STAFF_CHECKUP_DAILY title=daily(Lang::Ja).heading text=words.daily_text/>
            <Card href=path::STAFF_CHECKUP_RATES title=rates(Lang::Ja).heading text=words.rates_text/>
            <Card href=path::STAFF_CHECKUP_RESULTS title=results text=words.results_text/>
        </CardGrid>
    }
}

//! 代理予約: what is read to the caller before it is booked.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::{Prices, exam},
    proxy::Whom,
};
use crate::{
    api::staff_checkup::proxy::{BookForPerson, CheckPage, Way, load_proxy_check},
    web::{
        load::loaded_or_gone,
        path,
        staff::ConsoleBody,
        ui::{
            BackLink, Button, ButtonKind, LinkButton, Notice, NoticeKind, PageTitle, PhoneLink,
            SummaryList, SummaryRow,
        },
        words::{
            Lang,
            checkup::{course::condition, find::cutoff, wish::wish},
            staff_checkup::{bookings::bookings, proxy::proxy},
        },
    },
};

/// What is read to the caller.
#[component]
pub fn ProxyCheckPage() -> impl IntoView {
    loaded_or_gone(load_proxy_check(), |data| view! { <Check data/> })
}

#[component]
fn Check(data: CheckPage) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let back = Way {
        said: true,
        ..data.way.clone()
    };
    let moving = data.way.replaces.is_some();
    let button = match data.place {
        Some(_) => words.book,
        None => words.apply,
    };
    let needs = data.needs.clone();
    let needs = (!needs.is_empty()).then(|| {
        let lines = needs.into_iter().map(|line| view! { <li>{line}</li> });
        view! { <h2>{words.needs}</h2> <ul>{lines.collect_view()}</ul> }
    });
    let questions = (!data.ask.is_empty()).then(|| {
        let lines = data.ask.iter().map(|one| condition(Lang::Ja, *one));
        let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <Notice kind=NoticeKind::Warning title=words.ask>
                <ul>{lines}</ul>
                <p>{words.ask_text}</p>
            </Notice>
        }
    });
    view! {
        <ConsoleBody>
            <BackLink href=path::staff_proxy(&back)/>
            <PageTitle heading=words.check caption=words.heading>
                <p>{words.check_lead}</p>
            </PageTitle>
            {questions}
            <ReadOut data=data.clone()/>
            {needs}
            <form method="post" action=BookForPerson::url() class="form">
                <input type="hidden" name="idem" value=data.idem/>
                <Button label=button large=true/>
            </form>
            <p>
                <LinkButton href=path::staff_proxy(&back) label=words.back kind=ButtonKind::Quiet/>
            </p>
            <h2>{bookings(Lang::Ja).who}</h2>
            <Whom person=data.person moving/>
        </ConsoleBody>
    }
}

#[component]
fn ReadOut(data: CheckPage) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let list = bookings(Lang::Ja);
    let when = data.place.map(|(on, starts)| exam(Some(on), starts));
    let when = when.map(|when| view! { <SummaryRow label=list.exam value=when/> });
    let wishes = (!data.wishes.is_empty()).then(|| {
        let lines = data.wishes.iter().map(|one| wish(Lang::Ja, one));
        let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <SummaryRow label=list.wishes><ol>{lines}</ol></SummaryRow> }
    });
    let cost = (!data.cancel_cost.is_empty())
        .then(|| view! { <SummaryRow label=list.cancel_cost value=data.cancel_cost/> });
    view! {
        <SummaryList>
            <SummaryRow label=list.course value=data.course/>
            <SummaryRow label=list.institution value=data.institution.name/>
            <SummaryRow label=list.phone>
                <PhoneLink number=data.phone/>
            </SummaryRow>
            {when}
            {wishes}
            <SummaryRow label=words.cutoff value=cutoff(Lang::Ja, data.cutoff)/>
            {cost}
        </SummaryList>
        <Prices table=data.price/>
    }
}

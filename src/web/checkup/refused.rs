//! What was asked and not done: one sentence, and the ways on.

use leptos::prelude::*;

use crate::{
    api::checkup::{RefusedPage as Data, load_refused},
    domain::checkup::refusal::Refusal,
    web::{
        load::loaded_or_gone,
        path,
        ui::{LinkButton, LinkItem, LinkList, PageBody, PageTitle, PhoneLink},
        words::{
            Lang,
            checkup::{
                booking::booking,
                refusal::{refusal, title},
            },
        },
    },
};

/// お申し込みを受け付けられませんでした
#[component]
pub fn RefusedPage() -> impl IntoView {
    loaded_or_gone(load_refused(), |data| view! { <Refused data/> })
}

#[component]
fn Refused(data: Data) -> impl IntoView {
    let words = booking(Lang::Ja);
    let said = refusal(
        Lang::Ja,
        &data.refusal,
        data.option.as_deref().unwrap_or_default(),
    );
    let by_phone = matches!(data.refusal, Refusal::CutoffPassed { .. });
    let phone = data.phone.filter(|_| by_phone).map(|phone| {
        view! { <p>{words.call} " " <PhoneLink number=phone/></p> }
    });
    let calendar = data
        .institution
        .filter(|_| !by_phone)
        .map(|id| match data.on {
            Some(day) => path::institution_day(id, day),
            None => path::institution(id),
        });
    view! {
        <PageBody>
            <PageTitle heading=title(Lang::Ja, &data.refusal)>
                <p>{said}</p>
            </PageTitle>
            {phone}
            {calendar.map(|href| view! { <LinkButton href label=words.to_calendar/> })}
            <LinkList>
                <LinkItem href=path::CHECKUP_BOOKINGS label=words.to_booking/>
                <LinkItem href=path::CHECKUP label=words.to_courses/>
            </LinkList>
        </PageBody>
    }
}

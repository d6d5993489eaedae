//! 予約の一覧.

use leptos::prelude::*;

use crate::{
    api::checkup_booking::{BookingLine, load_bookings},
    domain::checkup::booking::State,
    web::{
        load::loaded,
        path,
        ui::{BackLink, LinkButton, PageBody, PageTitle},
        words::{
            Lang,
            checkup::{
                booking::{booking, state, state_text},
                day::{fiscal_year, when},
            },
        },
    },
};

/// 予約の一覧
#[component]
pub fn BookingsPage() -> impl IntoView {
    let words = booking(Lang::Ja);
    loaded(load_bookings(), move |lines| {
        let none = lines.is_empty();
        let items = lines.into_iter().map(item).collect_view();
        view! {
            <PageBody>
                <BackLink href=path::CHECKUP label=words.back/>
                <PageTitle heading=words.list/>
                {none.then(|| view! { <p>{words.list_empty}</p> })}
                <ul class="institution-list">{items}</ul>
                {none.then(|| view! { <LinkButton href=path::CHECKUP label=words.list_new/> })}
            </PageBody>
        }
    })
}

fn item(line: BookingLine) -> impl IntoView {
    let (word, kind) = state(Lang::Ja, line.state);
    let held = line.state == State::Held;
    let href = if held {
        path::CHECKUP_CONFIRM.to_owned()
    } else {
        path::booking(line.id)
    };
    let text = match line.exam_on {
        Some(day) => when(Lang::Ja, day, line.starts),
        None => state_text(Lang::Ja, line.state).to_owned(),
    };
    (!line.over).then(|| {
        view! {
            <li class="card institution">
                <h2 class="card__title">
                    <a class="card__link" href=href>{line.course}</a>
                </h2>
                <p>
                    <span class="chip" data-kind=kind>{word}</span>
                    " "
                    {text}
                </p>
                <p class="card__text">
                    {line.institution} " " {fiscal_year(Lang::Ja, line.fiscal_year)}
                </p>
            </li>
        }
    })
}

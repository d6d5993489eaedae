//! Where a registration ends: done, or not for this person now.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{by_phone, statement};
use crate::{
    api::registration::load_done,
    web::{
        load::loaded_or_gone,
        page::page,
        path,
        ui::{PageBody, PageTitle},
        words::{
            Lang,
            registration::{registration, under18_from},
        },
    },
};

/// 登録が完了しました, for the browser that registered.
#[component]
pub fn DonePage() -> impl IntoView {
    let ends = &registration(Lang::Ja).ends;
    loaded_or_gone(load_done(), |()| {
        statement(ends.done, ends.done_text, vec![(path::LOGIN, ends.login)])
    })
}

/// On the roster, but not somebody who may register now.
#[component]
pub fn IneligiblePage() -> impl IntoView {
    let ends = &registration(Lang::Ja).ends;
    let why = use_params_map().with_untracked(|params| params.get("why").unwrap_or_default());
    let year = why
        .strip_prefix("under18-")
        .filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    if let Some(year) = year {
        let society = page().society.clone();
        let text = under18_from(Lang::Ja, year);
        return view! {
            <PageBody>
                <PageTitle heading=ends.under18/>
                <p>{text}</p>
                <p>
                    {ends.ask} " " <a href=path::CONTACT>{society.name.clone()}</a>
                    {by_phone()}
                </p>
            </PageBody>
        }
        .into_any();
    }
    if why == "paused" {
        return statement(ends.paused, ends.paused_text, vec![]).into_any();
    }
    if why == "not-yet" {
        return statement(ends.not_yet, ends.not_yet_text, vec![]).into_any();
    }
    statement(ends.lost, ends.lost_text, vec![]).into_any()
}

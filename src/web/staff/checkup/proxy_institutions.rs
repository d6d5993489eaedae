//! 代理予約: where. Institutions that offer the course, with the first free day and the own share.

use leptos::prelude::*;

use super::{
    parts::Table,
    proxy::{Whom, hidden_way},
};
use crate::{
    api::staff_checkup::proxy::{InstitutionLine, InstitutionPage, Way},
    web::{
        path,
        staff::ConsoleBody,
        ui::{BackLink, Button, PageTitle, TextField, Width},
        words::{
            Lang,
            checkup::day::class,
            staff_checkup::{
                bookings::bookings,
                proxy::{first_free, proxy},
            },
            ui::about,
        },
    },
};

/// Where?
#[component]
pub(super) fn Institutions(data: InstitutionPage) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let way = data.way;
    let back = Way {
        year: None,
        course: String::new(),
        institution: None,
        ..way.clone()
    };
    let searched = Way {
        institution: None,
        ..way.clone()
    };
    let none = data.found.is_empty();
    let moving = way.replaces.is_some();
    let found = data
        .found
        .into_iter()
        .map(|line| institution_row(line, &way))
        .collect_view();
    let list = bookings(Lang::Ja);
    let headings = [list.institution, words.own, words.places, list.select];
    view! {
        <ConsoleBody>
            <BackLink href=path::staff_proxy(&back)/>
            <PageTitle heading=words.institution caption=data.course/>
            <form method="get" action=path::STAFF_CHECKUP_PROXY class="form">
                {hidden_way(&searched)}
                <TextField
                    id="q"
                    label=words.institution_label
                    hint=words.institution_hint
                    value=way.q.clone()
                    required=false
                    autocomplete="off"
                    width=Width::Medium
                />
                <Button label=words.search_button/>
            </form>
            {data.more.then(|| view! { <p>{words.more_institutions}</p> })}
            {if none {
                view! { <p>{words.no_institutions}</p> }.into_any()
            } else {
                let headings = headings.map(str::to_owned).to_vec();
                view! { <Table label=words.institution headings>{found}</Table> }.into_any()
            }}
            <h2>{list.who}</h2>
            <Whom person=data.person moving/>
        </ConsoleBody>
    }
}

fn institution_row(line: InstitutionLine, way: &Way) -> impl IntoView + use<> {
    let words = proxy(Lang::Ja);
    let to = Way {
        institution: Some(line.id),
        said: false,
        ..way.clone()
    };
    let free = match (line.live, line.first_free) {
        (false, _) => words.by_wish.to_owned(),
        (true, Some(day)) => first_free(Lang::Ja, day),
        (true, None) => words.no_free.to_owned(),
    };
    let which = about(Lang::Ja, &line.name);
    view! {
        <tr>
            <th scope="row">
                {line.name}
                <br/>
                <span class="staff__detail">{line.area} " " {class(Lang::Ja, line.class)}</span>
            </th>
            <td>{line.own.to_string()}</td>
            <td>{free}</td>
            <td>
                <a class="staff__moment" href=path::staff_proxy(&to)>
                    {words.choose_institution}
                    <span class="visually-hidden">{which}</span>
                </a>
            </td>
        </tr>
    }
}

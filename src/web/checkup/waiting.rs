//! キャンセル待ち: the days waited for, what is offered until when, and leaving.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::checkup_booking::{Accept, Leave, WaitLine, load_waits},
    web::{
        load::{just_saved, loaded, query},
        path,
        ui::{BackLink, Button, ButtonKind, Notice, NoticeKind, PageBody, PageTitle},
        words::{
            Lang,
            checkup::{
                booking::{BookingWords, before, booking, offer_until},
                day::when,
            },
        },
    },
};

/// キャンセル待ち
#[component]
pub fn WaitingListPage() -> impl IntoView {
    let words = booking(Lang::Ja);
    let said = if just_saved() {
        Some(words.waiting_saved)
    } else {
        query("left").map(|_| words.waiting_left)
    };
    loaded(load_waits(), move |lines| {
        let none = lines.is_empty();
        let items = lines
            .into_iter()
            .map(|line| view! { <Item line words/> })
            .collect_view();
        view! {
            <PageBody>
                <BackLink href=path::CHECKUP label=words.back/>
                <PageTitle heading=words.waiting>
                    <p>{words.waiting_lead}</p>
                </PageTitle>
                {said.map(|said| view! {
                    <Notice kind=NoticeKind::Success announce=true><p>{said}</p></Notice>
                })}
                {none.then(|| view! { <p>{words.waiting_none}</p> })}
                <ul class="institution-list">{items}</ul>
            </PageBody>
        }
    })
}

#[component]
fn Item(line: WaitLine, words: &'static BookingWords) -> impl IntoView {
    let id = line.id.to_string();
    let options = if line.options.is_empty() {
        words.no_options.to_owned()
    } else {
        line.options.join("、")
    };
    let acts = match line.offer_until {
        Some(until) => view! {
            <p><span class="chip" data-kind="ok">{words.offered}</span></p>
            <p>{offer_until(Lang::Ja, until)}</p>
            <div class="cluster">
                {act(Accept::url(), &id, words.accept, ButtonKind::Primary)}
                {act(Leave::url(), &id, words.decline, ButtonKind::Quiet)}
            </div>
        }
        .into_any(),
        None => view! {
            <p>{before(Lang::Ja, line.before)}</p>
            {act(Leave::url(), &id, words.leave, ButtonKind::Quiet)}
        }
        .into_any(),
    };
    view! {
        <li class="sheet stack" data-gap="small">
            <h2>{when(Lang::Ja, line.on, line.starts)}</h2>
            <p>{line.institution.1} " " {line.course}</p>
            <p>{words.options} " " {options}</p>
            {line.own.map(|own| view! { <p>{words.own} " " <strong>{own.to_string()}</strong></p> })}
            {acts}
        </li>
    }
}

fn act(
    action: &'static str,
    id: &str,
    label: &'static str,
    kind: ButtonKind,
) -> impl IntoView + use<> {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="waiting_id" value=id.to_owned()/>
            <Button label kind/>
        </form>
    }
}

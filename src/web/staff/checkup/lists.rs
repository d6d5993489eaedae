//! 日別名簿 as an institution opens it: outside the console, in the frame of the members' pages.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    bookings::ExportLinks,
    daily::Lines,
    parts::{asked, cp932_notice},
};
use crate::{
    api::staff_checkup::daily::{HandedList, HandedPage, OpenHandedList, load_handed_list},
    domain::{
        checkup::staff_form::HandedField,
        field::{Field, FieldErrors},
    },
    web::{
        load::{loaded, token},
        path,
        problems::Problems,
        ui::{Button, ErrorSummary, Notice, NoticeKind, PageBody, PageTitle, TextField, Width},
        words::{
            Lang,
            date::date,
            staff_checkup::daily::{code_error, daily, of_day},
        },
    },
};

/// What is behind the link.
#[component]
pub fn HandedListPage() -> impl IntoView {
    let (token, cp932) = (token(), asked("cp932").is_some());
    let words = daily(Lang::Ja);
    loaded(
        load_handed_list(token.clone(), cp932),
        move |page| match page {
            HandedPage::Damaged => statement(words.damaged, words.damaged_text).into_any(),
            HandedPage::Recalled => statement(words.recalled, words.recalled_text).into_any(),
            HandedPage::Expired => statement(words.expired, words.expired_text).into_any(),
            HandedPage::Locked(errors) => view! { <Locked token errors/> }.into_any(),
            HandedPage::Open(list) => view! { <Opened token list/> }.into_any(),
        },
    )
}

fn statement(heading: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <PageBody>
            <PageTitle heading/>
            <p>{text}</p>
        </PageBody>
    }
}

#[component]
fn Locked(token: String, errors: FieldErrors<HandedField>) -> impl IntoView {
    let words = daily(Lang::Ja);
    let problems = Problems::new(&errors, |_, error| code_error(Lang::Ja, error));
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.handed has_error=problems.any()>
                <p>{words.locked_lead}</p>
            </PageTitle>
            <form method="post" action=OpenHandedList::url() novalidate class="form">
                <input type="hidden" name="token" value=token/>
                <TextField
                    id=HandedField::Code.name()
                    label=words.code
                    hint=words.code_hint
                    error=problems.of(HandedField::Code)
                    autocomplete="off"
                    inputmode="numeric"
                    width=Width::Medium
                />
                <Button label=words.open/>
            </form>
        </PageBody>
    }
}

#[component]
fn Opened(token: String, list: HandedList) -> impl IntoView {
    let words = daily(Lang::Ja);
    let none = list.lines.is_empty();
    let heading = of_day(Lang::Ja, &list.name, list.on);
    let (utf8, cp932) = (
        path::handed_file(&token, "utf8"),
        path::handed_file(&token, "cp932"),
    );
    view! {
        <PageBody wide=true>
            <PageTitle heading caption=words.handed/>
            <Notice kind=NoticeKind::Warning><p>{words.handed_lead}</p></Notice>
            {cp932_notice(list.not_in_cp932)}
            {if none {
                view! { <p>{words.nobody}</p> }.into_any()
            } else {
                view! { <Lines lines=list.lines boxes=false states=false/> }.into_any()
            }}
            <ExportLinks utf8 cp932/>
            <p>{words.until} ": " {date(Lang::Ja, &list.until)}</p>
        </PageBody>
    }
}

//! The time to look is over: until when it was, and whom to ask.

use leptos::prelude::*;

use crate::{
    api::expense::{OverPage as Data, load_expenses_over},
    web::{
        load::loaded_or_gone,
        page::page,
        path,
        ui::{BackLink, PageBody, PageTitle, PhoneLink, Sheet},
        words::{
            Lang,
            expense::verify::{over, verify, was_open_until},
        },
    },
};

/// 表示は終わりました
#[component]
pub fn OverPage() -> impl IntoView {
    loaded_or_gone(load_expenses_over(), |data: Data| {
        let words = over(Lang::Ja);
        let society = page().society.clone();
        view! {
            <PageBody>
                <BackLink href=path::MYPAGE label=verify(Lang::Ja).back/>
                <PageTitle heading=words.heading>
                    <p>{words.text}</p>
                </PageTitle>
                <Sheet>
                    <p>{was_open_until(Lang::Ja, data.until)}</p>
                    <p>{words.ask}</p>
                    <p>
                        {society.name.clone()} " " <PhoneLink number=society.phone.clone()/>
                        " (" {society.phone_hours.clone()} ")"
                    </p>
                    <p><a href=path::CONTACT>{words.contact}</a></p>
                </Sheet>
            </PageBody>
        }
    })
}

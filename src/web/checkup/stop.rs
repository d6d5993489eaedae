//! 今回は受けられません: no course fits what was answered. Says nothing of the answers.

use leptos::prelude::*;

use crate::{
    api::mypage::load_member,
    web::{
        help::Writer,
        load::loaded,
        page::page,
        path,
        ui::{BackLink, LinkButton, PageBody, PageTitle, Sheet},
        words::{Lang, checkup::course::course as words_of, error::next, help::Facts},
    },
};

/// 今回は受けられません
#[component]
pub fn StopPage() -> impl IntoView {
    let words = words_of(Lang::Ja);
    loaded(load_member(), move |_| {
        let writer = Writer::of(Facts::of(&page()));
        let lines = words.stop_text.iter().map(|line| view! { <p>{*line}</p> });
        view! {
            <PageBody>
                <BackLink href=path::CHECKUP label=words.back/>
                <PageTitle heading=words.stop/>
                <Sheet>
                    {lines.collect_view()}
                    <p>{writer.sentence(next(Lang::Ja).phone)}</p>
                </Sheet>
                <LinkButton href=path::CHECKUP label=words.stop_courses/>
            </PageBody>
        }
    })
}

//! マイページ登録: one page a step, and the pages behind mailed links.
//!
//! May enter: controls, words, the door in `api::registration`. Must not: decisions (those are the server's).

mod account;
mod approve;
mod check;
mod complete;
mod confirm;
mod ends;
mod newsletters;
mod sent;

pub use account::{AccountStep, TakenLink};
pub use approve::{ApproveLink, WaitingPage};
pub use complete::{CompleteLink, OverPage};
pub use confirm::ConfirmStep;
pub use ends::{DonePage, IneligiblePage};
pub use newsletters::{NewsletterChoices, NewslettersStep};
pub use sent::SentStep;

use leptos::prelude::*;

use crate::web::{
    page::page,
    path,
    ui::{LinkButton, PageBody, PageTitle, PhoneLink, Sheet},
    words::{Lang, registration::registration},
};

/// A page that says what is so, and what the next step is.
pub(super) fn statement(
    heading: &'static str,
    text: &'static str,
    links: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let ends = &registration(Lang::Ja).ends;
    let society = page().society.clone();
    view! {
        <PageBody>
            <PageTitle heading/>
            <Sheet>
                <p>{text}</p>
                {links
                    .into_iter()
                    .map(|(href, label)| view! { <LinkButton href label/> })
                    .collect_view()}
            </Sheet>
            <p>
                {ends.ask} " " <a href=path::CONTACT>{society.name.clone()}</a>
                {by_phone()}
            </p>
        </PageBody>
    }
}

/// The society's telephone, in brackets behind its name.
pub(super) fn by_phone() -> impl IntoView {
    let society = page().society.clone();
    view! {
        "(" {registration(Lang::Ja).ends.phone} " " <PhoneLink number=society.phone.clone()/>
        {[" / ", &society.phone_hours, ")"].concat()}
    }
}

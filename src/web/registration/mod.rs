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
    ui::{LinkButton, PageBody, PageTitle, Sheet},
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
                {format!("({} {} / {})", ends.phone, society.phone, society.phone_hours)}
            </p>
        </PageBody>
    }
}

//! What went wrong as a whole, said calmly, with ways on. It needs neither routes nor database.

use leptos::prelude::*;
use leptos_meta::Title;

use super::blocks::Writer;
use crate::web::{
    page::page,
    path,
    staff::ConsoleBody,
    ui::{Card, CardGrid},
    words::{
        Lang,
        error::{FailureKind, FailureWords, failure, next},
        help::Facts,
        home::home,
        shell::shell,
        staff::staff,
        ui::document_title,
    },
};

/// 404: the application's answer for any path that is none of its own.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <Title text=failure_title(FailureKind::NotFound)/>
        <Failure kind=FailureKind::NotFound/>
    }
}

/// The document's title of a failure.
pub fn failure_title(kind: FailureKind) -> String {
    let heading = failure(Lang::Ja, kind).title;
    document_title(Lang::Ja, heading, &page().society.name, false)
}

/// What went wrong, and where to go from here.
#[component]
pub fn Failure(
    /// What went wrong.
    kind: FailureKind,
) -> impl IntoView {
    let words = failure(Lang::Ja, kind);
    let next = next(Lang::Ja);
    let (frame, home) = (shell(Lang::Ja), home(Lang::Ja));
    let writer = Writer::of(Facts::of(&page()));
    if path::is_console(&page().here) {
        return view! { <ConsoleFailure words/> }.into_any();
    }
    view! {
        <div class="wrap">
            <div class="stack" data-gap="large">
                <div class="stack">
                    <h1>{words.title}</h1>
                    <p>{words.text}</p>
                </div>
                <section class="stack">
                    <h2>{next.title}</h2>
                    <CardGrid>
                        <Card href=path::HOME title=frame.home/>
                        <Card href=path::LOGIN title=frame.login/>
                        <Card href=path::FAQ title=frame.faq text=home.faq.1/>
                        <Card href=path::CONTACT title=frame.contact text=home.contact.1/>
                    </CardGrid>
                    <p>{writer.sentence(next.phone)}</p>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// The same for staff, whose ways on are others.
#[component]
fn ConsoleFailure(words: FailureWords) -> impl IntoView {
    view! {
        <ConsoleBody>
            <h1>{words.title}</h1>
            <p>{words.text}</p>
            <p>
                <a href=path::STAFF>{staff(Lang::Ja).to_console}</a>
            </p>
        </ConsoleBody>
    }
}

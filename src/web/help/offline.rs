//! The page the service worker shows without network. It is kept on the device, so it knows nobody.

use leptos::prelude::*;

use crate::web::{
    ui::{LinkButton, Mark, PageBody, PageTitle},
    words::{Lang, error::offline},
};

/// オフライン. The link asks for whatever page the browser could not reach.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let words = offline(Lang::Ja);
    view! {
        <PageBody>
            <div class="offline stack">
                <Mark/>
                <PageTitle heading=words.title/>
                <p>{words.text}</p>
                <p>{words.unsent}</p>
                <p>
                    <LinkButton href="" label=words.again/>
                </p>
            </div>
        </PageBody>
    }
}

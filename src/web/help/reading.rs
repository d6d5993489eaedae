//! Pages that are read: 個人情報の扱い and 利用規約.

use leptos::prelude::*;

use super::blocks::Writer;
use crate::web::{
    page::page,
    ui::{PageBody, PageTitle, Sheet},
    words::{
        Lang,
        help::{Chapter, Facts},
        privacy::privacy,
        terms,
    },
};

/// 個人情報の扱い
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let words = privacy(Lang::Ja);
    view! { <Reading title=words.title version=None lead=words.lead chapters=words.chapters/> }
}

/// 利用規約, in the version people agree to now.
#[component]
pub fn TermsPage() -> impl IntoView {
    let words = terms::terms(Lang::Ja);
    let (lead, chapters) = terms::text(Lang::Ja, &page().terms_version)
        .map_or(("", &[][..]), |terms| (terms.lead, terms.articles));
    view! { <Reading title=words.title version=Some(words.version) lead=lead chapters=chapters/> }
}

/// A longer text on a sheet.
#[component]
fn Reading(
    title: &'static str,
    version: Option<&'static str>,
    lead: &'static str,
    chapters: &'static [Chapter],
) -> impl IntoView {
    let writer = Writer::of(Facts::of(&page()));
    let version = version.map(|version| view! { <p>{writer.sentence(version)}</p> });
    let lead = writer.sentence(lead);
    let chapters = writer.chapters(chapters);
    view! {
        <PageBody>
            <PageTitle heading=title>{version}</PageTitle>
            <Sheet>
                <div class="prose">
                    <p>{lead}</p>
                    {chapters}
                </div>
            </Sheet>
        </PageBody>
    }
}

//! Step 2: which mails are wanted.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::registration::{Choice, SaveNewsletters, load_newsletters},
    web::{
        load::loaded_or_gone,
        path,
        ui::{BackLink, Button, CheckboxCard, CheckboxList, PageBody, PageTitle, StepNav},
        words::{Lang, registration::registration},
    },
};

/// ②
#[component]
pub fn NewslettersStep() -> impl IntoView {
    let all = registration(Lang::Ja);
    let words = &all.newsletters;
    loaded_or_gone(load_newsletters(), move |choices| {
        view! {
            <PageBody>
                <BackLink href=path::REGISTER/>
                <StepNav steps=all.steps current=2/>
                <PageTitle heading=words.heading caption=all.procedure>
                    <p>{words.lead}</p>
                    <p>{words.any_time}</p>
                </PageTitle>
                <form method="post" action=SaveNewsletters::url() novalidate class="form">
                    <NewsletterChoices choices/>
                    <Button label=words.next large=true/>
                </form>
            </PageBody>
        }
    })
}

/// The categories as cards to tick.
#[component]
pub fn NewsletterChoices(
    /// The categories and whether they are ticked.
    choices: Vec<Choice>,
) -> impl IntoView {
    let words = &registration(Lang::Ja).newsletters;
    let cards = choices
        .into_iter()
        .map(|choice| {
            let category = choice.category;
            let text = format!("{}({})", category.description, category.frequency);
            view! {
                <CheckboxCard
                    name="ticked[]"
                    value=category.id.as_str().to_owned()
                    label=category.name
                    text
                    checked=choice.wanted
                    disabled=category.mandatory
                />
            }
        })
        .collect_view();
    view! {
        <CheckboxList legend=words.heading id="newsletters">
            {cards}
        </CheckboxList>
    }
}

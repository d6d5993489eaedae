//! お問い合わせ: the form, and the page after it was sent.

use leptos::{prelude::*, server_fn::ServerFn};

use super::blocks::Writer;
use crate::{
    api::help::{ContactPage as Loaded, SendContact, load_contact, load_contact_number},
    domain::{
        contact::{ContactField, MAX_BODY, Topic},
        field::Field,
    },
    web::{
        load::loaded,
        page::page,
        path,
        problems::Problems,
        ui::{
            Button, ErrorSummary, LinkButton, Notice, NoticeKind, PageBody, PageTitle, SelectField,
            Sheet, TextAreaField, TextField,
        },
        words::{
            Lang,
            contact::{ContactWords, contact, error, topic},
            help::Facts,
        },
    },
};

/// お問い合わせ
#[component]
pub fn ContactPage() -> impl IntoView {
    loaded(load_contact(), |data| view! { <ContactForm data/> })
}

/// The form with what was typed and what was wrong.
#[component]
fn ContactForm(data: Loaded) -> impl IntoView {
    let words = contact(Lang::Ja);
    let Loaded { form, errors } = data;
    let problems = Problems::new(&errors, |field, code| error(Lang::Ja, field, code));
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.title has_error=problems.any()>
                <p>{words.lead}</p>
                <p>
                    <a href=path::FAQ>{words.faq_first}</a>
                </p>
            </PageTitle>
            <Notice kind=NoticeKind::Warning>
                <p>{words.care}</p>
            </Notice>
            <Sheet>
                <form class="stack" method="post" action=SendContact::url() novalidate>
                    {topics(words, &form.topic, problems.of(ContactField::Topic))}
                    <TextField
                        id=ContactField::Email.name()
                        name=name(ContactField::Email)
                        label=words.email
                        hint=words.email_hint
                        value=form.email
                        error=problems.of(ContactField::Email)
                        kind="email"
                        inputmode="email"
                        autocomplete="email"
                    />
                    <TextAreaField
                        id=ContactField::Body.name()
                        name=name(ContactField::Body)
                        label=words.body
                        hint=words.body_hint(MAX_BODY)
                        value=form.body
                        error=problems.of(ContactField::Body)
                        rows=8
                    />
                    {trap(words, form.website, problems.of(ContactField::Website))}
                    <Button label=words.send/>
                </form>
            </Sheet>
            {phone(words)}
        </PageBody>
    }
}

/// A field's name in the form.
fn name(field: ContactField) -> String {
    ["form[", field.name(), "]"].concat()
}

/// What the message is about.
fn topics(
    words: &'static ContactWords,
    chosen: &str,
    error: Option<String>,
) -> impl IntoView + use<> {
    let options: Vec<(&str, &str)> = Topic::ALL
        .map(|it| (it.code(), topic(Lang::Ja, it)))
        .to_vec();
    view! {
        <SelectField
            id=ContactField::Topic.name()
            name=name(ContactField::Topic)
            label=words.topic
            none=words.topic_none
            options=options
            value=chosen
            error=error
        />
    }
}

/// The field that only programs fill in. Should a browser have done it, the person sees it and can empty it.
fn trap(words: &'static ContactWords, typed: String, error: Option<String>) -> AnyView {
    let (id, name) = (ContactField::Website.name(), name(ContactField::Website));
    if error.is_some() {
        return view! {
            <TextField id=id name=name label=words.trap value=typed error=error required=false autocomplete="off"/>
        }
        .into_any();
    }
    view! {
        <div class="visually-hidden" aria-hidden="true">
            <label for=id>{words.trap}</label>
            <input id=id name=name type="text" tabindex="-1" autocomplete="off"/>
        </div>
    }
    .into_any()
}

/// The other way.
fn phone(words: &'static ContactWords) -> impl IntoView {
    let writer = Writer::of(Facts::of(&page()));
    view! {
        <section class="stack">
            <h2>{words.phone_title}</h2>
            <p>{writer.sentence(words.phone)}</p>
        </section>
    }
}

/// お問い合わせを受け付けました
#[component]
pub fn ContactSentPage() -> impl IntoView {
    loaded(
        load_contact_number(),
        |number| view! { <ContactSent number/> },
    )
}

/// The page after sending; the number for whoever asks by phone, where this browser still knows it.
#[component]
fn ContactSent(number: Option<i64>) -> impl IntoView {
    let words = contact(Lang::Ja);
    let facts = Facts::of(&page());
    let number = number.map(|number| view! { <p>{words.number(number)}</p> });
    view! {
        <PageBody>
            <PageTitle heading=words.sent_title/>
            <Notice kind=NoticeKind::Success announce=true>
                <p>{words.sent_text}</p>
                {number}
            </Notice>
            <p>{facts.fill(words.sent_mail)}</p>
            <p>
                <LinkButton href=path::HOME label=words.home/>
            </p>
            {phone(words)}
        </PageBody>
    }
}

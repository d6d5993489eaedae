//! 玄関: what the site is, the red 「登録画面」 button, ログイン, the steps, and where help is.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{
    page::page,
    path,
    ui::{ButtonKind, Card, CardGrid, LinkButton, Notice},
    words::{
        Lang,
        help::Facts,
        home::{HomeWords, home},
        ui::document_title,
    },
};

/// 玄関
#[component]
pub fn HomePage() -> impl IntoView {
    let words = home(Lang::Ja);
    let facts = Facts::of(&page());
    let title = document_title(Lang::Ja, words.document, &page().society.name, false);
    view! {
        <Title text=title/>
        {hero(words, &facts)}
        <div class="wrap" data-width="wide">
            <div class="stack" data-gap="large">
                {steps(words)} {ready(words, &facts)} {can(words)} {help(words)}
            </div>
        </div>
    }
}

/// What the site is, and the two ways in.
fn hero(words: &'static HomeWords, facts: &Facts) -> impl IntoView + use<> {
    let signed_in = page().maybe_signed_in;
    let (second_text, second_href, second_label) = if signed_in {
        (words.signed_in, path::MYPAGE, words.mypage)
    } else {
        (words.registered, path::LOGIN, words.login)
    };
    view! {
        <section class="home__hero">
            <div class="wrap home__hero-inner" data-width="wide">
                <h1 class="home__title">{words.title}</h1>
                <p class="home__lead">{facts.fill(words.lead)}</p>
                <div class="home__actions">
                    <div class="home__action">
                        <p class="home__action-text">{words.first_time}</p>
                        <LinkButton href=path::REGISTER label=words.register kind=ButtonKind::Red large=true/>
                    </div>
                    <div class="home__action">
                        <p class="home__action-text">{second_text}</p>
                        <LinkButton
                            href=second_href
                            label=second_label
                            kind=ButtonKind::Secondary
                            large=true
                        />
                    </div>
                </div>
            </div>
        </section>
    }
}

/// The four steps at a glance.
fn steps(words: &'static HomeWords) -> impl IntoView {
    let steps = words
        .steps
        .iter()
        .map(|(title, text)| {
            view! {
                <li class="home__step">
                    <h3>{*title}</h3>
                    <p class="home__step-text">{*text}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>{words.steps_title}</h2>
            <ol class="home__steps">{steps}</ol>
        </section>
    }
}

/// What to have at hand, and the mail filter to set first.
fn ready(words: &'static HomeWords, facts: &Facts) -> impl IntoView + use<> {
    let mail: Vec<String> = words.mail.iter().map(|text| facts.fill(text)).collect();
    view! {
        <section class="stack">
            <h2>{words.ready_title}</h2>
            <div class="prose">
                <ul>{words.ready.iter().map(|text| view! { <li>{*text}</li> }).collect_view()}</ul>
                <p>
                    <a href=path::faq("number")>{words.where_number}</a>
                </p>
            </div>
            <Notice title=words.mail_title>
                {mail.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
            </Notice>
        </section>
    }
}

/// What one can do here.
fn can(words: &'static HomeWords) -> impl IntoView {
    let things = words
        .can
        .iter()
        .map(|(title, text)| {
            view! {
                <dt>{*title}</dt>
                <dd>{*text}</dd>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>{words.can_title}</h2>
            <div class="prose">
                <dl>{things}</dl>
            </div>
        </section>
    }
}

/// Where help is.
fn help(words: &'static HomeWords) -> impl IntoView {
    let ways = [
        (path::FAQ, words.faq),
        (path::PRIVACY, words.privacy),
        (path::CONTACT, words.contact),
    ]
    .map(|(href, (title, text))| view! { <Card href=href title=title text=text/> })
    .collect_view();
    view! {
        <section class="stack">
            <h2>{words.help_title}</h2>
            <CardGrid>{ways}</CardGrid>
        </section>
    }
}

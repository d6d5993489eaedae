//! `/dev/mailbox`: the mails of a demo, as plain pages without scripts.
//!
//! May enter: what a mail shows, in words. Must not: files, settings; whether a mailbox exists is the server's to decide.

use leptos::prelude::*;

use super::{
    path,
    ui::{SummaryList, SummaryRow},
    words::{Lang, date::date, mailbox::mailbox},
};

/// A mail in the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub id: i64,
    /// 件名
    pub subject: String,
    /// 宛先
    pub to: String,
    /// 日時, in Japan's time.
    pub at: String,
}

/// A mail, opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its number.
    pub id: i64,
    /// 件名
    pub subject: String,
    /// 差出人
    pub from: String,
    /// 宛先
    pub to: String,
    /// 日時, in Japan's time.
    pub at: String,
    /// The text part.
    pub text: String,
}

/// All mails, newest first.
#[component]
pub fn MailboxList(
    /// The mails.
    entries: Vec<Entry>,
) -> impl IntoView {
    let words = mailbox(Lang::Ja);
    let items: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            let href = path::with_token(path::MAILBOX, &entry.id.to_string());
            view! {
                <li class="mailbox__item">
                    <a href=href>{entry.subject}</a>
                    <p class="mailbox__facts">
                        <span>{date(Lang::Ja, &entry.at)}</span>
                        <span>{words.to} "： " {entry.to}</span>
                    </p>
                </li>
            }
        })
        .collect();
    let list = if items.is_empty() {
        view! { <p>{words.empty}</p> }.into_any()
    } else {
        view! { <ul class="mailbox">{items}</ul> }.into_any()
    };
    view! {
        <div class="wrap">
            <div class="stack">
                <h1>{words.title}</h1>
                <p>{words.lead}</p>
                {list}
            </div>
        </div>
    }
}

/// One mail: its text part, with links to be followed, and the way to the other part.
#[component]
pub fn MailboxLetter(
    /// The mail, if it is there.
    letter: Option<Opened>,
) -> impl IntoView {
    let words = mailbox(Lang::Ja);
    let body = match letter {
        None => view! { <h1>{words.missing}</h1> }.into_any(),
        Some(letter) => view! {
            <h1>{letter.subject}</h1>
            <SummaryList>
                <SummaryRow label=words.from value=letter.from/>
                <SummaryRow label=words.to value=letter.to/>
                <SummaryRow label=words.date value=date(Lang::Ja, &letter.at)/>
            </SummaryList>
            <div class="sheet">{lines(&letter.text)}</div>
            <p>
                <a href=path::mailbox_html(letter.id)>{words.html}</a>
            </p>
        }
        .into_any(),
    };
    view! {
        <div class="wrap">
            <div class="stack">
                <a class="back-link" href=path::MAILBOX>
                    {words.back}
                </a>
                {body}
            </div>
        </div>
    }
}

/// Lines of text; one that is a web address becomes a link.
fn lines(text: &str) -> Vec<AnyView> {
    text.lines()
        .map(|line| {
            let line = line.to_owned();
            let href = line.clone();
            if line.starts_with("https://") || line.starts_with("http://") {
                view! {
                    <a href=href>{line}</a>
                    <br/>
                }
                .into_any()
            } else {
                view! {
                    {line}
                    <br/>
                }
                .into_any()
            }
        })
        .collect()
}

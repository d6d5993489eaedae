//! `/dev/mailbox`: the mails of a demo, as plain pages without scripts.
//!
//! May enter: what a mail shows, in words. Must not: files, settings; whether a mailbox exists is the server's to decide.

use leptos::prelude::*;

use super::{
    path,
    ui::{SummaryList, SummaryRow},
    words::{Lang, mailbox::mailbox},
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
    /// 日時
    pub date: String,
}

/// A mail, opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// 件名
    pub subject: String,
    /// 差出人
    pub from: String,
    /// 宛先
    pub to: String,
    /// 日時
    pub date: String,
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
    let rows: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            view! {
                <tr>
                    <td>
                        <a href=path::with_token(path::MAILBOX, &entry.id.to_string())>{entry.subject}</a>
                    </td>
                    <td>{entry.to}</td>
                    <td>{entry.date}</td>
                </tr>
            }
        })
        .collect();
    let table = if rows.is_empty() {
        view! { <p>{words.empty}</p> }.into_any()
    } else {
        view! {
            <div class="table__scroll" role="region" aria-label=words.title tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words.subject}</th>
                            <th scope="col">{words.to}</th>
                            <th scope="col">{words.date}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="wrap" data-width="wide">
            <div class="stack">
                <h1>{words.title}</h1>
                <p>{words.lead}</p>
                {table}
            </div>
        </div>
    }
}

/// One mail: its text part, with links to be followed.
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
                <SummaryRow label=words.date value=letter.date/>
            </SummaryList>
            <div class="sheet">{lines(&letter.text)}</div>
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

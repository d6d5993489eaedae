//! The second step: where the code goes, and the field for it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::expense::{
        CheckExpensesCode, CodeState, SendExpensesCode, VerifyPage, load_expenses_verify,
    },
    domain::{expense::second_step::VerifyField, field::Field},
    web::{
        load::{loaded_or_gone, query},
        path,
        problems::Problems,
        ui::{
            BackLink, Button, ButtonKind, CodeField, Disclosure, ErrorSummary, Notice, NoticeKind,
            PageBody, PageTitle, SenderDomain, Sheet,
        },
        words::{
            Lang,
            expense::{
                verify::{VerifyWords, held, sent, verify, verify_error},
                year::expense,
            },
        },
    },
};

/// ご本人であることを確かめます
#[component]
pub fn ExpensesVerifyPage() -> impl IntoView {
    let next = query("next").unwrap_or_default();
    loaded_or_gone(load_expenses_verify(next), |data| view! { <Verify data/> })
}

#[component]
fn Verify(data: VerifyPage) -> impl IntoView {
    let words = verify(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        verify_error(Lang::Ja, field, error)
    });
    let (kind, news) = news(&data.state, words);
    let asked = matches!(data.state, CodeState::Sent { .. });
    let not_arrived = problems.has(VerifyField::Send);
    let form = form(&data, &problems, words);
    view! {
        <PageBody>
            <BackLink href=path::MYPAGE label=words.back/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle
                heading=words.heading
                caption=expense(Lang::Ja).heading
                has_error=problems.any()
            >
                <p>{words.why}</p>
            </PageTitle>
            {news.map(|text| view! { <Notice kind announce=true><p>{text}</p></Notice> })}
            <Sheet>
                <p>{words.to} "： " <strong>{data.address}</strong></p>
                {form}
            </Sheet>
            {asked.then(|| view! {
                <Disclosure summary=words.not_arrived open=not_arrived>
                    <p>{words.spam}</p>
                    <SenderDomain/>
                    {send(data.next, words.again, ButtonKind::Secondary)}
                </Disclosure>
            })}
            <p>{words.other_address} " " <a href=path::CONTACT>{words.contact}</a></p>
        </PageBody>
    }
}

/// What became of the code, in words.
fn news(state: &CodeState, words: &'static VerifyWords) -> (NoticeKind, Option<String>) {
    match state {
        CodeState::None => (NoticeKind::Info, None),
        CodeState::Sent { until } => (NoticeKind::Success, Some(sent(Lang::Ja, until))),
        CodeState::Spent => (NoticeKind::Warning, Some(words.spent.to_owned())),
        CodeState::Expired => (NoticeKind::Warning, Some(words.expired.to_owned())),
        CodeState::Held { until } => (NoticeKind::Warning, Some(held(Lang::Ja, until))),
    }
}

/// What is to be done now: type the code, or have one sent.
fn form(
    data: &VerifyPage,
    problems: &Problems<VerifyField>,
    words: &'static VerifyWords,
) -> AnyView {
    let next = data.next.clone();
    match data.state {
        CodeState::Sent { .. } => code(next, problems.of(VerifyField::Code), words).into_any(),
        CodeState::Held { .. } => ().into_any(),
        _ => send(next, words.send, ButtonKind::Primary).into_any(),
    }
}

/// The form that mails a code.
fn send(next: String, label: &'static str, kind: ButtonKind) -> impl IntoView {
    view! {
        <form
            method="post"
            action=SendExpensesCode::url()
            class="form"
            id=VerifyField::Send.name()
        >
            <input type="hidden" name="next" value=next/>
            <Button label kind/>
        </form>
    }
}

/// The form for the code.
fn code(next: String, error: Option<String>, words: &'static VerifyWords) -> impl IntoView {
    view! {
        <form method="post" action=CheckExpensesCode::url() novalidate class="form">
            <input type="hidden" name="next" value=next/>
            <CodeField id=VerifyField::Code.name() label=words.label hint=words.hint error/>
            <Button label=words.button large=true/>
        </form>
    }
}

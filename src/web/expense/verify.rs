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
    let over = match &data.state {
        CodeState::Spent => Some(words.spent.to_owned()),
        CodeState::Expired => Some(words.expired.to_owned()),
        CodeState::Held { until } => Some(held(Lang::Ja, until)),
        CodeState::None | CodeState::Sent { .. } => None,
    };
    let can_ask = !matches!(data.state, CodeState::Held { .. });
    let until = match &data.state {
        CodeState::Sent { until } => Some(until.clone()),
        _ => None,
    };
    let asked = until.is_some();
    let not_arrived = problems.has(VerifyField::Send);
    let form = if asked {
        code(data.next.clone(), problems.of(VerifyField::Code), words).into_any()
    } else {
        can_ask
            .then(|| send(data.next.clone(), words.send, ButtonKind::Primary))
            .into_any()
    };
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
            {over.map(|text| view! {
                <Notice kind=NoticeKind::Warning announce=true><p>{text}</p></Notice>
            })}
            {until.map(|until| view! {
                <Notice kind=NoticeKind::Success announce=true>
                    <p>{sent(Lang::Ja, &until)}</p>
                </Notice>
            })}
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

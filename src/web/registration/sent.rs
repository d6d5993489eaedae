//! Step 4: where the mail went, how far it got, and the other ways on.

use leptos::{prelude::*, server_fn::ServerFn};

use super::TakenLink;
use crate::{
    api::registration::{
        ConfirmCode as PostCode, CorrectAddress, MailProgress, Resend, SentPage, load_sent,
    },
    domain::{
        code::ConfirmCode,
        field::{Field, FieldError},
        registration_steps::SentField,
    },
    web::{
        load::loaded_or_gone,
        page::page,
        path,
        problems::Problems,
        ui::{
            Button, ButtonKind, CodeField, Disclosure, ErrorSummary, LinkButton, MailStatus,
            MailStep, Notice, NoticeKind, PageBody, PageTitle, SenderDomain, Sheet, StepNav,
            StepState, TextField,
        },
        words::{
            Lang,
            field::{digits_error, sentence},
            registration::{SentWords, registration, reply_code, until},
        },
    },
};

/// ④
#[component]
pub fn SentStep() -> impl IntoView {
    loaded_or_gone(load_sent(), |data| view! { <Sent data/> })
}

fn problems_of(data: &SentPage, words: &SentWords) -> Problems<SentField> {
    Problems::new(&data.errors, |field, error| match field {
        SentField::Code => digits_error(Lang::Ja, words.code_label, ConfirmCode::LEN, error),
        SentField::Email => sentence(Lang::Ja, words.correct_label, error),
        SentField::Resend => sentence(Lang::Ja, words.resend_label, error),
    })
}

#[component]
fn Sent(data: SentPage) -> impl IntoView {
    let all = registration(Lang::Ja);
    let words = &all.sent;
    let problems = problems_of(&data, words);
    let has_error = problems.any();
    let sent_again = data.echo.sent_again && !has_error;
    let other_answers = data.echo.other_answers && !has_error;
    let over = match (data.expired, data.code_spent) {
        (true, _) => Some(words.expired),
        (false, true) => Some(words.code_spent),
        (false, false) => None,
    };
    view! {
        <PageBody>
            <StepNav steps=all.steps current=4/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.heading caption=all.procedure has_error>
                <p>{words.lead}</p>
            </PageTitle>
            {sent_again.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.sent_again}</p></Notice>
            })}
            {other_answers.then(|| view! {
                <Notice kind=NoticeKind::Warning announce=true><p>{words.other_answers}</p></Notice>
            })}
            {over.map(|text| view! {
                <Notice kind=NoticeKind::Warning announce=true><p>{text}</p></Notice>
            })}
            {data.needs_approval.then(|| view! {
                <Notice kind=NoticeKind::Info><p>{words.approval}</p></Notice>
            })}
            <State data=data.clone() words/>
            {over.is_none().then(|| view! { <Code data=data.clone() words/> })}
            <NotArrived data words/>
        </PageBody>
    }
}

/// The mail's real state.
#[component]
fn State(data: SentPage, words: &'static SentWords) -> impl IntoView {
    let coded = |text: &str, code: Option<u16>| {
        let code = code.map_or_else(String::new, |code| reply_code(Lang::Ja, code));
        Some([text, &code].concat())
    };
    let (state, name, text) = match data.mail {
        MailProgress::Queued => (
            StepState::Current,
            words.queued,
            coded(words.queued_text, None),
        ),
        MailProgress::Retrying { code } => (
            StepState::Current,
            words.retrying,
            coded(words.retrying_text, code),
        ),
        MailProgress::Accepted => (
            StepState::Done,
            words.accepted,
            coded(words.accepted_text, None),
        ),
        MailProgress::Written => {
            let text = if page().demo {
                words.filed_demo
            } else {
                words.filed_text
            };
            (StepState::Done, words.filed, coded(text, None))
        }
        MailProgress::Refused { code } => (
            StepState::Failed,
            words.refused,
            coded(words.refused_text, code),
        ),
    };
    let steps = vec![
        MailStep {
            state: StepState::Done,
            name: words.written.to_owned(),
            text: None,
        },
        MailStep {
            state,
            name: name.to_owned(),
            text,
        },
    ];
    let settled = matches!(
        data.mail,
        MailProgress::Accepted | MailProgress::Written | MailProgress::Refused { .. }
    );
    view! {
        <Sheet>
            <p>{words.to} "： " <strong>{data.email}</strong></p>
            {data.carrier.then(|| view! { <p>{words.carrier}</p> })}
            <h2>{words.state_heading}</h2>
            <MailStatus steps/>
            {(!settled).then(|| view! {
                <LinkButton href=path::REGISTER_SENT label=words.refresh kind=ButtonKind::Secondary/>
            })}
            <p>{until(Lang::Ja, &data.until)}</p>
        </Sheet>
    }
}

#[component]
fn Code(data: SentPage, words: &'static SentWords) -> impl IntoView {
    let error = problems_of(&data, words).of(SentField::Code);
    view! {
        <form method="post" action=PostCode::url() novalidate class="form">
            <h2>{words.code_heading}</h2>
            <CodeField id=SentField::Code.name() label=words.code_label hint=words.code_hint error/>
            <Button label=words.code_send/>
        </form>
    }
}

#[component]
fn NotArrived(data: SentPage, words: &'static SentWords) -> impl IntoView {
    let problems = problems_of(&data, words);
    let email_error = problems.of(SentField::Email);
    let taken = data.errors.get(SentField::Email) == Some(FieldError::Taken);
    let refused = matches!(data.mail, MailProgress::Refused { .. });
    view! {
        <h2>{words.not_arrived}</h2>
        <p>{words.spam}</p>
        <SenderDomain/>
        <form method="post" action=Resend::url() class="form" id=SentField::Resend.name()>
            <Button label=words.resend kind=ButtonKind::Secondary/>
        </form>
        <Disclosure summary=words.correct open=email_error.is_some() || refused>
            <form method="post" action=CorrectAddress::url() novalidate class="form">
                <TextField
                    id=SentField::Email.name()
                    label=words.correct_label
                    value=data.echo.email
                    error=email_error
                    kind="email"
                    autocomplete="email"
                    inputmode="email"
                >
                    {taken.then(|| view! { <TakenLink/> })}
                </TextField>
                <Button label=words.correct_send kind=ButtonKind::Secondary/>
            </form>
        </Disclosure>
    }
}

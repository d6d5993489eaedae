//! Step 4: where the mail went, how far it got, and the other ways on.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::registration::{ConfirmCode, CorrectAddress, MailProgress, Resend, SentPage, load_sent},
    domain::{field::Field, registration_steps::SentField},
    web::{
        load::loaded_or_gone,
        path,
        problems::Problems,
        ui::{
            Button, ButtonKind, CodeField, Disclosure, ErrorSummary, LinkButton, MailStatus,
            MailStep, Notice, NoticeKind, PageBody, PageTitle, SenderDomain, Sheet, StepNav,
            StepState, TextField,
        },
        words::{
            Lang,
            field::sentence,
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
    Problems::new(&data.errors, |field, error| {
        let label = match field {
            SentField::Code => words.code_label,
            SentField::Email => words.correct_label,
            SentField::Resend => words.resend_label,
        };
        sentence(Lang::Ja, label, error)
    })
}

#[component]
fn Sent(data: SentPage) -> impl IntoView {
    let all = registration(Lang::Ja);
    let words = &all.sent;
    let problems = problems_of(&data, words);
    let has_error = problems.any();
    let sent_again = data.echo.sent_again && !has_error;
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
            {data.expired.then(|| view! {
                <Notice kind=NoticeKind::Warning><p>{words.expired}</p></Notice>
            })}
            {data.needs_approval.then(|| view! {
                <Notice kind=NoticeKind::Info><p>{words.approval}</p></Notice>
            })}
            <State data=data.clone() words/>
            <Code data=data.clone() words/>
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
        MailProgress::Accepted | MailProgress::Refused { .. }
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
    if data.code_spent {
        return view! {
            <Notice kind=NoticeKind::Warning><p>{words.code_spent}</p></Notice>
        }
        .into_any();
    }
    let error = problems_of(&data, words).of(SentField::Code);
    view! {
        <form method="post" action=ConfirmCode::url() novalidate class="form">
            <h2>{words.code_heading}</h2>
            <CodeField id=SentField::Code.name() label=words.code_label hint=words.code_hint error/>
            <Button label=words.code_send/>
        </form>
    }
    .into_any()
}

#[component]
fn NotArrived(data: SentPage, words: &'static SentWords) -> impl IntoView {
    let problems = problems_of(&data, words);
    let email_error = problems.of(SentField::Email);
    let open = problems.has(SentField::Resend) || data.expired || data.code_spent;
    let refused = matches!(data.mail, MailProgress::Refused { .. });
    view! {
        <Disclosure summary=words.not_arrived open>
            <p>{words.spam}</p>
            <SenderDomain/>
            <form method="post" action=Resend::url() class="form" id=SentField::Resend.name()>
                <Button label=words.resend kind=ButtonKind::Secondary/>
            </form>
        </Disclosure>
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
                />
                <Button label=words.correct_send kind=ButtonKind::Secondary/>
            </form>
        </Disclosure>
    }
}

//! The address registered so far agrees or refuses; and the page that waits for it.

use leptos::{prelude::*, server_fn::ServerFn};

use super::statement;
use crate::{
    api::registration::{
        APPROVE, ApprovePage, Decide, REJECT, SpendCode, load_approve, load_waiting,
    },
    domain::{
        field::{Field, FieldError, FieldErrors},
        registration_steps::WaitingField,
    },
    web::{
        load::{loaded, loaded_or_gone, token},
        path,
        problems::Problems,
        ui::{
            Button, ButtonKind, Disclosure, ErrorSummary, Notice, NoticeKind, PageBody, PageTitle,
            Sheet, TextField, Width,
        },
        words::{Lang, field::sentence, registration::registration},
    },
};

/// Behind the link in the old address's mail.
#[component]
pub fn ApproveLink() -> impl IntoView {
    let token = token();
    let all = registration(Lang::Ja);
    let words = &all.approve;
    let login = (path::LOGIN, all.ends.login);
    loaded(load_approve(token.clone()), move |data| match data {
        ApprovePage::Damaged => {
            statement(all.complete.damaged, words.damaged_text, vec![]).into_any()
        }
        ApprovePage::Over => statement(words.over, words.over_text, vec![login]).into_any(),
        ApprovePage::Approved => {
            statement(words.approved, words.approved_text, vec![login]).into_any()
        }
        ApprovePage::Switched => {
            statement(words.approved, words.switched_text, vec![login]).into_any()
        }
        ApprovePage::Rejected => {
            statement(words.rejected, words.rejected_text, vec![login]).into_any()
        }
        ApprovePage::Open(email) => view! { <Question token email/> }.into_any(),
    })
}

#[component]
fn Question(token: String, email: String) -> impl IntoView {
    let words = &registration(Lang::Ja).approve;
    view! {
        <PageBody>
            <PageTitle heading=words.heading>
                <p>{words.lead}</p>
            </PageTitle>
            <Sheet>
                <p>{words.to} "： " <strong>{email}</strong></p>
            </Sheet>
            <Notice kind=NoticeKind::Warning><p>{words.warning}</p></Notice>
            <form method="post" action=Decide::url() class="form">
                <input type="hidden" name="token" value=token/>
                <Button label=words.approve name="decision" value=APPROVE/>
                <Button label=words.reject name="decision" value=REJECT kind=ButtonKind::Danger/>
            </form>
        </PageBody>
    }
}

/// Waits for the old address.
#[component]
pub fn WaitingPage() -> impl IntoView {
    loaded_or_gone(load_waiting(), |errors| waiting(errors, String::new()))
}

/// What the person can do meanwhile: nothing, or show the society's code. `token` is the mailed link's where the browser is
/// not the one that registered.
pub(super) fn waiting(errors: FieldErrors<WaitingField>, token: String) -> impl IntoView {
    let words = &registration(Lang::Ja).approve;
    let problems = Problems::new(&errors, |_, error| match error {
        FieldError::TooShort { .. } | FieldError::TooLong { .. } => words.code_length.to_owned(),
        _ => sentence(Lang::Ja, words.code, error),
    });
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.waiting has_error=problems.any()/>
            {words.waiting_text.iter().map(|line| view! { <p>{*line}</p> }).collect_view()}
            <Disclosure summary=words.code_summary open=problems.any()>
                <form method="post" action=SpendCode::url() novalidate class="form">
                    <input type="hidden" name="token" value=token/>
                    <TextField
                        id=WaitingField::Code.name()
                        label=words.code
                        hint=words.code_hint
                        error=problems.of(WaitingField::Code)
                        autocomplete="one-time-code"
                        width=Width::Medium
                    />
                    <Button label=words.code_send/>
                </form>
            </Disclosure>
        </PageBody>
    }
}

//! メールアドレスの変更: asking for it, where the mail went, and confirming it behind the mailed link.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::mypage::{
        ChangeEmail, ConfirmEmail, EmailConfirmPage, EmailSentPage as Sent, NewAddress,
        ResendEmail, load_email, load_email_confirm, load_email_sent,
    },
    domain::{
        field::{Field, FieldError},
        profile::{EmailChangeField, EmailConfirmField, EmailSentField},
    },
    web::{
        load::{just_saved, loaded, loaded_or_gone, token},
        path,
        problems::Problems,
        registration::TakenLink,
        ui::{
            BackLink, Button, ButtonKind, Disclosure, ErrorSummary, LinkButton, Notice, NoticeKind,
            PageBody, PageTitle, PasswordField, SenderDomain, Sheet, TextField,
        },
        words::{Lang, field::sentence, mypage::mypage},
    },
};

/// メールアドレスの変更
#[component]
pub fn EmailPage() -> impl IntoView {
    let words = mypage(Lang::Ja);
    loaded(load_email(), move |(form, errors)| {
        let label = move |field| match field {
            EmailChangeField::Email => words.new_email,
            EmailChangeField::CurrentPassword => words.current_password,
        };
        let problems = Problems::new(&errors, |field, error| {
            sentence(Lang::Ja, label(field), error)
        });
        let taken = errors.get(EmailChangeField::Email) == Some(FieldError::Taken);
        view! {
            <PageBody>
                <BackLink href=path::PROFILE/>
                <ErrorSummary problems=problems.summary()/>
                <PageTitle heading=words.email_heading has_error=problems.any()>
                    <p>{words.email_lead}</p>
                </PageTitle>
                <form method="post" action=ChangeEmail::url() novalidate class="form">
                    <TextField
                        id=EmailChangeField::Email.name()
                        name="form[email]"
                        label=words.new_email
                        value=form.email
                        error=problems.of(EmailChangeField::Email)
                        kind="email"
                        autocomplete="email"
                        inputmode="email"
                    >
                        {taken.then(|| view! { <TakenLink/> })}
                    </TextField>
                    <PasswordField
                        id=EmailChangeField::CurrentPassword.name()
                        name="form[current_password]"
                        label=words.current_password
                        hint=words.current_hint
                        error=problems.of(EmailChangeField::CurrentPassword)
                        autocomplete="current-password"
                    />
                    <Button label=words.email_button large=true/>
                </form>
            </PageBody>
        }
    })
}

/// The mail to the new address is on its way.
#[component]
pub fn EmailSentPage() -> impl IntoView {
    let again = just_saved();
    loaded_or_gone(
        load_email_sent(),
        move |data| view! { <EmailSent data again/> },
    )
}

#[component]
fn EmailSent(data: Sent, again: bool) -> impl IntoView {
    let words = mypage(Lang::Ja);
    let problems = Problems::new(&data.errors, |_, error| {
        sentence(Lang::Ja, words.email_resend_label, error)
    });
    let again = again && !problems.any();
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.email_sent has_error=problems.any()>
                <p>{words.email_sent_text}</p>
            </PageTitle>
            {again.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.email_again}</p></Notice>
            })}
            <Sheet>
                <p>{words.email_sent_to} "： " <strong>{data.email}</strong></p>
            </Sheet>
            <Disclosure summary=words.email_not_arrived open=problems.any()>
                <p>{words.email_spam}</p>
                <SenderDomain/>
                <form method="post" action=ResendEmail::url() class="form" id=EmailSentField::Resend.name()>
                    <Button label=words.email_resend kind=ButtonKind::Secondary/>
                </form>
                <p>{words.email_correct} " " <a href=path::PROFILE_EMAIL>{words.email_correct_link}</a></p>
            </Disclosure>
            <LinkButton href=path::MYPAGE label=words.back/>
        </PageBody>
    }
}

/// Behind the link mailed to a new address.
#[component]
pub fn EmailConfirmLink() -> impl IntoView {
    let words = mypage(Lang::Ja);
    let token = token();
    loaded(load_email_confirm(token.clone()), move |data| {
        let (heading, text) = match data {
            EmailConfirmPage::Open(data) => return view! { <ConfirmNew token data/> }.into_any(),
            EmailConfirmPage::Damaged => (words.damaged, words.damaged_text),
            EmailConfirmPage::Over => (words.email_over, words.email_over_text),
            EmailConfirmPage::Done => (words.email_done, words.email_done_text),
        };
        view! {
            <PageBody>
                <PageTitle heading>
                    <p>{text}</p>
                </PageTitle>
                <LinkButton href=path::LOGIN label=words.login/>
            </PageBody>
        }
        .into_any()
    })
}

#[component]
fn ConfirmNew(token: String, data: NewAddress) -> impl IntoView {
    let words = mypage(Lang::Ja);
    let problems = Problems::new(&data.errors, |_, error| {
        sentence(Lang::Ja, words.current_password, error)
    });
    let error = problems.of(EmailConfirmField::Password);
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.email_confirm has_error=problems.any()>
                <p>{words.email_confirm_lead}</p>
            </PageTitle>
            <Sheet>
                <p><strong>{data.email}</strong></p>
            </Sheet>
            <form method="post" action=ConfirmEmail::url() novalidate class="form">
                <input type="hidden" name="token" value=token/>
                {data.password_needed.then(|| view! {
                    <p>{words.email_confirm_stranger}</p>
                    <PasswordField
                        id=EmailConfirmField::Password.name()
                        label=words.current_password
                        hint=words.email_confirm_hint
                        error
                        autocomplete="current-password"
                    />
                })}
                <Button label=words.email_confirm_button large=true/>
            </form>
        </PageBody>
    }
}

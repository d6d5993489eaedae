//! 登録情報: own data, another address, another password.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::mypage::{
        ChangeEmail, ChangePassword, ConfirmEmail, EmailConfirmPage, MemberCard, NewAddress,
        load_email, load_email_confirm, load_member, load_password,
    },
    domain::{
        field::{Field, FieldError},
        profile::{EmailChangeField, EmailConfirmField, PasswordChangeField},
    },
    web::{
        load::{just_saved, loaded, token},
        page::page,
        path,
        problems::Problems,
        registration::TakenLink,
        ui::{
            BackLink, Button, ErrorSummary, LinkButton, Notice, NoticeKind, PageBody, PageTitle,
            PasswordField, SenderDomain, Sheet, SummaryList, SummaryRow, TextField,
        },
        words::{
            Lang, date::both_calendars, field::sentence, mypage::mypage,
            registration::password_rule,
        },
    },
};

/// 登録情報
#[component]
pub fn ProfilePage() -> impl IntoView {
    let saved = just_saved();
    loaded(load_member(), move |card| view! { <Profile card saved/> })
}

#[component]
fn Profile(card: MemberCard, saved: bool) -> impl IntoView {
    let words = mypage(Lang::Ja);
    let (iso, wareki) = card.birth_date;
    view! {
        <PageBody>
            <BackLink href=path::MYPAGE label=words.back/>
            <PageTitle heading=words.profile_heading/>
            {saved.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
            })}
            {card.new_email.map(|email| view! {
                <Notice><p>{words.pending_email} "： " <strong>{email}</strong></p></Notice>
            })}
            <SummaryList>
                <SummaryRow label=words.email value=card.email change=path::PROFILE_EMAIL/>
                <SummaryRow label=words.password value=words.password_set change=path::PROFILE_PASSWORD/>
                <SummaryRow label=words.name value=card.name/>
                <SummaryRow label=words.kana value=card.kana/>
                <SummaryRow label=words.birth_date value=both_calendars(Lang::Ja, &iso, &wareki)/>
                <SummaryRow label=words.symbol value=card.symbol/>
                <SummaryRow label=words.number value=card.number_masked/>
            </SummaryList>
            <p>{words.roster_note}</p>
        </PageBody>
    }
}

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
    let words = mypage(Lang::Ja);
    view! {
        <PageBody>
            <PageTitle heading=words.email_sent>
                <p>{words.email_sent_text}</p>
            </PageTitle>
            <SenderDomain/>
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

/// パスワードの変更
#[component]
pub fn PasswordPage() -> impl IntoView {
    let words = mypage(Lang::Ja);
    loaded(load_password(), move |errors| {
        let label = move |field| match field {
            PasswordChangeField::CurrentPassword => words.current_password,
            PasswordChangeField::Password => words.new_password,
        };
        let problems = Problems::new(&errors, |field, error| {
            sentence(Lang::Ja, label(field), error)
        });
        view! {
            <PageBody>
                <BackLink href=path::PROFILE/>
                <ErrorSummary problems=problems.summary()/>
                <PageTitle heading=words.password_heading has_error=problems.any()>
                    <p>{words.password_lead}</p>
                </PageTitle>
                <form method="post" action=ChangePassword::url() novalidate class="form">
                    <PasswordField
                        id=PasswordChangeField::CurrentPassword.name()
                        name="form[current_password]"
                        label=words.current_password
                        error=problems.of(PasswordChangeField::CurrentPassword)
                        autocomplete="current-password"
                    />
                    <PasswordField
                        id=PasswordChangeField::Password.name()
                        name="form[password]"
                        label=words.new_password
                        hint=password_rule(Lang::Ja, page().password_policy)
                        error=problems.of(PasswordChangeField::Password)
                        autocomplete="new-password"
                    />
                    <Button label=words.password_button large=true/>
                </form>
            </PageBody>
        }
    })
}

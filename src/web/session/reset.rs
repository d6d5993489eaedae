//! パスワード再発行.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::session::{AskReset, ResetPage, SetPassword, load_forgot, load_reset},
    domain::{
        field::{Field, FieldErrors},
        password_reset::{ForgotField, NewPasswordField},
    },
    web::{
        load::{loaded, token},
        page::page,
        path,
        problems::Problems,
        ui::{
            Button, ErrorSummary, LinkButton, PageBody, PageTitle, PasswordField, SenderDomain,
            TextField,
        },
        words::{Lang, field::sentence, registration::password_rule, session::session},
    },
};

/// 再発行を申し込む
#[component]
pub fn ForgotPage() -> impl IntoView {
    let words = session(Lang::Ja);
    loaded(load_forgot(), move |(form, errors)| {
        let problems = Problems::new(&errors, |_, error| sentence(Lang::Ja, words.email, error));
        view! {
            <PageBody>
                <ErrorSummary problems=problems.summary()/>
                <PageTitle heading=words.forgot has_error=problems.any()>
                    <p>{words.forgot_lead}</p>
                </PageTitle>
                <form method="post" action=AskReset::url() novalidate class="form">
                    <TextField
                        id=ForgotField::Email.name()
                        name="form[email]"
                        label=words.email
                        hint=words.forgot_hint
                        value=form.email
                        error=problems.of(ForgotField::Email)
                        kind="email"
                        autocomplete="username"
                        inputmode="email"
                    />
                    <Button label=words.forgot_button large=true/>
                </form>
                <p>{words.forgot_again} " " <a href=path::REGISTER>{words.register_again}</a></p>
            </PageBody>
        }
    })
}

/// The same page for every address.
#[component]
pub fn ResetSentPage() -> impl IntoView {
    let words = session(Lang::Ja);
    view! {
        <PageBody>
            <PageTitle heading=words.sent/>
            {words.sent_text.iter().map(|line| view! { <p>{*line}</p> }).collect_view()}
            <SenderDomain/>
            <LinkButton href=path::LOGIN label=words.login/>
        </PageBody>
    }
}

/// Behind the mailed link.
#[component]
pub fn ResetLink() -> impl IntoView {
    let words = session(Lang::Ja);
    let token = token();
    loaded(load_reset(token.clone()), move |data| match data {
        ResetPage::Open(errors) => view! { <NewPassword token errors/> }.into_any(),
        over => {
            let (heading, text) = match over {
                ResetPage::Damaged => (words.reset_damaged, words.reset_damaged_text),
                _ => (words.reset_over, words.reset_over_text),
            };
            view! {
                <PageBody>
                    <PageTitle heading>
                        <p>{text}</p>
                    </PageTitle>
                    <LinkButton href=path::PASSWORD_FORGOT label=words.reset_again/>
                    <p><a href=path::LOGIN>{words.login}</a></p>
                </PageBody>
            }
            .into_any()
        }
    })
}

#[component]
fn NewPassword(token: String, errors: FieldErrors<NewPasswordField>) -> impl IntoView {
    let words = session(Lang::Ja);
    let problems = Problems::new(&errors, |_, error| {
        sentence(Lang::Ja, words.new_password, error)
    });
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.reset has_error=problems.any()>
                <p>{words.reset_lead}</p>
            </PageTitle>
            <form method="post" action=SetPassword::url() novalidate class="form">
                <input type="hidden" name="form[token]" value=token/>
                <PasswordField
                    id=NewPasswordField::Password.name()
                    name="form[password]"
                    label=words.new_password
                    hint=password_rule(Lang::Ja, page().password_policy)
                    error=problems.of(NewPasswordField::Password)
                    autocomplete="new-password"
                />
                <Button label=words.reset_button large=true/>
            </form>
        </PageBody>
    }
}

/// パスワードを設定しました
#[component]
pub fn ResetDonePage() -> impl IntoView {
    let words = session(Lang::Ja);
    view! {
        <PageBody>
            <PageTitle heading=words.reset_done>
                <p>{words.reset_done_text}</p>
            </PageTitle>
            <LinkButton href=path::LOGIN label=words.login/>
        </PageBody>
    }
}

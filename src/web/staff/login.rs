//! 職員のログイン: name and password, then the authenticator's code.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use crate::{
    api::staff::{
        SignIn, SignInPage, SignOut, Verify, VerifyPage as VerifyData, load_sign_in, load_verify,
    },
    domain::{
        field::{Field, FieldError},
        login::safe_next,
        staff::{CodeField, SignInField},
    },
    web::{
        load::{loaded, loaded_or_gone},
        path,
        problems::Problems,
        ui::{
            Button, ButtonKind, CodeField as CodeInput, ErrorSummary, LinkButton, Notice, PageBody,
            PageTitle, PasswordField, TextField,
        },
        words::{
            Lang,
            field::sentence,
            staff::{StaffWords, code_error, staff},
        },
    },
};

/// Where the address says that the way leads on, if that is a page of this site.
pub(super) fn next() -> String {
    let next = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    safe_next(&next).unwrap_or_default().to_owned()
}

/// 職員のログイン
#[component]
pub fn StaffLoginPage() -> impl IntoView {
    let next = next();
    loaded(
        load_sign_in(),
        move |data| view! { <SignInForm data next/> },
    )
}

fn error_text(words: &StaffWords, field: SignInField, error: FieldError) -> String {
    match (field, error) {
        (_, FieldError::Wrong) => words.wrong.to_owned(),
        (SignInField::Login, error) => sentence(Lang::Ja, words.login_name, error),
        (SignInField::Password, error) => sentence(Lang::Ja, words.password_field, error),
    }
}

#[component]
fn SignInForm(data: SignInPage, next: String) -> impl IntoView {
    let words = staff(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| error_text(words, field, error));
    let next = if next.is_empty() {
        data.form.next.clone()
    } else {
        next
    };
    view! {
        <PageBody>
            {data.signed_in.then(|| view! {
                <Notice><p>{words.signed_in} " " <a href=path::STAFF>{words.to_console}</a></p></Notice>
            })}
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.login has_error=problems.any()>
                <p>{words.login_lead}</p>
            </PageTitle>
            <form method="post" action=SignIn::url() novalidate class="form">
                <input type="hidden" name="form[next]" value=next/>
                <TextField
                    id=SignInField::Login.name()
                    name="form[login]"
                    label=words.login_name
                    value=data.form.login.clone()
                    error=problems.of(SignInField::Login)
                    autocomplete="username"
                />
                <PasswordField
                    id=SignInField::Password.name()
                    name="form[password]"
                    label=words.password_field
                    error=problems.of(SignInField::Password)
                    autocomplete="current-password"
                />
                <Button label=words.login_button large=true/>
            </form>
            <p>{words.login_help}</p>
            <p><a href=path::LOGIN>{words.members}</a></p>
        </PageBody>
    }
}

/// 確認コードを入力してください
#[component]
pub fn VerifyPage() -> impl IntoView {
    let next = next();
    loaded_or_gone(load_verify(), move |data| view! { <VerifyForm data next/> })
}

#[component]
fn VerifyForm(data: VerifyData, next: String) -> impl IntoView {
    let words = staff(Lang::Ja);
    let problems = Problems::new(&data.errors, |_, error| code_error(Lang::Ja, error));
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.verify caption=data.name.clone() has_error=problems.any()>
                <p>{words.verify_lead}</p>
            </PageTitle>
            <form method="post" action=Verify::url() novalidate class="form">
                <input type="hidden" name="form[next]" value=next/>
                <CodeInput
                    id=CodeField::Code.name()
                    name="form[code]"
                    label=words.code
                    hint=words.code_hint
                    error=problems.of(CodeField::Code)
                />
                <Button label=words.verify_button large=true/>
            </form>
            <p>{words.verify_help}</p>
            <OtherPerson/>
        </PageBody>
    }
}

/// The way out of a sign-in that is not one's own.
#[component]
pub(super) fn OtherPerson() -> impl IntoView {
    view! {
        <form method="post" action=SignOut::url()>
            <Button label=staff(Lang::Ja).other_person kind=ButtonKind::Quiet/>
        </form>
    }
}

/// ログアウトしました
#[component]
pub fn StaffLoggedOutPage() -> impl IntoView {
    let words = staff(Lang::Ja);
    view! {
        <PageBody>
            <PageTitle heading=words.logged_out>
                <p>{words.logged_out_text}</p>
            </PageTitle>
            <LinkButton href=path::STAFF_LOGIN label=words.login/>
        </PageBody>
    }
}

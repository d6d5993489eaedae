//! ログイン and ログアウト.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use crate::{
    api::session::{self, Login, Logout, load_farewell, load_login, load_logout},
    domain::{
        field::{Field, FieldError},
        login::{LoginField, safe_next},
    },
    web::{
        load::{has_just_left, loaded_or_gone},
        path,
        problems::Problems,
        ui::{
            Button, ErrorSummary, LinkButton, PageBody, PageTitle, PasswordField, Sheet, TextField,
        },
        words::{
            Lang,
            field::sentence,
            session::{SessionWords, session as words_of},
        },
    },
};

/// ログイン
#[component]
pub fn LoginPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    loaded_or_gone(
        load_login(next.clone()),
        move |data| view! { <LoginForm data next/> },
    )
}

fn error_text(words: &SessionWords, field: LoginField, error: FieldError) -> String {
    match (field, error) {
        (_, FieldError::Wrong) => words.wrong.to_owned(),
        (LoginField::Email, error) => sentence(Lang::Ja, words.email, error),
        (LoginField::Password, error) => sentence(Lang::Ja, words.password, error),
    }
}

#[component]
fn LoginForm(data: session::LoginPage, next: String) -> impl IntoView {
    let words = words_of(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| error_text(words, field, error));
    let next = safe_next(&next)
        .or(safe_next(&data.form.next))
        .unwrap_or_default()
        .to_owned();
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.login has_error=problems.any()>
                <p>{words.login_lead}</p>
            </PageTitle>
            <form method="post" action=Login::url() novalidate class="form">
                <input type="hidden" name="form[next]" value=next/>
                <TextField
                    id=LoginField::Email.name()
                    name="form[email]"
                    label=words.email
                    value=data.form.email.clone()
                    error=problems.of(LoginField::Email)
                    kind="email"
                    autocomplete="username"
                    inputmode="email"
                />
                <PasswordField
                    id=LoginField::Password.name()
                    name="form[password]"
                    label=words.password
                    error=problems.of(LoginField::Password)
                    autocomplete="current-password"
                />
                <Button label=words.login_button large=true/>
            </form>
            <p><a href=path::PASSWORD_FORGOT>{words.forgot_link}</a></p>
            <Sheet>
                <p>{words.no_account}</p>
                <p><a href=path::REGISTER>{words.register_link}</a></p>
            </Sheet>
        </PageBody>
    }
}

/// ログアウトしますか: looking at it ends nothing.
#[component]
pub fn LogoutPage() -> impl IntoView {
    let words = words_of(Lang::Ja);
    loaded_or_gone(load_logout(), move |()| {
        view! {
            <PageBody>
                <PageTitle heading=words.logout>
                    <p>{words.logout_text}</p>
                </PageTitle>
                <form method="post" action=Logout::url() class="form">
                    <Button label=words.logout_button large=true/>
                </form>
            </PageBody>
        }
    })
}

/// ログアウトしました
#[component]
pub fn LoggedOutPage() -> impl IntoView {
    let words = words_of(Lang::Ja);
    loaded_or_gone(load_farewell(has_just_left()), move |()| {
        view! {
            <PageBody>
                <PageTitle heading=words.logged_out>
                    <p>{words.logged_out_text}</p>
                </PageTitle>
                <LinkButton href=path::LOGIN label=words.login/>
            </PageBody>
        }
    })
}

//! ログイン, ログアウト and 再発行 on the wire.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::domain::{
    field::FieldErrors,
    login::{LoginField, LoginForm},
    password_reset::{ForgotField, ForgotForm, NewPasswordField, NewPasswordForm},
};

/// The login page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LoginPage {
    /// What was typed, without the password.
    pub form: LoginForm,
    /// What was wrong.
    pub errors: FieldErrors<LoginField>,
}

/// What a reissue link leads to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResetPage {
    /// The token was cut off or changed.
    Damaged,
    /// Used, replaced by a later one, or too old.
    Over,
    /// A new password can be set.
    Open(FieldErrors<NewPasswordField>),
}

/// Loads the login page, from which the way leads on to `next`; whoever is signed in goes there at once.
#[server]
pub async fn load_login(next: String) -> Result<Option<LoginPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::login::page(&ctx, &next).await)
}

/// Posts address and password.
#[server(endpoint = "login")]
pub async fn login(#[server(default)] form: LoginForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::login::login(&ctx, form).await)
}

/// Ends the session.
#[server(endpoint = "logout")]
pub async fn logout() -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::login::logout(&ctx).await)
}

/// Loads the page that asks whether to log out: only who is signed in can.
#[server]
pub async fn load_logout() -> Result<Option<()>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::login::logout_page(&ctx).await)
}

/// Loads a page for who has `just_left`, by ログアウト or 退会; who comes to it another way is led on.
#[server]
pub async fn load_farewell(just_left: bool) -> Result<Option<()>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::login::farewell(&ctx, just_left).await)
}

/// Loads the page that asks for a reissue.
#[server]
pub async fn load_forgot() -> Result<(ForgotForm, FieldErrors<ForgotField>), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::password_reset::forgot_page(&ctx).await)
}

/// Asks for a reissue.
#[server(endpoint = "password/forgot")]
pub async fn ask_reset(#[server(default)] form: ForgotForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::password_reset::ask(&ctx, form).await)
}

/// Loads what a reissue link leads to.
#[server]
pub async fn load_reset(token: String) -> Result<ResetPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::password_reset::reset_page(&ctx, &token).await)
}

/// Sets the new password.
#[server(endpoint = "password/reset")]
pub async fn set_password(#[server(default)] form: NewPasswordForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::password_reset::set(&ctx, form).await)
}

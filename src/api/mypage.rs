//! マイページ on the wire.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{error::ApiError, registration::Choice};
use crate::domain::{
    field::FieldErrors,
    profile::{
        EmailChangeField, EmailChangeForm, EmailConfirmField, EmailSentField, PasswordChangeField,
        PasswordChangeForm,
    },
    withdraw::{WithdrawField, WithdrawForm},
};

/// Who is signed in, as pages show it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MemberCard {
    /// 氏名 as on the roster.
    pub name: String,
    /// 氏名(カナ)
    pub kana: String,
    /// 記号
    pub symbol: String,
    /// 番号, of which only the end is shown.
    pub number_masked: String,
    /// 生年月日 in both calendars.
    pub birth_date: (String, String),
    /// メールアドレス
    pub email: String,
    /// A new address that waits to be confirmed.
    pub new_email: Option<String>,
    /// Whether the password is a weak one.
    pub password_weak: bool,
    /// How many categories are wanted, of how many.
    pub newsletters: (usize, usize),
    /// 資格喪失日 has come.
    pub lost: bool,
}

/// What a link to a new address leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailConfirmPage {
    /// The token was cut off or changed.
    Damaged,
    /// Used, replaced by a later one, or too old.
    Over,
    /// It has been confirmed.
    Done,
    /// It can be confirmed.
    Open(NewAddress),
}

/// A new address that can be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAddress {
    /// The address.
    pub email: String,
    /// Whether the account's password is asked for: this browser is not signed in to the account.
    pub password_needed: bool,
    /// What was wrong.
    pub errors: FieldErrors<EmailConfirmField>,
}

/// Where the mail to a new address went.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EmailSentPage {
    /// The new address.
    pub email: String,
    /// Why nothing was sent again.
    pub errors: FieldErrors<EmailSentField>,
}

/// What was decided in a line of the consent record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The terms were agreed to.
    Agreed,
    /// A newsletter was chosen.
    Wanted,
    /// A newsletter was not chosen.
    Unwanted,
    /// Something was chosen; the wording says what.
    Chosen,
}

/// One line of the consent record.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConsentLine {
    /// When, in Japan's time.
    pub at: String,
    /// What was decided.
    pub decision: Decision,
    /// The wording shown then.
    pub wording: String,
}

/// Loads who is signed in.
#[server]
pub async fn load_member() -> Result<MemberCard, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::mypage::pages::card(&ctx).await)
}

/// Loads the categories and what was agreed to so far.
#[server]
pub async fn load_newsletters() -> Result<(Vec<Choice>, Vec<ConsentLine>), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::mypage::pages::newsletters(&ctx).await)
}

/// Changes the categories.
#[server(endpoint = "mypage/newsletters")]
pub async fn save_newsletters(#[server(default)] ticked: Vec<String>) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::mypage::save_newsletters(&ctx, &ticked).await)
}

/// Loads the change of address.
#[server]
pub async fn load_email() -> Result<(EmailChangeForm, FieldErrors<EmailChangeField>), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::mypage::pages::email(&ctx).await)
}

/// Asks for another address.
#[server(endpoint = "mypage/email")]
pub async fn change_email(#[server(default)] form: EmailChangeForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::mypage::email::change(&ctx, form).await)
}

/// Loads where the mail to a new address went.
#[server]
pub async fn load_email_sent() -> Result<Option<EmailSentPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::mypage::email_sent::page(&ctx).await)
}

/// Sends the mail to a new address once more.
#[server(endpoint = "mypage/email-resend")]
pub async fn resend_email() -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::mypage::email_sent::resend(&ctx).await)
}

/// Loads what the link to a new address leads to.
#[server]
pub async fn load_email_confirm(token: String) -> Result<EmailConfirmPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::mypage::pages::email_confirm(&ctx, &token).await)
}

/// Confirms the new address.
#[server(endpoint = "mypage/email-confirm")]
pub async fn confirm_email(
    #[server(default)] token: String,
    #[server(default)] password: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::mypage::email::confirm(&ctx, &token, &password).await,
    )
}

/// Loads the change of password.
#[server]
pub async fn load_password() -> Result<FieldErrors<PasswordChangeField>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::mypage::pages::password(&ctx).await)
}

/// Changes the password.
#[server(endpoint = "mypage/password")]
pub async fn change_password(#[server(default)] form: PasswordChangeForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::mypage::change_password(&ctx, form).await)
}

/// Loads 退会: whether the box is ticked, and what is wrong.
#[server]
pub async fn load_withdraw() -> Result<(bool, FieldErrors<WithdrawField>), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::mypage::pages::withdraw(&ctx).await)
}

/// 退会する
#[server(endpoint = "mypage/withdraw")]
pub async fn withdraw(#[server(default)] form: WithdrawForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::mypage::withdraw(&ctx, form).await)
}

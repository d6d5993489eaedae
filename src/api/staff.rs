//! The console of the society's staff on the wire.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::domain::{
    field::FieldErrors,
    staff::{
        AuditField, AuditForm, Capability, CodeField, CodeForm, PasswordField, PasswordForm, Role,
        SignInField, SignInForm,
    },
};

/// Who is signed in at the console, as its pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCard {
    /// 氏名
    pub name: String,
    /// ログインID
    pub login: String,
    /// 役割
    pub role: Role,
    /// What the role may do: which ways lead on.
    pub may: Vec<Capability>,
}

/// The sign-in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SignInPage {
    /// What was typed, without the password.
    pub form: SignInForm,
    /// What was wrong.
    pub errors: FieldErrors<SignInField>,
    /// Somebody is signed in already.
    pub signed_in: bool,
}

/// The page that asks for the authenticator's code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VerifyPage {
    /// Whose code is asked for.
    pub name: String,
    /// What was wrong.
    pub errors: FieldErrors<CodeField>,
}

/// The page on which an authenticator is set up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EnrolPage {
    /// Whose it will be.
    pub name: String,
    /// The secret in groups of four, for typing.
    pub secret: String,
    /// The same as a link that opens an app on this device.
    pub link: String,
    /// The link as a QR code: side in units, path of unit squares.
    pub qr: Option<(usize, String)>,
    /// What was wrong.
    pub errors: FieldErrors<CodeField>,
}

/// The change of the own password.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwnPasswordPage {
    /// ログインID, for the browser's password store.
    pub login: String,
    /// It takes the place of a start password.
    pub first: bool,
    /// What was wrong.
    pub errors: FieldErrors<PasswordField>,
}

/// One line of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// When, in Japan's time.
    pub at: String,
    /// Who, by login name.
    pub login: String,
    /// What, as a code.
    pub action: String,
    /// Whose data: 記号-番号-枝番.
    pub person: Option<String>,
    /// More, without personal data.
    pub detail: String,
}

/// 操作の記録
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AuditPage {
    /// The lines, newest first.
    pub lines: Vec<AuditLine>,
    /// What is searched for.
    pub form: AuditForm,
    /// What is wrong with it.
    pub errors: FieldErrors<AuditField>,
    /// Something is searched for.
    pub searching: bool,
    /// There are older lines than the one with this number.
    pub older: Option<i64>,
    /// These are the newest.
    pub newest: bool,
}

/// Loads who is signed in, for the frame; nobody, perhaps.
#[server]
pub async fn load_staff_frame() -> Result<Option<StaffCard>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::staff::pages::frame(&ctx).await)
}

/// Loads who is signed in.
#[server]
pub async fn load_staff_card() -> Result<StaffCard, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::staff::pages::card(&ctx).await)
}

/// Loads the sign-in.
#[server]
pub async fn load_sign_in() -> Result<SignInPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::staff::sign_in::page(&ctx).await)
}

/// Posts login name and password.
#[server(endpoint = "staff/login")]
pub async fn sign_in(#[server(default)] form: SignInForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::staff::sign_in::sign_in(&ctx, form).await)
}

/// Ends the session.
#[server(endpoint = "staff/logout")]
pub async fn sign_out() -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::staff::sign_in::sign_out(&ctx).await)
}

/// Loads the page that asks for the code.
#[server]
pub async fn load_verify() -> Result<Option<VerifyPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::staff::second_factor::verify_page(&ctx).await)
}

/// Posts the code.
#[server(endpoint = "staff/verify")]
pub async fn verify(#[server(default)] form: CodeForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::staff::second_factor::verify(&ctx, form).await)
}

/// Loads the page on which an authenticator is set up.
#[server]
pub async fn load_enrol() -> Result<Option<EnrolPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::staff::second_factor::enrol_page(&ctx).await)
}

/// Posts the first code of a new authenticator.
#[server(endpoint = "staff/enrol")]
pub async fn enrol(#[server(default)] form: CodeForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::staff::second_factor::enrol(&ctx, form).await)
}

/// Loads the change of the own password.
#[server]
pub async fn load_own_password() -> Result<OwnPasswordPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::staff::password::page(&ctx).await)
}

/// Changes the own password.
#[server(endpoint = "staff/password")]
pub async fn change_own_password(#[server(default)] form: PasswordForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::staff::password::change(&ctx, form).await)
}

/// Loads the record: the newest lines, or those older than the line `before`.
#[server]
pub async fn load_audit(before: Option<i64>) -> Result<AuditPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::staff::audit_log::page(&ctx, before).await)
}

/// Searches the record.
#[server(endpoint = "staff/audit")]
pub async fn search_audit(#[server(default)] form: AuditForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::staff::audit_log::search(&ctx, form).await)
}

//! マイページ登録 on the wire: what each step's page shows, and the acts its forms post.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::domain::{
    field::FieldErrors,
    newsletter::Category,
    registration::{AccountField, AccountForm},
    registration_steps::{
        CompleteField, CompleteForm, ConfirmField, SentEcho, SentField, WaitingField,
    },
};

/// Step 1 as it was left.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AccountPage {
    /// What was typed, without the password.
    pub form: AccountForm,
    /// What was wrong with it.
    pub errors: FieldErrors<AccountField>,
    /// A password is kept: the field may stay empty.
    pub password_kept: bool,
    /// The password typed with these answers was not kept: it is wanted once more.
    pub password_again: bool,
}

/// One category and whether it is ticked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Choice {
    /// The category.
    pub category: Category,
    /// Whether its mails are wanted.
    pub wanted: bool,
}

/// Step 3: all answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmPage {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番
    pub branch: Option<String>,
    /// 氏名(カナ)
    pub kana: String,
    /// 生年月日 in both calendars: `1980-01-31`, `昭和55年1月31日`.
    pub birth_date: (String, String),
    /// メールアドレス
    pub email: String,
    /// Names of the categories left ticked.
    pub newsletters: Vec<String>,
    /// What kept 「登録」 from being done.
    pub errors: FieldErrors<ConfirmField>,
    /// Version of the terms.
    pub terms_version: String,
    /// Which answers these are: 「登録」 says it again, so that nothing is registered but what was shown.
    pub shown: String,
}

/// How far a mail got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailProgress {
    /// Waits to be sent, or is being sent.
    Queued,
    /// The other server did not take it; it will be tried again.
    Retrying {
        /// The other server's reply code, if it gave one.
        code: Option<u16>,
    },
    /// The other server took it.
    Accepted,
    /// It left for nowhere: without a mail server, mails are files of ours.
    Written,
    /// The other server refused it for good.
    Refused {
        /// The other server's reply code, if it gave one.
        code: Option<u16>,
    },
}

/// Step 4: where the mail went.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SentPage {
    /// The address.
    pub email: String,
    /// Whether old mobile-phone rules apply to it.
    pub carrier: bool,
    /// How far the mail got.
    pub mail: MailProgress,
    /// Whether the address registered so far has to agree, too.
    pub needs_approval: bool,
    /// Whether the code was mistyped too often: a new mail is needed.
    pub code_spent: bool,
    /// Whether the link is over.
    pub expired: bool,
    /// Until when link and code work, in Japan's time, as `2026-11-24 09:30`.
    pub until: String,
    /// What was typed here.
    pub echo: SentEcho,
    /// What was wrong with it.
    pub errors: FieldErrors<SentField>,
}

/// What the mailed link leads to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletePage {
    /// The token was cut off or changed.
    Damaged,
    /// A later mail took its place, or it was too long ago.
    Old,
    /// Nobody came in time.
    Expired,
    /// The registration is complete.
    Done,
    /// The address registered so far refused.
    Rejected,
    /// Somebody said that it was none of theirs.
    Disowned,
    /// The address became another person's.
    Failed,
    /// Proven here; the address registered so far has yet to agree.
    Waiting(FieldErrors<WaitingField>),
    /// The browser that registered: one button.
    SameBrowser,
    /// Another browser: a password is needed.
    OtherBrowser(CompleteForm, FieldErrors<CompleteField>),
}

/// What the link in the old address's mail leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovePage {
    /// The token was cut off or changed.
    Damaged,
    /// Nothing waits for an answer any more.
    Over,
    /// It was agreed to; the new address has yet to be confirmed.
    Approved,
    /// It was agreed to, and the registration is the new one.
    Switched,
    /// It was refused.
    Rejected,
    /// An answer is wanted: for this address (masked).
    Open(String),
}

/// `decision` of 承認.
pub const APPROVE: &str = "approve";
/// `decision` of 拒否.
pub const REJECT: &str = "reject";

/// Loads step 1.
#[server]
pub async fn load_account() -> Result<AccountPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::registration::pages::account(&ctx).await)
}

/// Posts step 1.
#[server(endpoint = "register/account")]
pub async fn save_account(#[server(default)] form: AccountForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::registration::draft::save_account(&ctx, form).await)
}

/// Loads step 2; none if step 1 comes first.
#[server]
pub async fn load_newsletters() -> Result<Option<Vec<Choice>>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::registration::pages::newsletters(&ctx).await)
}

/// Posts step 2.
#[server(endpoint = "register/newsletters")]
pub async fn save_newsletters(#[server(default)] ticked: Vec<String>) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::registration::draft::save_newsletters(&ctx, &ticked).await,
    )
}

/// Loads step 3; none if another step comes first.
#[server]
pub async fn load_confirm() -> Result<Option<ConfirmPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::registration::pages::confirm(&ctx).await)
}

/// Posts step 3.
#[server(endpoint = "register/finish")]
pub async fn finish(
    #[server(default)] agreed: String,
    #[server(default)] shown: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let agreed = !agreed.is_empty();
    crate::api::ambient::answer(
        crate::server::registration::finish::finish(&ctx, agreed, &shown).await,
    )
}

/// Loads step 4; none if the browser belongs elsewhere.
#[server]
pub async fn load_sent() -> Result<Option<SentPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::registration::pages::sent(&ctx).await)
}

/// Posts the six digits.
#[server(endpoint = "register/code")]
pub async fn confirm_code(#[server(default)] code: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::registration::sent::confirm_code(&ctx, &code).await)
}

/// Asks for the mail once more.
#[server(endpoint = "register/resend")]
pub async fn resend() -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::registration::sent::resend(&ctx).await)
}

/// Posts a corrected address.
#[server(endpoint = "register/address")]
pub async fn correct_address(#[server(default)] email: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::registration::sent::correct_address(&ctx, &email).await,
    )
}

/// Loads what the mailed link leads to.
#[server]
pub async fn load_complete(token: String) -> Result<CompletePage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::registration::pages::complete(&ctx, &token).await)
}

/// Loads how the registration made in this browser ended; none if the browser belongs elsewhere.
#[server]
pub async fn load_over() -> Result<Option<CompletePage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::registration::pages::over(&ctx).await)
}

/// Loads whether the registration made in this browser is complete; nothing if the browser belongs elsewhere.
#[server]
pub async fn load_done() -> Result<Option<()>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::registration::pages::done(&ctx).await)
}

/// Completes the registration.
#[server(endpoint = "register/complete")]
pub async fn complete(#[server(default)] form: CompleteForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::registration::complete::complete(&ctx, form).await)
}

/// 心当たりがない
#[server(endpoint = "register/disown")]
pub async fn disown(#[server(default)] token: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::registration::complete::disown(&ctx, &token).await)
}

/// Loads what the old address's link leads to.
#[server]
pub async fn load_approve(token: String) -> Result<ApprovePage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::registration::pages::approve(&ctx, &token).await)
}

/// 承認 or 拒否. Anything else changes nothing.
#[server(endpoint = "register/decide")]
pub async fn decide(
    #[server(default)] token: String,
    #[server(default)] decision: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::registration::approve::decide(&ctx, &token, &decision).await,
    )
}

/// Loads the page that waits for approval; none if the browser belongs elsewhere.
#[server]
pub async fn load_waiting() -> Result<Option<FieldErrors<WaitingField>>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::registration::pages::waiting(&ctx).await)
}

/// Posts a 登録コード.
#[server(endpoint = "register/registration-code")]
pub async fn spend_code(
    #[server(default)] token: String,
    #[server(default)] code: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::registration::approve::spend_code(&ctx, &token, &code).await,
    )
}

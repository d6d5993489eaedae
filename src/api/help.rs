//! お問い合わせ on the wire.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::ApiError;
use crate::domain::{
    contact::{ContactField, ContactForm},
    field::FieldErrors,
};

/// The message form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPage {
    /// What was typed, or for a signed-in person the own address.
    pub form: ContactForm,
    /// What was wrong.
    pub errors: FieldErrors<ContactField>,
}

/// Loads the message form.
#[server]
pub async fn load_contact() -> Result<ContactPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::help::contact_page(&ctx).await)
}

/// Sends a message.
#[server(endpoint = "contact")]
pub async fn send_contact(#[server(default)] form: ContactForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::help::send(&ctx, form).await)
}

/// Loads the number of the message this browser sent last, if it was within the hour.
#[server]
pub async fn load_contact_number() -> Result<Option<i64>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::help::last_number(&ctx).await)
}

//! キャンセル待ち on the wire.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::shared::PersonLine;
use crate::{api::error::ApiError, domain::date::CivilDate};

/// Somebody who waits for a day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitingLine {
    /// The day.
    pub on: CivilDate,
    /// 時刻 in minutes of the day.
    pub starts: Option<i32>,
    /// 健診機関
    pub institution: String,
    /// コース
    pub course: String,
    /// Who.
    pub person: PersonLine,
    /// The place in the queue, from 1; none of whom a place is offered to.
    pub turn: Option<i64>,
    /// Until when the place offered is kept, in Japan.
    pub offered_until: Option<String>,
    /// Since when, in Japan.
    pub since: String,
}

/// キャンセル待ち
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaitingPage {
    /// Who waits, the nearest days first.
    pub lines: Vec<WaitingLine>,
    /// How many wait in all.
    pub total: i64,
}

/// Loads who waits.
#[server]
pub async fn load_waiting() -> Result<WaitingPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::staff::waiting::page(&ctx).await)
}

//! 受診ナビ on the wire, as far as a place: courses, the choice, the search, an institution, what is to be confirmed.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;

use super::error::ApiError;
use crate::domain::checkup::{choice::ChoiceForm, search::SearchForm, wish::WishForm};

mod wire;

pub use wire::{
    Calendar, CalendarDay, CheckPage, Chosen, ConfirmPage, CoursePage, CoursesPage, DayState,
    Estimate, Found, InstitutionPage, Month, OptionLine, PlaceLine, RefusedPage, Replaced,
    SearchPage, Site, Starts, ToConfirm, Way, WishesPart,
};

/// Loads the courses.
#[server]
pub async fn load_courses() -> Result<CoursesPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::pages::courses::page(&ctx).await)
}

/// Loads a course; none where there is none like this.
#[server]
pub async fn load_course(
    fiscal_year: String,
    code: String,
    replaces: Option<String>,
    led: bool,
    again: bool,
) -> Result<Option<CoursePage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::pages::course::page;
    let marks = crate::server::checkup::pages::course::Marks { led, again };
    crate::api::ambient::page_or_go(
        page(&ctx, &fiscal_year, &code, replaces.as_deref(), marks).await,
    )
}

/// Posts the options and the answers.
#[server(endpoint = "checkup/choose")]
pub async fn choose(#[server(default)] form: ChoiceForm) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::choose::choose(&ctx, form).await)
}

/// Loads what the search finds; none where a course has to be chosen first.
#[server]
pub async fn load_search(form: SearchForm) -> Result<Option<SearchPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(
        crate::server::checkup::pages::institutions::page(&ctx, form).await,
    )
}

/// Loads an institution; none where there is none like this, or a course has to be chosen first.
#[server]
pub async fn load_institution(
    id: String,
    month: Option<String>,
    day: Option<String>,
    again: bool,
) -> Result<Option<InstitutionPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::pages::institution::page;
    crate::api::ambient::page_or_go(page(&ctx, &id, month.as_deref(), day.as_deref(), again).await)
}

/// 仮押さえ
#[server(endpoint = "checkup/hold")]
pub async fn hold(
    #[server(default)] place_id: String,
    #[server(default)] idem: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::checkup::pages::act::hold(&ctx, &place_id, &idem).await,
    )
}

/// Posts wishes, to be checked next.
#[server(endpoint = "checkup/wishes")]
pub async fn save_wishes(
    #[server(default)] institution_id: String,
    #[server(default)] form: WishForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let save = crate::server::checkup::pages::wishes::save;
    crate::api::ambient::answer(save(&ctx, &institution_id, form).await)
}

/// Loads what is to be confirmed; none where there is nothing.
#[server]
pub async fn load_confirm_booking() -> Result<Option<ConfirmPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::checkup::pages::confirm::page(&ctx).await)
}

/// 予約する
#[server(endpoint = "checkup/confirm")]
pub async fn confirm_booking(#[server(default)] booking_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::checkup::pages::act::confirm(&ctx, &booking_id).await,
    )
}

/// Gives back what is held.
#[server(endpoint = "checkup/release")]
pub async fn release(#[server(default)] booking_id: String) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(
        crate::server::checkup::pages::act::release(&ctx, &booking_id).await,
    )
}

/// 希望日で申し込む
#[server(endpoint = "checkup/apply")]
pub async fn apply() -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::pages::act::apply(&ctx).await)
}

/// Loads why something was not done; none where nothing was asked.
#[server]
pub async fn load_refused() -> Result<Option<RefusedPage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page_or_go(crate::server::checkup::pages::refused::page(&ctx).await)
}

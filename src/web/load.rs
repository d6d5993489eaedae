//! Pages that need something from the server before they can be shown.

use std::future::Future;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_url};

use crate::{
    api::error::ApiError,
    web::{
        help::{Failure, NotFoundPage, failure_title},
        path,
        ui::at_once,
        words::error::FailureKind,
    },
};

/// Waits for `data` and shows it. What went wrong is a page of its own; the answer's status says so too. Pages leave whole, so
/// nothing stands in for the data while it is waited for: no `Suspense` is needed, and none is paid for. What is shown waits for nothing
/// more.
pub fn loaded<T, V>(
    data: impl Future<Output = Result<T, ApiError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    Suspend::new(async move {
        match data.await {
            Ok(data) => at_once(show(data)),
            Err(error) => at_once(failed(error)),
        }
    })
}

/// The same for data that may be absent because the browser is being sent elsewhere.
pub fn loaded_or_gone<T, V>(
    data: impl Future<Output = Result<Option<T>, ApiError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    loaded(data, move |data| data.map(show))
}

/// The same for data that may not exist, or not for this person: then the page says that there is no such page.
pub fn loaded_or_missing<T, V>(
    data: impl Future<Output = Result<Option<T>, ApiError>> + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    loaded(data, move |data| match data {
        Some(data) => show(data).into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    })
}

/// A part of the address, as the route names it.
pub fn param(name: &str) -> String {
    use_params_map().with_untracked(|params| params.get(name).unwrap_or_default())
}

/// A value of the address's query.
pub fn query(name: &str) -> Option<String> {
    use_url().with_untracked(|url| url.search_params().get(name))
}

fn failed(error: ApiError) -> impl IntoView {
    let kind = match error {
        ApiError::Busy => FailureKind::Busy,
        ApiError::Unreadable => FailureKind::Unreadable,
        ApiError::Forbidden => FailureKind::Forbidden,
        ApiError::SignedOut | ApiError::Internal => FailureKind::Internal,
    };
    view! {
        <Title text=failure_title(kind)/>
        <Failure kind/>
    }
}

/// The token at the end of a mailed link.
pub fn token() -> String {
    use_params_map().with_untracked(|params| params.get("token").unwrap_or_default())
}

/// Whether the address says that one has just left.
pub fn has_just_left() -> bool {
    query("left").is_some()
}

/// Whether the address says that a form comes back with what was typed.
pub fn comes_again() -> bool {
    query("again").is_some()
}

/// What the address says is not there any more, if anything: the answers, or where the mail was sent.
pub fn lost() -> Option<&'static str> {
    let from = query("lost")?;
    [path::REGISTER_LOST, path::REGISTER_LOST_SENT]
        .into_iter()
        .find(|to| to.ends_with(&["=", &from].concat()))
}

/// Whether the address says that what was posted has been saved.
pub fn just_saved() -> bool {
    query("saved").is_some()
}

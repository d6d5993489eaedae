//! 文字サイズ and 画面の色: two wishes of a browser, kept in cookies of its own and nowhere else.

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::session::{DISPLAY_AGE, SIZE, THEME};
use crate::{
    server::state::AppState,
    web::{
        page::{TextSize, Theme},
        path,
    },
};

/// What a press on one of the header's buttons sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    size: Option<String>,
    theme: Option<String>,
    back: String,
}

/// Keeps the wish for a year and goes back to the page it was made on.
pub async fn keep(State(state): State<AppState>, Form(wish): Form<Wish>) -> Response {
    let size = wish
        .size
        .map(|code| (SIZE, TextSize::from_code(&code).code()));
    let theme = wish
        .theme
        .map(|code| (THEME, Theme::from_code(&code).code()));
    let mut headers = HeaderMap::new();
    for (name, code) in size.into_iter().chain(theme) {
        headers.append(
            header::SET_COOKIE,
            state.cookies.set(name, code, Some(DISPLAY_AGE)),
        );
    }
    let location = page_of_ours(&wish.back).unwrap_or(path::HOME);
    (
        StatusCode::SEE_OTHER,
        headers,
        [(header::LOCATION, location)],
    )
        .into_response()
}

/// `back` where it is a page on this site. `//host` and `/\host` lead elsewhere in browsers; under `/api/` are no pages.
fn page_of_ours(back: &str) -> Option<&str> {
    let rest = back.strip_prefix('/')?;
    let ours = !rest.starts_with(['/', '\\'])
        && !rest.starts_with("api/")
        && back.bytes().all(|byte| byte.is_ascii_graphic());
    ours.then_some(back)
}

#[cfg(test)]
mod tests {
    use super::page_of_ours;

    #[test]
    fn goes_back_to_pages_of_this_site_only() {
        for page in ["/", "/faq?q=%E3%83%A1", "/register/confirm"] {
            assert_eq!(page_of_ours(page), Some(page));
        }
        for elsewhere in [
            "",
            "faq",
            "https://example.jp/",
            "//example.jp/",
            "/\\example.jp",
            "/\t/example.jp",
            "/a\r\nSet-Cookie: x=y",
            "/api/login",
        ] {
            assert_eq!(page_of_ours(elsewhere), None, "{elsewhere:?}");
        }
    }
}

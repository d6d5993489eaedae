//! Fills in what views and server functions find in Leptos's context for one request.

use axum::http::{HeaderMap, HeaderValue, Uri, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use super::{
    headers::content_security_policy,
    session::{self, cookie},
};
use crate::{
    server::{
        ctx::{Ctx, Visit},
        state::AppState,
    },
    web::{
        page::{PageContext, TextSize, Theme},
        path,
    },
};

/// A closure for Leptos that provides [`Ctx`] and [`PageContext`] for the request being answered.
pub fn provider(state: AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        let Some(parts) = use_context::<Parts>() else {
            return;
        };
        let nonce = leptos::nonce::use_nonce().map_or_else(String::new, |nonce| nonce.to_string());
        if let (Some(options), Ok(policy)) = (
            use_context::<ResponseOptions>(),
            HeaderValue::from_str(&content_security_policy(&nonce)),
        ) {
            options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
        let visit = parts.extensions.get::<Visit>().cloned().unwrap_or_default();
        provide_context(page_context(
            &state,
            &parts.headers,
            &parts.uri,
            &visit,
            nonce,
        ));
        provide_context(Ctx {
            state: state.clone(),
            visit,
        });
    }
}

/// What the page that answers this request knows.
pub fn page_context(
    state: &AppState,
    headers: &HeaderMap,
    uri: &Uri,
    visit: &Visit,
    nonce: String,
) -> PageContext {
    PageContext {
        society: state.society.clone(),
        assets: state.assets.clone(),
        theme: cookie(headers, session::THEME).map_or_else(Theme::default, Theme::from_code),
        size: cookie(headers, session::SIZE).map_or_else(TextSize::default, TextSize::from_code),
        nonce,
        here: uri
            .path_and_query()
            .map_or_else(String::new, ToString::to_string),
        maybe_signed_in: visit.session.is_some(),
        no_cookies: refuses_cookies(headers, uri),
        terms_version: state.settings.terms.version.clone(),
        sender_domain: state.settings.mail.sender_domain().to_owned(),
        password_policy: state.settings.password,
        demo: state.settings.demo,
    }
}

/// Whether a browser seems to keep no cookies. Every form gives one to a browser that has none; a browser that is sent back from
/// a form to the page the form stands on, and still has none, does not keep them. Pages that link to themselves are not asked.
fn refuses_cookies(headers: &HeaderMap, uri: &Uri) -> bool {
    let from = headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<Uri>().ok());
    path::needs_cookies(uri.path())
        && !headers.contains_key(header::COOKIE)
        && from.is_some_and(|from| from.path() == uri.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refuses(
        path: &'static str,
        referer: Option<&'static str>,
        cookie: Option<&'static str>,
    ) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in [(header::REFERER, referer), (header::COOKIE, cookie)] {
            if let Some(value) = value {
                headers.insert(name, HeaderValue::from_static(value));
            }
        }
        refuses_cookies(&headers, &Uri::from_static(path))
    }

    #[test]
    fn a_browser_without_cookies_is_told_only_after_a_form() {
        let form = Some("https://mypage.example.jp/register");
        assert!(refuses("/register", form, None));
        assert!(refuses(
            "/login?next=/mypage",
            Some("https://mypage.example.jp/login"),
            None
        ));
        assert!(
            !refuses("/register", form, Some("size=large")),
            "it keeps some"
        );
        assert!(
            !refuses("/register", Some("https://mypage.example.jp/"), None),
            "by a link"
        );
        assert!(!refuses("/register", None, None), "by its address");
        assert!(
            !refuses("/faq", Some("https://mypage.example.jp/faq"), None),
            "a search, no form"
        );
    }
}

//! What is known of a request, read once before anything else looks at it: who asks, and what its page needs.
//!
//! May enter: headers and the address. Must not: the database.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Uri, header, request::Parts},
};
use leptos::{nonce::Nonce, prelude::*, reactive::owner::with_context};
use leptos_axum::ResponseOptions;

use super::{
    headers::content_security_policy,
    session::{self, cookie},
};
use crate::{
    server::{
        ctx::{Ctx, Visit},
        link::page_nonce,
        state::AppState,
    },
    web::{
        page::{PageContext, TextSize, Theme},
        path,
    },
};

/// Reads a request, and leaves with it what was read: [`provider`] finds it there.
pub fn read(state: &AppState, request: &mut Request) -> Arc<PageContext> {
    let visit = session::visit(state, request);
    let context = Arc::new(page_context(
        state,
        request.headers(),
        request.uri(),
        &visit,
    ));
    let known = request.extensions_mut();
    known.insert(visit);
    known.insert(context.clone());
    context
}

/// A closure for Leptos that provides [`Ctx`] and [`PageContext`] for the request being answered.
pub fn provider(state: AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    move || {
        // A look at the parts, not a copy of them.
        let known = with_context::<Parts, _>(|parts| {
            let visit = parts.extensions.get::<Visit>().cloned();
            (visit, parts.extensions.get::<Arc<PageContext>>().cloned())
        });
        let Some((Some(visit), Some(context))) = known else {
            return;
        };
        if let (Some(options), Some(policy)) = (use_context::<ResponseOptions>(), policy(&context))
        {
            options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
        // Leptos has drawn one of its own by now; the scripts it adds have to carry the one in the policy.
        provide_context(Nonce::from_value(context.nonce.as_str()));
        provide_context(context);
        provide_context(Ctx {
            state: state.clone(),
            visit,
        });
    }
}

/// The policy a page goes out with.
pub fn policy(context: &PageContext) -> Option<HeaderValue> {
    HeaderValue::try_from(content_security_policy(&context.nonce)).ok()
}

fn page_context(state: &AppState, headers: &HeaderMap, uri: &Uri, visit: &Visit) -> PageContext {
    PageContext {
        society: state.society.clone(),
        assets: state.assets.clone(),
        kept: state.kept.clone(),
        theme: cookie(headers, session::THEME).map_or_else(Theme::default, Theme::from_code),
        size: cookie(headers, session::SIZE).map_or_else(TextSize::default, TextSize::from_code),
        nonce: page_nonce(),
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

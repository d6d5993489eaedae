//! How a server function reaches the request it serves, and turns a use case's answer into HTTP. The one place in `api` that
//! asks for a feature: in the browser nothing of this exists, because the bodies of server functions do not.

#[cfg(feature = "ssr")]
mod native {
    use axum::http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    use crate::{
        api::error::ApiError,
        domain::login::safe_next,
        server::{
            ctx::{Ctx, Next, Page},
            error::{Error, Result},
            http::shield::FAILURE,
        },
        web::path,
    };

    /// The request being served.
    ///
    /// # Errors
    /// [`ApiError::Internal`] outside of one.
    pub fn ctx() -> std::result::Result<Ctx, ApiError> {
        use_context::<Ctx>().ok_or(ApiError::Internal)
    }

    /// Answers a form: cookies and the way on, or a failure that becomes a page.
    ///
    /// # Errors
    /// What went wrong, as a code.
    pub fn answer(result: Result<Next>) -> std::result::Result<(), ApiError> {
        let options = use_context::<ResponseOptions>().ok_or(ApiError::Internal)?;
        match result {
            Ok(next) => {
                for cookie in next.cookies {
                    options.append_header(header::SET_COOKIE, cookie);
                }
                if next.forget {
                    options.insert_header(
                        HeaderName::from_static("clear-site-data"),
                        HeaderValue::from_static("\"cache\""),
                    );
                }
                leptos_axum::redirect(&next.to);
                Ok(())
            }
            Err(Error::SignedOut) => {
                leptos_axum::redirect(path::LOGIN);
                Ok(())
            }
            Err(Error::SecondStep) => {
                leptos_axum::redirect(path::EXPENSES_VERIFY);
                Ok(())
            }
            Err(Error::Elsewhere(to)) => {
                leptos_axum::redirect(to);
                Ok(())
            }
            Err(Error::Staff(gate)) => {
                leptos_axum::redirect(&path::staff_gate(Some(gate), None));
                Ok(())
            }
            Err(error) => Err(fail(&options, &error)),
        }
    }

    /// Answers a page: its data, or the way to where it can be had.
    ///
    /// # Errors
    /// What went wrong, as a code.
    pub fn page<T>(result: Result<T>) -> std::result::Result<T, ApiError> {
        result.map_err(|error| match use_context::<ResponseOptions>() {
            Some(options) => fail(&options, &error),
            None => ApiError::Internal,
        })
    }

    /// Answers a page that may have nothing to show: then the browser is sent to where it belongs, or told that there is nothing.
    ///
    /// # Errors
    /// What went wrong, as a code.
    pub fn page_or_go<T>(result: Result<Page<T>>) -> std::result::Result<Option<T>, ApiError> {
        Ok(match page(result)? {
            Page::Show(shown) => Some(shown),
            Page::Go(to) => {
                leptos_axum::redirect(&to);
                None
            }
            Page::Missing => {
                if let Some(options) = use_context::<ResponseOptions>() {
                    options.set_status(StatusCode::NOT_FOUND);
                }
                None
            }
        })
    }

    /// Has the browser ask for this page again by itself, with or without scripts: work that the page tells of goes on.
    pub fn comes_again() {
        if let Some(options) = use_context::<ResponseOptions>() {
            options.insert_header(header::REFRESH, HeaderValue::from_static("5"));
        }
    }

    /// The login page, from which the way leads back to the page that was asked for.
    fn login_from_here() -> String {
        let here = use_context::<Parts>().map(|parts| parts.uri.path().to_owned());
        here.filter(|here| path::is_private(here))
            .map_or_else(|| path::LOGIN.to_owned(), |here| path::login_then(&here))
    }

    /// The private page that was asked for, with what it was asked for, where that can stand in an address.
    fn here_with_query() -> Option<String> {
        let uri = use_context::<Parts>()?.uri;
        let whole = uri.path_and_query()?.as_str();
        let here = safe_next(whole).unwrap_or(uri.path());
        path::is_private(uri.path()).then(|| here.to_owned())
    }

    /// Logs what is unexpected, once, and marks the answer so that it becomes a failure page.
    fn fail(options: &ResponseOptions, error: &Error) -> ApiError {
        let (code, mark) = match error {
            Error::SignedOut => {
                leptos_axum::redirect(&login_from_here());
                return ApiError::SignedOut;
            }
            Error::SecondStep => {
                leptos_axum::redirect(&path::expenses_verify(here_with_query().as_deref()));
                return ApiError::SignedOut;
            }
            Error::Elsewhere(to) => {
                leptos_axum::redirect(to);
                return ApiError::SignedOut;
            }
            Error::Staff(gate) => {
                let here = use_context::<Parts>().map(|parts| parts.uri.path().to_owned());
                let here = here.filter(|here| path::is_staff(here));
                leptos_axum::redirect(&path::staff_gate(Some(*gate), here.as_deref()));
                return ApiError::SignedOut;
            }
            Error::Forbidden => (ApiError::Forbidden, "forbidden"),
            Error::Busy => (ApiError::Busy, "busy"),
            Error::Database(error) => {
                tracing::error!(%error, "a use case failed");
                (ApiError::Internal, "internal")
            }
        };
        options.insert_header(
            HeaderName::from_static(FAILURE),
            HeaderValue::from_static(mark),
        );
        code
    }
}

#[cfg(feature = "ssr")]
pub use native::{answer, comes_again, ctx, page, page_or_go};

//! The HTTP face: routes, layers and their order.
//!
//! May enter: axum, tower, Leptos's integration. Must not: rules of the field, SQL.

use axum::{
    Router,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower::ServiceBuilder;
use tower_http::{CompressionLevel, compression::CompressionLayer, csrf::CsrfLayer};

use super::state::AppState;
use crate::web::{app::Part, path, shell::document};

pub mod assets;
pub mod checkup;
pub mod context;
pub mod display;
pub mod expense;
pub mod failure;
pub mod headers;
pub mod mailbox;
pub mod serve;
pub mod session;
pub mod shield;
pub mod staff_checkup;
pub mod staff_expense;
pub mod staff_rules;

/// How hard pages are compressed: to a third (13.6 kB of `/register` to 4.6), short of brotli's slow levels.
const HTML_QUALITY: CompressionLevel = CompressionLevel::Precise(4);

/// The whole application as a router. Layers, from the outside: headers, who asks and failures as pages, other sites
/// refused, forms whole and a task of its own for what may write, compression. They lie around the pages' router and not
/// on each of its routes: a router is cloned by its pointer, a route with everything below it.
/// Forms with a file have limits of their own.
pub fn router(state: AppState) -> Router {
    let routes = Part::ALL
        .into_iter()
        .flat_map(|part| generate_route_list(move || part.pages()))
        .collect();
    let worker = state.service_worker.clone();
    let demo = if state.settings.demo {
        mailbox::routes()
    } else {
        Router::new()
    };
    let pages = demo
        .merge(staff_checkup::routes())
        .merge(checkup::files())
        .merge(checkup::upload())
        .merge(expense::files())
        .merge(staff_rules::exports())
        .merge(staff_rules::upload())
        .merge(staff_expense::files())
        .merge(staff_expense::upload())
        .route(path::DISPLAY, post(display::keep))
        .route("/api/{*function}", post(server_function))
        .leptos_routes_with_context(&state, routes, context::provider(state.clone()), document)
        .fallback(page_not_found)
        .with_state(state.clone());
    let pages = ServiceBuilder::new()
        .layer(from_fn_with_state(state.clone(), shield::explain))
        .layer(CsrfLayer::new())
        .layer(from_fn(shield::pass))
        .layer(CompressionLayer::new().quality(HTML_QUALITY))
        .service(pages);
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/manifest.webmanifest", get(assets::web_manifest))
        .route(
            "/sw.js",
            get(move || async move {
                (
                    [
                        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
                        (header::CACHE_CONTROL, "no-cache"),
                        // A worker lives under the policy it came with; this one only ever asks us.
                        (
                            header::CONTENT_SECURITY_POLICY,
                            "default-src 'none'; connect-src 'self'",
                        ),
                    ],
                    worker.to_string(),
                )
            }),
        )
        .merge(assets::files(&state.settings.site_root))
        .fallback_service(pages)
        .layer(from_fn(headers::add))
        .with_state(state)
}

/// `/readyz`: whether this node can do its work.
async fn ready(State(state): State<AppState>) -> Response {
    match state.db.ping().await {
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "database").into_response()
        }
    }
}

/// Runs the server function a form was posted to.
async fn server_function(State(state): State<AppState>, request: Request) -> Response {
    leptos_axum::handle_server_fns_with_context(context::provider(state), request)
        .await
        .into_response()
}

/// Any other path: the application's own page for it, with status 404. A path that only ends in a slash too many (a link cut off in a
/// mail, a habit) leads to the one without.
async fn page_not_found(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path().trim_end_matches('/');
    // `//host` and `/\host` lead elsewhere in browsers
    let ours = path.starts_with('/') && !path[1..].starts_with(['/', '\\']);
    if ours && path.len() < request.uri().path().len() && request.method() != Method::POST {
        return Redirect::permanent(path).into_response();
    }
    let render = leptos_axum::render_app_async_with_context(context::provider(state), document);
    let mut response = render(request).await.into_response();
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_page_is_in_the_part_its_address_belongs_to() {
        for part in Part::ALL {
            let pages = generate_route_list(move || part.pages());
            assert!(!pages.is_empty(), "{part:?} has no pages");
            for page in pages {
                assert_eq!(Part::of(page.path()), part, "{}", page.path());
            }
        }
    }
}

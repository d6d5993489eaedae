//! `maud-peer ADDRESS DIST`: axum and maud answering `/login` and `/register` with what the product answers: the same
//! words, elements, attributes and headers, a fresh nonce each time, and no database, no sessions, no limits.
//! May enter: markup as the product's. Must not: shortcuts nobody would take in a real program (whole pages as one string).

mod frame;
mod login;
mod register;

use axum::{
    Router,
    extract::State,
    http::{HeaderName, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use frame::Society;
use maud::Markup;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The headers the product sends with each page, whose values never change.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

/// What all requests share.
struct Shared {
    society: Society,
    count: AtomicU64,
}

impl Shared {
    /// Twenty-two characters that no other request gets: as long as the product's, without the cost of real chance.
    fn nonce(&self) -> String {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        format!("{:022x}", number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn answer(&self, page: fn(&Society, &str) -> Markup) -> Response {
        let nonce = self.nonce();
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        let markup = page(&self.society, &nonce);
        (
            HEADERS,
            [(header::CONTENT_SECURITY_POLICY, policy)],
            Html(markup.into_string()),
        )
            .into_response()
    }
}

async fn login_page(State(shared): State<Arc<Shared>>) -> Response {
    shared.answer(login::page)
}

async fn register_page(State(shared): State<Arc<Shared>>) -> Response {
    shared.answer(register::page)
}

async fn serve(address: &str, shared: Shared) -> std::io::Result<()> {
    let router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/login", get(login_page))
        .route("/register", get(register_page))
        .with_state(Arc::new(shared));
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, router).await
}

fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [address, dist] = words.as_slice() else {
        anyhow::bail!("usage: maud-peer ADDRESS DIST");
    };
    let shared = Shared {
        society: Society::read(dist.as_ref())?,
        count: AtomicU64::new(1),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_io()
        .build()?;
    runtime.block_on(serve(address, shared))?;
    Ok(())
}

//! Starting and stopping: from settings to a listening server, and from SIGTERM to a clean end.

use std::{net::SocketAddr, sync::Arc};

use leptos::config::LeptosOptions;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

use super::{assets, router, session::CookieNames};
use crate::server::{chance::Chance, clock::Clock, db::Db, settings::Settings, state::AppState};

/// Why the server did not start, or ended: one sentence for the operator.
pub type StartError = Box<dyn std::error::Error + Send + Sync>;

/// Everything a node shares, opened and ready: database migrated, keys read, site found.
///
/// # Errors
/// A sentence that names what is missing.
pub async fn prepare(settings: Settings) -> Result<AppState, StartError> {
    let manifest = assets::Manifest::read(&settings.site_root)
        .map_err(|_| format!("{}: the site is not built", settings.site_root.display()))?;
    let template = std::fs::read_to_string(settings.site_root.join("sw.js")).map_err(|_| {
        format!(
            "{}/sw.js: the site is not built",
            settings.site_root.display()
        )
    })?;
    let db = Db::connect(&settings.database_url).await?;
    db.migrate().await?;
    let leptos = LeptosOptions::builder()
        .output_name("mypage")
        .site_root(settings.site_root.display().to_string())
        .site_addr(settings.site_addr)
        .hash_files(true)
        .build();
    Ok(AppState {
        society: Arc::new(settings.society.clone()),
        cookies: CookieNames::of(&settings.public_url),
        assets: Arc::new(manifest.assets()),
        service_worker: assets::service_worker(&template, &manifest).into(),
        settings: Arc::new(settings),
        db,
        clock: Clock::System,
        chance: Chance::system(),
        leptos,
    })
}

/// Serves until SIGTERM or SIGINT: requests in flight finish, the outbox pauses between two mails.
///
/// # Errors
/// When the address is taken or the node cannot be prepared.
pub async fn serve(settings: Settings) -> Result<(), StartError> {
    let address = settings.site_addr;
    let state = prepare(settings).await?;
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| format!("{address}: {error}"))?;
    let stop = CancellationToken::new();
    tracing::info!(%address, "listening");
    let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
    let token = stop.clone();
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            stopped().await;
            token.cancel();
        })
        .await?;
    Ok(())
}

/// Resolves when the process is asked to end.
async fn stopped() {
    let (Ok(mut term), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
}

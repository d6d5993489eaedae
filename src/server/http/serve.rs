//! Starting and stopping: from settings to a listening server, and from SIGTERM to a clean end.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use leptos::config::LeptosOptions;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{assets, router, session::CookieNames};
use crate::server::{
    chance::Chance,
    clock::Clock,
    db::{self, Db},
    jobs::{
        Bell, Jobs,
        outbox::{Pace, Worker},
    },
    keys::Keys,
    mail::{compose::Composer, transport::Transport},
    passwords::{Hasher, HasherSettings},
    settings::Settings,
    state::AppState,
};

/// How long a stopping node waits for the mails under way.
const PATIENCE: Duration = Duration::from_secs(50);

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
    let keys = Keys::load_or_create(&settings.data_dir)?;
    let known = db::setting::put_if_absent(db.writer(), "key_check", &keys.check_value()).await?;
    if known != keys.check_value() {
        return Err("the secret key is not the one this database was begun with".into());
    }
    let chance = Chance::system();
    Ok(AppState {
        hasher: Hasher::start(HasherSettings::default(), &keys, &chance),
        keys,
        bell: Bell::default(),
        tasks: TaskTracker::new(),
        society: Arc::new(settings.society.clone()),
        cookies: CookieNames::of(&settings.public_url),
        assets: Arc::new(manifest.assets()),
        service_worker: assets::service_worker(&template, &manifest).into(),
        settings: Arc::new(settings),
        db,
        clock: Clock::System,
        chance,
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
    let jobs = Jobs::start(
        worker(&state)?,
        state.db.clone(),
        state.clock.clone(),
        &stop,
    );
    tracing::info!(%address, "listening");
    let app = router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let token = stop.clone();
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            stopped().await;
            token.cancel();
        })
        .await?;
    state.tasks.close();
    state.tasks.wait().await;
    jobs.finish(PATIENCE).await;
    Ok(())
}

/// This node's delivery of the outbox.
fn worker(state: &AppState) -> Result<Worker, StartError> {
    Ok(Worker {
        db: state.db.clone(),
        clock: state.clock.clone(),
        chance: state.chance.clone(),
        composer: Composer::new(state.settings.clone(), state.keys.clone())?,
        transport: Arc::new(Transport::from_settings(&state.settings)?),
        bell: state.bell.clone(),
        pace: Pace::default(),
    })
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

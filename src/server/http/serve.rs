//! Starting and stopping: from settings to a listening server, and from SIGTERM to a clean end.

use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};

use leptos::config::LeptosOptions;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::task::TaskTracker;

use super::{assets, router, session::CookieNames};
use crate::server::{
    chance::Chance,
    checkup::{desk::Desk, holidays, offers::Offers},
    clock::Clock,
    expense::{import::Imports, tax::xml::SignedXml},
    jobs::{
        Bell, Jobs,
        checkup::Tender,
        outbox::{Pace, Worker},
    },
    let_go,
    looks::Looks,
    mail::{compose::Composer, transport::Transport},
    open::{Opened, open},
    passwords::{Hasher, HasherSettings},
    settings::Settings,
    state::{AppState, Shared},
};

/// How long a stopping node waits for the mails under way.
const PATIENCE: Duration = Duration::from_secs(50);

/// Why the server did not start, or ended: one sentence for the operator.
pub type StartError = Box<dyn std::error::Error + Send + Sync>;

/// Everything a node shares, opened and ready: database migrated, keys read, site found.
///
/// # Errors
/// A sentence that names what is missing.
pub async fn prepare(mut settings: Settings) -> Result<AppState, StartError> {
    let manifest =
        assets::Manifest::read(&settings.site_root).map_err(|_| not_built(&settings.site_root))?;
    let template = std::fs::read_to_string(settings.site_root.join("sw.js"))
        .map_err(|_| not_built(&settings.site_root))?;
    let Opened { db, keys, demo } = open(&settings).await?;
    settings.demo = demo;
    let leptos = LeptosOptions::builder()
        .output_name("mypage")
        .site_root(settings.site_root.display().to_string())
        .site_addr(settings.site_addr)
        .build();
    let signed_xml = settings.expense_xml.as_ref().map(SignedXml::load);
    let signed_xml = signed_xml.transpose()?.map(Arc::new);
    holidays::seed(&db).await?;
    let (chance, clock, bell) = (Chance::system(), Clock::System, Bell::default());
    Ok(AppState::new(Shared {
        looks: Looks::open(&db, &clock),
        desk: Desk::open(db.clone(), clock.clone(), bell.clone())?,
        hasher: Hasher::start(HasherSettings::default(), &keys, &chance),
        keys,
        bell,
        offers: Offers::default(),
        imports: Imports::default(),
        signed_xml,
        tasks: TaskTracker::new(),
        society: Arc::new(settings.society.clone()),
        cookies: CookieNames::of(&settings.public_url),
        assets: Arc::new(manifest.assets()),
        kept: Arc::default(),
        service_worker: assets::service_worker(&template, &manifest).into(),
        settings: Arc::new(settings),
        db,
        clock,
        chance,
        leptos,
    }))
}

fn not_built(site_root: &Path) -> String {
    format!(
        "サイトのフォルダー {} にファイルがありません(LEPTOS_SITE_ROOT か、Leptos.toml の site-root を確かめてください)。",
        site_root.display()
    )
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
        .map_err(|error| format!("{address} で待ち受けられません({error})。"))?;
    let stop = state.imports.stop.clone();
    let jobs = Jobs::start(worker(&state)?, Tender::of(&state), &state, &stop);
    tracing::info!(%address, "listening");
    let app = router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let token = stop.clone();
    let_go::code_run_so_far();
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            stopped().await;
            token.cancel();
        })
        .await?;
    state.tasks.close();
    state.tasks.wait().await;
    jobs.finish(PATIENCE).await;
    state.desk.close(PATIENCE).await;
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

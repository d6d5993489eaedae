//! The sweep: what has expired leaves the database, so that nobody's data stays longer than it serves (ASVS 14.2.7).

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::server::{
    clock::{Clock, Millis},
    db::{
        self, Db, checkup_draft, draft, echo, inquiry, link, outbox, registration, session,
        staff_session, throttle,
    },
};

/// How often.
const EVERY: Duration = Duration::from_secs(600);

/// Sweeps at the start and every ten minutes until `stop` is cancelled.
pub async fn run(db: Db, clock: Clock, stop: CancellationToken) {
    while !stop.is_cancelled() {
        sweep(&db, clock.now()).await;
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// One sweep, and then what was deleted leaves the files too. Tables are independent: one that fails is logged and tried again next time.
pub async fn sweep(db: &Db, now: Millis) {
    let c = db.writer();
    note("session", session::sweep(c, now).await);
    note("staff_session", staff_session::sweep(c, now).await);
    note("registration_draft", draft::sweep(c, now).await);
    note("form_echo", echo::sweep(c, now).await);
    note("checkup_draft", checkup_draft::sweep(c, now).await);
    note("throttle", throttle::sweep(c, now).await);
    note("registration", registration::sweep(c, now).await);
    note("password_reset, email_change", link::sweep(c, now).await);
    note("inquiry", inquiry::sweep(c, now).await);
    note("outbox", outbox::sweep(c, now).await);
    if let Err(error) = db.scrub().await {
        tracing::warn!(%error, "deleted rows are still in the log of SQLite");
    }
}

fn note(table: &str, swept: db::Result<u64>) {
    match swept {
        Ok(0) => {}
        Ok(rows) => tracing::debug!(table, rows, "swept"),
        Err(error) => tracing::warn!(table, %error, "not swept"),
    }
}

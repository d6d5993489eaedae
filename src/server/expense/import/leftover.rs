//! What a killed process left behind: batches nobody works on, rows of batches that ended, files of nobody.
//!
//! May enter: cleaning up. Must not: going on where somebody left off; the file is simply sent again.

use super::{fail, spool, work::Broken};
use crate::{
    domain::expense::batch::BatchState,
    server::{
        db::{
            self,
            expense::{batch, clear},
        },
        expense::publish,
        state::AppState,
    },
};

/// Cleans up whatever nobody is at any more.
///
/// # Errors
/// The database's own.
pub async fn clean(state: &AppState) -> db::Result<()> {
    let now = state.clock.now();
    for batch in batch::abandoned(state.db.reader(), now).await? {
        if batch::seize(state.db.writer(), batch.id, now).await? {
            fail(&state.db, batch.id, &Broken::Stopped, now).await;
        }
    }
    for id in clear::left(state.db.reader()).await? {
        publish::clear(&state.db, id).await;
    }
    files(state).await
}

/// Removes files whose batches need them no more.
async fn files(state: &AppState) -> db::Result<()> {
    for (id, path) in spool::found(&state.settings.data_dir) {
        let needed = match id {
            Some(id) => {
                let batch = batch::by_id(state.db.reader(), id).await?;
                let waiting = [
                    BatchState::Checking,
                    BatchState::Checked,
                    BatchState::Loading,
                ];
                batch.is_some_and(|batch| waiting.contains(&batch.state))
            }
            None => spool::is_young(&path),
        };
        if !needed {
            spool::remove(&path);
        }
    }
    Ok(())
}

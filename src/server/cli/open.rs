//! Opening what commands work on.

use super::Failure;
use crate::server::{db::Db, settings::Settings};

/// The database with its tables up to date.
///
/// # Errors
/// A sentence that says what could not be opened.
pub(super) async fn database(settings: &Settings) -> Result<Db, Failure> {
    std::fs::create_dir_all(&settings.data_dir).map_err(|error| {
        format!(
            "データのフォルダー {} を作れません({error})。",
            settings.data_dir.display()
        )
    })?;
    let db = Db::connect(&settings.database_url)
        .await
        .map_err(|error| format!("データベースにつながりません({error})。"))?;
    db.migrate()
        .await
        .map_err(|error| format!("データベースの表を最新にできません({error})。"))?;
    Ok(db)
}

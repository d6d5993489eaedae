//! `mypage backup`.

use std::path::Path;

use super::Failure;
use crate::server::{backup::backup, db::Db, settings::Settings};

/// Copies the database to `file`.
pub(super) async fn run(settings: &Settings, file: &Path) -> Result<(), Failure> {
    if let Some(missing) = settings.missing_database() {
        return Err(format!(
            "データベースのファイル {} がありません。",
            missing.display()
        )
        .into());
    }
    let db = Db::connect(&settings.database_url)
        .await
        .map_err(|error| format!("データベースにつながりません({error})。"))?;
    backup(&db, file).await?;
    println!("{} に写しました。", file.display());
    println!("秘密の鍵は入っていません。鍵のファイルも別の場所に保管してください。");
    Ok(())
}

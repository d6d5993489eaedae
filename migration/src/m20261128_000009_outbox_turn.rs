//! Due mails in the order they are claimed in: by number where they are due at the same moment, so that a claim reads no more than it takes.

use sea_orm_migration::prelude::*;

use crate::parts::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_time = Index::drop().name("outbox_due").table("outbox").to_owned();
        manager.drop_index(by_time).await?;
        let unsettled = Expr::col("settled_at").is_null();
        let mut in_turn = index("outbox_due", "outbox", &["next_at", "id"]);
        manager
            .create_index(in_turn.and_where(unsettled).to_owned())
            .await
    }
}

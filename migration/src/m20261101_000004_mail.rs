//! The outbox, and messages members send to the society.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("outbox")
                    .col(big_pk_auto("id"))
                    .col(text("kind"))
                    .col(text("recipient"))
                    .col(text("params"))
                    .col(big_integer_null("account_id"))
                    .col(big_integer_null("registration_id"))
                    .col(text("state"))
                    .col(integer("attempts"))
                    .col(big_integer("next_at"))
                    .col(text_null("lease"))
                    .col(big_integer_null("lease_until"))
                    .col(integer_null("reply_code"))
                    .col(text_null("reply_text"))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("settled_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("outbox_due")
                    .table("outbox")
                    .col("next_at")
                    .and_where(Expr::col("settled_at").is_null())
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("outbox_registration")
                    .table("outbox")
                    .col("registration_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("outbox_account")
                    .table("outbox")
                    .col("account_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("inquiry")
                    .col(big_pk_auto("id"))
                    .col(big_integer_null("account_id"))
                    .col(text("topic"))
                    .col(text("email"))
                    .col(text("body"))
                    .col(big_integer("created_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("inquiry", "account_id")
                            .to("account", "id")
                            .on_delete(ForeignKeyAction::SetNull),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("inquiry_account")
                    .table("inquiry")
                    .col("account_id")
                    .to_owned(),
            )
            .await
    }
}

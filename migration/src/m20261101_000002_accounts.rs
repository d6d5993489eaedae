//! Accounts, their sessions, what was agreed to, and the counters that slow guessing down.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A foreign key to `account` that dies with it.
fn of_account(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "account_id")
        .to("account", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// An index on `account_id`.
fn by_account(table: &'static str, name: &'static str) -> IndexCreateStatement {
    Index::create()
        .name(name)
        .table(table)
        .col("account_id")
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("account")
                    .col(big_pk_auto("id"))
                    .col(big_integer_uniq("person_id"))
                    .col(text("email"))
                    .col(text_uniq("email_key"))
                    .col(text("password_hash"))
                    .col(text("pepper_id"))
                    .col(boolean("password_weak"))
                    .col(big_integer("created_at"))
                    .col(big_integer("password_changed_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("account", "person_id")
                            .to("person", "id")
                            .on_delete(ForeignKeyAction::Restrict),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("session")
                    .col(text("token_digest").primary_key())
                    .col(big_integer("account_id"))
                    .col(big_integer("created_at"))
                    .col(big_integer("seen_at"))
                    .foreign_key(&mut of_account("session"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(by_account("session", "session_account"))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("known_device")
                    .col(big_integer("account_id"))
                    .col(text("visitor_digest"))
                    .col(big_integer("seen_at"))
                    .primary_key(Index::create().col("account_id").col("visitor_digest"))
                    .foreign_key(&mut of_account("known_device"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("newsletter_choice")
                    .col(big_integer("account_id"))
                    .col(text("category"))
                    .col(boolean("wanted"))
                    .primary_key(Index::create().col("account_id").col("category"))
                    .foreign_key(&mut of_account("newsletter_choice"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("consent")
                    .col(big_pk_auto("id"))
                    .col(big_integer("account_id"))
                    .col(text("subject"))
                    .col(boolean("given"))
                    .col(big_integer("at"))
                    .col(text("wording_version"))
                    .col(text("wording"))
                    .col(text("source"))
                    .foreign_key(&mut of_account("consent"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(by_account("consent", "consent_account"))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("throttle")
                    .col(text("key").primary_key())
                    .col(big_integer("failures"))
                    .col(big_integer("first_at"))
                    .col(big_integer("last_at"))
                    .col(big_integer("blocked_until"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("throttle_last_at")
                    .table("throttle")
                    .col("last_at")
                    .to_owned(),
            )
            .await
    }
}

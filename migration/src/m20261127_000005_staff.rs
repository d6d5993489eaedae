//! The society's staff: their accounts with the second factor, their sessions, and the record of what they did and saw.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("staff")
                    .col(big_pk_auto("id"))
                    .col(text_uniq("login"))
                    .col(text("name"))
                    .col(text("role"))
                    .col(text("password_hash"))
                    .col(text("pepper_id"))
                    .col(big_integer("password_changed_at"))
                    // until when a password that somebody else made up opens anything; none once it is the person's own
                    .col(big_integer_null("start_until"))
                    .col(text_null("totp_sealed"))
                    .col(big_integer_null("totp_step"))
                    .col(big_integer_null("enrolled_at"))
                    .col(big_integer("created_at"))
                    .col(big_integer_null("disabled_at"))
                    .to_owned(),
            )
            .await?;
        sessions(manager).await?;
        audit(manager).await
    }
}

async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("staff_session")
                .col(text("token_digest").primary_key())
                .col(big_integer("staff_id"))
                .col(big_integer("created_at"))
                .col(big_integer("seen_at"))
                .col(big_integer_null("verified_at"))
                .foreign_key(
                    ForeignKey::create()
                        .from("staff_session", "staff_id")
                        .to("staff", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("staff_session_staff")
                .table("staff_session")
                .col("staff_id")
                .to_owned(),
        )
        .await
}

/// The record refers to nobody by a foreign key: it outlives whoever it names.
async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("staff_audit")
                .col(big_pk_auto("id"))
                .col(big_integer("at"))
                .col(big_integer_null("staff_id"))
                .col(text("staff_login"))
                .col(text("action"))
                .col(big_integer_null("person_id"))
                .col(text("detail"))
                .to_owned(),
        )
        .await?;
    for (name, column) in [
        ("staff_audit_person", "person_id"),
        ("staff_audit_at", "at"),
    ] {
        manager
            .create_index(
                Index::create()
                    .name(name)
                    .table("staff_audit")
                    .col(column)
                    .to_owned(),
            )
            .await?;
    }
    Ok(())
}

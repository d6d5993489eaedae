//! The wizard's drafts, what forms remember between POST and GET, and everything that waits for a mailed link.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drafts(manager).await?;
        registration(manager).await?;
        for table in ["password_reset", "email_change"] {
            account_link(manager, table).await?;
        }
        Ok(())
    }
}

async fn drafts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("registration_draft")
                .col(text("visitor_digest").primary_key())
                .col(text("form"))
                .col(text("errors"))
                .col(big_integer_null("person_id"))
                .col(text_null("email"))
                .col(text_null("password_hash"))
                .col(text_null("pepper_id"))
                .col(boolean("password_weak"))
                .col(text_null("newsletters"))
                .col(big_integer_null("registration_id"))
                .col(big_integer("updated_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("registration_draft_person")
                .table("registration_draft")
                .col("person_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("form_echo")
                .col(text("visitor_digest"))
                .col(text("form"))
                .col(text("field_values"))
                .col(text("errors"))
                .col(big_integer("at"))
                .primary_key(Index::create().col("visitor_digest").col("form"))
                .to_owned(),
        )
        .await
}

async fn registration(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("registration")
                .col(big_pk_auto("id"))
                .col(big_integer("person_id"))
                .col(text("email"))
                .col(text("email_key"))
                .col(text("password_hash"))
                .col(text("pepper_id"))
                .col(boolean("password_weak"))
                .col(text("newsletters"))
                .col(text("terms_version"))
                .col(text("visitor_digest"))
                .col(text_uniq("seed"))
                .col(text_uniq("approval_seed"))
                .col(boolean("needs_approval"))
                .col(big_integer("wrong_tries"))
                .col(big_integer("created_at"))
                .col(big_integer("expires_at"))
                .col(big_integer_null("confirmed_at"))
                .col(big_integer_null("approved_at"))
                .col(text_null("approved_by"))
                .col(big_integer_null("ended_at"))
                .col(text_null("ended_as"))
                .foreign_key(
                    ForeignKey::create()
                        .from("registration", "person_id")
                        .to("person", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("registration_one_open")
                .table("registration")
                .col("person_id")
                .unique()
                .and_where(Expr::col("ended_at").is_null())
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("registration_visitor")
                .table("registration")
                .col("visitor_digest")
                .to_owned(),
        )
        .await?;
    // the cascade from `person`, and everything that is asked of one person
    manager
        .create_index(
            Index::create()
                .name("registration_person")
                .table("registration")
                .col("person_id")
                .to_owned(),
        )
        .await
}

/// A link that was mailed for an account: a reissue of the password, a change of address.
async fn account_link(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    let mut create = Table::create();
    create
        .table(table)
        .col(big_pk_auto("id"))
        .col(big_integer("account_id"))
        .col(text_uniq("seed"))
        .col(big_integer("created_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("ended_at"))
        .col(text_null("ended_as"))
        .foreign_key(
            ForeignKey::create()
                .from(table, "account_id")
                .to("account", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    if table == "email_change" {
        create.col(text("email")).col(text("email_key"));
    }
    manager.create_table(create).await?;
    manager
        .create_index(
            Index::create()
                .name(format!("{table}_account"))
                .table(table)
                .col("account_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name(format!("{table}_one_open"))
                .table(table)
                .col("account_id")
                .unique()
                .and_where(Expr::col("ended_at").is_null())
                .to_owned(),
        )
        .await
}

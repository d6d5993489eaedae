//! The roster (適用台帳) as the society hands it over, one-time codes for its people, and what staff must see.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("person")
                    .col(big_pk_auto("id"))
                    .col(text("symbol"))
                    .col(text("number"))
                    .col(text("branch"))
                    .col(text("name"))
                    .col(text("kana"))
                    .col(text("kana_key"))
                    .col(text("sex"))
                    .col(date("birth_date"))
                    .col(text("relationship"))
                    .col(date("acquired_on"))
                    .col(date_null("lost_on"))
                    .col(text("workplace"))
                    .col(big_integer_null("frozen_until"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("person_symbol_number_branch")
                    .table("person")
                    .col("symbol")
                    .col("number")
                    .col("branch")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("registration_code")
                    .col(big_pk_auto("id"))
                    .col(big_integer("person_id"))
                    .col(text_uniq("code_digest"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("used_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .from("registration_code", "person_id")
                            .to("person", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("registration_code_person")
                    .table("registration_code")
                    .col("person_id")
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("staff_event")
                    .col(big_pk_auto("id"))
                    .col(big_integer("at"))
                    .col(text("kind"))
                    .col(big_integer_null("person_id"))
                    .col(text("detail"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("setting")
                    .col(text("key").primary_key())
                    .col(text("value"))
                    .to_owned(),
            )
            .await
    }
}

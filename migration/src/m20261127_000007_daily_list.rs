//! 日別名簿 as handed out to an institution: a link that expires and can be recalled.

use sea_orm_migration::{prelude::*, schema::*};

use crate::parts::{index, refers};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("daily_list")
                    .col(big_pk_auto("id"))
                    .col(big_integer("institution_id"))
                    .col(date("on_day"))
                    .col(text_uniq("seed"))
                    .col(big_integer("created_at"))
                    .col(big_integer("expires_at"))
                    .col(big_integer_null("recalled_at"))
                    .col(big_integer_null("opened_at"))
                    // no foreign key: the list outlives the account of whoever made it
                    .col(big_integer("staff_id"))
                    .foreign_key(&mut refers(
                        "daily_list",
                        "institution",
                        ForeignKeyAction::Restrict,
                    ))
                    .to_owned(),
            )
            .await?;
        let by_day = ["institution_id", "on_day"];
        manager
            .create_index(index("daily_list_day", "daily_list", &by_day).to_owned())
            .await
    }
}

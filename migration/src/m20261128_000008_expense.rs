//! 医療費のお知らせ: batches of rows as they were handed over, who may see them, documents and paper; the second step before them.

use sea_orm_migration::{prelude::*, schema::*};

use crate::parts::{index, refers};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        second_step(manager).await?;
        batches(manager).await?;
        rows(manager).await?;
        sharing(manager).await?;
        earlier(manager).await?;
        documents(manager).await
    }
}

/// When a session last showed the code of a mail, and the code it was sent.
async fn second_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .alter_table(
            Table::alter()
                .table("session")
                .add_column(big_integer_null("proven_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("session_code")
                .col(text("token_digest").primary_key())
                .col(text("seed"))
                .col(big_integer("made_at"))
                .col(integer("tries"))
                .foreign_key(
                    ForeignKey::create()
                        .from("session_code", "token_digest")
                        .to("session", "token_digest")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await
}

async fn batches(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("expense_batch")
                .col(big_pk_auto("id"))
                .col(text("state"))
                .col(text("digest"))
                .col(text("label"))
                // no foreign key: the batch outlives the account of whoever made it
                .col(big_integer_null("staff_id"))
                .col(big_integer("made_at"))
                .col(big_integer_null("lease_until"))
                .col(big_integer("done"))
                .col(big_integer("rows"))
                .col(big_integer("orphans"))
                .col(text("report"))
                .col(integer_null("through_month"))
                .col(date_null("publish_on"))
                .col(big_integer_null("published_at"))
                .col(big_integer_null("ended_at"))
                .to_owned(),
        )
        .await?;
    // a file once, and one file at a time
    let kept = Expr::col("state").is_in(["loading", "loaded", "published"]);
    for index in [
        index("expense_batch_once", "expense_batch", &["digest"])
            .unique()
            .and_where(kept)
            .to_owned(),
        index("expense_batch_one_loading", "expense_batch", &["state"])
            .unique()
            .and_where(Expr::col("state").eq("loading"))
            .to_owned(),
    ] {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// A row's number is its batch's and its place in it, so that a batch is a range of numbers. No foreign keys: a million rows come at once,
/// the import finds the people itself, and people are never deleted.
async fn rows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("expense")
        .col(big_integer("id").primary_key())
        .col(big_integer("person_id"))
        .col(integer("treatment_month"))
        .col(small_integer("category"))
        .col(text("institution_code"))
        .col(text("institution"))
        .col(small_integer("days"));
    for amount in [
        "total",
        "insurer",
        "public_paid",
        "high_cost",
        "additional",
        "meal_total",
        "meal_own",
        "own",
    ] {
        table.col(integer(amount));
    }
    table
        .col(integer("claim_month"))
        .col(small_integer("kind"))
        .col(text("reference"));
    manager.create_table(table).await?;
    let by_person = ["person_id", "treatment_month"];
    manager
        .create_index(index("expense_person", "expense", &by_person))
        .await?;
    manager
        .create_table(
            Table::create()
                .table("expense_orphan")
                .col(big_integer("id").primary_key())
                .col(text("symbol"))
                .col(text("number"))
                .col(text("branch"))
                .col(text("kana"))
                .col(date("birth_date"))
                .col(text("why"))
                .col(text("row_json"))
                .col(big_integer_null("settled_at"))
                .col(big_integer_null("person_id"))
                .col(big_integer_null("staff_id"))
                .to_owned(),
        )
        .await
}

/// 世帯: who has read the notice on the family's view or would not have it, who objects to being in it, and who must not be in it (不開示).
async fn sharing(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("expense_sharing")
                .col(big_integer("person_id").primary_key())
                .col(big_integer_null("notice_at"))
                .col(big_integer_null("declined_at"))
                .col(big_integer_null("opted_out_at"))
                .col(big_integer_null("hidden_at"))
                .foreign_key(&mut refers(
                    "expense_sharing",
                    "person",
                    ForeignKeyAction::Restrict,
                ))
                .to_owned(),
        )
        .await
}

/// Who had another 記号・番号 before: the society said so, for names and birth dates prove nothing.
async fn earlier(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("person_earlier")
                .col(big_integer("earlier_id").primary_key())
                .col(big_integer("person_id"))
                .col(big_integer("linked_at"))
                // no foreign key: the link outlives the account of whoever made it
                .col(big_integer_null("staff_id"))
                .foreign_key(&mut refers(
                    "person_earlier",
                    "person",
                    ForeignKeyAction::Restrict,
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(index(
            "person_earlier_person",
            "person_earlier",
            &["person_id"],
        ))
        .await
}

async fn documents(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("expense_document")
                .col(big_pk_auto("id"))
                .col(big_integer("person_id"))
                .col(integer("year"))
                .col(text("digest"))
                .col(big_integer("made_at"))
                .foreign_key(&mut refers(
                    "expense_document",
                    "person",
                    ForeignKeyAction::Restrict,
                ))
                .to_owned(),
        )
        .await?;
    let once = ["person_id", "year", "digest"];
    let mut once = index("expense_document_once", "expense_document", &once);
    manager.create_index(once.unique().to_owned()).await?;
    manager
        .create_table(
            Table::create()
                .table("expense_paper")
                .col(big_pk_auto("id"))
                .col(big_integer("person_id"))
                .col(integer("year"))
                .col(big_integer("requested_at"))
                .col(big_integer_null("printed_at"))
                .col(big_integer_null("staff_id"))
                .col(big_integer_null("cancelled_at"))
                .foreign_key(&mut refers(
                    "expense_paper",
                    "person",
                    ForeignKeyAction::Restrict,
                ))
                .to_owned(),
        )
        .await?;
    let open = Expr::col("printed_at")
        .is_null()
        .and(Expr::col("cancelled_at").is_null());
    manager
        .create_index(
            index(
                "expense_paper_open",
                "expense_paper",
                &["person_id", "year"],
            )
            .unique()
            .and_where(open)
            .to_owned(),
        )
        .await
}

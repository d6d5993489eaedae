//! 受診ナビ: courses, institutions and their places, bookings, the waiting list, results taken elsewhere.

use sea_orm_migration::{prelude::*, schema::*};

use crate::parts::{index, refers};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        rules(manager).await?;
        institutions(manager).await?;
        places(manager).await?;
        bookings(manager).await?;
        booking_indexes(manager).await?;
        waitlist(manager).await?;
        members(manager).await
    }
}

/// What the society decides: courses of a fiscal year, and the days that are no business days.
async fn rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("holiday")
                .col(date("on_day").primary_key())
                .col(text("name"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("course")
                .col(big_pk_auto("id"))
                .col(integer("fiscal_year"))
                .col(text("code"))
                .col(text("rules"))
                .col(boolean("open"))
                .col(big_integer("changed_at"))
                .to_owned(),
        )
        .await?;
    let mut by_code = index("course_year_code", "course", &["fiscal_year", "code"]);
    manager.create_index(by_code.unique().to_owned()).await
}

async fn institutions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("institution")
        .col(big_pk_auto("id"))
        .col(text_uniq("code"));
    for column in [
        "name",
        "kana",
        "search_key",
        "city",
        "address",
        "station",
        "phone",
        "class",
        "closed_weekdays",
        "cancel_cost",
        "questionnaire_url",
        "preparation",
    ] {
        table.col(text(column));
    }
    for column in ["saturdays", "women_days", "barrier_free", "live", "active"] {
        table.col(boolean(column));
    }
    for column in [
        "prefecture",
        "cutoff_days",
        "cutoff_hour",
        "cutoff_minute",
        "lead_days",
    ] {
        table.col(integer(column));
    }
    manager
        .create_table(table.col(big_integer("changed_at")).to_owned())
        .await?;
    manager
        .create_index(index("institution_area", "institution", &["prefecture", "city"]).to_owned())
        .await?;
    manager
        .create_table(
            Table::create()
                .table("closed_day")
                .col(big_integer("institution_id"))
                .col(date("on_day"))
                .primary_key(Index::create().col("institution_id").col("on_day"))
                .foreign_key(&mut refers(
                    "closed_day",
                    "institution",
                    ForeignKeyAction::Cascade,
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("price")
                .col(big_integer("institution_id"))
                .col(integer("fiscal_year"))
                .col(text("course_code"))
                .col(text("option_code"))
                .col(big_integer("yen"))
                .primary_key(
                    Index::create()
                        .col("institution_id")
                        .col("fiscal_year")
                        .col("course_code")
                        .col("option_code"),
                )
                .foreign_key(&mut refers(
                    "price",
                    "institution",
                    ForeignKeyAction::Cascade,
                ))
                .to_owned(),
        )
        .await
}

/// A CHECK that a number lies between 0 and another column.
fn bounded() -> (Expr, Expr) {
    let least = Expr::col("remaining").gte(0);
    (least, Expr::col("remaining").lte(Expr::col("capacity")))
}

async fn places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (least, most) = bounded();
    manager
        .create_table(
            Table::create()
                .table("place")
                .col(big_pk_auto("id"))
                .col(big_integer("institution_id"))
                .col(integer("fiscal_year"))
                .col(text("course_code"))
                .col(date("on_day"))
                .col(integer("starts"))
                .col(text("day_sex"))
                .col(integer("capacity"))
                .col(integer("remaining"))
                .check(least)
                .check(most)
                .foreign_key(&mut refers(
                    "place",
                    "institution",
                    ForeignKeyAction::Restrict,
                ))
                .to_owned(),
        )
        .await?;
    let unique = [
        "institution_id",
        "course_code",
        "on_day",
        "starts",
        "day_sex",
    ];
    manager
        .create_index(index("place_day", "place", &unique).unique().to_owned())
        .await?;
    // for whom a day is comes before the day: the nearest free one is then a single look for each institution
    let free = [
        "course_code",
        "fiscal_year",
        "institution_id",
        "day_sex",
        "on_day",
    ];
    manager
        .create_index(
            index("place_free", "place", &free)
                .and_where(Expr::col("remaining").gt(0))
                .to_owned(),
        )
        .await?;
    let (least, most) = bounded();
    manager
        .create_table(
            Table::create()
                .table("place_option")
                .col(big_integer("place_id"))
                .col(text("option_code"))
                .col(integer("capacity"))
                .col(integer("remaining"))
                .primary_key(Index::create().col("place_id").col("option_code"))
                .check(least)
                .check(most)
                .foreign_key(&mut refers(
                    "place_option",
                    "place",
                    ForeignKeyAction::Cascade,
                ))
                .to_owned(),
        )
        .await
}

async fn bookings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("booking")
                .col(big_pk_auto("id"))
                .col(big_integer("person_id"))
                .col(integer("fiscal_year"))
                .col(text("course_code"))
                .col(text("right_group"))
                .col(boolean("uses_right"))
                .col(big_integer("institution_id"))
                .col(big_integer_null("place_id"))
                .col(text("state"))
                .col(date_null("exam_on"))
                .col(integer_null("starts"))
                .col(text("options"))
                .col(text("quote"))
                .col(text_null("wishes"))
                .col(text("note"))
                .col(text("made_by"))
                .col(text_null("idem"))
                .col(big_integer_null("replaces_id"))
                .col(big_integer_null("expires_at"))
                .col(big_integer("created_at"))
                .col(big_integer("changed_at"))
                .col(big_integer_null("reminded_week_at"))
                .col(big_integer_null("reminded_day_at"))
                .foreign_key(&mut refers("booking", "person", ForeignKeyAction::Restrict))
                .foreign_key(&mut refers(
                    "booking",
                    "institution",
                    ForeignKeyAction::Restrict,
                ))
                .foreign_key(&mut refers("booking", "place", ForeignKeyAction::Restrict))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("booking_event")
                .col(big_pk_auto("id"))
                .col(big_integer("booking_id"))
                .col(big_integer("at"))
                .col(text("event"))
                .col(text("state"))
                .col(text("actor"))
                .col(text("detail"))
                .foreign_key(&mut refers(
                    "booking_event",
                    "booking",
                    ForeignKeyAction::Cascade,
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(index("booking_event_booking", "booking_event", &["booking_id"]).to_owned())
        .await
}

/// The races of bookings are decided here: a right once, a hold at a time, a form once.
async fn booking_indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let right = ["person_id", "fiscal_year", "right_group"];
    let held = Expr::col("state").eq("held");
    for index in [
        index("booking_right", "booking", &right)
            .unique()
            .and_where(Expr::col("uses_right").eq(true))
            .to_owned(),
        index("booking_one_held", "booking", &["person_id"])
            .unique()
            .and_where(held.clone())
            .to_owned(),
        index("booking_idem", "booking", &["person_id", "idem"])
            .unique()
            .to_owned(),
        index("booking_held_until", "booking", &["expires_at"])
            .and_where(held)
            .to_owned(),
        index(
            "booking_institution_day",
            "booking",
            &["institution_id", "exam_on"],
        ),
        index("booking_state_day", "booking", &["state", "exam_on"]),
        index("booking_place", "booking", &["place_id"]),
    ] {
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn waitlist(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("waitlist")
                .col(big_pk_auto("id"))
                .col(big_integer("person_id"))
                .col(big_integer("place_id"))
                .col(text("options"))
                .col(text("state"))
                .col(big_integer("queued_at"))
                .col(big_integer_null("offered_at"))
                .col(big_integer_null("offer_until"))
                .col(big_integer_null("booking_id"))
                .foreign_key(&mut refers(
                    "waitlist",
                    "person",
                    ForeignKeyAction::Restrict,
                ))
                .foreign_key(&mut refers("waitlist", "place", ForeignKeyAction::Restrict))
                .to_owned(),
        )
        .await?;
    let open = Expr::col("state").is_in(["waiting", "offered"]);
    for index in [
        index("waitlist_once", "waitlist", &["person_id", "place_id"])
            .unique()
            .and_where(open)
            .to_owned(),
        index("waitlist_queue", "waitlist", &["place_id", "id"])
            .and_where(Expr::col("state").eq("waiting"))
            .to_owned(),
        index("waitlist_offer_until", "waitlist", &["offer_until"])
            .and_where(Expr::col("state").eq("offered"))
            .to_owned(),
    ] {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// What a member leaves with us: the half-made choice, which reminders are wanted, results taken elsewhere.
async fn members(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("checkup_draft")
                .col(big_integer("person_id").primary_key())
                .col(text("draft"))
                .col(big_integer("changed_at"))
                .foreign_key(&mut refers(
                    "checkup_draft",
                    "person",
                    ForeignKeyAction::Cascade,
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("reminder_choice")
                .col(big_integer("account_id"))
                .col(text("kind"))
                .col(boolean("wanted"))
                .primary_key(Index::create().col("account_id").col("kind"))
                .foreign_key(&mut refers(
                    "reminder_choice",
                    "account",
                    ForeignKeyAction::Cascade,
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("exam_result")
                .col(big_pk_auto("id"))
                .col(big_integer("person_id"))
                .col(integer("fiscal_year"))
                .col(text("course_code"))
                .col(text("right_group"))
                .col(date("exam_on"))
                .col(text("institution"))
                .col(text("media_type"))
                .col(big_integer("bytes"))
                .col(binary("sealed"))
                .col(text("state"))
                .col(text("note"))
                .col(big_integer("sent_at"))
                .col(big_integer_null("decided_at"))
                .foreign_key(&mut refers(
                    "exam_result",
                    "person",
                    ForeignKeyAction::Restrict,
                ))
                .to_owned(),
        )
        .await?;
    for (name, columns) in [
        ("exam_result_person", ["person_id"].as_slice()),
        ("exam_result_state", ["state", "id"].as_slice()),
    ] {
        manager
            .create_index(index(name, "exam_result", columns))
            .await?;
    }
    Ok(())
}

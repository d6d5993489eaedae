//! Published rows of people.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel};

use crate::{
    domain::{
        checkup::yen::Yen,
        expense::{
            amounts::Amounts, category::Category, entry::Entry, import::line::Care, kind::Kind,
            month::Month,
        },
    },
    server::db::{
        Result,
        entity::expense::{Entity, Model},
        expense::PLACE_BITS,
        row, unfold,
    },
};

const TABLE: &str = "expense";

#[derive(FromQueryResult)]
struct Stored {
    id: i64,
    person_id: i64,
    treatment_month: i32,
    category: i16,
    institution: String,
    days: i16,
    total: i32,
    insurer: i32,
    public_paid: i32,
    high_cost: i32,
    additional: i32,
    meal_total: i32,
    meal_own: i32,
    own: i32,
    claim_month: i32,
    kind: i16,
    reference: String,
}

fn entry(row: Stored) -> Result<Entry> {
    let yen =
        |amount: i32, column| row::parsed(u32::try_from(amount).ok(), TABLE, column).map(Yen::new);
    let month = |number, column| row::parsed(Month::from_number(number), TABLE, column);
    Ok(Entry {
        id: row.id,
        person_id: row.person_id,
        month: month(row.treatment_month, "treatment_month")?,
        category: row::parsed(Category::from_number(row.category), TABLE, "category")?,
        institution: row.institution,
        days: row::parsed(u16::try_from(row.days).ok(), TABLE, "days")?,
        amounts: Amounts {
            total: yen(row.total, "total")?,
            insurer: yen(row.insurer, "insurer")?,
            public: yen(row.public_paid, "public_paid")?,
            high_cost: yen(row.high_cost, "high_cost")?,
            additional: yen(row.additional, "additional")?,
            meal_total: yen(row.meal_total, "meal_total")?,
            meal_own: yen(row.meal_own, "meal_own")?,
            own: yen(row.own, "own")?,
        },
        claim_month: month(row.claim_month, "claim_month")?,
        kind: row::parsed(Kind::from_number(row.kind), TABLE, "kind")?,
        reference: row.reference,
    })
}

/// All rows of some people that have been published, in no order: what of them is shown, and to whom, is not decided here.
///
/// # Errors
/// The database's own.
pub async fn published<C: ConnectionTrait>(c: &C, people: &[i64]) -> Result<Vec<Entry>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT e.id, e.person_id, e.treatment_month, e.category, e.institution, e.days, e.total, e.insurer, e.public_paid, \
         e.high_cost, e.additional, e.meal_total, e.meal_own, e.own, e.claim_month, e.kind, e.reference \
         FROM expense e WHERE e.person_id {list} \
         AND EXISTS (SELECT 1 FROM expense_batch b WHERE b.id = e.id >> {PLACE_BITS} AND b.state = 'published')"
    );
    let found: Vec<Stored> = row::all(c, &sql, [unfold::json(people)?.into()]).await?;
    found.into_iter().map(entry).collect()
}

/// The last treatment month the society has published.
///
/// # Errors
/// The database's own.
pub async fn through<C: ConnectionTrait>(c: &C) -> Result<Option<Month>> {
    let sql = "SELECT CAST(MAX(through_month) AS BIGINT) AS value FROM expense_batch WHERE state = 'published' AND through_month IS NOT NULL \
               HAVING MAX(through_month) IS NOT NULL";
    let number = row::number(c, sql, []).await?;
    number
        .map(|number| {
            let month = i32::try_from(number).ok().and_then(Month::from_number);
            row::parsed(month, "expense_batch", "through_month")
        })
        .transpose()
}

/// Adds one row.
///
/// # Errors
/// The database's own.
pub(super) async fn add<C: ConnectionTrait>(
    c: &C,
    id: i64,
    person_id: i64,
    care: &Care,
) -> Result<()> {
    let yen = |amount: Yen| row::parsed(i32::try_from(amount.get()).ok(), TABLE, "amount");
    let days = row::parsed(i16::try_from(care.days).ok(), TABLE, "days")?;
    let amounts = care.amounts;
    let row = Model {
        id,
        person_id,
        treatment_month: care.month.number(),
        category: care.category.number(),
        institution_code: care.institution_code.clone(),
        institution: care.institution.clone(),
        days,
        total: yen(amounts.total)?,
        insurer: yen(amounts.insurer)?,
        public_paid: yen(amounts.public)?,
        high_cost: yen(amounts.high_cost)?,
        additional: yen(amounts.additional)?,
        meal_total: yen(amounts.meal_total)?,
        meal_own: yen(amounts.meal_own)?,
        own: yen(amounts.own)?,
        claim_month: care.claim_month.number(),
        kind: care.kind.number(),
        reference: care.reference.clone(),
    };
    let row = row.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(c).await?;
    Ok(())
}

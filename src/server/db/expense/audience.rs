//! Whom a batch is about, and who wants to hear of it.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::number;
use crate::{
    domain::{email::Email, expense::month::Month},
    server::{
        clock::Millis,
        db::{Result, row, unfold},
    },
};

/// Rows of a batch that one statement looks at.
const PIECE: i64 = 50_000;
/// Accounts that one statement answers.
pub const PAGE: i64 = 2_000;

#[derive(FromQueryResult)]
struct Treated {
    person_id: i64,
    treatment_month: i32,
}

/// The people a batch has rows of, and the months those are about.
///
/// # Errors
/// The database's own.
pub async fn treated<C: ConnectionTrait>(
    c: &C,
    batch: i64,
    rows: i64,
) -> Result<BTreeMap<i64, Vec<Month>>> {
    let mut all: BTreeMap<i64, Vec<Month>> = BTreeMap::new();
    let sql = "SELECT DISTINCT person_id, treatment_month FROM expense WHERE id >= $1 AND id < $2";
    let mut from = 0;
    while from <= rows {
        let range = [
            number(batch, from).into(),
            number(batch, from + PIECE).into(),
        ];
        let found: Vec<Treated> = row::all(c, sql, range).await?;
        for one in found {
            let month = Month::from_number(one.treatment_month);
            let month = row::parsed(month, "expense", "treatment_month")?;
            let months = all.entry(one.person_id).or_default();
            if !months.contains(&month) {
                months.push(month);
            }
        }
        from += PIECE;
    }
    Ok(all)
}

/// An account that wants to hear of new rows.
pub struct Listener {
    /// The account.
    pub account_id: i64,
    /// Whose it is.
    pub person_id: i64,
    /// Where it is reached.
    pub email: Email,
}

#[derive(FromQueryResult)]
struct ListenerRow {
    account_id: i64,
    person_id: i64,
    email: String,
}

/// Accounts above `after` that want mails of a category; all of them where nobody is asked (`everybody`). At most [`PAGE`].
///
/// # Errors
/// The database's own.
pub async fn listeners<C: ConnectionTrait>(
    c: &C,
    category: &str,
    everybody: bool,
    after: i64,
) -> Result<Vec<Listener>> {
    let wanted = "EXISTS (SELECT 1 FROM newsletter_choice n WHERE n.account_id = a.id AND n.category = $1 AND n.wanted)";
    let asked = match everybody {
        true => "$1 <> ''",
        false => wanted,
    };
    let sql = format!(
        "SELECT a.id AS account_id, a.person_id, a.email FROM account a WHERE a.id > $2 AND {asked} ORDER BY a.id LIMIT {PAGE}"
    );
    let found: Vec<ListenerRow> = row::all(c, &sql, [category.into(), after.into()]).await?;
    let listener = |row: ListenerRow| {
        Ok(Listener {
            account_id: row.account_id,
            person_id: row.person_id,
            email: row::email(&row.email, "account")?,
        })
    };
    found.into_iter().map(listener).collect()
}

/// Whether anybody has become 不開示, or objected to being seen, since then.
///
/// # Errors
/// The database's own.
pub async fn hidden_since<C: ConnectionTrait>(c: &C, since: Millis) -> Result<bool> {
    let sql =
        "SELECT COUNT(*) AS value FROM expense_sharing WHERE hidden_at >= $1 OR opted_out_at >= $1";
    let count = row::number(c, sql, [since.into()]).await?;
    Ok(count.unwrap_or_default() > 0)
}

/// Digests of 整理番号 that need looking up: the pairs of person and 整理番号 some people have, of batches that stand.
///
/// # Errors
/// The database's own.
pub async fn references<C: ConnectionTrait>(c: &C, people: &[i64]) -> Result<Vec<(i64, String)>> {
    #[derive(FromQueryResult)]
    struct Known {
        person_id: i64,
        reference: String,
    }
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT e.person_id, e.reference FROM expense e WHERE e.person_id {list} AND e.kind <> 3 AND EXISTS \
         (SELECT 1 FROM expense_batch b WHERE b.id = e.id >> {} AND b.state IN ('loaded', 'published'))",
        super::PLACE_BITS
    );
    let found: Vec<Known> = row::all(c, &sql, [unfold::json(people)?.into()]).await?;
    Ok(found
        .into_iter()
        .map(|known| (known.person_id, known.reference))
        .collect())
}

//! Whom a batch is about, and who wants to hear of it.

use std::{collections::BTreeMap, time::Instant};

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{Pace, earlier, number};
use crate::{
    domain::{email::Email, expense::month::Month},
    server::{
        clock::Millis,
        db::{Result, row, unfold},
    },
};

/// About how many rows somebody has of all years.
const ROWS_OF_ONE: i64 = 100;
/// How many people go along with a statement at most.
const FEW: i64 = 5_000;
/// Accounts that one statement answers.
pub const PAGE: i64 = 2_000;

#[derive(FromQueryResult)]
struct Treated {
    person_id: i64,
    treatment_month: i32,
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// How many people are few beside so many rows of a batch: looked up by person, the rows of all the years they have are not more.
pub fn few(rows: i64) -> usize {
    usize::try_from((rows / ROWS_OF_ONE).min(FEW)).unwrap_or_default()
}

/// Of whom the listeners may see rows at all: the people of their households, under earlier 記号・番号 too. Nothing where those are
/// more than `few`, too many to be worth looking for.
///
/// # Errors
/// The database's own.
pub async fn looked_at<C: ConnectionTrait>(
    c: &C,
    category: &str,
    everybody: bool,
    few: usize,
) -> Result<Option<Vec<i64>>> {
    let wanted = wanted(everybody);
    let sql = format!(
        "SELECT DISTINCT p.id FROM account a JOIN person v ON v.id = a.person_id \
         JOIN person p ON p.symbol = v.symbol AND p.number = v.number WHERE {wanted} LIMIT {}",
        few + 1
    );
    let found: Vec<Id> = row::all(c, &sql, [category.into()]).await?;
    if found.len() > few {
        return Ok(None);
    }
    let mut people: Vec<i64> = found.into_iter().map(|one| one.id).collect();
    let earlier = earlier::of(c, &people).await?;
    people.extend(earlier.into_keys());
    Ok(Some(people))
}

/// Which accounts `a` want mails of the category `$1`.
fn wanted(everybody: bool) -> &'static str {
    match everybody {
        true => "$1 <> ''",
        false => {
            "EXISTS (SELECT 1 FROM newsletter_choice n WHERE n.account_id = a.id AND n.category = $1 AND n.wanted)"
        }
    }
}

/// How many rows of a batch one statement looks at.
fn piece(pace: Pace) -> i64 {
    match pace {
        Pace::Gentle => 2_000,
        Pace::Brisk => 50_000,
    }
}

/// The people a batch has rows of, and the months those are about; of these people `only`, where they are said.
///
/// # Errors
/// The database's own.
pub async fn treated<C: ConnectionTrait>(
    c: &C,
    batch: i64,
    rows: i64,
    only: Option<&[i64]>,
    pace: Pace,
) -> Result<BTreeMap<i64, Vec<Month>>> {
    let mut all: BTreeMap<i64, Vec<Month>> = BTreeMap::new();
    let (piece, whose) = match only {
        Some(_) => (
            rows + 1,
            format!("person_id {}", unfold::is_a_number(c, "$3")),
        ),
        None => (piece(pace), "$3 <> ''".to_owned()),
    };
    let sql = format!(
        "SELECT DISTINCT person_id, treatment_month FROM expense WHERE id >= $1 AND id < $2 AND {whose}"
    );
    let only = unfold::json(only.unwrap_or_default())?;
    let mut from = 0;
    while from <= rows {
        let begun = Instant::now();
        let values = [
            number(batch, from).into(),
            number(batch, from + piece).into(),
            only.as_str().into(),
        ];
        let found: Vec<Treated> = row::all(c, &sql, values).await?;
        for one in found {
            let month = Month::from_number(one.treatment_month);
            let month = row::parsed(month, "expense", "treatment_month")?;
            let months = all.entry(one.person_id).or_default();
            if !months.contains(&month) {
                months.push(month);
            }
        }
        from += piece;
        pace.rest(begun.elapsed()).await;
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
    let wanted = wanted(everybody);
    let sql = format!(
        "SELECT a.id AS account_id, a.person_id, a.email FROM account a WHERE {wanted} AND a.id > $2 ORDER BY a.id LIMIT {PAGE}"
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

//! 同意の記録: what was agreed to or declined, when, and by which wording. Rows are only ever added.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Result,
    entity::consent::{Column, Entity},
    row,
};
use crate::server::clock::Millis;

/// What a decision on the terms is about.
pub const TERMS: &str = "terms";
/// Whether one sees the family's 医療費 too.
pub const FAMILY_VIEW: &str = "expense:family-view";
/// Whether the family sees one's own 医療費.
pub const SHOWN_TO_FAMILY: &str = "expense:shown-to-family";

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// What about: [`TERMS`], [`FAMILY_VIEW`], [`SHOWN_TO_FAMILY`], or `newsletter:` and a category's code.
    pub subject: String,
    /// Agreed or declined.
    pub given: bool,
    /// When.
    pub at: Millis,
    /// Version of the wording that was on the screen.
    pub wording_version: String,
    /// The wording itself.
    pub wording: String,
    /// Which screen.
    pub source: String,
}

/// Records a decision.
///
/// # Errors
/// The database's own.
pub async fn record<C: ConnectionTrait>(c: &C, account_id: i64, consent: &Consent) -> Result<()> {
    row::execute(
        c,
        "INSERT INTO consent (account_id, subject, given, at, wording_version, wording, source) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            account_id.into(),
            consent.subject.as_str().into(),
            consent.given.into(),
            consent.at.into(),
            consent.wording_version.as_str().into(),
            consent.wording.as_str().into(),
            consent.source.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// All decisions of an account, oldest first.
///
/// # Errors
/// The database's own.
pub async fn of_account<C: ConnectionTrait>(c: &C, account_id: i64) -> Result<Vec<Consent>> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account_id))
        .order_by_asc(Column::Id)
        .all(c)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Consent {
            subject: row.subject,
            given: row.given,
            at: row.at,
            wording_version: row.wording_version,
            wording: row.wording,
            source: row.source,
        })
        .collect())
}

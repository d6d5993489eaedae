//! Mailed links of an account: a reissue of the password, a change of address. One of each kind is open at a time (a partial
//! UNIQUE index holds it), and ending one is an `UPDATE … WHERE ended_at IS NULL` that touches one row or none.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use super::{
    Result,
    ended::{EndedAs, KEPT},
    entity, row,
};
use crate::{
    domain::email::Email,
    server::{clock::Millis, link::Seed},
};

/// A mailed link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account_id: i64,
    /// Seed of the token.
    pub seed: Seed,
    /// When it was made.
    pub created_at: Millis,
    /// Until when it works.
    pub expires_at: Millis,
    /// How and when it ended.
    pub ended: Option<(EndedAs, Millis)>,
}

/// A mailed link to a changed address.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailChange {
    /// The link.
    pub link: Link,
    /// The address to prove.
    pub email: Email,
}

fn ended(
    code: Option<&str>,
    at: Option<Millis>,
    table: &'static str,
) -> Result<Option<(EndedAs, Millis)>> {
    match (code, at) {
        (Some(code), Some(at)) => {
            let ended_as = row::parsed(EndedAs::parse(code), table, "ended_as")?;
            Ok(Some((ended_as, at)))
        }
        _ => Ok(None),
    }
}

async fn supersede<C: ConnectionTrait>(
    c: &C,
    table: &'static str,
    account_id: i64,
    now: Millis,
) -> Result<()> {
    row::hold(c, "account", account_id).await?;
    let sql = format!(
        "UPDATE {table} SET ended_at = $2, ended_as = $3 WHERE account_id = $1 AND ended_at IS NULL"
    );
    let code = EndedAs::Superseded.as_str();
    row::execute(c, &sql, [account_id.into(), now.into(), code.into()]).await?;
    Ok(())
}

async fn end<C: ConnectionTrait>(
    c: &C,
    table: &'static str,
    id: i64,
    ended_as: EndedAs,
    now: Millis,
) -> Result<bool> {
    let sql = format!(
        "UPDATE {table} SET ended_at = $3, ended_as = $2 WHERE id = $1 AND ended_at IS NULL"
    );
    let touched = row::execute(c, &sql, [id.into(), ended_as.as_str().into(), now.into()]).await?;
    Ok(touched == 1)
}

/// Opens a reissue of the password and answers its number; an older open one ends as superseded.
///
/// # Errors
/// The database's own.
pub async fn open_reset<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
    seed: &Seed,
    now: Millis,
    expires_at: Millis,
) -> Result<i64> {
    supersede(c, "password_reset", account_id, now).await?;
    let id = row::number(
        c,
        "INSERT INTO password_reset (account_id, seed, created_at, expires_at) \
         VALUES ($1, $2, $3, $4) RETURNING id AS value",
        [
            account_id.into(),
            seed.as_str().into(),
            now.into(),
            expires_at.into(),
        ],
    )
    .await?;
    row::parsed(id, "password_reset", "id")
}

/// The reissue whose link has this seed, whatever became of it.
///
/// # Errors
/// The database's own.
pub async fn reset_by_seed<C: ConnectionTrait>(c: &C, seed: &Seed) -> Result<Option<Link>> {
    let found = entity::password_reset::Entity::find()
        .filter(entity::password_reset::Column::Seed.eq(seed.as_str()))
        .one(c)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Link {
        id: row.id,
        account_id: row.account_id,
        seed: row::seed(&row.seed, "password_reset")?,
        created_at: row.created_at,
        expires_at: row.expires_at,
        ended: ended(row.ended_as.as_deref(), row.ended_at, "password_reset")?,
    }))
}

/// Ends an open reissue. Of any number who try at once, one is told `true`.
///
/// # Errors
/// The database's own.
pub async fn end_reset<C: ConnectionTrait>(
    c: &C,
    id: i64,
    ended_as: EndedAs,
    now: Millis,
) -> Result<bool> {
    end(c, "password_reset", id, ended_as, now).await
}

/// Ends whatever reissue of the account is open: the password was set another way.
///
/// # Errors
/// The database's own.
pub async fn end_resets_of<C: ConnectionTrait>(c: &C, account_id: i64, now: Millis) -> Result<()> {
    supersede(c, "password_reset", account_id, now).await
}

/// Opens a change of address and answers its number; an older open one ends as superseded.
///
/// # Errors
/// The database's own.
pub async fn open_email_change<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
    email: &Email,
    seed: &Seed,
    now: Millis,
    expires_at: Millis,
) -> Result<i64> {
    supersede(c, "email_change", account_id, now).await?;
    let id = row::number(
        c,
        "INSERT INTO email_change (account_id, email, email_key, seed, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id AS value",
        [
            account_id.into(),
            email.as_str().into(),
            email.key().into(),
            seed.as_str().into(),
            now.into(),
            expires_at.into(),
        ],
    )
    .await?;
    row::parsed(id, "email_change", "id")
}

/// The change of address whose link has this seed, whatever became of it.
///
/// # Errors
/// The database's own.
pub async fn email_change_by_seed<C: ConnectionTrait>(
    c: &C,
    seed: &Seed,
) -> Result<Option<EmailChange>> {
    email_change_where(c, entity::email_change::Column::Seed.eq(seed.as_str())).await
}

/// The account's open change of address.
///
/// # Errors
/// The database's own.
pub async fn open_email_change_of<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
) -> Result<Option<EmailChange>> {
    use entity::email_change::Column;
    let open = Column::AccountId
        .eq(account_id)
        .and(Column::EndedAt.is_null());
    email_change_where(c, open).await
}

/// When the account's address last became another one by a link, as far as that is still remembered (a week at least).
///
/// # Errors
/// The database's own.
pub async fn email_changed_at<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
) -> Result<Option<Millis>> {
    let sql = "SELECT MAX(ended_at) AS value FROM email_change WHERE account_id = $1 AND ended_as = 'completed' \
               HAVING MAX(ended_at) IS NOT NULL";
    row::number(c, sql, [account_id.into()]).await
}

async fn email_change_where<C: ConnectionTrait>(
    c: &C,
    condition: Expr,
) -> Result<Option<EmailChange>> {
    let found = entity::email_change::Entity::find()
        .filter(condition)
        .one(c)
        .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(EmailChange {
        link: Link {
            id: row.id,
            account_id: row.account_id,
            seed: row::seed(&row.seed, "email_change")?,
            created_at: row.created_at,
            expires_at: row.expires_at,
            ended: ended(row.ended_as.as_deref(), row.ended_at, "email_change")?,
        },
        email: row::email(&row.email, "email_change")?,
    }))
}

/// Ends an open change of address. Of any number who try at once, one is told `true`.
///
/// # Errors
/// The database's own.
pub async fn end_email_change<C: ConnectionTrait>(
    c: &C,
    id: i64,
    ended_as: EndedAs,
    now: Millis,
) -> Result<bool> {
    end(c, "email_change", id, ended_as, now).await
}

/// Ends whatever change of address of the account is open: the password was set another way.
///
/// # Errors
/// The database's own.
pub async fn end_email_changes_of<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
    now: Millis,
) -> Result<()> {
    supersede(c, "email_change", account_id, now).await
}

/// Ends what nobody came for in time, and deletes what ended [`KEPT`] ago.
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    let mut deleted = 0;
    for table in ["password_reset", "email_change"] {
        let expire = format!(
            "UPDATE {table} SET ended_at = $1, ended_as = $2 WHERE ended_at IS NULL AND expires_at <= $1"
        );
        let code = EndedAs::Expired.as_str();
        row::execute(c, &expire, [now.into(), code.into()]).await?;
        let delete = format!("DELETE FROM {table} WHERE ended_at <= $1");
        let since = now - KEPT;
        deleted += row::execute(c, &delete, [since.into()]).await?;
    }
    Ok(deleted)
}

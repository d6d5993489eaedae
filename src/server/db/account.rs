//! Accounts. Who may have one, and which address, is decided by the UNIQUE indexes on `person_id` and `email_key`.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, TransactionTrait};

use super::{
    Error, Result, Txn,
    entity::account::{Column, Entity, Model},
    row,
};
use crate::{
    domain::email::Email,
    server::{clock::Millis, passwords::Hashed},
};

/// マイページ of one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub person_id: i64,
    /// Where its mails go.
    pub email: Email,
    /// PHC string.
    pub password_hash: String,
    /// Which pepper the hash was made with.
    pub pepper_id: String,
    /// Whether the password was weak when it was set.
    pub password_weak: bool,
    /// When it was made.
    pub created_at: Millis,
    /// When the password was last set.
    pub password_changed_at: Millis,
}

/// What a new account is made of.
#[derive(Clone, Copy)]
pub struct NewAccount<'a> {
    /// Whose it is.
    pub person_id: i64,
    /// Where its mails go.
    pub email: &'a Email,
    /// PHC string.
    pub password_hash: &'a str,
    /// Which pepper the hash was made with.
    pub pepper_id: &'a str,
    /// Whether the password is weak.
    pub password_weak: bool,
}

/// Why an account cannot be made, or cannot have an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Another account has the address.
    Email,
    /// The person has an account already.
    Person,
}

pub(super) fn account(model: Model) -> Result<Account> {
    Ok(Account {
        id: model.id,
        person_id: model.person_id,
        email: row::email(&model.email, "account")?,
        password_hash: model.password_hash,
        pepper_id: model.pepper_id,
        password_weak: model.password_weak,
        created_at: model.created_at,
        password_changed_at: model.password_changed_at,
    })
}

/// The account with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Account>> {
    Entity::find_by_id(id)
        .one(c)
        .await?
        .map(account)
        .transpose()
}

/// The account that has an address, by what addresses are compared by.
///
/// # Errors
/// The database's own.
pub async fn by_email_key<C: ConnectionTrait>(c: &C, key: &str) -> Result<Option<Account>> {
    Entity::find()
        .filter(Column::EmailKey.eq(key))
        .one(c)
        .await?
        .map(account)
        .transpose()
}

/// The person's account.
///
/// # Errors
/// The database's own.
pub async fn by_person<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<Option<Account>> {
    Entity::find()
        .filter(Column::PersonId.eq(person_id))
        .one(c)
        .await?
        .map(account)
        .transpose()
}

/// Holds the account still until the transaction ends. Answers whether it exists.
///
/// # Errors
/// The database's own.
pub async fn lock<C: ConnectionTrait>(c: &C, id: i64) -> Result<bool> {
    row::lock(c, "account", id).await
}

/// Makes an account and answers its number. On a conflict the transaction goes on as if nothing had been tried; where both
/// indexes object, the person's own account is named.
///
/// # Errors
/// The database's own.
pub async fn insert<C: ConnectionTrait>(
    c: &C,
    new: &NewAccount<'_>,
    now: Millis,
) -> Result<std::result::Result<i64, Conflict>> {
    let id = row::number(
        c,
        "INSERT INTO account (person_id, email, email_key, password_hash, pepper_id, password_weak, created_at, password_changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING RETURNING id AS value",
        [
            new.person_id.into(),
            new.email.as_str().into(),
            new.email.key().into(),
            new.password_hash.into(),
            new.pepper_id.into(),
            new.password_weak.into(),
            now.into(),
        ],
    )
    .await?;
    if let Some(id) = id {
        return Ok(Ok(id));
    }
    Ok(Err(match by_person(c, new.person_id).await? {
        Some(_) => Conflict::Person,
        None => Conflict::Email,
    }))
}

/// Gives the account another password.
///
/// # Errors
/// The database's own.
pub async fn set_password<C: ConnectionTrait>(
    c: &C,
    id: i64,
    hashed: &Hashed,
    now: Millis,
) -> Result<()> {
    row::execute(
        c,
        "UPDATE account SET password_hash = $2, pepper_id = $3, password_weak = $4, password_changed_at = $5 WHERE id = $1",
        [
            id.into(),
            hashed.hash.as_str().into(),
            hashed.pepper_id.as_str().into(),
            hashed.weak.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Stores the same password hashed anew, unless it was changed meanwhile: `before` is the hash that was verified.
///
/// # Errors
/// The database's own.
pub async fn rehash<C: ConnectionTrait>(
    c: &C,
    id: i64,
    before: &str,
    hashed: &Hashed,
) -> Result<()> {
    row::execute(
        c,
        "UPDATE account SET password_hash = $3, pepper_id = $4 WHERE id = $1 AND password_hash = $2",
        [
            id.into(),
            before.into(),
            hashed.hash.as_str().into(),
            hashed.pepper_id.as_str().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Gives the account another address. On a conflict the transaction goes on as if nothing had been tried.
///
/// # Errors
/// The database's own.
pub async fn set_email(
    txn: &Txn,
    id: i64,
    email: &Email,
) -> Result<std::result::Result<(), Conflict>> {
    // A savepoint: PostgreSQL ends a transaction in which an index objected.
    let attempt = txn.begin().await?;
    let update = row::execute(
        &attempt,
        "UPDATE account SET email = $2, email_key = $3 WHERE id = $1",
        [id.into(), email.as_str().into(), email.key().into()],
    )
    .await;
    match update {
        Ok(_) => {
            attempt.commit().await?;
            Ok(Ok(()))
        }
        Err(Error::Database(error)) if Error::is_unique_violation(&error) => {
            attempt.rollback().await?;
            Ok(Err(Conflict::Email))
        }
        Err(error) => Err(error),
    }
}

/// Deletes the account, and by the foreign keys everything that hangs on it.
///
/// # Errors
/// The database's own.
pub async fn delete<C: ConnectionTrait>(c: &C, id: i64) -> Result<bool> {
    let deleted = row::execute(c, "DELETE FROM account WHERE id = $1", [id.into()]).await?;
    Ok(deleted == 1)
}

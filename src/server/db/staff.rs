//! Accounts of staff. Which login names are taken is decided by the UNIQUE index; that a one-time code is used once, by the
//! number of rows an update touched.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Result,
    entity::staff::{Column, Entity, Model},
    row,
};
use crate::{
    domain::staff::{Login, Role},
    server::{clock::Millis, passwords::Hashed},
};

/// One of the staff.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// Its number.
    pub id: i64,
    /// ログインID
    pub login: Login,
    /// 氏名
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// PHC string.
    pub password_hash: String,
    /// Which pepper the hash was made with.
    pub pepper_id: String,
    /// Until when a start password opens anything; none once the password is the person's own.
    pub start_until: Option<Millis>,
    /// The authenticator's secret, sealed.
    pub totp_sealed: Option<String>,
    /// When the authenticator was confirmed.
    pub enrolled_at: Option<Millis>,
    /// When the account was closed.
    pub disabled_at: Option<Millis>,
}

/// What a new account is made of.
#[derive(Clone, Copy)]
pub struct NewStaff<'a> {
    /// ログインID
    pub login: &'a Login,
    /// 氏名
    pub name: &'a str,
    /// What the person may do.
    pub role: Role,
    /// The first password.
    pub hashed: &'a Hashed,
    /// Until when it works, if it is a start password.
    pub start_until: Option<Millis>,
}

fn staff(model: Model) -> Result<StaffRow> {
    const TABLE: &str = "staff";
    Ok(StaffRow {
        id: model.id,
        login: row::parsed(Login::from_stored(&model.login), TABLE, "login")?,
        name: model.name,
        role: row::parsed(Role::from_code(&model.role), TABLE, "role")?,
        password_hash: model.password_hash,
        pepper_id: model.pepper_id,
        start_until: model.start_until,
        totp_sealed: model.totp_sealed,
        enrolled_at: model.enrolled_at,
        disabled_at: model.disabled_at,
    })
}

/// The one with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<StaffRow>> {
    Entity::find_by_id(id).one(c).await?.map(staff).transpose()
}

/// The one with this login name.
///
/// # Errors
/// The database's own.
pub async fn by_login<C: ConnectionTrait>(c: &C, login: &Login) -> Result<Option<StaffRow>> {
    Entity::find()
        .filter(Column::Login.eq(login.as_str()))
        .one(c)
        .await?
        .map(staff)
        .transpose()
}

/// Everybody, by login name.
///
/// # Errors
/// The database's own.
pub async fn all<C: ConnectionTrait>(c: &C) -> Result<Vec<StaffRow>> {
    let found = Entity::find().order_by_asc(Column::Login).all(c).await?;
    found.into_iter().map(staff).collect()
}

/// Makes an account and answers its number, or nothing when the login name is taken.
///
/// # Errors
/// The database's own.
pub async fn insert<C: ConnectionTrait>(
    c: &C,
    new: &NewStaff<'_>,
    now: Millis,
) -> Result<Option<i64>> {
    row::number(
        c,
        "INSERT INTO staff (login, name, role, password_hash, pepper_id, password_changed_at, start_until, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $6) ON CONFLICT DO NOTHING RETURNING id AS value",
        [
            new.login.as_str().into(),
            new.name.into(),
            new.role.code().into(),
            new.hashed.hash.as_str().into(),
            new.hashed.pepper_id.as_str().into(),
            now.into(),
            new.start_until.into(),
        ],
    )
    .await
}

/// Gives the person another password: the own one, or with `start_until` one that somebody else made up.
///
/// # Errors
/// The database's own.
pub async fn set_password<C: ConnectionTrait>(
    c: &C,
    id: i64,
    hashed: &Hashed,
    start_until: Option<Millis>,
    now: Millis,
) -> Result<()> {
    row::execute(
        c,
        "UPDATE staff SET password_hash = $2, pepper_id = $3, start_until = $4, password_changed_at = $5 WHERE id = $1",
        [
            id.into(),
            hashed.hash.as_str().into(),
            hashed.pepper_id.as_str().into(),
            start_until.into(),
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
        "UPDATE staff SET password_hash = $3, pepper_id = $4 WHERE id = $1 AND password_hash = $2",
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

/// Offers a secret to be put into an authenticator. Nothing happens once one was confirmed.
///
/// # Errors
/// The database's own.
pub async fn offer_totp<C: ConnectionTrait>(c: &C, id: i64, sealed: &str) -> Result<()> {
    row::execute(
        c,
        "UPDATE staff SET totp_sealed = $2 WHERE id = $1 AND enrolled_at IS NULL",
        [id.into(), sealed.into()],
    )
    .await?;
    Ok(())
}

/// Confirms the authenticator that has the secret `sealed`. Answers whether this was the first confirmation of that very secret.
///
/// # Errors
/// The database's own.
pub async fn enrol<C: ConnectionTrait>(
    c: &C,
    id: i64,
    sealed: &str,
    step: i64,
    now: Millis,
) -> Result<bool> {
    let enrolled = row::execute(
        c,
        "UPDATE staff SET enrolled_at = $4, totp_step = $3 WHERE id = $1 AND totp_sealed = $2 AND enrolled_at IS NULL",
        [id.into(), sealed.into(), step.into(), now.into()],
    )
    .await?;
    Ok(enrolled == 1)
}

/// Uses up the code of a time step, and all earlier ones, of the authenticator that has the secret `sealed`. Answers whether it was
/// still unused.
///
/// # Errors
/// The database's own.
pub async fn use_code<C: ConnectionTrait>(c: &C, id: i64, sealed: &str, step: i64) -> Result<bool> {
    let used = row::execute(
        c,
        "UPDATE staff SET totp_step = $3 WHERE id = $1 AND totp_sealed = $2 AND enrolled_at IS NOT NULL \
         AND (totp_step IS NULL OR totp_step < $3)",
        [id.into(), sealed.into(), step.into()],
    )
    .await?;
    Ok(used == 1)
}

/// Takes the authenticator away: the next sign-in sets one up anew.
///
/// # Errors
/// The database's own.
pub async fn forget_totp<C: ConnectionTrait>(c: &C, id: i64) -> Result<()> {
    row::execute(
        c,
        "UPDATE staff SET totp_sealed = NULL, totp_step = NULL, enrolled_at = NULL WHERE id = $1",
        [id.into()],
    )
    .await?;
    Ok(())
}

/// Closes an account, or opens it again with `None`.
///
/// # Errors
/// The database's own.
pub async fn set_disabled<C: ConnectionTrait>(c: &C, id: i64, at: Option<Millis>) -> Result<()> {
    row::execute(
        c,
        "UPDATE staff SET disabled_at = $2 WHERE id = $1",
        [id.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Stores the same secret sealed anew, unless it was replaced meanwhile.
///
/// # Errors
/// The database's own.
pub async fn reseal_totp<C: ConnectionTrait>(
    c: &C,
    id: i64,
    before: &str,
    sealed: &str,
) -> Result<()> {
    row::execute(
        c,
        "UPDATE staff SET totp_sealed = $3 WHERE id = $1 AND totp_sealed = $2",
        [id.into(), before.into(), sealed.into()],
    )
    .await?;
    Ok(())
}

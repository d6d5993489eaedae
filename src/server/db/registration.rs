//! Registrations that wait for a mailed link, and what became of them. One per person is open at a time: a partial UNIQUE index
//! holds it, and whoever moves one on does it by an `UPDATE … WHERE ended_at IS NULL` that touches one row or none.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Result,
    ended::{EndedAs, KEPT},
    entity::registration::{Column, Entity, Model},
    row,
};
use crate::{
    domain::{email::Email, newsletter::CategoryId},
    server::{clock::Millis, link::Seed, passwords::Hashed},
};

/// A registration.
#[derive(Clone, PartialEq, Eq)]
pub struct Registration {
    /// Its number.
    pub id: i64,
    /// Who registers.
    pub person_id: i64,
    /// The address it was mailed to.
    pub email: Email,
    /// PHC string of the password chosen.
    pub password_hash: String,
    /// Which pepper the hash was made with.
    pub pepper_id: String,
    /// Whether the password is weak.
    pub password_weak: bool,
    /// The categories left ticked.
    pub newsletters: Vec<CategoryId>,
    /// Version of the terms agreed to.
    pub terms_version: String,
    /// Digest of the browser it was made in.
    pub visitor: String,
    /// Seed of the mailed link and code.
    pub seed: Seed,
    /// Seed of the link that the old address gets.
    pub approval_seed: Seed,
    /// Whether the old address, or the society, has to agree.
    pub needs_approval: bool,
    /// Wrong codes typed.
    pub wrong_tries: i64,
    /// When it was made.
    pub created_at: Millis,
    /// Until when its link works.
    pub expires_at: Millis,
    /// When the new address was proven.
    pub confirmed_at: Option<Millis>,
    /// When the old address or the society agreed.
    pub approved_at: Option<Millis>,
    /// Who agreed.
    pub approved_by: Option<String>,
    /// How and when it ended.
    pub ended: Option<(EndedAs, Millis)>,
}

/// What a new registration is made of.
#[derive(Clone, Copy)]
pub struct NewRegistration<'a> {
    /// Who registers.
    pub person_id: i64,
    /// The address to prove.
    pub email: &'a Email,
    /// PHC string of the password chosen.
    pub password_hash: &'a str,
    /// Which pepper the hash was made with.
    pub pepper_id: &'a str,
    /// Whether the password is weak.
    pub password_weak: bool,
    /// The categories left ticked.
    pub newsletters: &'a [CategoryId],
    /// Version of the terms agreed to.
    pub terms_version: &'a str,
    /// Digest of the browser it is made in.
    pub visitor: &'a str,
    /// Seed of the mailed link and code.
    pub seed: &'a Seed,
    /// Seed of the link that the old address gets.
    pub approval_seed: &'a Seed,
    /// Whether the old address, or the society, has to agree.
    pub needs_approval: bool,
    /// When it is made.
    pub created_at: Millis,
    /// Until when its link works.
    pub expires_at: Millis,
}

fn registration(model: Model) -> Result<Registration> {
    let ended = match (model.ended_as, model.ended_at) {
        (Some(code), Some(at)) => Some((
            row::parsed(EndedAs::parse(&code), "registration", "ended_as")?,
            at,
        )),
        _ => None,
    };
    Ok(Registration {
        id: model.id,
        person_id: model.person_id,
        email: row::email(&model.email, "registration")?,
        password_hash: model.password_hash,
        pepper_id: model.pepper_id,
        password_weak: model.password_weak,
        newsletters: row::from_json(&model.newsletters, "registration", "newsletters")?,
        terms_version: model.terms_version,
        visitor: model.visitor_digest,
        seed: row::seed(&model.seed, "registration")?,
        approval_seed: row::seed(&model.approval_seed, "registration")?,
        needs_approval: model.needs_approval,
        wrong_tries: model.wrong_tries,
        created_at: model.created_at,
        expires_at: model.expires_at,
        confirmed_at: model.confirmed_at,
        approved_at: model.approved_at,
        approved_by: model.approved_by,
        ended,
    })
}

/// Opens a registration and answers its number; the person's open one, if any, ends as superseded. Holds the person still, so
/// that of two at once the later one stands.
///
/// # Errors
/// The database's own.
pub async fn open<C: ConnectionTrait>(c: &C, new: &NewRegistration<'_>) -> Result<i64> {
    supersede(c, new.person_id, new.created_at).await?;
    let newsletters = row::to_json(&new.newsletters, "registration", "newsletters")?;
    let id = row::number(
        c,
        "INSERT INTO registration (person_id, email, email_key, password_hash, pepper_id, password_weak, newsletters, \
         terms_version, visitor_digest, seed, approval_seed, needs_approval, wrong_tries, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14) RETURNING id AS value",
        [
            new.person_id.into(),
            new.email.as_str().into(),
            new.email.key().into(),
            new.password_hash.into(),
            new.pepper_id.into(),
            new.password_weak.into(),
            newsletters.into(),
            new.terms_version.into(),
            new.visitor.into(),
            new.seed.as_str().into(),
            new.approval_seed.as_str().into(),
            new.needs_approval.into(),
            new.created_at.into(),
            new.expires_at.into(),
        ],
    )
    .await?;
    row::parsed(id, "registration", "id")
}

/// Ends the person's open registration, if any: another took its place, or the account changed in another way. Holds the person
/// still.
///
/// # Errors
/// The database's own.
pub async fn supersede<C: ConnectionTrait>(c: &C, person_id: i64, now: Millis) -> Result<()> {
    row::hold(c, "person", person_id).await?;
    let code = EndedAs::Superseded.as_str();
    row::execute(
        c,
        "UPDATE registration SET ended_at = $2, ended_as = $3 WHERE person_id = $1 AND ended_at IS NULL",
        [person_id.into(), now.into(), code.into()],
    )
    .await?;
    Ok(())
}

/// The registration with this number.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Registration>> {
    Entity::find_by_id(id)
        .one(c)
        .await?
        .map(registration)
        .transpose()
}

/// The registration whose mailed link has this seed.
///
/// # Errors
/// The database's own.
pub async fn by_seed<C: ConnectionTrait>(c: &C, seed: &Seed) -> Result<Option<Registration>> {
    one_where(c, Column::Seed, seed.as_str()).await
}

/// The registration whose link to the old address has this seed.
///
/// # Errors
/// The database's own.
pub async fn by_approval_seed<C: ConnectionTrait>(
    c: &C,
    seed: &Seed,
) -> Result<Option<Registration>> {
    one_where(c, Column::ApprovalSeed, seed.as_str()).await
}

async fn one_where<C: ConnectionTrait>(
    c: &C,
    column: Column,
    value: &str,
) -> Result<Option<Registration>> {
    Entity::find()
        .filter(column.eq(value))
        .one(c)
        .await?
        .map(registration)
        .transpose()
}

/// The newest registration made in a browser, open or ended.
///
/// # Errors
/// The database's own.
pub async fn latest_of_visitor<C: ConnectionTrait>(
    c: &C,
    visitor: &str,
) -> Result<Option<Registration>> {
    Entity::find()
        .filter(Column::VisitorDigest.eq(visitor))
        .order_by_desc(Column::Id)
        .one(c)
        .await?
        .map(registration)
        .transpose()
}

/// Records that the new address was proven. Answers whether this call did it.
///
/// # Errors
/// The database's own.
pub async fn confirm<C: ConnectionTrait>(c: &C, id: i64, now: Millis) -> Result<bool> {
    let touched = row::execute(
        c,
        "UPDATE registration SET confirmed_at = $2 \
         WHERE id = $1 AND ended_at IS NULL AND confirmed_at IS NULL AND expires_at > $2",
        [id.into(), now.into()],
    )
    .await?;
    Ok(touched == 1)
}

/// Records that the old address (`by` = `old_address`), the society's code (`code`) or staff agreed. Answers whether this call did it.
///
/// # Errors
/// The database's own.
pub async fn approve<C: ConnectionTrait>(c: &C, id: i64, by: &str, now: Millis) -> Result<bool> {
    let touched = row::execute(
        c,
        "UPDATE registration SET approved_at = $3, approved_by = $2 \
         WHERE id = $1 AND ended_at IS NULL AND approved_at IS NULL AND expires_at > $3",
        [id.into(), by.into(), now.into()],
    )
    .await?;
    Ok(touched == 1)
}

/// Ends an open registration. Of any number who try at once, one is told `true`.
///
/// # Errors
/// The database's own.
pub async fn end<C: ConnectionTrait>(
    c: &C,
    id: i64,
    ended_as: EndedAs,
    now: Millis,
) -> Result<bool> {
    let touched = row::execute(
        c,
        "UPDATE registration SET ended_at = $3, ended_as = $2 WHERE id = $1 AND ended_at IS NULL",
        [id.into(), ended_as.as_str().into(), now.into()],
    )
    .await?;
    Ok(touched == 1)
}

/// Counts a wrong code and answers how many there were, this one included.
///
/// # Errors
/// The database's own.
pub async fn wrong_try<C: ConnectionTrait>(c: &C, id: i64) -> Result<i64> {
    let tries = row::number(
        c,
        "UPDATE registration SET wrong_tries = wrong_tries + 1 WHERE id = $1 RETURNING wrong_tries AS value",
        [id.into()],
    )
    .await?;
    Ok(tries.unwrap_or_default())
}

/// Gives an open, unconfirmed registration another password.
///
/// # Errors
/// The database's own.
pub async fn set_password<C: ConnectionTrait>(c: &C, id: i64, hashed: &Hashed) -> Result<()> {
    row::execute(
        c,
        "UPDATE registration SET password_hash = $2, pepper_id = $3, password_weak = $4 \
         WHERE id = $1 AND ended_at IS NULL AND confirmed_at IS NULL",
        [
            id.into(),
            hashed.hash.as_str().into(),
            hashed.pepper_id.as_str().into(),
            hashed.weak.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Another address for a registration.
#[derive(Clone, Copy)]
pub struct NewAddress<'a> {
    /// The address to prove instead.
    pub email: &'a Email,
    /// Seed of the link mailed there.
    pub seed: &'a Seed,
    /// Seed of the link that the old address gets.
    pub approval_seed: &'a Seed,
    /// Whether the old address, or the society, has to agree.
    pub needs_approval: bool,
    /// Until when the link works.
    pub expires_at: Millis,
}

/// Sends an open, unconfirmed registration to another address, under new seeds: what was mailed before no longer counts, nor
/// who agreed. Answers whether it could be done.
///
/// # Errors
/// The database's own.
pub async fn set_email<C: ConnectionTrait>(c: &C, id: i64, new: &NewAddress<'_>) -> Result<bool> {
    let touched = row::execute(
        c,
        "UPDATE registration SET email = $2, email_key = $3, seed = $4, approval_seed = $5, needs_approval = $6, \
         expires_at = $7, wrong_tries = 0, approved_at = NULL, approved_by = NULL \
         WHERE id = $1 AND ended_at IS NULL AND confirmed_at IS NULL",
        [
            id.into(),
            new.email.as_str().into(),
            new.email.key().into(),
            new.seed.as_str().into(),
            new.approval_seed.as_str().into(),
            new.needs_approval.into(),
            new.expires_at.into(),
        ],
    )
    .await?;
    Ok(touched == 1)
}

/// Ends what nobody came for in time, and deletes what ended [`KEPT`] ago: its password and address are of no use any more.
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "UPDATE registration SET ended_at = $1, ended_as = $2 WHERE ended_at IS NULL AND expires_at <= $1",
        [now.into(), EndedAs::Expired.as_str().into()],
    )
    .await?;
    row::execute(
        c,
        "DELETE FROM registration WHERE ended_at <= $1",
        [(now - KEPT).into()],
    )
    .await
}

//! Counters that slow guessing down, under keyed digests: what was counted is nowhere in clear. The rules are the domain's; here they
//! are made to hold when many ask at once, on any number of nodes.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};

use super::{Result, Txn, entity, row};
use crate::{
    domain::throttle::{Quota, Rule, Tries, after_failure, wait_s},
    server::clock::{DAY, Millis},
};

/// How long an untouched counter is kept: longer than any rule remembers.
const KEPT: Millis = 2 * DAY;

#[derive(FromQueryResult)]
struct Counted {
    failures: i64,
    first_at: i64,
}

/// How many whole seconds the next try under `key` has to wait, if any.
///
/// # Errors
/// The database's own.
pub async fn blocked<C: ConnectionTrait>(c: &C, key: &str, now: Millis) -> Result<Option<i64>> {
    let found = entity::throttle::Entity::find_by_id(key).one(c).await?;
    Ok(found.and_then(|row| {
        let tries = Tries {
            failures: u32::try_from(row.failures).unwrap_or(u32::MAX),
            first_at: row.first_at,
            last_at: row.last_at,
            blocked_until: row.blocked_until,
        };
        wait_s(&tries, now)
    }))
}

/// Counts a failure that has happened.
///
/// # Errors
/// The database's own.
pub async fn failed<C: ConnectionTrait>(
    c: &C,
    key: &str,
    rule: &Rule,
    now: Millis,
) -> Result<Tries> {
    let counted = count(c, key, rule, now, Millis::MAX).await?;
    block(
        c,
        key,
        row::parsed(counted, "throttle", "failures")?,
        rule,
        now,
    )
    .await
}

/// Counts a try as a failure before its outcome is known, or answers how many whole seconds it has to wait. Of many who try at
/// once, no more get through than one after the other would: this, and not [`blocked`] followed by [`failed`], is what stands
/// before a secret. A try that turns out well is taken back by [`forgive`] or, with the whole row of them, by [`clear`].
///
/// # Errors
/// The database's own.
pub async fn attempt(
    txn: &Txn,
    key: &str,
    rule: &Rule,
    now: Millis,
) -> Result<std::result::Result<Tries, i64>> {
    match count(txn, key, rule, now, now).await? {
        Some(counted) => Ok(Ok(block(txn, key, counted, rule, now).await?)),
        None => Ok(Err(blocked(txn, key, now).await?.unwrap_or(1))),
    }
}

/// One more under `key`, unless it is blocked beyond `limit`; the row is then held until the transaction ends.
async fn count<C: ConnectionTrait>(
    c: &C,
    key: &str,
    rule: &Rule,
    now: Millis,
    limit: Millis,
) -> Result<Option<Counted>> {
    row::one(
        c,
        "INSERT INTO throttle (key, failures, first_at, last_at, blocked_until) VALUES ($1, 1, $2, $2, $2) \
         ON CONFLICT (key) DO UPDATE SET \
         failures = CASE WHEN throttle.last_at <= $3 THEN 1 ELSE throttle.failures + 1 END, \
         first_at = CASE WHEN throttle.last_at <= $3 THEN $2 ELSE throttle.first_at END, \
         last_at = $2 WHERE throttle.blocked_until <= $4 RETURNING failures, first_at",
        [
            key.into(),
            now.into(),
            (now - rule.forget_after_ms).into(),
            limit.into(),
        ],
    )
    .await
}

/// Makes the next try wait as the rule says.
async fn block<C: ConnectionTrait>(
    c: &C,
    key: &str,
    counted: Counted,
    rule: &Rule,
    now: Millis,
) -> Result<Tries> {
    let before = u32::try_from(counted.failures - 1).unwrap_or(u32::MAX);
    let before = (before > 0).then_some(Tries {
        failures: before,
        first_at: counted.first_at,
        last_at: now,
        blocked_until: now,
    });
    let tries = after_failure(before, now, rule);
    if tries.blocked_until > now {
        row::execute(
            c,
            "UPDATE throttle SET blocked_until = $2 WHERE key = $1 AND blocked_until < $2",
            [key.into(), tries.blocked_until.into()],
        )
        .await?;
    }
    Ok(tries)
}

/// Takes one counted try back: it was no failure.
///
/// # Errors
/// The database's own.
pub async fn forgive<C: ConnectionTrait>(c: &C, key: &str, now: Millis) -> Result<()> {
    row::execute(
        c,
        "UPDATE throttle SET failures = failures - 1, \
         blocked_until = CASE WHEN blocked_until > $2 THEN $2 ELSE blocked_until END \
         WHERE key = $1 AND failures > 0",
        [key.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Forgets what was counted under `key`.
///
/// # Errors
/// The database's own.
pub async fn clear<C: ConnectionTrait>(c: &C, key: &str) -> Result<()> {
    row::execute(c, "DELETE FROM throttle WHERE key = $1", [key.into()]).await?;
    Ok(())
}

/// Takes one of the uses a quota allows, or answers after how many whole seconds there are new ones. Exactly so many get through
/// as it allows, however many ask at once.
///
/// # Errors
/// The database's own.
pub async fn take<C: ConnectionTrait>(
    c: &C,
    key: &str,
    quota: &Quota,
    now: Millis,
) -> Result<std::result::Result<(), i64>> {
    let taken = row::execute(
        c,
        "INSERT INTO throttle (key, failures, first_at, last_at, blocked_until) VALUES ($1, 1, $2, $2, $2) \
         ON CONFLICT (key) DO UPDATE SET \
         failures = CASE WHEN throttle.first_at <= $3 THEN 1 ELSE throttle.failures + 1 END, \
         first_at = CASE WHEN throttle.first_at <= $3 THEN $2 ELSE throttle.first_at END, \
         last_at = $2 WHERE throttle.failures < $4 OR throttle.first_at <= $3",
        [
            key.into(),
            now.into(),
            (now - quota.window_ms).into(),
            i64::from(quota.max).into(),
        ],
    )
    .await?;
    if taken == 1 {
        return Ok(Ok(()));
    }
    let found = entity::throttle::Entity::find_by_id(key).one(c).await?;
    let left_ms = found.map_or(0, |row| row.first_at + quota.window_ms - now);
    Ok(Err((left_ms + 999).max(1000) / 1000))
}

/// Deletes counters nobody has touched for longer than any rule remembers.
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM throttle WHERE last_at <= $1",
        [(now - KEPT).into()],
    )
    .await
}

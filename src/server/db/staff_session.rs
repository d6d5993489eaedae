//! Which of the staff are signed in. Not the members' sessions: another table, another cookie, another end.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::{Result, entity, row};
use crate::server::clock::{HOUR, MINUTE, Millis};

/// A session ends when it was not used for this long: a desk that was left.
pub const IDLE: Millis = 30 * MINUTE;
/// A session ends this long after the sign-in, however busy: one working day.
pub const ABSOLUTE: Millis = 8 * HOUR;
/// A session that has not shown the second factor ends this long after the password.
pub const HALF: Millis = 10 * MINUTE;
/// Sessions one person may have at once; the oldest makes room.
pub const PER_STAFF: i64 = 3;
/// How coarsely the last use is recorded, so that reading a page seldom writes.
pub const TOUCH: Millis = MINUTE;

/// A session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSession {
    /// Whose it is.
    pub staff_id: i64,
    /// When it was last used, to [`TOUCH`].
    pub seen_at: Millis,
    /// When the second factor was shown; none while only the password was.
    pub verified_at: Option<Millis>,
}

impl StaffSession {
    /// Whether its last use is due to be recorded by [`touch`].
    pub fn touch_due(&self, now: Millis) -> bool {
        now - self.seen_at >= TOUCH
    }
}

/// Starts a session under the digest of a fresh token; beyond [`PER_STAFF`] the person's oldest ends.
///
/// # Errors
/// The database's own.
pub async fn create<C: ConnectionTrait>(
    c: &C,
    digest: &str,
    staff_id: i64,
    verified_at: Option<Millis>,
    now: Millis,
) -> Result<()> {
    row::hold(c, "staff", staff_id).await?;
    row::execute(
        c,
        "INSERT INTO staff_session (token_digest, staff_id, created_at, seen_at, verified_at) VALUES ($1, $2, $3, $3, $4)",
        [digest.into(), staff_id.into(), now.into(), verified_at.into()],
    )
    .await?;
    // half sessions make room among themselves: a password alone ends nobody's work
    let half = verified_at.is_none();
    row::execute(
        c,
        "DELETE FROM staff_session WHERE staff_id = $1 AND token_digest <> $2 AND (verified_at IS NULL) = $4 AND token_digest NOT IN ( \
         SELECT token_digest FROM staff_session WHERE staff_id = $1 AND token_digest <> $2 AND (verified_at IS NULL) = $4 \
         ORDER BY created_at DESC, seen_at DESC, token_digest LIMIT $3)",
        [
            staff_id.into(),
            digest.into(),
            (PER_STAFF - 1).into(),
            half.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The session of a token's digest, while it is alive.
///
/// # Errors
/// The database's own.
pub async fn find<C: ConnectionTrait>(
    c: &C,
    digest: &str,
    now: Millis,
) -> Result<Option<StaffSession>> {
    let found = entity::staff_session::Entity::find_by_id(digest)
        .one(c)
        .await?;
    Ok(found
        .filter(|row| {
            let most = row.verified_at.map_or(HALF, |_| ABSOLUTE);
            now - row.seen_at < IDLE && now - row.created_at < most
        })
        .map(|row| StaffSession {
            staff_id: row.staff_id,
            seen_at: row.seen_at,
            verified_at: row.verified_at,
        }))
}

/// Records a use, and never wakes a session that has ended.
///
/// # Errors
/// The database's own.
pub async fn touch<C: ConnectionTrait>(c: &C, digest: &str, now: Millis) -> Result<()> {
    row::execute(
        c,
        "UPDATE staff_session SET seen_at = $2 WHERE token_digest = $1 AND seen_at <= $3 AND seen_at > $4",
        [
            digest.into(),
            now.into(),
            (now - TOUCH).into(),
            (now - IDLE).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Ends a session. Answers whether there was one.
///
/// # Errors
/// The database's own.
pub async fn end<C: ConnectionTrait>(c: &C, digest: &str) -> Result<bool> {
    let ended = row::execute(
        c,
        "DELETE FROM staff_session WHERE token_digest = $1",
        [digest.into()],
    )
    .await?;
    Ok(ended == 1)
}

/// Ends all sessions of a person, except the one with this digest.
///
/// # Errors
/// The database's own.
pub async fn end_all<C: ConnectionTrait>(c: &C, staff_id: i64, except: Option<&str>) -> Result<()> {
    row::execute(
        c,
        "DELETE FROM staff_session WHERE staff_id = $1 AND token_digest <> $2",
        [staff_id.into(), except.unwrap_or_default().into()],
    )
    .await?;
    Ok(())
}

/// Deletes what has ended by itself.
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM staff_session WHERE seen_at <= $1 OR created_at <= $2 OR (verified_at IS NULL AND created_at <= $3)",
        [
            (now - IDLE).into(),
            (now - ABSOLUTE).into(),
            (now - HALF).into(),
        ],
    )
    .await
}

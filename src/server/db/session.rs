//! Who is logged in. The database knows a cookie's token only by its digest.

use std::{collections::BTreeMap, sync::Arc};

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};

use super::{
    Result,
    account::{self, Account},
    entity,
    person::{self, Person},
    row, unfold,
};
use crate::server::clock::{HOUR, MINUTE, Millis};

/// A session ends when it was not used for this long (NIST SP 800-63B, draft of revision 4, AAL2).
pub const IDLE: Millis = 30 * MINUTE;
/// A session ends this long after the login, however busy (same source).
pub const ABSOLUTE: Millis = 12 * HOUR;
/// Sessions an account may have at once; the oldest makes room.
pub const PER_ACCOUNT: i64 = 5;
/// How coarsely the last use is recorded, so that reading a page seldom writes.
pub const TOUCH: Millis = MINUTE;

/// A session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub account_id: i64,
    /// When the person logged in.
    pub created_at: Millis,
    /// When it was last used, to [`TOUCH`].
    pub seen_at: Millis,
    /// When the person last showed the code of a mail in it (`session_code`).
    pub proven_at: Option<Millis>,
}

impl Session {
    /// Whether its last use is due to be recorded by [`touch`].
    pub fn touch_due(&self, now: Millis) -> bool {
        now - self.seen_at >= TOUCH
    }
}

/// Who is signed in.
#[derive(Clone)]
pub struct Known {
    /// The session.
    pub session: Session,
    /// The account.
    pub account: Account,
    /// The person of the roster.
    pub person: Arc<Person>,
}

/// Starts a session under the digest of a fresh token; beyond [`PER_ACCOUNT`] the account's oldest ends.
///
/// # Errors
/// The database's own.
pub async fn create<C: ConnectionTrait>(
    c: &C,
    digest: &str,
    account_id: i64,
    now: Millis,
) -> Result<()> {
    row::hold(c, "account", account_id).await?;
    row::execute(
        c,
        "INSERT INTO session (token_digest, account_id, created_at, seen_at) VALUES ($1, $2, $3, $3)",
        [digest.into(), account_id.into(), now.into()],
    )
    .await?;
    row::execute(
        c,
        "DELETE FROM session WHERE account_id = $1 AND token_digest <> $2 AND token_digest NOT IN ( \
         SELECT token_digest FROM session WHERE account_id = $1 AND token_digest <> $2 \
         ORDER BY created_at DESC, seen_at DESC, token_digest LIMIT $3)",
        [account_id.into(), digest.into(), (PER_ACCOUNT - 1).into()],
    )
    .await?;
    Ok(())
}

/// The sessions of some tokens' digests, as far as they are alive, with their accounts and people.
///
/// # Errors
/// The database's own.
pub async fn find<C: ConnectionTrait>(
    c: &C,
    digests: &[String],
    now: Millis,
) -> Result<BTreeMap<String, Known>> {
    struct Found {
        session: entity::session::Model,
        account: entity::account::Model,
        person: entity::person::Model,
    }
    impl FromQueryResult for Found {
        fn from_query_result(row: &QueryResult, pre: &str) -> std::result::Result<Self, DbErr> {
            Ok(Self {
                session: entity::session::Model::from_query_result(row, "s_")?,
                account: entity::account::Model::from_query_result(row, pre)?,
                person: entity::person::Model::from_query_result(row, "p_")?,
            })
        }
    }
    let list = unfold::is_a_text(c, "$1");
    let sql = format!(
        "SELECT s.token_digest AS s_token_digest, s.account_id AS s_account_id, s.created_at AS s_created_at, \
         s.seen_at AS s_seen_at, s.proven_at AS s_proven_at, {}, a.* FROM session s JOIN account a ON a.id = s.account_id \
         JOIN person p ON p.id = a.person_id WHERE s.token_digest {list}",
        person::columns("p", "p_")
    );
    let found: Vec<Found> = row::all(c, &sql, [unfold::json(digests)?.into()]).await?;
    let alive = found.into_iter().filter(|Found { session, .. }| {
        now - session.seen_at < IDLE && now - session.created_at < ABSOLUTE
    });
    alive
        .map(|found| {
            let Found {
                session,
                account,
                person,
            } = found;
            let known = Session {
                account_id: session.account_id,
                created_at: session.created_at,
                seen_at: session.seen_at,
                proven_at: session.proven_at,
            };
            let known = Known {
                session: known,
                account: account::account(account)?,
                person: Arc::new(person::person(person)?),
            };
            Ok((session.token_digest, known))
        })
        .collect()
}

/// Records a use, at most once a minute, and never wakes a session that has ended. Answers whether it was recorded.
///
/// # Errors
/// The database's own.
pub async fn touch<C: ConnectionTrait>(c: &C, digest: &str, now: Millis) -> Result<bool> {
    let touched = row::execute(
        c,
        "UPDATE session SET seen_at = $2 WHERE token_digest = $1 AND seen_at <= $3 AND seen_at > $4",
        [
            digest.into(),
            now.into(),
            (now - TOUCH).into(),
            (now - IDLE).into(),
        ],
    )
    .await?;
    Ok(touched == 1)
}

/// Ends a session. Answers whether there was one.
///
/// # Errors
/// The database's own.
pub async fn end<C: ConnectionTrait>(c: &C, digest: &str) -> Result<bool> {
    let ended = row::execute(
        c,
        "DELETE FROM session WHERE token_digest = $1",
        [digest.into()],
    )
    .await?;
    Ok(ended == 1)
}

/// Ends all sessions of an account, except the one with this digest.
///
/// # Errors
/// The database's own.
pub async fn end_all<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
    except: Option<&str>,
) -> Result<()> {
    row::execute(
        c,
        "DELETE FROM session WHERE account_id = $1 AND token_digest <> $2",
        [account_id.into(), except.unwrap_or_default().into()],
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
        "DELETE FROM session WHERE seen_at <= $1 OR created_at <= $2",
        [(now - IDLE).into(), (now - ABSOLUTE).into()],
    )
    .await
}

/// Browsers an account has logged in from before, by the digest of their visitor cookie.
pub mod known_device {
    use sea_orm::{ConnectionTrait, EntityTrait};

    use super::super::{Result, entity, row};
    use crate::server::clock::Millis;

    /// Remembers the browser.
    ///
    /// # Errors
    /// The database's own.
    pub async fn remember<C: ConnectionTrait>(
        c: &C,
        account_id: i64,
        visitor: &str,
        now: Millis,
    ) -> Result<()> {
        row::execute(
            c,
            "INSERT INTO known_device (account_id, visitor_digest, seen_at) VALUES ($1, $2, $3) \
             ON CONFLICT (account_id, visitor_digest) DO UPDATE SET seen_at = excluded.seen_at",
            [account_id.into(), visitor.into(), now.into()],
        )
        .await?;
        Ok(())
    }

    /// Whether the account has been used from the browser.
    ///
    /// # Errors
    /// The database's own.
    pub async fn is_known<C: ConnectionTrait>(
        c: &C,
        account_id: i64,
        visitor: &str,
    ) -> Result<bool> {
        let key = (account_id, visitor.to_owned());
        Ok(entity::known_device::Entity::find_by_id(key)
            .one(c)
            .await?
            .is_some())
    }
}

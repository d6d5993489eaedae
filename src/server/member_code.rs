//! 登録コード: the society vouches for a person with a one-time code, after it has made sure by itself who is asking.

use std::fmt;

use super::{
    chance::Chance,
    clock::{DAY, Millis},
    db::{self, Db, code, person, staff_event},
    keys::Keys,
};
use crate::domain::{
    birth_date::BirthDate,
    code::RegistrationCode,
    symbol_number::{Branch, Number, Symbol},
};

/// How long a code counts: letters by post reach people within a week, and people open them within another.
pub const LIFETIME: Millis = 14 * DAY;
/// The purpose of the digest under which a code is stored.
pub const DIGEST: &str = "registration-code";

/// Whose code is wanted. What is not given does not narrow the search.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// 記号
    pub symbol: Symbol,
    /// 番号
    pub number: Number,
    /// 枝番
    pub branch: Option<Branch>,
    /// 生年月日
    pub birth_date: Option<BirthDate>,
}

/// A fresh code, to be handed to the person and to nobody else.
#[derive(Debug)]
pub struct Issued {
    /// The code.
    pub code: RegistrationCode,
    /// Until when it counts.
    pub expires_at: Millis,
}

/// Why there is no code.
#[derive(Debug)]
pub enum IssueError {
    /// Nobody fits.
    Nobody,
    /// Several people fit.
    Several(usize),
    /// The database failed.
    Database(db::Error),
}

impl From<db::Error> for IssueError {
    fn from(error: db::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for IssueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => f.write_str("当てはまる人が台帳にいません。"),
            Self::Several(count) => write!(
                f,
                "当てはまる人が {count} 人います。--branch か --birth-date で 1 人に絞ってください。"
            ),
            Self::Database(error) => write!(f, "登録コードを作れませんでした({error})。"),
        }
    }
}

impl std::error::Error for IssueError {}

/// Issues a code for the one person who fits; an older unused code of that person no longer counts.
///
/// # Errors
/// When nobody or more than one person fits, or the database fails.
pub async fn issue(
    db: &Db,
    keys: &Keys,
    chance: &Chance,
    now: Millis,
    wanted: &Wanted,
) -> Result<Issued, IssueError> {
    let txn = db.begin().await?;
    let fits = |person: &person::Person| wanted.branch.is_none() || wanted.branch == person.branch;
    let born =
        |person: &person::Person| wanted.birth_date.is_none_or(|day| day == person.birth_date);
    let mut people = person::by_number(&txn, &wanted.symbol, &wanted.number).await?;
    people.retain(|person| fits(person) && born(person));
    let person = match people.as_slice() {
        [] => return Err(IssueError::Nobody),
        [person] => person,
        several => return Err(IssueError::Several(several.len())),
    };
    let code = RegistrationCode::from_bytes(chance.bytes());
    let expires_at = now + LIFETIME;
    let digest = keys.digest(DIGEST, code.as_str());
    code::issue(&txn, person.id, &digest, now, expires_at).await?;
    staff_event::record(
        &txn,
        "registration-code",
        Some(person.id),
        "command line",
        now,
    )
    .await?;
    txn.commit().await.map_err(db::Error::from)?;
    Ok(Issued { code, expires_at })
}

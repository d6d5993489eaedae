//! The record of what staff did and whose data they saw. Rows are added and read, never changed and never deleted.

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    Result,
    entity::staff_audit::{ActiveModel, Column, Entity},
};
use crate::{domain::staff::Action, server::clock::Millis};

/// Rows that go into one statement; each takes six of the parameters that databases count.
const AT_ONCE: usize = 500;

/// One line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number; later lines have higher ones.
    pub id: i64,
    /// When.
    pub at: Millis,
    /// Who, as the account was called then.
    pub login: String,
    /// What, as a code of [`Action`].
    pub action: String,
    /// Whose data.
    pub person_id: Option<i64>,
    /// More, without personal data.
    pub detail: String,
}

/// Who does what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// The account; none for the command line and for whoever could not sign in.
    pub staff_id: Option<i64>,
    /// What the account is called.
    pub login: &'a str,
    /// What is done.
    pub action: Action,
    /// More, without personal data.
    pub detail: &'a str,
    /// When.
    pub at: Millis,
}

/// Adds one line for each of `persons`; `None` is a line about nobody.
///
/// # Errors
/// The database's own.
pub async fn record<C: ConnectionTrait>(
    c: &C,
    deed: &Deed<'_>,
    persons: &[Option<i64>],
) -> Result<()> {
    for some in persons.chunks(AT_ONCE) {
        let rows = some.iter().map(|person| ActiveModel {
            id: NotSet,
            at: Set(deed.at),
            staff_id: Set(deed.staff_id),
            staff_login: Set(deed.login.to_owned()),
            action: Set(deed.action.code().to_owned()),
            person_id: Set(*person),
            detail: Set(deed.detail.to_owned()),
        });
        Entity::insert_many(rows).exec_without_returning(c).await?;
    }
    Ok(())
}

/// Data about people that nobody may look at before the look is recorded: whose each entry is, and the entry. Queries for the
/// console answer this; [`look`] opens it.
pub struct Unseen<T>(Vec<(Option<i64>, T)>);

impl<T> Unseen<T> {
    /// Entries with the person each is about.
    pub fn of(entries: impl IntoIterator<Item = (i64, T)>) -> Self {
        let entries = entries.into_iter();
        Self(
            entries
                .map(|(person, entry)| (Some(person), entry))
                .collect(),
        )
    }

    /// Entries about people of whom nobody knows yet who they are.
    pub fn of_nobody(entries: impl IntoIterator<Item = T>) -> Self {
        Self(entries.into_iter().map(|entry| (None, entry)).collect())
    }

    /// Entries without personal data are counted freely.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Records a look at everybody the entries are about, one line for each person, and then hands the entries out.
///
/// # Errors
/// The database's own; then nothing is handed out.
pub async fn look<T, C: ConnectionTrait>(
    c: &C,
    deed: &Deed<'_>,
    unseen: Unseen<T>,
) -> Result<Vec<T>> {
    let mut persons: Vec<_> = unseen.0.iter().map(|(person, _)| *person).collect();
    persons.sort_unstable();
    persons.dedup();
    record(c, deed, &persons).await?;
    Ok(unseen.0.into_iter().map(|(_, entry)| entry).collect())
}

/// Makes something to be taken along out of the entries, and records a look at everybody in it, or at nobody. Where nothing could be
/// made nobody has seen anything, and nothing is recorded.
///
/// # Errors
/// The database's own; then nothing is handed out.
pub async fn hand_out<T, R, C: ConnectionTrait>(
    c: &C,
    deed: &Deed<'_>,
    unseen: Unseen<T>,
    make: impl FnOnce(Vec<T>) -> Option<R>,
) -> Result<Option<R>> {
    let mut persons: Vec<_> = unseen.0.iter().map(|(person, _)| *person).collect();
    persons.sort_unstable();
    persons.dedup();
    if persons.is_empty() {
        persons.push(None);
    }
    let made = make(unseen.0.into_iter().map(|(_, entry)| entry).collect());
    if made.is_some() {
        record(c, deed, &persons).await?;
    }
    Ok(made)
}

/// What is looked for in the record.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Lines about one of these people; `None` for everybody's.
    pub persons: Option<Vec<i64>>,
    /// Lines from this moment on.
    pub from: Option<Millis>,
    /// Lines before this moment.
    pub until: Option<Millis>,
    /// Lines older than the one with this number.
    pub before: Option<i64>,
}

/// The newest lines that fit, at most `limit`.
///
/// # Errors
/// The database's own.
pub async fn latest<C: ConnectionTrait>(
    c: &C,
    wanted: &Wanted,
    limit: u64,
) -> Result<Vec<AuditRow>> {
    let mut all = Condition::all();
    if let Some(persons) = &wanted.persons {
        all = all.add(Column::PersonId.is_in(persons.iter().copied()));
    }
    if let Some(from) = wanted.from {
        all = all.add(Column::At.gte(from));
    }
    if let Some(until) = wanted.until {
        all = all.add(Column::At.lt(until));
    }
    if let Some(before) = wanted.before {
        all = all.add(Column::Id.lt(before));
    }
    let rows = Entity::find()
        .filter(all)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(c)
        .await?;
    let lines = rows.into_iter().map(|row| AuditRow {
        id: row.id,
        at: row.at,
        login: row.staff_login,
        action: row.action,
        person_id: row.person_id,
        detail: row.detail,
    });
    Ok(lines.collect())
}

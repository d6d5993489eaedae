//! Which reminders a member wants. Without a row: wanted.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    Result,
    entity::reminder_choice::{Column, Entity},
    row,
};
use crate::domain::checkup::reminder::Reminder;

/// The reminders an account wants.
///
/// # Errors
/// The database's own.
pub async fn wanted<C: ConnectionTrait>(c: &C, account_id: i64) -> Result<Vec<Reminder>> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account_id))
        .all(c)
        .await?;
    let unwanted = |reminder: &Reminder| {
        rows.iter()
            .any(|row| row.kind == reminder.code() && !row.wanted)
    };
    Ok(Reminder::ALL
        .into_iter()
        .filter(|reminder| !unwanted(reminder))
        .collect())
}

/// Notes whether an account wants a reminder.
///
/// # Errors
/// The database's own.
pub async fn set<C: ConnectionTrait>(
    c: &C,
    account_id: i64,
    reminder: Reminder,
    wanted: bool,
) -> Result<()> {
    row::execute(
        c,
        "INSERT INTO reminder_choice (account_id, kind, wanted) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id, kind) DO UPDATE SET wanted = excluded.wanted",
        [account_id.into(), reminder.code().into(), wanted.into()],
    )
    .await?;
    Ok(())
}

//! 予約日のお知らせ: which mails before an examination are wanted.

use crate::{
    domain::checkup::reminder::Reminder,
    server::{
        ctx::{Ctx, Next},
        db,
        error::Result,
    },
    web::path,
};

/// The reminders, and whether each is wanted.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<Vec<(Reminder, bool)>> {
    let member = ctx.signed_in().await?;
    let wanted = db::reminder::wanted(ctx.db.reader(), member.account.id).await?;
    Ok(Reminder::ALL
        .into_iter()
        .map(|reminder| (reminder, wanted.contains(&reminder)))
        .collect())
}

/// Notes which are wanted: those ticked.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn save(ctx: &Ctx, ticked: &[String]) -> Result<Next> {
    let member = ctx.signed_in().await?;
    let txn = ctx.db.begin().await?;
    for reminder in Reminder::ALL {
        let wanted = ticked.iter().any(|code| code == reminder.code());
        db::reminder::set(&txn, member.account.id, reminder, wanted).await?;
    }
    txn.commit().await?;
    Ok(Next::to(path::saved(path::CHECKUP_REMINDERS)))
}

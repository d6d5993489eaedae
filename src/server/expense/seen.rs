//! What somebody sees of the household: the only door to rows for pages, files and mails.

use std::collections::BTreeMap;

use super::second_step::Proven;
use crate::{
    domain::expense::{
        household::{Relative, may_see, may_see_month},
        month::Month,
        settle::{Settled, settle},
    },
    server::{
        ctx::Ctx,
        db::{self, expense::sharing::Sharing, person::Person},
        error::Result,
    },
};

/// What one person may see.
pub struct Seen {
    /// Whom: oneself first, then the others by 枝番.
    pub people: Vec<Person>,
    /// What was decided on the one who looks.
    pub own: Sharing,
    /// The rows, by month, person and number; 取消 among them.
    pub rows: Vec<Settled>,
    /// The last treatment month the society has published.
    pub through: Option<Month>,
}

fn relative(person: &Person, sharing: &Sharing) -> Relative {
    Relative {
        person_id: person.id,
        acquired_on: person.acquired_on,
        lost_on: person.lost_on,
        opted_out: sharing.opted_out_at.is_some(),
        hidden: sharing.hidden_at.is_some(),
    }
}

/// What the person sees now.
///
/// # Errors
/// The database's own.
pub async fn seen(ctx: &Ctx, proven: &Proven) -> Result<Seen> {
    seen_by(ctx, &proven.person).await
}

/// What that person may see: for what the society itself hands to the person, such as paper. Whoever asks for a page or a file goes
/// through [`seen`].
///
/// # Errors
/// The database's own.
pub(in crate::server) async fn seen_by(ctx: &Ctx, me: &Person) -> Result<Seen> {
    let reader = ctx.db.reader();
    let household = db::person::by_number(reader, &me.symbol, &me.number).await?;
    let ids: Vec<i64> = household.iter().map(|person| person.id).collect();
    let decided = db::expense::sharing::of(reader, &ids).await?;
    let sharing = |id: i64| decided.get(&id).copied().unwrap_or_default();
    let own = sharing(me.id);
    let (viewer, read) = (relative(me, &own), own.notice_at.is_some());
    let relatives: BTreeMap<i64, Relative> = household
        .iter()
        .map(|person| (person.id, relative(person, &sharing(person.id))))
        .filter(|(_, other)| may_see(&viewer, read, other))
        .collect();
    let ids: Vec<i64> = relatives.keys().copied().collect();
    let rows = settle(db::expense::rows::published(reader, &ids).await?);
    let visible = |row: &Settled| {
        relatives
            .get(&row.entry.person_id)
            .is_some_and(|other| may_see_month(&viewer, read, other, row.entry.month))
    };
    let mut people: Vec<Person> = household
        .into_iter()
        .filter(|person| relatives.contains_key(&person.id))
        .collect();
    people.sort_by_key(|person| person.id != me.id);
    Ok(Seen {
        people,
        own,
        rows: rows.into_iter().filter(visible).collect(),
        through: db::expense::rows::through(reader).await?,
    })
}

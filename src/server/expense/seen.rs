//! What somebody sees of the household: the only door to rows for pages, files and mails.

use std::collections::BTreeMap;

use super::second_step::Proven;
use crate::{
    domain::expense::{
        household::{Relative, may_see, view},
        month::Month,
        settle::Settled,
    },
    server::{
        ctx::Ctx,
        db::{
            self,
            expense::{earlier::Earlier, sharing::Sharing},
            person::Person,
        },
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

/// The relative as enrolled since the first of the earlier entries.
fn since(relative: Relative, earlier: &BTreeMap<i64, Earlier>) -> Relative {
    let own = earlier
        .values()
        .filter(|one| one.person_id == relative.person_id);
    let first = own.map(|one| one.acquired_on).min();
    Relative {
        acquired_on: first.map_or(relative.acquired_on, |first| {
            first.min(relative.acquired_on)
        }),
        ..relative
    }
}

/// What the person sees now.
///
/// # Errors
/// The database's own.
pub async fn seen(ctx: &Ctx, proven: &Proven) -> Result<Seen> {
    seen_by(ctx, &proven.member.person).await
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
    let decided = db::expense::sharing::standing(reader, &ids).await?;
    let sharing = |id: i64| decided.get(&id).copied().unwrap_or_default();
    let own = sharing(me.id);
    let earlier = db::expense::earlier::of(reader, &ids).await?;
    let viewer = since(relative(me, &own), &earlier);
    let read = own.notice_at.is_some();
    let relatives: Vec<Relative> = household
        .iter()
        .map(|person| since(relative(person, &sharing(person.id)), &earlier))
        .collect();
    // rows of whoever is not seen are not even read: no time tells of them
    let visible: Vec<i64> = relatives
        .iter()
        .filter(|other| may_see(&viewer, read, other))
        .map(|other| other.person_id)
        .collect();
    let then = earlier
        .values()
        .filter(|one| visible.contains(&one.person_id));
    let then: Vec<i64> = then.map(|one| one.earlier_id).collect();
    let ids: Vec<i64> = [visible, then].concat();
    let mut rows = db::expense::rows::published(reader, &ids).await?;
    for row in &mut rows {
        // who had another 記号・番号 before is the same person
        if let Some(then) = earlier.get(&row.person_id) {
            row.person_id = then.person_id;
        }
    }
    let (seen, rows) = view(&viewer, read, &relatives, rows);
    let place = |person: &Person| seen.iter().position(|id| *id == person.id);
    let mut people: Vec<Person> = household
        .into_iter()
        .filter(|person| place(person).is_some())
        .collect();
    people.sort_by_key(place);
    Ok(Seen {
        people,
        own,
        rows,
        through: db::expense::rows::through(reader).await?,
    })
}

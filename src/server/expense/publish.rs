//! From rows that are in to rows that members see, and back.
//!
//! May enter: when a batch is published, who is told, taking it back whole. Must not: reading files, what members see.

use std::{collections::BTreeMap, time::Duration};

use super::second_step::is_over;
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::{BatchState, Refusal},
            household::Relative,
            month::Month,
            notice::concerns,
        },
        newsletter::Category,
    },
    server::{
        clock::{Clock, Millis},
        db::{
            self, ConnectionTrait, Db,
            expense::{
                Pace,
                audience::{self, Listener},
                batch, clear, earlier, people,
            },
            outbox::{self, NewMail},
        },
        error::Result,
        mail::Mail,
        settings::Settings,
        state::AppState,
    },
};

/// The category of mails that tell of new rows, in `[[newsletter]]` of the settings.
pub const CATEGORY: &str = "expense";
/// How many mails one statement writes.
const MAILS: usize = 500;
/// How long whoever waits for SQLite's one writer is let in between two pieces.
const REST: Duration = Duration::from_millis(5);

/// What is done, or why it is not.
pub type Answer = std::result::Result<(), Refusal>;

/// Sets the day a loaded batch is published on by itself, or takes it away.
///
/// # Errors
/// The database's own.
pub async fn set_day(state: &AppState, id: i64, day: Option<CivilDate>) -> Result<Answer> {
    Ok(set(&state.db, &state.clock, id, day).await?)
}

/// The same, without a node.
///
/// # Errors
/// The database's own.
pub async fn set(db: &Db, clock: &Clock, id: i64, day: Option<CivilDate>) -> db::Result<Answer> {
    if day.is_some_and(|day| day < clock.today()) {
        return Ok(Err(Refusal::DayOver));
    }
    let set = batch::set_day(db.writer(), id, day).await?;
    Ok(set.then_some(()).ok_or(Refusal::OtherState))
}

/// Publishes a loaded batch: its rows are seen, and whoever wants to know and may see one of them gets a mail.
///
/// # Errors
/// The database's own.
pub async fn publish_now(state: &AppState, id: i64) -> Result<Answer> {
    let (db, settings) = (&state.db, &state.settings);
    let answer = publish(db, &state.clock, settings, id, Pace::Gentle).await?;
    if answer.is_ok() {
        state.bell.ring();
    }
    Ok(answer)
}

/// The same, without a node. Who is told is found out before, so that nobody waits for it; whoever became 不開示 in between makes it be
/// found out again while everything stands still.
///
/// # Errors
/// The database's own.
pub async fn publish(
    db: &Db,
    clock: &Clock,
    settings: &Settings,
    id: i64,
    pace: Pace,
) -> db::Result<Answer> {
    let found = batch::by_id(db.reader(), id).await?;
    let Some(found) = found.filter(|batch| batch.state == BatchState::Loaded) else {
        return Ok(Err(Refusal::OtherState));
    };
    let (now, today) = (clock.now(), clock.today());
    let category = settings
        .newsletters
        .iter()
        .find(|category| category.id.as_str() == CATEGORY);
    let round = Round {
        batch: id,
        rows: found.of,
        category,
        today,
    };
    let mut told = round.told(db.reader(), pace).await?;
    let txn = db.begin().await?;
    if !batch::publish(&txn, id, now).await? {
        return Ok(Err(Refusal::OtherState));
    }
    if audience::hidden_since(&txn, now).await? {
        // everybody waits now
        told = round.told(&txn, Pace::Brisk).await?;
    }
    for mails in told.chunks(MAILS) {
        outbox::enqueue_all(&txn, mails, now).await?;
    }
    txn.commit().await?;
    Ok(Ok(()))
}

/// A batch that is being published.
struct Round<'a> {
    batch: i64,
    rows: i64,
    category: Option<&'a Category>,
    today: CivilDate,
}

impl Round<'_> {
    /// The mails.
    async fn told<C: ConnectionTrait>(&self, c: &C, pace: Pace) -> db::Result<Vec<NewMail>> {
        let Some(category) = self.category else {
            return Ok(Vec::new());
        };
        let months = self.treated(c, category, pace).await?;
        let mut mails = Vec::new();
        let mut after = 0;
        loop {
            let page = audience::listeners(c, CATEGORY, category.mandatory, after).await?;
            let Some(last) = page.last() else {
                return Ok(mails);
            };
            after = last.account_id;
            mails.extend(self.concerned(c, page, &months).await?);
        }
    }

    /// The months of everybody who was treated and whose rows a listener may see; those under an earlier 記号・番号 are the person's of now,
    /// too.
    async fn treated<C: ConnectionTrait>(
        &self,
        c: &C,
        category: &Category,
        pace: Pace,
    ) -> db::Result<BTreeMap<i64, Vec<Month>>> {
        let few = audience::few(self.rows);
        let people = audience::looked_at(c, CATEGORY, category.mandatory, few).await?;
        let mut months =
            audience::treated(c, self.batch, self.rows, people.as_deref(), pace).await?;
        let people: Vec<i64> = months.keys().copied().collect();
        for (then, now) in earlier::later(c, &people).await? {
            let theirs = months.get(&then).cloned().unwrap_or_default();
            months.entry(now).or_default().extend(theirs);
        }
        Ok(months)
    }

    /// The mails to those of a page who may see a row.
    async fn concerned<C: ConnectionTrait>(
        &self,
        c: &C,
        page: Vec<Listener>,
        months: &BTreeMap<i64, Vec<Month>>,
    ) -> db::Result<Vec<NewMail>> {
        let viewers: Vec<i64> = page.iter().map(|listener| listener.person_id).collect();
        let mut households: BTreeMap<i64, Vec<(Relative, bool)>> = BTreeMap::new();
        for kin in people::kin(c, &viewers).await? {
            let household = households.entry(kin.viewer).or_default();
            household.push((kin.relative, kin.notice_read));
        }
        let of = |person: i64| months.get(&person).map_or(&[] as &[Month], Vec::as_slice);
        let is_told = |listener: &Listener| {
            let household = households.get(&listener.person_id)?;
            let own = |(relative, _): &&(Relative, bool)| relative.person_id == listener.person_id;
            let (viewer, read) = household.iter().find(own)?;
            let relatives: Vec<Relative> = household.iter().map(|(one, _)| *one).collect();
            let looks = !is_over(viewer.lost_on, self.today);
            (looks && concerns(viewer, *read, &relatives, of)).then_some(())
        };
        let (kind, params) = Mail::ExpensesPublished.stored();
        let mail = |listener: Listener| NewMail {
            kind: kind.clone(),
            recipient: listener.email.as_str().to_owned(),
            params: params.clone(),
            account_id: Some(listener.account_id),
            registration_id: None,
        };
        let told = page.into_iter().filter(|one| is_told(one).is_some());
        Ok(told.map(mail).collect())
    }
}

/// Takes a loaded or published batch back whole: nobody sees its rows from now on, they and its orphans are removed, and what stood before
/// stands again.
///
/// # Errors
/// The database's own.
pub async fn undo(state: &AppState, id: i64) -> Result<Answer> {
    let answer = take_back(&state.db, id, state.clock.now()).await?;
    if answer.is_ok() {
        let db = state.db.clone();
        state.tasks.spawn(async move { clear(&db, id).await });
    }
    Ok(answer)
}

/// Notes that a batch is taken back; [`clear`] removes its rows.
///
/// # Errors
/// The database's own.
pub async fn take_back(db: &Db, id: i64, now: Millis) -> db::Result<Answer> {
    let from = [BatchState::Loaded, BatchState::Published];
    let ended = batch::end(db.writer(), id, &from, BatchState::Undone, now).await?;
    Ok(ended.then_some(()).ok_or(Refusal::OtherState))
}

/// Removes the rows of a batch that has ended, in pieces. What is left when this breaks off is found again
/// ([`super::import::leftover`]).
pub async fn clear(db: &Db, id: i64) {
    loop {
        match clear::piece(db.writer(), id).await {
            Ok(true) => tokio::time::sleep(REST).await,
            Ok(false) => return,
            Err(error) => {
                tracing::warn!(batch = id, %error, "rows of a batch that ended are still there");
                return;
            }
        }
    }
}

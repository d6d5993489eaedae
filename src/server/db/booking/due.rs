//! What has become due: holds and offers whose time is over, places free while people wait, 資格 that end, reminders.

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::super::{Result, outbox, row};
use crate::{
    domain::date::CivilDate,
    server::{
        checkup::{news::BookingNews, task::Chore},
        clock::Millis,
        mail::Mail,
    },
};

/// How much is done in one look; the rest waits for the next.
const AT_ONCE: i64 = 500;

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Holds and offers whose time is over, and places that are free while people wait for them.
///
/// # Errors
/// The database's own.
pub async fn chores<C: ConnectionTrait>(c: &C, now: Millis) -> Result<Vec<Chore>> {
    let mut chores = Vec::new();
    let values = || [now.into(), AT_ONCE.into()];
    let sql = "SELECT id FROM booking WHERE state = 'held' AND expires_at <= $1 ORDER BY expires_at LIMIT $2";
    let holds: Vec<Id> = row::all(c, sql, values()).await?;
    chores.extend(
        holds
            .into_iter()
            .map(|row| Chore::Expire { booking_id: row.id }),
    );
    let sql = "SELECT id FROM waitlist WHERE state = 'offered' AND offer_until <= $1 ORDER BY offer_until LIMIT $2";
    let offers: Vec<Id> = row::all(c, sql, values()).await?;
    chores.extend(
        offers
            .into_iter()
            .map(|row| Chore::EndOffer { waiting_id: row.id }),
    );
    Ok(chores)
}

/// Places of days to come that are free while people wait for them, such as after staff made a day larger. Somebody may wait
/// for an option that is still full, so that there is nothing to offer.
///
/// # Errors
/// The database's own.
pub async fn unserved<C: ConnectionTrait>(c: &C, today: CivilDate) -> Result<Vec<Chore>> {
    let sql = "SELECT p.id FROM place p WHERE p.id IN (SELECT place_id FROM waitlist WHERE state = 'waiting') \
               AND p.remaining > 0 AND p.on_day >= $1 ORDER BY p.id LIMIT $2";
    let places: Vec<Id> = row::all(c, sql, [row::date(today).into(), AT_ONCE.into()]).await?;
    Ok(places
        .into_iter()
        .map(|row| Chore::Serve { place_id: row.id })
        .collect())
}

/// Bookings still to come of people whose 資格 ends before the day; wishes without a day once it has ended.
///
/// # Errors
/// The database's own.
pub async fn lost<C: ConnectionTrait>(c: &C, today: CivilDate) -> Result<Vec<i64>> {
    let sql = "SELECT b.id FROM booking b JOIN person p ON p.id = b.person_id \
               WHERE b.state IN ('held', 'applied', 'arranging', 'confirmed') AND p.lost_on IS NOT NULL \
               AND (b.exam_on >= p.lost_on OR (b.exam_on IS NULL AND p.lost_on <= $1)) ORDER BY b.id LIMIT $2";
    let rows: Vec<Id> = row::all(c, sql, [row::date(today).into(), AT_ONCE.into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Which reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// Seven days before; late ones until four days before.
    Week,
    /// The day before.
    Day,
}

impl Reminder {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Week, Self::Day];

    /// The kind under which members switch it off (`reminder_choice.kind`).
    pub fn kind(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    fn news(self) -> BookingNews {
        match self {
            Self::Week => BookingNews::WeekBefore,
            Self::Day => BookingNews::DayBefore,
        }
    }

    /// The days of examinations it is sent for.
    fn days(self, today: CivilDate) -> [CivilDate; 2] {
        match self {
            Self::Week => [today.add_days(4), today.add_days(7)],
            Self::Day => [today.add_days(1), today.add_days(1)],
        }
    }

    fn column(self) -> &'static str {
        match self {
            Self::Week => "reminded_week_at",
            Self::Day => "reminded_day_at",
        }
    }
}

/// A reminder to send.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Due {
    /// The booking.
    pub id: i64,
    account_id: i64,
    email: String,
}

/// Whom to remind: who has an account and has not switched it off. A booking that changed after `settled` was told of just now.
///
/// # Errors
/// The database's own.
pub async fn reminders<C: ConnectionTrait>(
    c: &C,
    reminder: Reminder,
    today: CivilDate,
    settled: Millis,
) -> Result<Vec<Due>> {
    let sql = format!(
        "SELECT b.id, a.id AS account_id, a.email FROM booking b JOIN account a ON a.person_id = b.person_id \
         LEFT JOIN reminder_choice r ON r.account_id = a.id AND r.kind = $1 \
         WHERE b.state = 'confirmed' AND b.exam_on BETWEEN $2 AND $3 AND b.{} IS NULL AND b.changed_at <= $4 \
         AND (r.wanted IS NULL OR r.wanted) ORDER BY b.id LIMIT $5",
        reminder.column()
    );
    let [from, to] = reminder.days(today);
    let values = [
        reminder.kind().into(),
        row::date(from).into(),
        row::date(to).into(),
        settled.into(),
        AT_ONCE.into(),
    ];
    row::all(c, &sql, values).await
}

/// Marks the booking as reminded and writes the mail. Of any number who try, one is told `true`.
///
/// # Errors
/// The database's own.
pub async fn remind<C: ConnectionTrait>(
    c: &C,
    due: &Due,
    reminder: Reminder,
    now: Millis,
) -> Result<bool> {
    let column = reminder.column();
    let sql = format!(
        "UPDATE booking SET {column} = $2 WHERE id = $1 AND state = 'confirmed' AND {column} IS NULL"
    );
    if row::execute(c, &sql, [due.id.into(), now.into()]).await? != 1 {
        return Ok(false);
    }
    let mail = Mail::Booking {
        news: reminder.news(),
        id: due.id,
    };
    let (kind, params) = mail.stored();
    let mail = outbox::NewMail {
        kind,
        params,
        recipient: due.email.clone(),
        account_id: Some(due.account_id),
        registration_id: None,
    };
    outbox::enqueue(c, &mail, now).await?;
    Ok(true)
}

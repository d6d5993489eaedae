//! Paper originals asked for: one open request for each person and year.
//!
//! A request is open until it is printed or cancelled. Who of the staff has it in hand stands in `staff_id`; it can be cancelled until it
//! is printed.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};

use crate::{
    domain::expense::tax::paper::State,
    server::{
        clock::Millis,
        db::{
            Result,
            entity::expense_paper::{Column, Entity},
            row,
            staff_audit::Unseen,
        },
    },
};

const OPEN: &str = "printed_at IS NULL AND cancelled_at IS NULL";

/// A request as its person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// When it was made.
    pub requested_at: Millis,
    /// How far it is.
    pub state: State,
    /// When it was printed.
    pub printed_at: Option<Millis>,
}

/// A request as it stands in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Our number of it.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// The person's name.
    pub name: String,
    /// The calendar year.
    pub year: i32,
    /// When it was made.
    pub requested_at: Millis,
    /// How far it is.
    pub state: State,
}

#[derive(FromQueryResult)]
struct Stored {
    id: i64,
    person_id: i64,
    name: String,
    year: i32,
    requested_at: i64,
    printed_at: Option<i64>,
    staff_id: Option<i64>,
}

fn state(printed_at: Option<i64>, staff_id: Option<i64>) -> State {
    match (printed_at, staff_id) {
        (Some(_), _) => State::Printed,
        (None, Some(_)) => State::InHand,
        (None, None) => State::Received,
    }
}

impl Stored {
    fn queued(self) -> (i64, Queued) {
        let queued = Queued {
            id: self.id,
            person_id: self.person_id,
            name: self.name,
            year: self.year,
            requested_at: self.requested_at,
            state: state(self.printed_at, self.staff_id),
        };
        (queued.person_id, queued)
    }
}

const SELECT: &str = "SELECT q.id, q.person_id, p.name, q.year, q.requested_at, q.printed_at, q.staff_id \
                      FROM expense_paper q JOIN person p ON p.id = q.person_id";

/// Asks for the paper of a year. Answers whether that is a new request: an open one stays as it is.
///
/// # Errors
/// The database's own.
pub async fn request<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    year: i32,
    now: Millis,
) -> Result<bool> {
    let sql = "INSERT INTO expense_paper (person_id, year, requested_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let values = [person_id.into(), year.into(), now.into()];
    Ok(row::execute(c, sql, values).await? == 1)
}

/// The last request of a person for a year that was not cancelled.
///
/// # Errors
/// The database's own.
pub async fn of_person<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    year: i32,
) -> Result<Option<Request>> {
    let found = Entity::find()
        .filter(Column::PersonId.eq(person_id))
        .filter(Column::Year.eq(year))
        .filter(Column::CancelledAt.is_null())
        .order_by_desc(Column::Id)
        .one(c)
        .await?;
    Ok(found.map(|row| Request {
        requested_at: row.requested_at,
        state: state(row.printed_at, row.staff_id),
        printed_at: row.printed_at,
    }))
}

/// Takes a person's open request for a year back. Answers whether there was one.
///
/// # Errors
/// The database's own.
pub async fn withdraw<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    year: i32,
    now: Millis,
) -> Result<bool> {
    let sql = format!(
        "UPDATE expense_paper SET cancelled_at = $3 WHERE person_id = $1 AND year = $2 AND {OPEN}"
    );
    let values = [person_id.into(), year.into(), now.into()];
    Ok(row::execute(c, &sql, values).await? > 0)
}

/// The open requests, the oldest first.
///
/// # Errors
/// The database's own.
pub async fn open<C: ConnectionTrait>(c: &C, most: u32) -> Result<Unseen<Queued>> {
    let sql = format!("{SELECT} WHERE {OPEN} ORDER BY q.requested_at, q.id LIMIT $1");
    let found: Vec<Stored> = row::all(c, &sql, [i64::from(most).into()]).await?;
    Ok(Unseen::of(found.into_iter().map(Stored::queued)))
}

/// An open request.
///
/// # Errors
/// The database's own.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<Unseen<Queued>>> {
    let sql = format!("{SELECT} WHERE q.id = $1 AND {OPEN}");
    let found: Option<Stored> = row::one(c, &sql, [id.into()]).await?;
    Ok(found.map(|row| Unseen::of([row.queued()])))
}

/// Notes who of the staff has an open request in hand. Answers whether it was still open.
///
/// # Errors
/// The database's own.
pub async fn take<C: ConnectionTrait>(c: &C, id: i64, staff_id: i64) -> Result<bool> {
    let sql = format!("UPDATE expense_paper SET staff_id = $2 WHERE id = $1 AND {OPEN}");
    Ok(row::execute(c, &sql, [id.into(), staff_id.into()]).await? == 1)
}

/// Notes that an open request is printed. Answers whether it was still open.
///
/// # Errors
/// The database's own.
pub async fn printed<C: ConnectionTrait>(
    c: &C,
    id: i64,
    staff_id: i64,
    now: Millis,
) -> Result<bool> {
    let sql =
        format!("UPDATE expense_paper SET staff_id = $2, printed_at = $3 WHERE id = $1 AND {OPEN}");
    let values = [id.into(), staff_id.into(), now.into()];
    Ok(row::execute(c, &sql, values).await? == 1)
}

/// Cancels an open request. Answers whether it was still open.
///
/// # Errors
/// The database's own.
pub async fn cancel<C: ConnectionTrait>(
    c: &C,
    id: i64,
    staff_id: i64,
    now: Millis,
) -> Result<bool> {
    let sql = format!(
        "UPDATE expense_paper SET staff_id = $2, cancelled_at = $3 WHERE id = $1 AND {OPEN}"
    );
    let values = [id.into(), staff_id.into(), now.into()];
    Ok(row::execute(c, &sql, values).await? == 1)
}

//! 他で受けた健診の結果: those that wait for a decision, and those decided.

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::super::{Result, row, staff_audit::Unseen};
use crate::{domain::date::CivilDate, server::clock::Millis};

/// A result without the file itself.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Our number of it.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// 氏名
    pub name: String,
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 年度
    pub fiscal_year: i32,
    /// Code of the course it is meant for.
    pub course: String,
    /// 受診日
    pub exam_on: CivilDate,
    /// Where, in the member's words.
    pub institution: String,
    /// Kind of the file.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// `sent`, `accepted`, `refused`.
    pub state: String,
    /// What the member reads of the decision.
    pub note: String,
    /// When it came.
    pub sent_at: Millis,
    /// When it was decided.
    pub decided_at: Option<Millis>,
    /// Whether a booking uses the same right of the same year.
    pub booked: bool,
}

/// Results in a state: those sent the oldest first, those decided the latest first.
///
/// # Errors
/// The database's own.
pub async fn list<C: ConnectionTrait>(c: &C, sent: bool, limit: u64) -> Result<Unseen<Sent>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        person_id: i64,
        name: String,
        symbol: String,
        number: String,
        fiscal_year: i32,
        course_code: String,
        exam_on: Date,
        institution: String,
        media_type: String,
        bytes: i64,
        state: String,
        note: String,
        sent_at: i64,
        decided_at: Option<i64>,
        booked: i32,
    }
    let (compare, order) = if sent {
        ("=", "r.id")
    } else {
        ("<>", "r.decided_at DESC, r.id DESC")
    };
    let sql = format!(
        "SELECT r.id, r.person_id, p.name, p.symbol, p.number, r.fiscal_year, r.course_code, r.exam_on, r.institution, \
         r.media_type, r.bytes, r.state, r.note, r.sent_at, r.decided_at, CASE WHEN EXISTS ( \
         SELECT 1 FROM booking b WHERE b.person_id = r.person_id AND b.fiscal_year = r.fiscal_year \
         AND b.right_group = r.right_group AND b.uses_right = $1) THEN 1 ELSE 0 END AS booked \
         FROM exam_result r JOIN person p ON p.id = r.person_id WHERE r.state {compare} 'sent' ORDER BY {order} LIMIT {limit}"
    );
    let rows: Vec<Row> = row::all(c, &sql, [true.into()]).await?;
    let results = rows.into_iter().map(|found| {
        let exam_on = row::parsed(row::civil(found.exam_on), "exam_result", "exam_on")?;
        let result = Sent {
            id: found.id,
            person_id: found.person_id,
            name: found.name,
            symbol: found.symbol,
            number: found.number,
            fiscal_year: found.fiscal_year,
            course: found.course_code,
            exam_on,
            institution: found.institution,
            media_type: found.media_type,
            bytes: found.bytes,
            state: found.state,
            note: found.note,
            sent_at: found.sent_at,
            decided_at: found.decided_at,
            booked: found.booked == 1,
        };
        Ok((found.person_id, result))
    });
    Ok(Unseen::of(results.collect::<Result<Vec<_>>>()?))
}

/// Whose result it is.
///
/// # Errors
/// The database's own.
pub async fn person_of<C: ConnectionTrait>(c: &C, id: i64) -> Result<Option<i64>> {
    let sql = "SELECT person_id AS value FROM exam_result WHERE id = $1";
    row::number(c, sql, [id.into()]).await
}

/// Decides on a result that waits. Answers whether it still did: of two decisions the first stands.
///
/// # Errors
/// The database's own.
pub async fn decide<C: ConnectionTrait>(
    c: &C,
    id: i64,
    accepted: bool,
    note: &str,
    now: Millis,
) -> Result<bool> {
    let state = if accepted { "accepted" } else { "refused" };
    let rows = row::execute(
        c,
        "UPDATE exam_result SET state = $2, note = $3, decided_at = $4 WHERE id = $1 AND state = 'sent'",
        [id.into(), state.into(), note.into(), now.into()],
    )
    .await?;
    Ok(rows == 1)
}

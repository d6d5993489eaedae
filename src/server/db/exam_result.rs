//! Results of examinations taken elsewhere: sealed files with what their owner says of them.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, prelude::Date,
};

use super::{
    Result,
    entity::exam_result::{Column, Entity},
    row,
};
use crate::{
    domain::{
        checkup::{
            course::Course,
            result::{Media, ResultState},
        },
        date::CivilDate,
    },
    server::clock::Millis,
};

const TABLE: &str = "exam_result";

/// A result as its owner sends it.
pub struct NewResult<'a> {
    /// Whose.
    pub person_id: i64,
    /// The course it stands for.
    pub course: &'a Course,
    /// The day of the examination.
    pub exam_on: CivilDate,
    /// Where it was taken.
    pub institution: &'a str,
    /// The kind of the file.
    pub media: Media,
    /// How large the file is, in bytes.
    pub bytes: usize,
    /// The file, sealed.
    pub sealed: Vec<u8>,
}

/// A result, without its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamResult {
    /// Our number of it.
    pub id: i64,
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: String,
    /// The day of the examination.
    pub exam_on: CivilDate,
    /// Where it was taken.
    pub institution: String,
    /// How large the file is, in bytes.
    pub bytes: i64,
    /// How far it has got.
    pub state: ResultState,
    /// What the society says to it; may be empty.
    pub note: String,
    /// When it was sent.
    pub sent_at: Millis,
}

/// Keeps a result. Answers its number.
///
/// # Errors
/// The database's own.
pub async fn insert<C: ConnectionTrait>(c: &C, new: NewResult<'_>, now: Millis) -> Result<i64> {
    let id = row::number(
        c,
        "INSERT INTO exam_result (person_id, fiscal_year, course_code, right_group, exam_on, institution, media_type, bytes, \
         sealed, state, note, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11) RETURNING id AS value",
        [
            new.person_id.into(),
            new.course.fiscal_year.into(),
            new.course.code.as_str().into(),
            new.course.group.as_str().into(),
            row::date(new.exam_on).into(),
            new.institution.into(),
            new.media.media_type().into(),
            i64::try_from(new.bytes).unwrap_or(i64::MAX).into(),
            new.sealed.into(),
            ResultState::Sent.code().into(),
            now.into(),
        ],
    )
    .await?;
    row::parsed(id, TABLE, "id")
}

#[derive(FromQueryResult)]
struct ResultRow {
    id: i64,
    fiscal_year: i32,
    course_code: String,
    exam_on: Date,
    institution: String,
    bytes: i64,
    state: String,
    note: String,
    sent_at: i64,
}

/// A person's results, the last one first.
///
/// # Errors
/// The database's own.
pub async fn of_person<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<Vec<ExamResult>> {
    let rows: Vec<ResultRow> = row::all(
        c,
        "SELECT id, fiscal_year, course_code, exam_on, institution, bytes, state, note, sent_at FROM exam_result \
         WHERE person_id = $1 ORDER BY id DESC",
        [person_id.into()],
    )
    .await?;
    let result = |one: ResultRow| {
        Ok(ExamResult {
            id: one.id,
            fiscal_year: one.fiscal_year,
            course: one.course_code,
            exam_on: row::parsed(row::civil(one.exam_on), TABLE, "exam_on")?,
            institution: one.institution,
            bytes: one.bytes,
            state: row::parsed(ResultState::from_code(&one.state), TABLE, "state")?,
            note: one.note,
            sent_at: one.sent_at,
        })
    };
    rows.into_iter().map(result).collect()
}

/// A person's file: its kind and the sealed bytes.
///
/// # Errors
/// The database's own.
pub async fn file_of<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    id: i64,
) -> Result<Option<(Media, Vec<u8>)>> {
    let found = Entity::find_by_id(id)
        .filter(Column::PersonId.eq(person_id))
        .one(c)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let media = Media::from_media_type(&found.media_type);
    let media = row::parsed(media, TABLE, "media_type")?;
    Ok(Some((media, found.sealed)))
}

/// How many results of a person wait for the society.
///
/// # Errors
/// The database's own.
pub async fn waiting_of<C: ConnectionTrait>(c: &C, person_id: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS value FROM exam_result WHERE person_id = $1 AND state = 'sent'";
    let count = row::number(c, sql, [person_id.into()]).await?;
    Ok(count.unwrap_or_default())
}

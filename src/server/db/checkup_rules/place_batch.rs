//! Many places at once, from a pattern or a file. What is taken of a place is never cut: the statement itself decides.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;

use super::{
    super::{Result, row},
    BATCH,
};

use crate::server::db::unfold::{self, Kind};
/// A place to be written, with the line that asks for it.
#[derive(Clone, Debug, Serialize)]
pub struct NewPlace {
    /// The line of the file, or any number of its own.
    pub line: i64,
    /// Whose.
    pub institution_id: i64,
    /// In which fiscal year.
    pub fiscal_year: i32,
    /// Code of the course.
    pub course_code: String,
    /// The day, as `2026-11-24`.
    pub on_day: String,
    /// Minutes of the day; -1 where no time is told.
    pub starts: i32,
    /// Code of for whom.
    pub day_sex: String,
    /// 定員
    pub capacity: i32,
}

const COLUMNS: [(&str, Kind); 8] = [
    ("line", Kind::Number),
    ("institution_id", Kind::Number),
    ("fiscal_year", Kind::Number),
    ("course_code", Kind::Text),
    ("on_day", Kind::Day),
    ("starts", Kind::Number),
    ("day_sex", Kind::Text),
    ("capacity", Kind::Number),
];

const SAME: &str = "p.institution_id = r.institution_id AND p.course_code = r.course_code AND p.on_day = r.on_day \
    AND p.starts = r.starts AND p.day_sex = r.day_sex";

/// A place there is already, for a line.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Known {
    /// The line.
    pub line: i64,
    /// The place's number.
    pub id: i64,
    /// Its 定員.
    pub capacity: i32,
    /// What is left of it.
    pub remaining: i32,
}

/// The places there are already for these lines, by line. They are held still until the transaction ends, in the order of their
/// numbers, as whoever books holds them.
///
/// # Errors
/// The database's own.
pub async fn known<C: ConnectionTrait>(c: &C, places: &[NewPlace]) -> Result<BTreeMap<i64, Known>> {
    let rows = unfold::rows(c, "$1", &COLUMNS);
    let lock = if unfold::is_postgres(c) {
        " FOR NO KEY UPDATE OF p"
    } else {
        ""
    };
    let sql = format!(
        "SELECT r.line, p.id, p.capacity, p.remaining FROM {rows} r JOIN place p ON {SAME} ORDER BY p.id{lock}"
    );
    let mut known = BTreeMap::new();
    for some in places.chunks(BATCH) {
        let found: Vec<Known> = row::all(c, &sql, [unfold::json(some)?.into()]).await?;
        known.extend(found.into_iter().map(|one| (one.line, one)));
    }
    Ok(known)
}

/// Writes places; one there is already gets the new capacity, unless more is taken of it. Answers the lines refused, with how much
/// is taken.
///
/// # Errors
/// The database's own.
pub async fn write<C: ConnectionTrait>(c: &C, places: &[NewPlace]) -> Result<Vec<(i64, i64)>> {
    #[derive(FromQueryResult)]
    struct Refused {
        line: i64,
        taken: i64,
    }
    let rows = unfold::rows(c, "$1", &COLUMNS);
    let write = format!(
        "INSERT INTO place (institution_id, fiscal_year, course_code, on_day, starts, day_sex, capacity, remaining) \
         SELECT institution_id, fiscal_year, course_code, on_day, starts, day_sex, capacity, capacity FROM {rows} r \
         WHERE TRUE ON CONFLICT (institution_id, course_code, on_day, starts, day_sex) DO UPDATE \
         SET capacity = excluded.capacity, remaining = place.remaining + excluded.capacity - place.capacity \
         WHERE place.capacity <> excluded.capacity AND place.remaining + excluded.capacity - place.capacity >= 0"
    );
    let refused = format!(
        "SELECT r.line, CAST(p.capacity - p.remaining AS BIGINT) AS taken FROM {rows} r JOIN place p ON {SAME} \
         WHERE p.capacity <> r.capacity ORDER BY r.line"
    );
    let mut all = Vec::new();
    for some in places.chunks(BATCH) {
        let json = unfold::json(some)?;
        row::execute(c, &write, [json.as_str().into()]).await?;
        let found: Vec<Refused> = row::all(c, &refused, [json.into()]).await?;
        all.extend(found.into_iter().map(|one| (one.line, one.taken)));
    }
    Ok(all)
}

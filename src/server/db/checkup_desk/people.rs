//! Whom a caller may be, and which examinations a person has had.

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{
    super::{Result, person, row, staff_audit::Unseen},
    sql::Conditions,
};
use crate::domain::{
    checkup::{
        code::CourseCode,
        eligibility::{Past, PastKind},
        staff_form::Find,
    },
    date::CivilDate,
};

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// The people who fit, at most `limit`, families together.
///
/// # Errors
/// The database's own.
pub async fn find<C: ConnectionTrait>(
    c: &C,
    find: &Find,
    limit: u64,
) -> Result<Unseen<person::Person>> {
    let mut all = Conditions::default();
    if let Some((symbol, number)) = &find.number {
        all.add("symbol = ?", symbol.as_str());
        all.add("number = ?", number.as_str());
    }
    if let Some(day) = find.birth_date {
        all.add("birth_date = ?", row::date(day));
    }
    if let Some(key) = &find.kana_key {
        all.add_beginning("kana_key", key);
    }
    let sql = format!(
        "SELECT id FROM person{} ORDER BY symbol, number, branch, id LIMIT {limit}",
        all.clause()
    );
    let ids: Vec<Id> = all.all(c, &sql).await?;
    let mut found = Vec::with_capacity(ids.len());
    for Id { id } in ids {
        found.extend(person::by_id(c, id).await?.map(|person| (id, person)));
    }
    Ok(Unseen::of(found))
}

/// One person, unseen yet.
///
/// # Errors
/// The database's own.
pub async fn one<C: ConnectionTrait>(c: &C, id: i64) -> Result<Unseen<person::Person>> {
    let found = person::by_id(c, id).await?;
    Ok(Unseen::of(found.map(|person| (id, person))))
}

/// What counts against another examination: bookings that use the right, one that is given up aside, and accepted results.
///
/// # Errors
/// The database's own.
pub async fn past<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    without: Option<i64>,
) -> Result<Vec<Past>> {
    #[derive(FromQueryResult)]
    struct Row {
        right_group: String,
        course_code: String,
        fiscal_year: i32,
        exam_on: Option<Date>,
        kind: String,
    }
    let rows: Vec<Row> = row::all(
        c,
        "SELECT right_group, course_code, fiscal_year, exam_on, state AS kind FROM booking \
         WHERE person_id = $1 AND uses_right = $2 AND id <> $3 \
         UNION ALL SELECT right_group, course_code, fiscal_year, exam_on, 'recorded' FROM exam_result \
         WHERE person_id = $1 AND state = 'accepted'",
        [person_id.into(), true.into(), without.unwrap_or_default().into()],
    )
    .await?;
    let past = rows.into_iter().map(|row| {
        let exam_on: Option<Result<CivilDate>> = row
            .exam_on
            .map(|day| row::parsed(row::civil(day), "booking", "exam_on"));
        Ok(Past {
            group: row.right_group,
            course: row::parsed(
                CourseCode::parse(&row.course_code),
                "booking",
                "course_code",
            )?,
            fiscal_year: row.fiscal_year,
            exam_on: exam_on.transpose()?,
            kind: match row.kind.as_str() {
                "done" => PastKind::Done,
                "recorded" => PastKind::Recorded,
                _ => PastKind::Booked,
            },
        })
    });
    past.collect()
}

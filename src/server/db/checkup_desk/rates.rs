//! 受診率: the people to count, and whether each was examined.

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::super::{Result, row};
use crate::domain::{
    birth_date::BirthDate,
    date::CivilDate,
    relationship::{Relationship, Sex},
};

/// One of the people enrolled, without who it is.
#[derive(Clone, Debug)]
pub struct Enrolled {
    /// 続柄
    pub relationship: Relationship,
    /// 性別
    pub sex: Sex,
    /// 生年月日
    pub birth_date: BirthDate,
    /// 事業所
    pub workplace: String,
    /// Whether examined in the fiscal year.
    pub examined: bool,
}

/// Everybody enrolled on a day, and whether examined in the fiscal year: a booking that was attended, or an accepted result.
///
/// # Errors
/// The database's own.
pub async fn enrolled<C: ConnectionTrait>(
    c: &C,
    on: CivilDate,
    fiscal_year: i32,
) -> Result<Vec<Enrolled>> {
    #[derive(FromQueryResult)]
    struct Row {
        relationship: String,
        sex: String,
        birth_date: Date,
        workplace: String,
        examined: i32,
    }
    let rows: Vec<Row> = row::all(
        c,
        "SELECT p.relationship, p.sex, p.birth_date, p.workplace, CASE WHEN p.id IN ( \
         SELECT person_id FROM booking WHERE fiscal_year = $2 AND state = 'done' \
         UNION SELECT person_id FROM exam_result WHERE fiscal_year = $2 AND state = 'accepted') THEN 1 ELSE 0 END AS examined \
         FROM person p WHERE p.acquired_on <= $1 AND (p.lost_on IS NULL OR p.lost_on > $1)",
        [row::date(on).into(), fiscal_year.into()],
    )
    .await?;
    let people = rows.into_iter().map(|found| {
        let birth = row::parsed(row::civil(found.birth_date), "person", "birth_date")?;
        let relationship = Relationship::from_code(&found.relationship);
        Ok(Enrolled {
            relationship: row::parsed(relationship, "person", "relationship")?,
            sex: row::parsed(Sex::from_code(&found.sex), "person", "sex")?,
            birth_date: BirthDate::from_stored(birth),
            workplace: found.workplace,
            examined: found.examined == 1,
        })
    });
    people.collect()
}

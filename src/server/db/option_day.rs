//! The nearest day on which there is room for options too, which may be scarcer than the day.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{
    Result, row,
    unfold::{self, Kind},
};
use crate::domain::{
    checkup::{
        code::{CourseCode, OptionCode},
        institution::DaySex,
    },
    date::CivilDate,
    relationship::Sex,
};

/// For whom, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: &'a CourseCode,
    /// The options, all of which have to have room.
    pub options: &'a [OptionCode],
    /// 性別
    pub sex: Sex,
    /// The last day that is possible.
    pub to: CivilDate,
}

/// The nearest day of each institution with room for everything, from the day given with it; one that is not answered has none. A look
/// or two into the index of free places for each: meant for a page of institutions, not for all of them.
///
/// # Errors
/// The database's own.
pub async fn nearest<C: ConnectionTrait>(
    c: &C,
    from: &[(i64, CivilDate)],
    wanted: Wanted<'_>,
) -> Result<BTreeMap<i64, CivilDate>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        on_day: Option<Date>,
    }
    if from.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = unfold::rows(c, "$1", &[("id", Kind::Number), ("since", Kind::Day)]);
    let codes = unfold::is_a_text(c, "$2");
    // SQLite has to be told which index, as in the search of all institutions
    let place = if unfold::is_postgres(c) {
        "place p"
    } else {
        "place p INDEXED BY place_free"
    };
    let first = |kind: DaySex| {
        format!(
            "SELECT r.id, (SELECT p.on_day FROM {place} WHERE p.course_code = $3 AND p.fiscal_year = $4 \
             AND p.institution_id = r.id AND p.day_sex = '{}' AND p.on_day >= r.since AND p.on_day <= $5 \
             AND p.remaining > 0 AND NOT EXISTS (SELECT 1 FROM place_option o WHERE o.place_id = p.id \
             AND o.remaining <= 0 AND o.option_code {codes}) ORDER BY p.on_day LIMIT 1) AS on_day FROM {rows} r",
            kind.code()
        )
    };
    let kinds = DaySex::ALL
        .into_iter()
        .filter(|kind| kind.admits(wanted.sex));
    let sql = kinds.map(first).collect::<Vec<_>>().join(" UNION ALL ");
    let since = from
        .iter()
        .map(|(id, day)| serde_json::json!({ "id": id, "since": day }));
    let values = [
        unfold::json(since)?.into(),
        unfold::json(wanted.options)?.into(),
        wanted.course.as_str().into(),
        wanted.fiscal_year.into(),
        row::date(wanted.to).into(),
    ];
    let found: Vec<Row> = row::all(c, &sql, values).await?;
    let mut nearest = BTreeMap::new();
    for one in found {
        let Some(day) = one.on_day else { continue };
        let day = row::parsed(row::civil(day), "place", "on_day")?;
        let least = nearest.entry(one.id).or_insert(day);
        *least = day.min(*least);
    }
    Ok(nearest)
}

//! The half-made choice of a member: one row a person, so that any node and any of the person's devices can go on with it.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Result,
    entity::{self, checkup_draft::Model},
    place::Place,
    row,
    unfold::{self, Kind},
};
use crate::{
    domain::checkup::{
        code::{CourseCode, OptionCode},
        wish::Wish,
    },
    server::clock::{DAY, Millis},
};

/// How long an untouched draft is kept.
pub const LIFETIME: Millis = 7 * DAY;

/// What has been chosen so far. What was answered about health is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: CourseCode,
    /// The options.
    #[serde(default)]
    pub options: Vec<OptionCode>,
    /// Options that were chosen and left out, to be told once.
    #[serde(default)]
    pub left_out: Vec<OptionCode>,
    /// Names of options that were chosen with another course and that this one does not have, to be told once.
    #[serde(default)]
    pub dropped: Vec<String>,
    /// The questions of the course were answered with another course, which led here.
    #[serde(default)]
    pub answered: bool,
    /// Options of the course that are not for the person by those answers.
    #[serde(default)]
    pub barred: Vec<OptionCode>,
    /// Whether all questions of the course were answered, so that places may be looked for.
    #[serde(default)]
    pub ready: bool,
    /// The booking that is to be moved.
    #[serde(default)]
    pub replaces: Option<i64>,
    /// Only the day of that booking is to be changed.
    #[serde(default)]
    pub only_day: bool,
    /// The institution looked at last.
    #[serde(default)]
    pub institution: Option<i64>,
    /// Wishes to be checked before they are sent.
    #[serde(default)]
    pub wishes: Vec<Wish>,
    /// The key under which the wishes are sent.
    #[serde(default)]
    pub idem: String,
}

impl Draft {
    /// Nothing chosen yet but the course.
    pub fn new(fiscal_year: i32, course: CourseCode) -> Self {
        Self {
            fiscal_year,
            course,
            options: Vec::new(),
            left_out: Vec::new(),
            dropped: Vec::new(),
            answered: false,
            barred: Vec::new(),
            ready: false,
            replaces: None,
            only_day: false,
            institution: None,
            wishes: Vec::new(),
            idem: String::new(),
        }
    }
}

/// What becomes of a person's draft once an order is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// Whose.
    pub person_id: i64,
    /// The draft from then on; none where it has served.
    pub draft: Option<Draft>,
}

fn alive(row: Model, now: Millis) -> Option<Draft> {
    let alive = now - row.changed_at < LIFETIME;
    alive.then(|| serde_json::from_str(&row.draft).ok())?
}

/// The drafts of some people, each with the places of a number (none has the number 0). What an older version wrote and this one
/// cannot read is as if gone.
///
/// # Errors
/// The database's own.
pub async fn load<C: ConnectionTrait>(
    c: &C,
    asked: &[(i64, i64)],
    now: Millis,
) -> Result<BTreeMap<(i64, i64), (Draft, Option<Place>)>> {
    struct Found {
        place_id: i64,
        draft: Model,
        place: Option<entity::place::Model>,
    }
    impl FromQueryResult for Found {
        fn from_query_result(row: &QueryResult, pre: &str) -> std::result::Result<Self, DbErr> {
            Ok(Self {
                place_id: row.try_get(pre, "asked_id")?,
                draft: Model::from_query_result(row, pre)?,
                place: entity::place::Model::from_query_result_optional(row, pre)?,
            })
        }
    }
    let columns = [("person_id", Kind::Number), ("place_id", Kind::Number)];
    let rows = unfold::rows(c, "$1", &columns);
    let sql = format!(
        "SELECT r.place_id AS asked_id, d.person_id, d.draft, d.changed_at, p.* FROM {rows} r \
         JOIN checkup_draft d ON d.person_id = r.person_id LEFT JOIN place p ON p.id = r.place_id"
    );
    let asked = asked
        .iter()
        .map(|(person_id, place_id)| json!({ "person_id": person_id, "place_id": place_id }));
    let found: Vec<Found> = row::all(c, &sql, [unfold::json(asked)?.into()]).await?;
    let mut drafts = BTreeMap::new();
    for one in found {
        let key = (one.draft.person_id, one.place_id);
        if let Some(draft) = alive(one.draft, now) {
            let place = one.place.map(super::place::place).transpose()?;
            drafts.insert(key, (draft, place));
        }
    }
    Ok(drafts)
}

/// Keeps a person's draft over the older one.
///
/// # Errors
/// The database's own.
pub async fn save<C: ConnectionTrait>(
    c: &C,
    person_id: i64,
    draft: &Draft,
    now: Millis,
) -> Result<()> {
    let after = After {
        person_id,
        draft: Some(draft.clone()),
    };
    settle(c, &[after], now).await
}

/// Does what is to become of some people's drafts; of two for one person the later one counts.
///
/// # Errors
/// The database's own.
pub async fn settle<C: ConnectionTrait>(c: &C, drafts: &[After], now: Millis) -> Result<()> {
    let last: BTreeMap<i64, Option<&Draft>> = drafts
        .iter()
        .map(|after| (after.person_id, after.draft.as_ref()))
        .collect();
    let (mut kept, mut served) = (Vec::new(), Vec::new());
    for (person_id, draft) in last {
        match draft {
            Some(draft) => {
                let draft = row::to_json(draft, "checkup_draft", "draft")?;
                kept.push(json!({ "person_id": person_id, "draft": draft }));
            }
            None => served.push(person_id),
        }
    }
    if !kept.is_empty() {
        let columns = [("person_id", Kind::Number), ("draft", Kind::Text)];
        let rows = unfold::rows(c, "$1", &columns);
        // SQLite needs the WHERE to tell ON CONFLICT from a join's ON
        let sql = format!(
            "INSERT INTO checkup_draft (person_id, draft, changed_at) \
             SELECT person_id, draft, CAST($2 AS BIGINT) FROM {rows} r WHERE true \
             ON CONFLICT (person_id) DO UPDATE SET draft = excluded.draft, changed_at = excluded.changed_at"
        );
        row::execute(c, &sql, [unfold::json(kept)?.into(), now.into()]).await?;
    }
    if !served.is_empty() {
        let people = unfold::is_a_number(c, "$1");
        let sql = format!("DELETE FROM checkup_draft WHERE person_id {people}");
        row::execute(c, &sql, [unfold::json(served)?.into()]).await?;
    }
    Ok(())
}

/// Deletes drafts nobody has touched for [`LIFETIME`].
///
/// # Errors
/// The database's own.
pub async fn sweep<C: ConnectionTrait>(c: &C, now: Millis) -> Result<u64> {
    row::execute(
        c,
        "DELETE FROM checkup_draft WHERE changed_at <= $1",
        [(now - LIFETIME).into()],
    )
    .await
}

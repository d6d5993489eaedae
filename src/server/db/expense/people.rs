//! The roster as an import and a publication need it: in pages, and no more of anybody than that.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, prelude::Date,
};

use crate::{
    domain::{date::CivilDate, expense::household::Relative},
    server::db::{
        Result,
        entity::person::{Column, Entity},
        row, unfold,
    },
};

/// How many people one statement answers. Reading their rows takes the thread that answers people a millisecond at a time.
const PAGE: u64 = 250;

/// A person as files of rows name her or him.
pub struct Named {
    /// Our number of the person.
    pub id: i64,
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番; may be empty.
    pub branch: String,
    /// 生年月日
    pub birth_date: CivilDate,
    /// The folded form names are compared by.
    pub kana_key: String,
}

#[derive(FromQueryResult)]
struct NamedRow {
    id: i64,
    symbol: String,
    number: String,
    branch: String,
    birth_date: Date,
    kana_key: String,
}

/// Everybody whose number is above `after`, at most a page.
///
/// # Errors
/// The database's own.
pub async fn page<C: ConnectionTrait>(c: &C, after: i64) -> Result<Vec<Named>> {
    let columns = [
        Column::Id,
        Column::Symbol,
        Column::Number,
        Column::Branch,
        Column::BirthDate,
        Column::KanaKey,
    ];
    let query = Entity::find()
        .select_only()
        .columns(columns)
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(PAGE);
    let found: Vec<NamedRow> = query.into_model().all(c).await?;
    let named = |found: NamedRow| {
        Ok(Named {
            id: found.id,
            symbol: found.symbol,
            number: found.number,
            branch: found.branch,
            birth_date: row::parsed(row::civil(found.birth_date), "person", "birth_date")?,
            kana_key: found.kana_key,
        })
    };
    found.into_iter().map(named).collect()
}

#[derive(FromQueryResult)]
struct RelativeRow {
    viewer: i64,
    id: i64,
    acquired_on: Date,
    lost_on: Option<Date>,
    opted_out: bool,
    hidden: bool,
    notice_read: bool,
    first_on: Option<Date>,
}

/// Somebody of a household, seen from one of its people.
pub struct Kin {
    /// Who looks.
    pub viewer: i64,
    /// Whoever is looked at; the viewer too.
    pub relative: Relative,
    /// Whether the relative has read the notice on the family's view.
    pub notice_read: bool,
}

/// Everybody of the households of some people, once for each of them; another 記号・番号 before, or by now, counts as it does in
/// [`super::sharing::standing`] and on the pages.
///
/// # Errors
/// The database's own.
pub async fn kin<C: ConnectionTrait>(c: &C, viewers: &[i64]) -> Result<Vec<Kin>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT v.id AS viewer, p.id, p.acquired_on, p.lost_on, s.notice_at IS NOT NULL AS notice_read, \
         (s.opted_out_at IS NOT NULL OR n.opted_out_at IS NOT NULL) AS opted_out, \
         (s.hidden_at IS NOT NULL OR n.hidden_at IS NOT NULL) AS hidden, \
         (SELECT MIN(o.acquired_on) FROM person_earlier m JOIN person o ON o.id = m.earlier_id WHERE m.person_id = p.id) AS first_on \
         FROM person v JOIN person p ON p.symbol = v.symbol AND p.number = v.number \
         LEFT JOIN expense_sharing s ON s.person_id = p.id \
         LEFT JOIN person_earlier l ON l.earlier_id = p.id LEFT JOIN expense_sharing n ON n.person_id = l.person_id \
         WHERE v.id {list}"
    );
    let found: Vec<RelativeRow> = row::all(c, &sql, [unfold::json(viewers)?.into()]).await?;
    let day = |date, column| row::parsed(row::civil(date), "person", column);
    let kin = |row: RelativeRow| {
        let first = row
            .first_on
            .map_or(row.acquired_on, |first| first.min(row.acquired_on));
        Ok(Kin {
            viewer: row.viewer,
            notice_read: row.notice_read,
            relative: Relative {
                person_id: row.id,
                acquired_on: day(first, "acquired_on")?,
                lost_on: row.lost_on.map(|date| day(date, "lost_on")).transpose()?,
                opted_out: row.opted_out,
                hidden: row.hidden,
            },
        })
    };
    found.into_iter().map(kin).collect()
}

//! What offers a course, as the search lists it: institutions with prices, and their nearest free days.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, prelude::Date};

use super::{
    Result,
    institution::{Prices, class, prefecture, yen},
    row, unfold,
};
use crate::{
    domain::{
        checkup::{
            code::{CourseCode, OptionCode},
            institution::{DaySex, InstitutionClass, Prefecture},
        },
        date::CivilDate,
    },
    server::clock::Millis,
};

/// An institution as the search lists it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Our number of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// What free words are looked for in.
    pub search_key: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// The nearest station.
    pub station: String,
    /// 区分
    pub class: InstitutionClass,
    /// Whether Saturdays are offered.
    pub saturdays: bool,
    /// Whether there are days for women alone.
    pub women_days: bool,
    /// Whether there are no steps.
    pub barrier_free: bool,
    /// Whether it offers places; else wishes.
    pub live: bool,
    /// The first day that can be booked is so many days from today.
    pub lead_days: i64,
    /// What it asks.
    pub prices: Prices,
}

#[derive(FromQueryResult)]
struct OfferRow {
    id: i64,
    name: String,
    kana: String,
    search_key: String,
    prefecture: i32,
    city: String,
    station: String,
    class: String,
    saturdays: bool,
    women_days: bool,
    barrier_free: bool,
    live: bool,
    lead_days: i32,
    option_code: String,
    yen: i64,
}

const OFFERS: &str = "SELECT i.id, i.name, i.kana, i.search_key, i.prefecture, i.city, i.station, i.class, i.saturdays, \
    i.women_days, i.barrier_free, i.live, i.lead_days, p.option_code, p.yen \
    FROM institution i JOIN price p ON p.institution_id = i.id AND p.fiscal_year = $1 AND p.course_code = $2 \
    WHERE i.active = TRUE ORDER BY i.id, p.option_code";

/// Every institution that offers a course, by kana.
///
/// # Errors
/// The database's own.
pub async fn offers<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    course: &CourseCode,
) -> Result<Vec<Offer>> {
    let rows: Vec<OfferRow> =
        row::all(c, OFFERS, [fiscal_year.into(), course.as_str().into()]).await?;
    let mut offers: Vec<Offer> = Vec::new();
    for one in rows {
        let price = yen(one.yen)?;
        // The course itself, whose code is empty, comes first.
        match OptionCode::parse(&one.option_code) {
            None => offers.push(offer(one, price)?),
            Some(code) => {
                if let Some(offer) = offers.last_mut().filter(|offer| offer.id == one.id) {
                    offer.prices.options.push((code, price));
                }
            }
        }
    }
    offers.sort_by(|a, b| (&a.kana, a.id).cmp(&(&b.kana, b.id)));
    Ok(offers)
}

fn offer(one: OfferRow, price: crate::domain::checkup::yen::Yen) -> Result<Offer> {
    Ok(Offer {
        id: one.id,
        prefecture: prefecture(one.prefecture)?,
        class: class(&one.class)?,
        name: one.name,
        kana: one.kana,
        search_key: one.search_key,
        city: one.city,
        station: one.station,
        saturdays: one.saturdays,
        women_days: one.women_days,
        barrier_free: one.barrier_free,
        live: one.live,
        lead_days: one.lead_days.into(),
        prices: Prices {
            course: price,
            options: Vec::new(),
        },
    })
}

/// What changes whenever an institution, its prices or its closed days do: the last change, and how many there are.
///
/// # Errors
/// The database's own.
pub async fn mark<C: ConnectionTrait>(c: &C) -> Result<(Millis, i64)> {
    #[derive(FromQueryResult)]
    struct Mark {
        last: i64,
        number: i64,
    }
    let sql = "SELECT COALESCE(MAX(changed_at), 0) AS last, COUNT(*) AS number FROM institution";
    let mark: Option<Mark> = row::one(c, sql, []).await?;
    Ok(mark.map_or((0, 0), |mark| (mark.last, mark.number)))
}

/// The nearest free days of an institution, in the order of [`DaySex::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nearest(pub [Option<CivilDate>; 3]);

#[derive(FromQueryResult)]
struct NearestRow {
    id: i64,
    any_day: Option<Date>,
    female_day: Option<Date>,
    male_day: Option<Date>,
}

/// The query behind [`nearest`]: for each institution three looks into the index of free places. SQLite has to be told which one:
/// the index of days looks as good to it, but holds the full days too.
pub fn nearest_sql<C: ConnectionTrait>(c: &C) -> String {
    let place = match c.get_database_backend() {
        DbBackend::Sqlite => "place p INDEXED BY place_free",
        _ => "place p",
    };
    let day = |kind: DaySex| {
        format!(
            "(SELECT MIN(p.on_day) FROM {place} WHERE p.course_code = $1 AND p.fiscal_year = $2 AND p.institution_id = i.id \
             AND p.day_sex = '{kind}' AND p.on_day >= $3 AND p.on_day <= $4 AND p.remaining > 0) AS {kind}_day",
            kind = kind.code()
        )
    };
    let (days, ids) = (
        DaySex::ALL.map(day).join(", "),
        unfold::is_a_number(c, "$5"),
    );
    format!(
        "SELECT i.id, {days} FROM institution i WHERE i.id {ids} AND i.live = TRUE AND i.active = TRUE"
    )
}

/// The nearest free days of some institutions for a course, between two days.
///
/// # Errors
/// The database's own.
pub async fn nearest<C: ConnectionTrait>(
    c: &C,
    fiscal_year: i32,
    course: &CourseCode,
    (from, to): (CivilDate, CivilDate),
    ids: &[i64],
) -> Result<Vec<(i64, Nearest)>> {
    let rows: Vec<NearestRow> = row::all(
        c,
        &nearest_sql(c),
        [
            course.as_str().into(),
            fiscal_year.into(),
            row::date(from).into(),
            row::date(to).into(),
            unfold::json(ids)?.into(),
        ],
    )
    .await?;
    let civil = |date: Option<Date>| date.and_then(row::civil);
    let days = |row: NearestRow| {
        let all = [row.any_day, row.female_day, row.male_day].map(civil);
        (row.id, Nearest(all))
    };
    Ok(rows.into_iter().map(days).collect())
}

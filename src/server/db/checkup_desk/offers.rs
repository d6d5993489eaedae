//! What institutions offer for a course: prices, free places. For 代理予約.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, prelude::Date};

use super::{
    super::{Result, entity, row},
    sql::Conditions,
};
use crate::domain::{
    checkup::{
        booking::Cutoff,
        code::{CourseCode, OptionCode},
        institution::{DaySex, InstitutionClass},
        yen::Yen,
    },
    date::CivilDate,
    relationship::Sex,
};

/// An institution that offers a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offering {
    /// Our number of it.
    pub id: i64,
    /// 名称
    pub name: String,
    /// 市区町村
    pub city: String,
    /// 最寄駅
    pub station: String,
    /// 電話
    pub phone: String,
    /// 区分
    pub class: InstitutionClass,
    /// Whether it offers places; else wishes.
    pub live: bool,
    /// How many days ahead the first one is that members may book.
    pub lead_days: i32,
    /// 変更・取消の締切
    pub cutoff: Cutoff,
    /// What a late cancellation costs, in the institution's words.
    pub cancel_cost: String,
    /// 料金 of the course.
    pub price: Yen,
    /// The first day with a free place that may be this person's.
    pub first_free: Option<CivilDate>,
}

#[derive(FromQueryResult)]
struct Found {
    id: i64,
    name: String,
    city: String,
    station: String,
    phone: String,
    class: String,
    live: bool,
    lead_days: i32,
    cutoff_days: i32,
    cutoff_hour: i32,
    cutoff_minute: i32,
    cancel_cost: String,
    yen: i64,
    first_free: Option<Date>,
}

impl Found {
    fn offering(self) -> Result<Offering> {
        const TABLE: &str = "institution";
        let class = InstitutionClass::from_code(&self.class);
        let small = |number: i32| u8::try_from(number).ok();
        let days = small(self.cutoff_days);
        let time = small(self.cutoff_hour).zip(small(self.cutoff_minute));
        let cutoff = days
            .zip(time)
            .and_then(|(days, (hour, minute))| Cutoff::new(days, hour, minute));
        Ok(Offering {
            id: self.id,
            name: self.name,
            city: self.city,
            station: self.station,
            phone: self.phone,
            class: row::parsed(class, TABLE, "class")?,
            live: self.live,
            lead_days: self.lead_days,
            cutoff: row::parsed(cutoff, TABLE, "cutoff_days")?,
            cancel_cost: self.cancel_cost,
            price: yen(self.yen)?,
            first_free: self.first_free.and_then(row::civil),
        })
    }
}

fn yen(stored: i64) -> Result<Yen> {
    row::parsed(u32::try_from(stored).ok().map(Yen::new), "price", "yen")
}

/// The kinds of day a person of that sex may come on, as codes in quotes.
fn day_sexes(sex: Sex) -> String {
    let admitted = DaySex::ALL.into_iter().filter(|kind| kind.admits(sex));
    let codes: Vec<_> = admitted.map(|kind| format!("'{}'", kind.code())).collect();
    codes.join(", ")
}

/// For whom, what, and on which days.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The fiscal year of the course.
    pub fiscal_year: i32,
    /// The course.
    pub course: &'a CourseCode,
    /// 性別
    pub sex: Sex,
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub to: CivilDate,
}

fn offerings(wanted: &Wanted<'_>) -> (Conditions, String) {
    let mut all = Conditions::default();
    all.add("r.fiscal_year = ?", wanted.fiscal_year);
    all.add("r.course_code = ?", wanted.course.as_str());
    all.add_plain("r.option_code = ''");
    all.add_plain("i.active");
    let sexes = day_sexes(wanted.sex);
    let free = format!(
        "(SELECT MIN(f.on_day) FROM place f WHERE f.institution_id = i.id AND f.fiscal_year = r.fiscal_year \
         AND f.course_code = r.course_code AND f.remaining > 0 AND f.day_sex IN ({sexes}) \
         AND f.on_day >= '{}' AND f.on_day <= '{}')",
        wanted.from, wanted.to
    );
    (all, free)
}

fn select(free: &str, clause: &str) -> String {
    format!(
        "SELECT i.id, i.name, i.city, i.station, i.phone, i.class, i.live, i.lead_days, i.cutoff_days, i.cutoff_hour, \
         i.cutoff_minute, i.cancel_cost, r.yen, \
         {free} AS first_free FROM institution i JOIN price r ON r.institution_id = i.id{clause}"
    )
}

/// Institutions that offer the course and whose name, place or station holds `key`, at most `limit`.
///
/// # Errors
/// The database's own.
pub async fn institutions<C: ConnectionTrait>(
    c: &C,
    wanted: &Wanted<'_>,
    key: &str,
    limit: u64,
) -> Result<Vec<Offering>> {
    let (mut all, free) = offerings(wanted);
    if !key.is_empty() {
        all.add_part("i.search_key", key);
    }
    let sql = select(&free, &all.clause());
    let found: Vec<Found> = all
        .all(c, &format!("{sql} ORDER BY i.kana, i.id LIMIT {limit}"))
        .await?;
    found.into_iter().map(Found::offering).collect()
}

/// One institution, if it offers the course.
///
/// # Errors
/// The database's own.
pub async fn institution<C: ConnectionTrait>(
    c: &C,
    wanted: &Wanted<'_>,
    id: i64,
) -> Result<Option<Offering>> {
    let (mut all, free) = offerings(wanted);
    all.add("i.id = ?", id);
    let sql = select(&free, &all.clause());
    let found: Vec<Found> = all.all(c, &sql).await?;
    found.into_iter().next().map(Found::offering).transpose()
}

/// What an institution asks for the options of a course; what it does not offer is not there.
///
/// # Errors
/// The database's own.
pub async fn option_prices<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    fiscal_year: i32,
    course: &CourseCode,
) -> Result<Vec<(OptionCode, Yen)>> {
    #[derive(FromQueryResult)]
    struct Price {
        option_code: String,
        yen: i64,
    }
    let prices: Vec<Price> = row::all(
        c,
        "SELECT option_code, yen FROM price WHERE institution_id = $1 AND fiscal_year = $2 \
         AND course_code = $3 AND option_code <> '' ORDER BY option_code",
        [
            institution_id.into(),
            fiscal_year.into(),
            course.as_str().into(),
        ],
    )
    .await?;
    let prices = prices.into_iter().map(|price| {
        let code = OptionCode::parse(&price.option_code);
        Ok((row::parsed(code, "price", "option_code")?, yen(price.yen)?))
    });
    prices.collect()
}

/// A place with something left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    /// Our number of it.
    pub id: i64,
    /// 受診日
    pub on: CivilDate,
    /// 時刻 in minutes of the day, where the institution says one.
    pub starts: Option<i32>,
    /// For whom the day is.
    pub day_sex: DaySex,
    /// How many are left.
    pub remaining: i32,
}

/// The first free places of an institution that may be this person's, at most `limit`. The person's own place, of a booking that is to
/// be moved, counts as free.
///
/// # Errors
/// The database's own.
pub async fn places<C: ConnectionTrait>(
    c: &C,
    wanted: &Wanted<'_>,
    institution_id: i64,
    own: Option<i64>,
    limit: u64,
) -> Result<Vec<Free>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        on_day: Date,
        starts: i32,
        day_sex: String,
        remaining: i32,
    }
    let mut all = Conditions::default();
    all.add("institution_id = ?", institution_id);
    all.add("fiscal_year = ?", wanted.fiscal_year);
    all.add("course_code = ?", wanted.course.as_str());
    all.add("on_day >= ?", row::date(wanted.from));
    all.add("on_day <= ?", row::date(wanted.to));
    all.add("(remaining > 0 OR id = ?)", own.unwrap_or_default());
    all.add_plain(&format!("day_sex IN ({})", day_sexes(wanted.sex)));
    let sql = format!(
        "SELECT id, on_day, starts, day_sex, remaining FROM place{} ORDER BY on_day, starts, id LIMIT {limit}",
        all.clause()
    );
    let rows: Vec<Row> = all.all(c, &sql).await?;
    let places = rows.into_iter().map(|found| {
        Ok(Free {
            id: found.id,
            on: row::parsed(row::civil(found.on_day), "place", "on_day")?,
            starts: Some(found.starts).filter(|starts| *starts >= 0),
            day_sex: row::parsed(DaySex::from_code(&found.day_sex), "place", "day_sex")?,
            remaining: found.remaining + i32::from(own == Some(found.id)),
        })
    });
    places.collect()
}

/// One place, by number: institution, day, time.
///
/// # Errors
/// The database's own.
pub async fn place<C: ConnectionTrait>(
    c: &C,
    id: i64,
) -> Result<Option<(i64, CivilDate, Option<i32>)>> {
    let Some(found) = entity::place::Entity::find_by_id(id).one(c).await? else {
        return Ok(None);
    };
    let on = row::parsed(row::civil(found.on_day), "place", "on_day")?;
    let starts = Some(found.starts).filter(|starts| *starts >= 0);
    Ok(Some((found.institution_id, on, starts)))
}

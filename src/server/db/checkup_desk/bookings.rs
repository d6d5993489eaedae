//! 予約の一覧: bookings that fit a search, a page at a time or all of them.

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{
    super::{Result, row, staff_audit::Unseen},
    sql::Conditions,
};
use crate::{
    domain::{
        birth_date::BirthDate,
        checkup::{
            booking::State,
            staff_form::{Filter, NamePart, Sort, When},
        },
        date::CivilDate,
        relationship::{Relationship, Sex},
    },
    server::clock::Millis,
};

/// One line of a list of bookings.
#[derive(Clone, Debug)]
pub struct Line {
    /// The booking.
    pub id: i64,
    /// Whose.
    pub person: Whose,
    /// 年度 of the course.
    pub fiscal_year: i32,
    /// Code of the course.
    pub course: String,
    /// 健診機関
    pub institution: String,
    /// 状態
    pub state: State,
    /// 受診日
    pub exam_on: Option<CivilDate>,
    /// 時刻 in minutes of the day.
    pub starts: Option<i32>,
    /// Options with their prices, JSON as stored.
    pub options: String,
    /// When it was made.
    pub created_at: Millis,
}

/// The person of a booking, as lists show it.
#[derive(Clone, Debug)]
pub struct Whose {
    /// Our number of the person.
    pub id: i64,
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番
    pub branch: String,
    /// 氏名
    pub name: String,
    /// 氏名カナ
    pub kana: String,
    /// 性別
    pub sex: Sex,
    /// 生年月日
    pub birth_date: BirthDate,
    /// 続柄
    pub relationship: Relationship,
    /// 事業所
    pub workplace: String,
}

const FROM: &str = " FROM booking b JOIN person p ON p.id = b.person_id \
     JOIN institution i ON i.id = b.institution_id";

#[derive(FromQueryResult)]
struct Found {
    id: i64,
    person_id: i64,
    symbol: String,
    number: String,
    branch: String,
    name: String,
    kana: String,
    sex: String,
    birth_date: Date,
    relationship: String,
    workplace: String,
    fiscal_year: i32,
    course_code: String,
    institution: String,
    state: String,
    exam_on: Option<Date>,
    starts: Option<i32>,
    options: String,
    created_at: i64,
}

const COLUMNS: &str = "SELECT b.id, b.person_id, p.symbol, p.number, p.branch, p.name, p.kana, p.sex, p.birth_date, \
     p.relationship, p.workplace, b.fiscal_year, b.course_code, i.name AS institution, b.state, b.exam_on, b.starts, \
     b.options, b.created_at";

impl Found {
    fn line(self) -> Result<Line> {
        let birth = row::parsed(row::civil(self.birth_date), "person", "birth_date")?;
        let exam_on = self
            .exam_on
            .map(|day| row::parsed(row::civil(day), "booking", "exam_on"));
        Ok(Line {
            id: self.id,
            fiscal_year: self.fiscal_year,
            course: self.course_code,
            institution: self.institution,
            state: row::parsed(State::from_code(&self.state), "booking", "state")?,
            exam_on: exam_on.transpose()?,
            starts: self.starts,
            options: self.options,
            created_at: self.created_at,
            person: Whose {
                id: self.person_id,
                symbol: self.symbol,
                number: self.number,
                branch: self.branch,
                name: self.name,
                kana: self.kana,
                sex: row::parsed(Sex::from_code(&self.sex), "person", "sex")?,
                birth_date: BirthDate::from_stored(birth),
                relationship: row::parsed(
                    Relationship::from_code(&self.relationship),
                    "person",
                    "relationship",
                )?,
                workplace: self.workplace,
            },
        })
    }
}

fn conditions(filter: &Filter, today: CivilDate) -> Conditions {
    let mut all = Conditions::default();
    match filter.when {
        When::Upcoming => all.add(
            "(b.exam_on >= ? OR (b.exam_on IS NULL AND b.state IN ('applied', 'arranging')))",
            row::date(today),
        ),
        When::Year(year) => all.add("b.fiscal_year = ?", year),
        When::Ever => {}
    }
    if let Some((year, id)) = filter.reference {
        all.add("b.id = ?", id);
        if let Some(year) = year {
            all.add("b.fiscal_year = ?", year);
        }
    }
    if let Some(state) = filter.state {
        all.add("b.state = ?", state.code());
    }
    if let Some(course) = &filter.course {
        all.add("b.course_code = ?", course.as_str());
    }
    if let Some(from) = filter.from {
        all.add("b.exam_on >= ?", row::date(from));
    }
    if let Some(to) = filter.to {
        all.add("b.exam_on <= ?", row::date(to));
    }
    if let Some(institution) = &filter.institution {
        match institution.len() == 10 && institution.bytes().all(|b| b.is_ascii_digit()) {
            true => all.add("i.code = ?", institution.as_str()),
            false => all.add_part("i.search_key", institution),
        }
    }
    if let Some((symbol, number)) = &filter.number {
        all.add("p.symbol = ?", symbol.as_str());
        all.add("p.number = ?", number.as_str());
    }
    match &filter.name {
        Some(NamePart::Kana(key)) => all.add_part("p.kana_key", key),
        Some(NamePart::Written(name)) => all.add_part("p.name", name),
        None => {}
    }
    if let Some(workplace) = &filter.workplace {
        all.add_part("p.workplace", workplace);
    }
    all
}

fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Day => {
            " ORDER BY CASE WHEN b.exam_on IS NULL THEN 1 ELSE 0 END, b.exam_on, b.starts, b.id"
        }
        Sort::Newest => " ORDER BY b.id DESC",
        Sort::Oldest => " ORDER BY b.id",
        Sort::Name => " ORDER BY p.kana_key, b.id",
    }
}

fn unseen(found: Vec<Found>) -> Result<Unseen<Line>> {
    let lines = found.into_iter().map(|found| {
        let person = found.person_id;
        found.line().map(|line| (person, line))
    });
    Ok(Unseen::of(lines.collect::<Result<Vec<_>>>()?))
}

/// How many bookings fit.
///
/// # Errors
/// The database's own.
pub async fn count<C: ConnectionTrait>(c: &C, filter: &Filter, today: CivilDate) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Count {
        value: i64,
    }
    let all = conditions(filter, today);
    let sql = format!("SELECT COUNT(*) AS value{FROM}{}", all.clause());
    let count: Vec<Count> = all.all(c, &sql).await?;
    Ok(count.first().map_or(0, |count| count.value))
}

/// The bookings that fit, at most `limit` after the first `skip`.
///
/// # Errors
/// The database's own.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    filter: &Filter,
    today: CivilDate,
    skip: u64,
    limit: u64,
) -> Result<Unseen<Line>> {
    let all = conditions(filter, today);
    let (clause, order) = (all.clause(), order(filter.sort));
    let sql = format!("{COLUMNS}{FROM}{clause}{order} LIMIT {limit} OFFSET {skip}");
    unseen(all.all(c, &sql).await?)
}

/// Who is expected at an institution on a day, in the order of the day: confirmed, and those whose coming or not has been noted.
///
/// # Errors
/// The database's own.
pub async fn of_day<C: ConnectionTrait>(
    c: &C,
    institution_id: i64,
    on: CivilDate,
) -> Result<Unseen<Line>> {
    let mut all = Conditions::default();
    all.add("b.institution_id = ?", institution_id);
    all.add("b.exam_on = ?", row::date(on));
    all.add_plain("b.state IN ('confirmed', 'done', 'no_show')");
    let sql = format!(
        "{COLUMNS}{FROM}{} ORDER BY b.starts, p.kana_key, b.id",
        all.clause()
    );
    unseen(all.all(c, &sql).await?)
}

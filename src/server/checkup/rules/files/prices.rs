//! A file of prices: each row a price; one without an amount says that the institution no longer offers it.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry};

use super::{columns, faults::Faults, table};
use crate::{
    api::staff_rules::{FileProblem, FileReport},
    domain::{
        checkup::{
            code::{CourseCode, OptionCode},
            institution::InstitutionCode,
            yen::Yen,
        },
        field::FieldError,
    },
    server::{
        clock::Millis,
        db::{
            self, Txn,
            checkup_rules::{
                institution as institutions,
                price::{self, Item, PriceRow},
            },
            course::StoredCourse,
        },
        passwords::nfkc,
    },
};

/// A row that could be read.
pub(super) struct Row {
    line: u64,
    institution: String,
    year: i32,
    course: CourseCode,
    option: Option<OptionCode>,
    yen: Option<Yen>,
}

/// Prices in the order of the file.
pub(super) type Rows = Vec<Row>;

/// Reads the rows.
pub(super) fn read(text: &str, report: &mut FileReport, faults: &mut Faults) -> Rows {
    let mut rows = Vec::new();
    let mut lines = HashMap::new();
    table::rows(
        text,
        columns::PRICES,
        report,
        faults,
        |line, cells, faults| {
            let Some(row) = row(line, cells, faults) else {
                return;
            };
            let key = (
                row.institution.clone(),
                row.year,
                row.course.clone(),
                row.option.clone(),
            );
            match lines.insert(key, line) {
                Some(other) => faults.add(line, "", FileProblem::Duplicate { other }),
                None => rows.push(row),
            }
        },
    );
    rows
}

fn row(line: u64, cells: [&str; columns::PRICES.len()], faults: &mut Faults) -> Option<Row> {
    let names = columns::PRICES;
    let mut keep = |at: usize, error: FieldError| faults.field(line, names[at], error);
    let institution = InstitutionCode::parse(cells[0], &nfkc).map_err(|error| keep(0, error));
    let year = nfkc(cells[1]);
    let year = year.strip_suffix("年度").unwrap_or(&year).parse::<i32>();
    let year = year.map_err(|_| keep(1, FieldError::NotDigits));
    let course = CourseCode::parse(cells[2]).ok_or_else(|| keep(2, FieldError::Unknown));
    let option = match cells[3] {
        "" => Ok(None),
        code => OptionCode::parse(code)
            .map(Some)
            .ok_or_else(|| keep(3, FieldError::Unknown)),
    };
    let yen = match Yen::parse(cells[4], &nfkc) {
        Ok(yen) => Ok(Some(yen)),
        Err(FieldError::Empty) => Ok(None),
        Err(error) => {
            keep(4, error);
            Err(())
        }
    };
    Some(Row {
        line,
        institution: institution.ok()?.to_string(),
        year: year.ok()?,
        course: course.ok()?,
        option: option.ok()?,
        yen: yen.ok()?,
    })
}

/// The courses of the years of a file.
struct Courses(BTreeMap<i32, Vec<StoredCourse>>);

impl Courses {
    async fn load(txn: &Txn, rows: &[Row]) -> db::Result<Self> {
        let years: BTreeSet<i32> = rows.iter().map(|row| row.year).collect();
        let mut all = BTreeMap::new();
        for year in years {
            all.insert(year, db::course::of_year(txn, year).await?);
        }
        Ok(Self(all))
    }

    /// What a row names that there is not.
    fn missing(&self, row: &Row) -> Option<(usize, FileProblem)> {
        let courses = self.0.get(&row.year).map_or(&[][..], Vec::as_slice);
        let course = courses
            .iter()
            .find(|course| course.rules.code == row.course);
        let Some(course) = course else {
            return Some((2, FileProblem::UnknownCourse));
        };
        let option = row.option.as_ref()?;
        match course.rules.option(option) {
            Some(_) => None,
            None => Some((3, FileProblem::UnknownOption)),
        }
    }
}

/// Writes the prices, and counts them into the report.
pub(super) async fn write(
    txn: &Txn,
    rows: Rows,
    now: Millis,
    report: &mut FileReport,
    faults: &mut Faults,
) -> db::Result<()> {
    let codes = institutions::codes(txn).await?;
    let courses = Courses::load(txn, &rows).await?;
    let mut known: HashMap<(i64, i32), BTreeMap<Item, Yen>> = HashMap::new();
    let mut written = Vec::new();
    let mut touched = BTreeSet::new();
    for row in rows {
        let Some(id) = codes.get(&row.institution).copied() else {
            faults.add(row.line, columns::CODE, FileProblem::UnknownInstitution);
            continue;
        };
        if let Some((at, problem)) = courses.missing(&row) {
            faults.add(row.line, columns::PRICES[at], problem);
            continue;
        }
        let prices = match known.entry((id, row.year)) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(price::of(txn, id, row.year).await?),
        };
        let option = row
            .option
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        let item = (row.course.to_string(), option);
        let before = prices.get(&item).copied();
        let (before_is, now_is) = (before, row.yen);
        match (before_is, now_is) {
            (None, Some(_)) => report.added += 1,
            (Some(_), None) => {
                report.removed += 1;
                price::remove(txn, id, row.year, &item).await?;
            }
            (before, now) if before == now => {
                report.unchanged += 1;
                continue;
            }
            _ => report.changed += 1,
        }
        touched.insert(id);
        if let Some(yen) = row.yen {
            written.push(PriceRow {
                institution_id: id,
                fiscal_year: row.year,
                course_code: item.0,
                option_code: item.1,
                yen: yen.get().into(),
            });
        }
    }
    price::write(txn, &written, false).await?;
    let touched: Vec<i64> = touched.into_iter().collect();
    institutions::touch(txn, &touched, now).await
}

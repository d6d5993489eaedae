//! A file of places: each row a place of a course at an institution on a day, new or with another 定員. What is taken is never cut.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{columns, faults::Faults, iso, table};
use crate::{
    api::staff_rules::{FileProblem, FileReport},
    domain::{
        checkup::{
            code::{CourseCode, OptionCode},
            institution::InstitutionCode,
            place_form::{PlaceRow, parse_row},
        },
        field::FieldError,
        fiscal_year::FiscalYear,
    },
    server::{
        clock::Millis,
        db::{
            self, Txn,
            checkup_rules::{
                institution as institutions, place,
                place_batch::{self, Known, NewPlace},
                place_limit::{self, NewLimit},
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
    course: CourseCode,
    place: PlaceRow,
}

/// Places in the order of the file.
pub(super) type Rows = Vec<Row>;

/// Reads the rows.
pub(super) fn read(text: &str, report: &mut FileReport, faults: &mut Faults) -> Rows {
    let mut rows = Vec::new();
    let mut lines = HashMap::new();
    table::rows(
        text,
        columns::PLACES,
        report,
        faults,
        |line, cells, faults| {
            let Some(row) = row(line, cells, faults) else {
                return;
            };
            let place = &row.place;
            let key = (
                row.institution.clone(),
                row.course.clone(),
                (place.day, place.starts, place.day_sex),
            );
            match lines.insert(key, line) {
                Some(other) => faults.add(line, "", FileProblem::Duplicate { other }),
                None => rows.push(row),
            }
        },
    );
    rows
}

fn row(line: u64, cells: [&str; columns::PLACES.len()], faults: &mut Faults) -> Option<Row> {
    let [code, course, day, time, sex, capacity, limits] = cells;
    let institution = InstitutionCode::parse(code, &nfkc)
        .map_err(|error| faults.field(line, columns::CODE, error));
    let course = CourseCode::parse(course)
        .ok_or_else(|| faults.field(line, columns::PLACES[1], FieldError::Unknown));
    let place = parse_row(&nfkc, [day, time, sex, capacity, limits])
        .map_err(|errors| faults.fields(line, &errors, columns::place));
    let (institution, course, place) = (institution.ok()?, course.ok()?, place.ok()?);
    if place.limits.iter().any(|(_, most)| *most > place.capacity) {
        faults.add(line, columns::PLACES[6], FileProblem::LimitAboveCapacity);
        return None;
    }
    Some(Row {
        line,
        institution: institution.to_string(),
        course,
        place,
    })
}

/// What a row is checked against.
struct Checks {
    codes: BTreeMap<String, i64>,
    courses: BTreeMap<i32, Vec<StoredCourse>>,
}

impl Checks {
    async fn load(txn: &Txn, rows: &[Row]) -> db::Result<Self> {
        let years: BTreeSet<i32> = rows
            .iter()
            .map(|row| FiscalYear::of(row.place.day).year())
            .collect();
        let mut courses = BTreeMap::new();
        for year in years {
            courses.insert(year, db::course::of_year(txn, year).await?);
        }
        Ok(Self {
            codes: institutions::codes(txn).await?,
            courses,
        })
    }

    /// The row for the table, or what it names that there is not.
    fn place(&self, row: &Row) -> Result<NewPlace, (&'static str, FileProblem)> {
        let found = self.codes.get(&row.institution).copied();
        let id = found.ok_or((columns::CODE, FileProblem::UnknownInstitution))?;
        let year = FiscalYear::of(row.place.day).year();
        let courses = self.courses.get(&year).map_or(&[][..], Vec::as_slice);
        let course = courses
            .iter()
            .find(|course| course.rules.code == row.course);
        let course = course.ok_or((columns::PLACES[1], FileProblem::UnknownCourse))?;
        if !course.rules.examination.contains(row.place.day) {
            return Err((columns::PLACES[2], FileProblem::OutsidePeriod));
        }
        let has = |(code, _): &(OptionCode, u16)| course.rules.option(code).is_some();
        if !row.place.limits.iter().all(has) {
            return Err((columns::PLACES[6], FileProblem::UnknownOption));
        }
        Ok(NewPlace {
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            institution_id: id,
            fiscal_year: year,
            course_code: row.course.to_string(),
            on_day: iso(row.place.day),
            starts: row.place.starts.map_or(-1, i32::from),
            day_sex: row.place.day_sex.code().to_owned(),
            capacity: row.place.capacity.into(),
        })
    }
}

/// Writes the places, and counts them into the report.
pub(super) async fn write(
    txn: &Txn,
    rows: Rows,
    now: Millis,
    report: &mut FileReport,
    faults: &mut Faults,
) -> db::Result<()> {
    let known = Checks::load(txn, &rows).await?;
    let mut places = Vec::with_capacity(rows.len());
    for row in &rows {
        match known.place(row) {
            Ok(place) => places.push(place),
            Err((column, problem)) => faults.add(row.line, column, problem),
        }
    }
    if !faults.none() {
        return Ok(());
    }
    let touched: BTreeSet<i64> = places.iter().map(|place| place.institution_id).collect();
    let touched: Vec<i64> = touched.into_iter().collect();
    // first, so that two files for one institution wait for each other
    institutions::touch(txn, &touched, now).await?;
    let before = place_batch::known(txn, &places).await?;
    let refused = place_batch::write(txn, &places).await?;
    note_taken(&refused, columns::PLACES[5], faults);
    let after = place_batch::known(txn, &places).await?;
    let limited = limits(txn, &rows, &after, faults).await?;
    for place in &places {
        match before.get(&place.line) {
            None => report.added += 1,
            Some(was) if was.capacity != place.capacity || limited.contains(&place.line) => {
                report.changed += 1;
            }
            Some(_) => report.unchanged += 1,
        }
    }
    Ok(())
}

fn note_taken(refused: &[(i64, i64)], column: &str, faults: &mut Faults) {
    for (line, taken) in refused {
        let (line, taken) = (u64::try_from(*line).unwrap_or_default(), *taken);
        faults.add(line, column, FileProblem::Taken { taken });
    }
}

/// Writes the limits that are other than before. Answers the lines of these.
async fn limits(
    txn: &Txn,
    rows: &[Row],
    places: &BTreeMap<i64, Known>,
    faults: &mut Faults,
) -> db::Result<BTreeSet<i64>> {
    let ids: Vec<i64> = places.values().map(|place| place.id).collect();
    let stored = place::limits(txn, &ids).await?;
    let (mut changed, mut new) = (BTreeSet::new(), Vec::new());
    for row in rows {
        let line = i64::try_from(row.line).unwrap_or(i64::MAX);
        let Some(place) = places.get(&line) else {
            continue;
        };
        let was = stored.get(&place.id).map_or(&[][..], Vec::as_slice);
        if was == row.place.limits {
            continue;
        }
        changed.insert(line);
        let stays = |code: &OptionCode| row.place.limits.iter().any(|(one, _)| one == code);
        for (code, _) in was.iter().filter(|(code, _)| !stays(code)) {
            place_limit::remove(txn, place.id, code.as_str()).await?;
        }
        new.extend(row.place.limits.iter().map(|(code, most)| NewLimit {
            line,
            place_id: place.id,
            option_code: code.to_string(),
            capacity: (*most).into(),
        }));
    }
    let refused = place_limit::write(txn, &new).await?;
    note_taken(&refused, columns::PLACES[6], faults);
    Ok(changed)
}

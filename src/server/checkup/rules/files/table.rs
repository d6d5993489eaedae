//! From bytes to rows of cells in a known order.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use unicode_normalization::UnicodeNormalization;

use super::faults::Faults;
use crate::{
    api::staff_rules::{FileProblem, FileReport},
    server::roster::{
        decode::{DecodeError, decode},
        table::{Lines, unwrap},
    },
};

/// Most rows of a file.
const MAX_ROWS: usize = 300_000;
/// Most bytes of a cell.
const MAX_CELL: usize = 8 * 1024;
/// What stands for a letter that an encoding has not got.
pub(super) const LOST: char = '〓';

/// A file's text, and in the report how it is written.
pub(super) fn text<'a>(
    bytes: &'a [u8],
    report: &mut FileReport,
    faults: &mut Faults,
) -> Option<Cow<'a, str>> {
    match decode(bytes) {
        Ok((text, encoding)) => {
            encoding.name().clone_into(&mut report.encoding);
            Some(text)
        }
        Err(DecodeError::Neither { line }) => {
            faults.add(line, "", FileProblem::Encoding);
            None
        }
        Err(DecodeError::Lost { line }) => {
            faults.add(line, "", FileProblem::Lost);
            None
        }
    }
}

/// Gives the cells of every row to `take`, in the order of `columns`, with the line the row begins on.
pub(super) fn rows<const N: usize>(
    text: &str,
    columns: [&'static str; N],
    report: &mut FileReport,
    faults: &mut Faults,
    mut take: impl FnMut(u64, [&str; N], &mut Faults),
) {
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return faults.add(0, "", FileProblem::Csv);
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut lines = Lines::new(text);
    let mut places: Option<Header<N>> = None;
    while reader.read_record(&mut record).unwrap_or(false) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = lines.of(record.position());
        let Some(header) = &places else {
            places = header(&record, line, columns, report, faults);
            if places.is_none() {
                return;
            }
            continue;
        };
        report.rows += 1;
        if report.rows > MAX_ROWS {
            return faults.add(line, "", FileProblem::TooManyRows);
        }
        if let Some(cells) = cells(header, &record, line, columns, faults) {
            take(line, cells.each_ref().map(|cell| cell.as_ref()), faults);
        }
    }
    if report.rows == 0 && faults.none() {
        faults.add(0, "", FileProblem::NoRows);
    }
}

/// Where each column stands in the file.
struct Header<const N: usize> {
    places: [usize; N],
    width: usize,
}

fn header<const N: usize>(
    record: &StringRecord,
    line: u64,
    columns: [&'static str; N],
    report: &mut FileReport,
    faults: &mut Faults,
) -> Option<Header<N>> {
    let mut places = [usize::MAX; N];
    for (place, cell) in record.iter().enumerate() {
        let name: String = cell.nfkc().filter(|c| !c.is_whitespace()).collect();
        match columns.iter().position(|column| *column == name) {
            Some(at) if places[at] == usize::MAX => places[at] = place,
            Some(at) => faults.add(line, columns[at], FileProblem::DoubleColumn),
            None if name.is_empty() => {}
            None => {
                let name = name.chars().filter(|c| !c.is_control()).take(40).collect();
                report.unread.push(name);
            }
        }
    }
    report.unread.truncate(20);
    let missing: Vec<String> = columns
        .iter()
        .zip(places)
        .filter(|(_, place)| *place == usize::MAX)
        .map(|(column, _)| (*column).to_owned())
        .collect();
    if !missing.is_empty() {
        faults.add(line, "", FileProblem::MissingColumns(missing));
    }
    let width = record.len();
    faults.none().then_some(Header { places, width })
}

/// The row's cells, or nothing where one of them cannot be one.
fn cells<'a, const N: usize>(
    header: &Header<N>,
    record: &'a StringRecord,
    line: u64,
    columns: [&'static str; N],
    faults: &mut Faults,
) -> Option<[Cow<'a, str>; N]> {
    let blank_tail = record
        .iter()
        .skip(header.width)
        .all(|cell| cell.trim().is_empty());
    if record.len() < header.width || !blank_tail {
        let (expected, found) = (header.width, record.len());
        faults.add(line, "", FileProblem::CellCount { expected, found });
        return None;
    }
    let mut fine = true;
    let cells = std::array::from_fn(|at| {
        let raw = &record[header.places[at]];
        cell(raw).unwrap_or_else(|problem| {
            faults.add(line, columns[at], problem);
            fine = false;
            Cow::Borrowed("")
        })
    });
    fine.then_some(cells)
}

/// A cell without what spreadsheets and [`write`](super::write) wrap it in.
fn cell(raw: &str) -> Result<Cow<'_, str>, FileProblem> {
    if raw.len() > MAX_CELL {
        return Err(FileProblem::BadCell);
    }
    if raw.contains(LOST) {
        return Err(FileProblem::Lost);
    }
    let cell = unwrap(raw).ok_or(FileProblem::BadCell)?;
    let guarded = |cell: &str| {
        let rest = cell.strip_prefix('\'')?;
        rest.starts_with(super::write::FORMULA)
            .then(|| rest.to_owned())
    };
    Ok(match guarded(&cell) {
        Some(bare) => Cow::Owned(bare),
        None => cell,
    })
}

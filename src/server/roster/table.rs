//! From CSV text to cells in a known order.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use unicode_normalization::UnicodeNormalization;

use super::{
    column::Column,
    error::{Faults, Problem},
};

/// Most rows of a file.
pub const MAX_ROWS: u64 = 1_000_000;
/// Most bytes of a cell, as UTF-8.
pub const MAX_CELL: usize = 8 * 1024;

/// The cells of one row, in the order of [`Column::ALL`], without Excel's and the CSV's wrappings.
pub type Cells<'a> = [Cow<'a, str>; Column::ALL.len()];

/// Where each column stands in the file.
struct Header {
    places: [usize; Column::ALL.len()],
    width: usize,
}

/// Gives every row of `text` to `take`, with the line it begins on; what is no row goes into `faults`.
///
/// Returns the names of columns that nobody reads.
pub fn read(
    text: &str,
    faults: &mut Faults,
    mut take: impl FnMut(u64, &Cells<'_>, &mut Faults),
) -> Vec<String> {
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        faults.add(0, None, Problem::Csv);
        return Vec::new();
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut lines = Lines::new(text);
    let mut header: Option<(Header, Vec<String>)> = None;
    let mut rows = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                faults.add(0, None, Problem::Csv);
                break;
            }
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = lines.of(record.position());
        let Some((header, _)) = &header else {
            match self::header(&record, line, faults) {
                Some(found) => header = Some(found),
                None => return Vec::new(),
            }
            continue;
        };
        rows += 1;
        if rows > MAX_ROWS {
            faults.add(line, None, Problem::TooManyRows);
            break;
        }
        if let Some(cells) = cells(header, &record, line, faults) {
            take(line, &cells, faults);
        }
    }
    if rows == 0 && faults.none() {
        faults.add(0, None, Problem::NoRows);
    }
    header.map(|(_, unread)| unread).unwrap_or_default()
}

/// Lines by place in the text. The reader's own count is one behind where lines end in CRLF.
pub(in crate::server) struct Lines<'a> {
    rest: &'a [u8],
    at: u64,
    line: u64,
}

impl<'a> Lines<'a> {
    pub(in crate::server) fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line on which the record at `position` begins. Positions only grow.
    pub(in crate::server) fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let to = position.map_or(self.at, csv::Position::byte);
        while let Some((byte, rest)) = self.rest.split_first() {
            if self.at >= to && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
            self.rest = rest;
        }
        self.line
    }
}

fn header(record: &StringRecord, line: u64, faults: &mut Faults) -> Option<(Header, Vec<String>)> {
    let mut places = [usize::MAX; Column::ALL.len()];
    let mut unread = Vec::new();
    for (place, cell) in record.iter().enumerate() {
        let name: String = cell.nfkc().filter(|c| !c.is_whitespace()).collect();
        match Column::ALL.iter().find(|column| column.name() == name) {
            Some(column) if places[column.index()] == usize::MAX => places[column.index()] = place,
            Some(column) => faults.add(line, Some(*column), Problem::DoubleColumn),
            None if name.is_empty() => {}
            None => unread.push(name.chars().filter(|c| !c.is_control()).take(40).collect()),
        }
    }
    let missing: Vec<Column> = Column::ALL
        .into_iter()
        .filter(|column| places[column.index()] == usize::MAX)
        .collect();
    if !missing.is_empty() {
        faults.add(line, None, Problem::MissingColumns(missing));
    }
    let width = record.len();
    faults.none().then_some((Header { places, width }, unread))
}

/// The row's cells, or nothing where one of them cannot be one.
fn cells<'a>(
    header: &Header,
    record: &'a StringRecord,
    line: u64,
    faults: &mut Faults,
) -> Option<Cells<'a>> {
    let blank_tail = record
        .iter()
        .skip(header.width)
        .all(|cell| cell.trim().is_empty());
    if record.len() < header.width || !blank_tail {
        let (expected, found) = (header.width, record.len());
        faults.add(line, None, Problem::CellCount { expected, found });
        return None;
    }
    let mut fine = true;
    let cells = Column::ALL.map(|column| {
        let raw = &record[header.places[column.index()]];
        let cell = if raw.len() > MAX_CELL {
            Err(Problem::CellTooLong)
        } else {
            unwrap(raw).ok_or(Problem::ControlCharacter)
        };
        cell.unwrap_or_else(|problem| {
            faults.add(line, Some(column), problem);
            fine = false;
            Cow::Borrowed("")
        })
    });
    fine.then_some(cells)
}

/// A cell without outer space and without Excel's `="001"`; line breaks and tabs inside become spaces, other control characters refuse.
pub(in crate::server) fn unwrap(raw: &str) -> Option<Cow<'_, str>> {
    let cell = raw.trim();
    let cell = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .map_or(cell, str::trim);
    if !cell.chars().any(char::is_control) {
        return Some(Cow::Borrowed(cell));
    }
    let mut folded = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '\n' | '\t' => folded.push(' '),
            '\r' => {}
            c if c.is_control() => return None,
            c => folded.push(c),
        }
    }
    Some(Cow::Owned(folded))
}

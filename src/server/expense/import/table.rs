//! From records to cells in a known order: the header, and what is no row.
//!
//! May enter: column names, bounds on cells. Must not: what a cell means, whom a row is about.

use std::{borrow::Cow, io::Read, ops::ControlFlow};

use unicode_normalization::UnicodeNormalization;

use super::{
    decode::{Probe, Text, TextError},
    records::{Record, Records, Unclosed},
};
use crate::{
    domain::expense::{
        batch::Encoding,
        import::{
            column::Column,
            fault::{Faults, MAX_CELL, MAX_ROWS, Problem},
            line::Cells,
        },
    },
    server::roster::table::unwrap,
};

/// What a file was, beside its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// How it is written.
    pub encoding: Option<Encoding>,
    /// Names of columns that nobody reads.
    pub unread: Vec<String>,
    /// SHA-256 of what was read; of the whole file, where nothing broke off.
    pub digest: [u8; 32],
}

/// Where each column stands in the file.
struct Header {
    places: [usize; Column::ALL.len()],
    width: usize,
}

/// Whoever takes rows: the line a row begins on, its cells, where its faults go; answers whether to go on.
pub type Take<'t> = dyn FnMut(u32, &Cells<'_>, &mut Faults) -> ControlFlow<()> + 't;

/// A file on its way through.
struct Table<'f, 't> {
    header: Option<Header>,
    /// Where a file that is not UTF-8 ceases to be.
    utf8_ends: u32,
    unread: Vec<String>,
    rows: u32,
    faults: &'f mut Faults,
    take: &'f mut Take<'t>,
}

/// Gives every row of a probed file to `take`; what is no row goes into `faults`.
///
/// # Errors
/// When the file cannot be read.
pub fn read<'t>(
    input: impl Read,
    probe: &Probe,
    faults: &mut Faults,
    take: &mut Take<'t>,
) -> std::io::Result<Shape> {
    if probe.workbook {
        faults.add(0, None, Problem::Workbook);
        return Ok(Shape::default());
    }
    if probe.marked && !probe.utf8 {
        faults.add(probe.utf8_ends, None, Problem::Encoding);
        return Ok(Shape::default());
    }
    let encoding = match probe.utf8 {
        true => Encoding::Utf8,
        false => Encoding::Cp932,
    };
    let mut text = Text::new(input, encoding);
    let mut records = Records::default();
    let mut table = Table {
        header: None,
        utf8_ends: if probe.utf8 { 0 } else { probe.utf8_ends },
        unread: Vec::new(),
        rows: 0,
        faults,
        take,
    };
    let ended = loop {
        let piece = match text.piece() {
            Ok([]) => break records.finish(|line, record| table.record(line, &record)),
            Ok(piece) => piece,
            Err(TextError::Io(error)) => return Err(error),
            Err(TextError::Neither) => {
                let line = records.line().saturating_add(text.lines_of_broken());
                *table.faults = Faults::default();
                let line = line.max(probe.utf8_ends);
                table.faults.add(line, None, Problem::Encoding);
                return Ok(Shape::default());
            }
        };
        match records.feed(piece, |line, record| table.record(line, &record)) {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => break Ok(()),
            Err(unclosed) => break Err(unclosed),
        }
    };
    if let Err(Unclosed { line }) = ended {
        table.faults.add(line, None, Problem::Csv);
    }
    if table.rows == 0 && table.faults.none() {
        table.faults.add(0, None, Problem::NoRows);
    }
    Ok(Shape {
        encoding: Some(encoding),
        unread: table.unread,
        digest: text.digest(),
    })
}

impl Table<'_, '_> {
    fn record(&mut self, line: u32, record: &Record<'_>) -> ControlFlow<()> {
        let Some(cells) = record.cells() else {
            self.faults.add(line, None, Problem::Encoding);
            return ControlFlow::Break(());
        };
        if cells.clone().all(|cell| cell.trim().is_empty()) {
            return ControlFlow::Continue(());
        }
        let bytes = record.bytes();
        if bytes.contains(&0xEF) && memchr::memmem::find(bytes, "\u{FFFD}".as_bytes()).is_some() {
            self.faults.add(line, None, Problem::LostLetter);
            return ControlFlow::Continue(());
        }
        let Some(header) = &self.header else {
            self.header = self.read_header(line, cells);
            return match self.header {
                Some(_) => ControlFlow::Continue(()),
                None => ControlFlow::Break(()),
            };
        };
        self.rows += 1;
        if self.rows > MAX_ROWS {
            self.faults.add(line, None, Problem::TooManyRows);
            return ControlFlow::Break(());
        }
        let cells: Vec<&str> = cells.collect();
        let blank_tail = || {
            cells[header.width..]
                .iter()
                .all(|cell| cell.trim().is_empty())
        };
        if cells.len() < header.width || !blank_tail() {
            let count = |cells: usize| u32::try_from(cells).unwrap_or(u32::MAX);
            let (expected, found) = (count(header.width), count(cells.len()));
            self.faults
                .add(line, None, Problem::CellCount { expected, found });
            return ControlFlow::Continue(());
        }
        let plain = is_plain(bytes);
        let mut fine = true;
        let unwrapped = Column::ALL.map(|column| {
            let raw = cells[header.places[column.index()]];
            cell(raw, plain).unwrap_or_else(|problem| {
                self.faults.add(line, Some(column), problem);
                fine = false;
                Cow::Borrowed("")
            })
        });
        if !fine {
            return ControlFlow::Continue(());
        }
        let cells: Cells<'_> = std::array::from_fn(|at| unwrapped[at].as_ref());
        (self.take)(line, &cells, self.faults)
    }

    fn read_header<'c>(
        &mut self,
        line: u32,
        cells: impl ExactSizeIterator<Item = &'c str>,
    ) -> Option<Header> {
        let mut places = [usize::MAX; Column::ALL.len()];
        let width = cells.len();
        for (place, cell) in cells.enumerate() {
            let name: String = cell.nfkc().filter(|c| !c.is_whitespace()).collect();
            match Column::ALL.iter().find(|column| column.name() == name) {
                Some(column) if places[column.index()] == usize::MAX => {
                    places[column.index()] = place;
                }
                Some(column) => self.faults.add(line, Some(*column), Problem::DoubleColumn),
                None if name.is_empty() => {}
                None => {
                    let shown = name.chars().filter(|c| !c.is_control()).take(40);
                    self.unread.push(shown.collect());
                }
            }
        }
        let missing = |column: &Column| places[column.index()] == usize::MAX;
        let columns: Vec<Column> = Column::ALL.into_iter().filter(missing).collect();
        match columns.is_empty() {
            true => {}
            // a header in UTF-8 has no columns in CP932: one letter further down is broken
            false if line < self.utf8_ends => {
                self.faults.add(self.utf8_ends, None, Problem::Encoding);
            }
            false => {
                self.faults
                    .add(line, None, Problem::MissingColumns { columns });
            }
        }
        self.faults.none().then_some(Header { places, width })
    }
}

/// Whether there is no control character in it; text that may hold one takes the long way.
fn is_plain(bytes: &[u8]) -> bool {
    // the first byte of U+0080 to U+00BF is C2
    bytes
        .iter()
        .all(|b| *b >= b' ' && !matches!(b, 0x7F | 0xC2))
}

fn cell(raw: &str, plain: bool) -> Result<Cow<'_, str>, Problem> {
    if raw.len() > MAX_CELL {
        return Err(Problem::TooLong);
    }
    let cell = raw.trim();
    if plain && !cell.starts_with('=') {
        return Ok(Cow::Borrowed(cell));
    }
    unwrap(raw).ok_or(Problem::ControlCharacter)
}

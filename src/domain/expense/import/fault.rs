//! What is wrong with a file: by line and column, never with the cell's content in it.

use serde::{Deserialize, Serialize};

use super::column::Column;

/// Most rows of a file.
pub const MAX_ROWS: u32 = 4_000_000;
/// Most bytes of a cell, as UTF-8.
pub const MAX_CELL: usize = 8 * 1024;
/// How many faults are kept in full.
pub const SHOWN: usize = 50;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Line of the file, from 1; a row with line breaks in its cells counts by its first line. 0 is the file as a whole.
    pub line: u32,
    /// The column, where it is one column's fault.
    pub column: Option<Column>,
    /// What is wrong.
    pub problem: Problem,
}

/// Kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// More rows than [`MAX_ROWS`].
    TooManyRows,
    /// Not one row.
    NoRows,
    /// A workbook of Excel, not CSV.
    Workbook,
    /// Neither UTF-8 nor CP932.
    Encoding,
    /// U+FFFD: somebody converted the file before and lost letters.
    LostLetter,
    /// A quotation mark never closes, or the like.
    Csv,
    /// Columns the header does not name.
    MissingColumns {
        /// Which.
        columns: Vec<Column>,
    },
    /// A column the header names twice.
    DoubleColumn,
    /// Fewer or more cells than the header.
    CellCount {
        /// Cells of the header.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// A cell beyond [`MAX_CELL`], or text longer than the column keeps.
    TooLong,
    /// A control character.
    ControlCharacter,
    /// A cell that has to be filled is empty.
    Empty,
    /// A cell that cannot be read.
    Unreadable,
    /// An amount beyond 999,999,999 yen, or more days than 9,999.
    TooMuch,
    /// 健保負担 and 公費 are more than 総額.
    PaidMoreThanTotal,
    /// 食事自己 is more than 食事総額.
    MealsMoreThanTotal,
    /// The same file, byte for byte, was loaded before and not undone since.
    LoadedBefore {
        /// The batch it is.
        batch: i64,
    },
}

/// Faults as they are found: the first ones in full, the rest counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faults {
    /// The first [`SHOWN`] in the order of the file.
    pub first: Vec<Fault>,
    /// How many there are in all.
    pub total: u32,
}

impl Faults {
    /// Whether everything is fine.
    pub fn none(&self) -> bool {
        self.total == 0
    }

    /// Adds one.
    pub fn add(&mut self, line: u32, column: Option<Column>, problem: Problem) {
        self.total = self.total.saturating_add(1);
        if self.first.len() < SHOWN {
            self.first.push(Fault {
                line,
                column,
                problem,
            });
        }
    }
}

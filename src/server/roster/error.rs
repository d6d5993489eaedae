//! What is wrong with a roster file: by line and column, never with the cell's content in it.

use std::fmt;

use super::column::Column;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1; a row with line breaks in its cells counts by its first line. 0 is the file as a whole.
    pub line: u64,
    /// The column, where it is one column's fault.
    pub column: Option<Column>,
    /// What is wrong.
    pub problem: Problem,
}

/// Faults as they are found: the first ones in full, the rest counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// The first [`Faults::SHOWN`] in the order of the file.
    pub first: Vec<Fault>,
    /// How many there are in all.
    pub total: usize,
}

impl Faults {
    /// How many are kept in full.
    pub const SHOWN: usize = 50;

    /// Whether everything is fine.
    pub fn none(&self) -> bool {
        self.total == 0
    }

    /// The same, in the order of lines.
    pub fn sorted(mut self) -> Self {
        self.first.sort_by_key(|fault| fault.line);
        self
    }

    /// Adds one.
    pub fn add(&mut self, line: u64, column: Option<Column>, problem: Problem) {
        self.total += 1;
        if self.first.len() < Self::SHOWN {
            self.first.push(Fault {
                line,
                column,
                problem,
            });
        }
    }
}

/// Kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file is larger than the limit.
    FileTooLarge,
    /// More rows than the limit.
    TooManyRows,
    /// Not one row.
    NoRows,
    /// Neither UTF-8 nor CP932.
    Encoding,
    /// U+FFFD in the file.
    LostLetter,
    /// A quotation mark never closes, or the like.
    Csv,
    /// Columns the header does not name.
    MissingColumns(Vec<Column>),
    /// A column the header names twice.
    DoubleColumn,
    /// Fewer or more cells than the header.
    CellCount {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A cell beyond the limit.
    CellTooLong,
    /// A control character.
    ControlCharacter,
    /// A cell that has to be filled is empty.
    Empty,
    /// A cell that cannot be read.
    Unreadable,
    /// The day of birth lies after the day the qualification began, or that day after the day it was lost.
    DayOrder {
        /// The column the day must not lie before.
        not_before: Column,
    },
    /// The same 記号・番号・枝番 twice in the file.
    Duplicate {
        /// The other line.
        other: u64,
    },
    /// 記号・番号・枝番 of somebody else in the database: day of birth and kana both differ.
    SomebodyElse,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}行目", self.line)?;
        }
        if let Some(column) = self.column {
            write!(f, "「{}」", column.name())?;
        }
        if self.line > 0 || self.column.is_some() {
            f.write_str(": ")?;
        }
        match &self.problem {
            Problem::FileTooLarge => f.write_str("ファイルが 50 MB を超えています。"),
            Problem::TooManyRows => f.write_str("100万行を超えています。"),
            Problem::NoRows => f.write_str("見出しの下に1行もありません。"),
            Problem::Encoding => f.write_str("UTF-8 でも CP932 でもない文字があります。"),
            Problem::LostLetter => {
                f.write_str("変換で失われた文字(U+FFFD)があります。元のファイルから作り直してください。")
            }
            Problem::Csv => f.write_str("CSV として読めません。引用符(\")の閉じ忘れがないか確かめてください。"),
            Problem::MissingColumns(columns) => {
                let names: Vec<_> = columns.iter().map(|column| column.name()).collect();
                write!(f, "見出しに {} の列がありません。", names.join("・"))
            }
            Problem::DoubleColumn => f.write_str("見出しに同じ列が2つあります。"),
            Problem::CellCount { expected, found } => {
                write!(f, "列の数が見出しと違います(見出し {expected}、この行 {found})。")
            }
            Problem::CellTooLong => f.write_str("長すぎます(8 KiB まで)。"),
            Problem::ControlCharacter => f.write_str("制御文字が入っています。"),
            Problem::Empty => write!(f, "空です。{}を書いてください。", expected(self.column)),
            Problem::Unreadable => write!(f, "読み取れません。{}を書いてください。", expected(self.column)),
            Problem::DayOrder { not_before } => {
                write!(f, "「{}」より前の日付です。", not_before.name())
            }
            Problem::Duplicate { other } => {
                write!(f, "記号・番号・枝番が{other}行目と同じです。")
            }
            Problem::SomebodyElse => f.write_str(
                "同じ記号・番号・枝番の人が登録済みで、生年月日も氏名カナも違います。枝番を使い回していないか確かめてください。",
            ),
        }
    }
}

fn expected(column: Option<Column>) -> &'static str {
    column.map_or("値", Column::expected)
}

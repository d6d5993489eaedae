//! Files of institutions, prices and places on the wire: what became of one.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{api::error::ApiError, domain::field::FieldError};

/// What a file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// 健診機関
    #[default]
    Institutions,
    /// 料金
    Prices,
    /// 空き枠
    Places,
}

impl FileKind {
    /// All of them, in the order in which they are needed.
    pub const ALL: [Self; 3] = [Self::Institutions, Self::Prices, Self::Places];

    /// The code in forms and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Institutions => "institutions",
            Self::Prices => "prices",
            Self::Places => "places",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What is wrong with a file, a line or a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// No file was chosen.
    NoFile,
    /// Larger than the limit.
    TooLarge,
    /// More rows than the limit.
    TooManyRows,
    /// Not one row.
    NoRows,
    /// Neither UTF-8 nor CP932.
    Encoding,
    /// A letter that was lost in a conversion.
    Lost,
    /// A quotation mark never closes, or the like.
    Csv,
    /// Columns that the header does not name.
    MissingColumns(Vec<String>),
    /// A column named twice.
    DoubleColumn,
    /// Fewer or more cells than the header.
    CellCount {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A control character, or a cell beyond the limit.
    BadCell,
    /// The domain could not read the cell.
    Field(FieldError),
    /// No institution has this code.
    UnknownInstitution,
    /// The fiscal year has no such course.
    UnknownCourse,
    /// The course has no such option.
    UnknownOption,
    /// A day outside 受診期間 of the course.
    OutsidePeriod,
    /// A limit above the 定員.
    LimitAboveCapacity,
    /// The same as another line.
    Duplicate {
        /// The other line.
        other: u64,
    },
    /// More is taken of it.
    Taken {
        /// How much.
        taken: i64,
    },
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFault {
    /// Line of the file, from 1; 0 is the file as a whole.
    pub line: u64,
    /// The column's name in the header; empty where it is not one column's fault.
    pub column: String,
    /// What is wrong.
    pub problem: FileProblem,
}

/// What became of a file, or would become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileReport {
    /// What it holds.
    pub kind: FileKind,
    /// Nothing was written, on purpose.
    pub dry_run: bool,
    /// How it is written.
    pub encoding: String,
    /// Columns nobody reads.
    pub unread: Vec<String>,
    /// Rows.
    pub rows: usize,
    /// New ones.
    pub added: usize,
    /// Those that are other than before.
    pub changed: usize,
    /// Those that are the same as before.
    pub unchanged: usize,
    /// Those taken away (a price without an amount).
    pub removed: usize,
    /// The first faults.
    pub faults: Vec<FileFault>,
    /// How many there are in all; with one, nothing was written.
    pub faults_total: usize,
}

/// The page for files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilesPage {
    /// What became of the last file.
    pub report: Option<FileReport>,
    /// The present fiscal year.
    pub year: i32,
    /// Those with courses, the latest first.
    pub years: Vec<i32>,
    /// Whether whoever looks may send files.
    pub may_edit: bool,
}

/// Loads the page for files.
#[server]
pub async fn load_files() -> Result<FilesPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::rules::files::page(&ctx).await)
}

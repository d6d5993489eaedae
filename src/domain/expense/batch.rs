//! 取込: a file of 医療費 rows on its way from the society's disk to the members' pages.
//!
//! May enter: the states a batch goes through, and what is said of its file. Must not: rows, people, sentences.

use serde::{Deserialize, Serialize};

use super::{import::fault::Faults, month::Month};

/// How many days a checked file waits to be loaded; then it is discarded. By then the next month's file has come, and a file of people's
/// health that nobody wants is not kept.
pub const KEPT_DAYS: i64 = 30;

/// Where a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// The file is being read; nothing is decided.
    Checking,
    /// The file has faults, or was loaded before: nothing of it was taken, and it is gone.
    Refused,
    /// The file is fine and waits to be loaded, or discarded.
    Checked,
    /// Its rows are going in. Nobody sees them.
    Loading,
    /// All its rows are in. Members do not see them yet.
    Loaded,
    /// Members see its rows.
    Published,
    /// Taken back whole, or discarded before it was loaded: nothing of it is left but this record.
    Undone,
    /// Something broke off; nothing of it is left, and the file may be sent again.
    Failed,
}

/// States and their codes.
const CODES: [(BatchState, &str); 8] = [
    (BatchState::Checking, "checking"),
    (BatchState::Refused, "refused"),
    (BatchState::Checked, "checked"),
    (BatchState::Loading, "loading"),
    (BatchState::Loaded, "loaded"),
    (BatchState::Published, "published"),
    (BatchState::Undone, "undone"),
    (BatchState::Failed, "failed"),
];

impl BatchState {
    /// The code rows and addresses hold.
    pub fn code(self) -> &'static str {
        CODES[self as usize].1
    }

    /// The state under a code.
    pub fn from_code(code: &str) -> Option<Self> {
        CODES
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(state, _)| *state)
    }

    /// Whether work on it goes on by itself.
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Loading)
    }
}

/// Why something cannot be done with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// There is no such batch, or it does not stand where this could be done; somebody else may have been quicker.
    OtherState,
    /// The same file was loaded before, or is being loaded now.
    SameFile,
    /// Another file is being loaded; one at a time.
    OneAtATime,
    /// The file is not on this machine any more: it has to be sent again.
    FileGone,
    /// The day to publish on is over.
    DayOver,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// CP932 (Windows-31J).
    Cp932,
}

impl Encoding {
    /// The name as people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Cp932 => "CP932",
        }
    }
}

/// What a file's rows add up to in one treatment month, row by row as they stand in the file, 取消 left out. In yen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthTotal {
    /// 診療年月
    pub month: Month,
    /// How many rows.
    pub rows: u32,
    /// 医療費総額
    pub total: u64,
    /// 健保負担
    pub insurer: u64,
    /// 自己負担相当額
    pub own: u64,
}

/// Something a person should look at before the rows are published; it stops nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// The month most of the rows are about costs more than twice what the month of the batch before did.
    MuchMoreThanBefore,
    /// It costs less than half of that.
    MuchLessThanBefore,
    /// 自己負担相当額 is more than what the others leave.
    OwnTooHigh,
    /// A treatment month that is still to come.
    FutureMonth,
    /// 請求年月 before 診療年月.
    ClaimBeforeTreatment,
    /// More days than the month has.
    TooManyDays,
    /// 修正 of a row nobody has handed over.
    CorrectionOfNothing,
    /// 取消 of a row nobody has handed over.
    WithdrawalOfNothing,
    /// 新規 with the 整理番号 of another 新規 of the same person in this file; the later one stands.
    Repeated,
}

impl Oddity {
    /// All of them, in the order people see them.
    pub const ALL: [Self; 9] = [
        Self::MuchMoreThanBefore,
        Self::MuchLessThanBefore,
        Self::FutureMonth,
        Self::OwnTooHigh,
        Self::ClaimBeforeTreatment,
        Self::TooManyDays,
        Self::CorrectionOfNothing,
        Self::WithdrawalOfNothing,
        Self::Repeated,
    ];
}

/// How many lines of an oddity are named.
pub const LINES: usize = 10;

/// An oddity and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddLines {
    /// What.
    pub oddity: Oddity,
    /// How often.
    pub count: u32,
    /// The first [`LINES`] lines; none where it is about the file as a whole.
    pub lines: Vec<u32>,
}

/// What is said of a file once it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How the file is written; nothing where it cannot be read.
    pub encoding: Option<Encoding>,
    /// Columns of the file nobody reads.
    pub unread: Vec<String>,
    /// Rows, orphans among them.
    pub rows: u32,
    /// 新規
    pub new_rows: u32,
    /// 修正
    pub corrections: u32,
    /// 取消
    pub withdrawals: u32,
    /// Rows whose person the roster does not have, or has twice.
    pub orphans: u32,
    /// Totals by treatment month, the latest first.
    pub months: Vec<MonthTotal>,
    /// The month most 新規 rows are about.
    pub through: Option<Month>,
    /// What should be looked at.
    pub oddities: Vec<OddLines>,
    /// What is wrong; with a single fault nothing of the file is taken.
    pub faults: Faults,
}

/// Why nobody is known for a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The roster has nobody like this.
    Unknown,
    /// The roster has several, and the row has no 枝番 that tells them apart.
    Ambiguous,
}

impl Why {
    /// The code rows hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Ambiguous => "ambiguous",
        }
    }

    /// The reason under a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Unknown, Self::Ambiguous]
            .into_iter()
            .find(|why| why.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back() {
        for (at, (state, code)) in CODES.into_iter().enumerate() {
            assert_eq!(state as usize, at);
            assert_eq!(state.code(), code);
            assert_eq!(BatchState::from_code(code), Some(state));
        }
        for why in [Why::Unknown, Why::Ambiguous] {
            assert_eq!(Why::from_code(why.code()), Some(why));
        }
        assert_eq!(BatchState::from_code(""), None);
        assert_eq!(Why::from_code(""), None);
    }
}

//! 予約日のお知らせ: the mails before an examination, each of which a member can switch off.
//!
//! May enter: which there are. Must not: when they are sent (a job's), their words.

use serde::{Deserialize, Serialize};

/// A mail before the day of the examination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// Seven days before.
    Week,
    /// The day before.
    Day,
}

impl Reminder {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 2] = [Self::Week, Self::Day];

    /// The code rows and forms hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    /// How many days before.
    pub fn days_before(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Day => 1,
        }
    }
}

//! How what waits for a mailed link comes to its end.

use super::row;
use crate::server::clock::{DAY, Millis};

/// How long it is kept after its end, for the pages that say what became of it.
pub const KEPT: Millis = 7 * DAY;

/// How a registration, or another mailed link, came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedAs {
    /// It did what it was for.
    Completed,
    /// A later one took its place.
    Superseded,
    /// The old address said 拒否.
    Rejected,
    /// The new address said 「心当たりがない」.
    Disowned,
    /// Nobody came in time.
    Expired,
    /// It could not be done any more: the address or the person was taken meanwhile, or too many wrong codes.
    Failed,
}

impl EndedAs {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Completed, "completed"),
        (Self::Superseded, "superseded"),
        (Self::Rejected, "rejected"),
        (Self::Disowned, "disowned"),
        (Self::Expired, "expired"),
        (Self::Failed, "failed"),
    ];

    pub(super) fn as_str(self) -> &'static str {
        row::code_of(&Self::ALL, self)
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        row::of_code(&Self::ALL, code)
    }
}

//! What a member is told about by mail.
//!
//! May enter: which news there are, and about what. Must not: their texts (`mail`), when they are due.

use serde::{Deserialize, Serialize};

/// News about a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingNews {
    /// It is confirmed.
    Confirmed,
    /// Wishes have arrived.
    Applied,
    /// Wishes have arrived; the booking they are to take the place of stays until they are answered.
    MoveApplied,
    /// The society has agreed a day.
    Answered,
    /// The society has found no day.
    Declined,
    /// It took the place of another booking.
    Moved,
    /// The member cancelled it.
    Cancelled,
    /// The society cancelled it.
    CancelledBySociety,
    /// It was cancelled because the 資格 ends before the day.
    CancelledLost,
    /// The day is a week away.
    WeekBefore,
    /// The day is tomorrow.
    DayBefore,
}

impl BookingNews {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Confirmed,
        Self::Applied,
        Self::MoveApplied,
        Self::Answered,
        Self::Declined,
        Self::Moved,
        Self::Cancelled,
        Self::CancelledBySociety,
        Self::CancelledLost,
        Self::WeekBefore,
        Self::DayBefore,
    ];
}

/// News, with the number of what they are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// About a booking.
    Booking(BookingNews, i64),
    /// A place is offered to somebody who waits.
    Offer(i64),
}

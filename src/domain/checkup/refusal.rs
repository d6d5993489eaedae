//! Why something asked of a booking is not done.
//!
//! May enter: codes, and the numbers a sentence needs. Must not: sentences, rows.

use super::code::OptionCode;
use super::reason::Reason;
use crate::domain::date::CivilDate;
use serde::{Deserialize, Serialize};

/// Why not. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No place is left on the day.
    Full,
    /// The day has places, but none with this option.
    OptionFull(OptionCode),
    /// The rules of the course stand against it.
    NotEligible(Reason),
    /// The rules of an option stand against it.
    OptionNotEligible(OptionCode, Reason),
    /// There is no such thing, or it is not this person's: an id that was made up, a closed course, an institution that does
    /// not offer it, a day of the other sex. One answer for all, so that nobody learns what there is.
    NotOffered,
    /// The day is too near, or past: the institution takes bookings from another day on.
    TooSoon {
        /// The first day possible.
        from: CivilDate,
    },
    /// 仮押さえの時間切れ: the ten minutes are over.
    HoldOver,
    /// The offer from the waiting list is over.
    OfferOver,
    /// 変更・取消の締切 has passed; from now on by phone.
    CutoffPassed {
        /// The day it was.
        on: CivilDate,
        /// Its hour in Japan.
        hour: u8,
        /// Its minute.
        minute: u8,
    },
    /// The booking is in a state in which this cannot happen.
    NotNow,
    /// The day has free places: book instead of waiting.
    StillFree,
    /// The person waits for this day already.
    WaitsAlready,
    /// Wishes to move this booking wait for an answer already.
    MovesAlready,
}

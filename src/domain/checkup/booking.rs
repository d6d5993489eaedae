//! 予約の状態: the life of a booking, and until when a member may change it.
//!
//! May enter: states, events, the cut-off. Must not: who may cause an event, rows, the clock.

use crate::domain::business_day::BusinessCalendar;
use crate::domain::date::CivilDate;
use serde::{Deserialize, Serialize};

/// The state of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 仮押さえ: a place kept while its member confirms.
    Held,
    /// 申込: wishes that wait for the society.
    Applied,
    /// 調整中: the society asks the institution.
    Arranging,
    /// 確定
    Confirmed,
    /// 受診済
    Done,
    /// 未受診: did not come.
    NoShow,
    /// 取消
    Cancelled,
}

impl State {
    /// All of them, in the order of a booking's life.
    pub const ALL: [Self; 7] = [
        Self::Held,
        Self::Applied,
        Self::Arranging,
        Self::Confirmed,
        Self::Done,
        Self::NoShow,
        Self::Cancelled,
    ];

    /// The code rows and wires hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Applied => "applied",
            Self::Arranging => "arranging",
            Self::Confirmed => "confirmed",
            Self::Done => "done",
            Self::NoShow => "no_show",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the booking is over. To its person nothing can happen any more; staff can still put right what they noted of a day.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::NoShow | Self::Cancelled)
    }
}

/// What happens to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The member confirms a held place.
    Confirm,
    /// The member sends what is held to the society, which asks the institution.
    Apply,
    /// Staff take it up.
    TakeUp,
    /// Staff answer with the day agreed.
    Answer,
    /// Staff answer that no day was found.
    Decline,
    /// Staff or the institution report that the person was examined.
    MarkDone,
    /// They report that the person did not come.
    MarkNoShow,
    /// 未受診 was noted by mistake: the person was examined.
    CorrectDone,
    /// 受診済 was noted by mistake: the person did not come.
    CorrectNoShow,
    /// Either was: nothing is known yet.
    Unmark,
    /// The member or staff cancel; also when the 資格 is lost.
    Cancel,
    /// The time for confirming is over.
    Expire,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Confirm,
        Self::Apply,
        Self::TakeUp,
        Self::Answer,
        Self::Decline,
        Self::MarkDone,
        Self::MarkNoShow,
        Self::CorrectDone,
        Self::CorrectNoShow,
        Self::Unmark,
        Self::Cancel,
        Self::Expire,
    ];

    /// The code rows and wires hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Apply => "apply",
            Self::TakeUp => "take_up",
            Self::Answer => "answer",
            Self::Decline => "decline",
            Self::MarkDone => "mark_done",
            Self::MarkNoShow => "mark_no_show",
            Self::CorrectDone => "correct_done",
            Self::CorrectNoShow => "correct_no_show",
            Self::Unmark => "unmark",
            Self::Cancel => "cancel",
            Self::Expire => "expire",
        }
    }

    /// Whether it puts right what was noted of a day. Only these lead back.
    pub fn is_correction(self) -> bool {
        matches!(self, Self::CorrectDone | Self::CorrectNoShow | Self::Unmark)
    }

    /// The event of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.code() == code)
    }
}

/// The state an event leads to; nothing where it cannot happen.
///
/// A booking begins as [`State::Held`] (a live place) or [`State::Applied`] (wishes). A change is a new booking whose
/// confirmation cancels the old one. What staff noted of a day is put right by events of its own: a note sent late, or for several
/// bookings at once, never overrules another one.
pub fn next(state: State, event: Event) -> Option<State> {
    use {Event as E, State as S};
    match (state, event) {
        (S::Held, E::Confirm)
        | (S::Applied | S::Arranging, E::Answer)
        | (S::Done | S::NoShow, E::Unmark) => Some(S::Confirmed),
        (S::Held, E::Apply) => Some(S::Applied),
        (S::Applied, E::TakeUp) => Some(S::Arranging),
        (S::Confirmed, E::MarkDone) | (S::NoShow, E::CorrectDone) => Some(S::Done),
        (S::Confirmed, E::MarkNoShow) | (S::Done, E::CorrectNoShow) => Some(S::NoShow),
        (S::Held, E::Expire)
        | (S::Applied | S::Arranging, E::Decline)
        | (S::Held | S::Applied | S::Arranging | S::Confirmed, E::Cancel) => Some(S::Cancelled),
        _ => None,
    }
}

/// Whether the booking uses the person's right to one examination of the group in the year. A held place does not yet,
/// so that a booking can be moved; one cancelled or not attended gives the right back.
pub fn uses_right(state: State) -> bool {
    matches!(
        state,
        State::Applied | State::Arranging | State::Confirmed | State::Done
    )
}

/// Whether a booking stands beside the one it is to take the place of: wishes that use no right of their own until they are answered.
pub fn is_beside(state: State, has_right: bool) -> bool {
    uses_right(state) && !has_right
}

/// Whether the booking takes one of the day's places. Wishes have none until they are answered with one; a cancelled
/// booking frees its place; one that was attended, or not, has had it.
pub fn holds_place(state: State, has_place: bool) -> bool {
    has_place && state != State::Cancelled
}

/// 変更・取消の締切 of an institution: 「3営業日前 17:00」.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8, u8)", into = "(u8, u8, u8)")]
pub struct Cutoff {
    business_days: u8,
    hour: u8,
    minute: u8,
}

impl Cutoff {
    /// Most business days before the examination.
    pub const MAX_DAYS: u8 = 60;

    /// So many business days before the examination, at that time in Japan; 0 is the day itself.
    pub fn new(business_days: u8, hour: u8, minute: u8) -> Option<Self> {
        let fits = business_days <= Self::MAX_DAYS && hour <= 23 && minute <= 59;
        fits.then_some(Self {
            business_days,
            hour,
            minute,
        })
    }

    /// 営業日数
    pub fn business_days(self) -> u8 {
        self.business_days
    }

    /// The time of day in Japan: hour and minute.
    pub fn time(self) -> (u8, u8) {
        (self.hour, self.minute)
    }

    /// The last moment for a change online, in Japan: day, hour, minute.
    pub fn deadline(self, exam_day: CivilDate, calendar: &BusinessCalendar) -> (CivilDate, u8, u8) {
        let day = calendar.before(exam_day, u32::from(self.business_days));
        (day, self.hour, self.minute)
    }
}

impl TryFrom<(u8, u8, u8)> for Cutoff {
    type Error = &'static str;

    fn try_from((business_days, hour, minute): (u8, u8, u8)) -> Result<Self, Self::Error> {
        Self::new(business_days, hour, minute)
            .ok_or("a cut-off is up to 60 business days and a time of day")
    }
}

impl From<Cutoff> for (u8, u8, u8) {
    fn from(cutoff: Cutoff) -> Self {
        (cutoff.business_days, cutoff.hour, cutoff.minute)
    }
}

#[cfg(test)]
mod tests;

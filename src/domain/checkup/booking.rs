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

    /// Whether nothing can happen to the booking any more.
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
    /// The member or staff cancel; also when the 資格 is lost.
    Cancel,
    /// The time for confirming is over.
    Expire,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Confirm,
        Self::Apply,
        Self::TakeUp,
        Self::Answer,
        Self::Decline,
        Self::MarkDone,
        Self::MarkNoShow,
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
            Self::Cancel => "cancel",
            Self::Expire => "expire",
        }
    }

    /// The event of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.code() == code)
    }
}

/// The state an event leads to; nothing where it cannot happen.
///
/// A booking begins as [`State::Held`] (a live place) or [`State::Applied`] (wishes). A change is a new booking whose
/// confirmation cancels the old one.
pub fn next(state: State, event: Event) -> Option<State> {
    use {Event as E, State as S};
    match (state, event) {
        (S::Held, E::Confirm) | (S::Applied | S::Arranging, E::Answer) => Some(S::Confirmed),
        (S::Held, E::Apply) => Some(S::Applied),
        (S::Applied, E::TakeUp) => Some(S::Arranging),
        (S::Confirmed, E::MarkDone) => Some(S::Done),
        (S::Confirmed, E::MarkNoShow) => Some(S::NoShow),
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
mod tests {
    use super::*;
    use crate::domain::date::testing::{day, days};
    use proptest::prelude::*;

    #[test]
    fn codes_go_there_and_back_and_are_those_of_the_wire() {
        for one in State::ALL {
            assert_eq!(State::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
        }
        for one in Event::ALL {
            assert_eq!(Event::from_code(one.code()), Some(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
        }
    }

    #[test]
    fn nothing_follows_what_is_final_and_something_all_else() {
        for state in State::ALL {
            let goes_on = Event::ALL
                .into_iter()
                .any(|event| next(state, event).is_some());
            assert_eq!(goes_on, !state.is_final(), "{state:?}");
            let cancelled = next(state, Event::Cancel);
            assert_eq!(cancelled.is_none(), state.is_final(), "{state:?}");
        }
    }

    #[test]
    fn the_ways_of_a_booking() {
        let go = |start: State, events: &[Event]| {
            events
                .iter()
                .try_fold(start, |state, event| next(state, *event))
        };
        use Event as E;
        for (start, events, end) in [
            (
                State::Held,
                &[E::Confirm, E::MarkDone][..],
                Some(State::Done),
            ),
            (State::Held, &[E::Expire], Some(State::Cancelled)),
            (State::Held, &[E::Expire, E::Confirm], None),
            (State::Held, &[E::Confirm, E::Confirm], None),
            (State::Held, &[E::Confirm, E::Expire], None),
            (
                State::Applied,
                &[E::TakeUp, E::Answer],
                Some(State::Confirmed),
            ),
            (
                State::Applied,
                &[E::Answer, E::MarkNoShow],
                Some(State::NoShow),
            ),
            (
                State::Applied,
                &[E::TakeUp, E::Decline],
                Some(State::Cancelled),
            ),
            (State::Applied, &[E::MarkDone], None),
            (State::Arranging, &[E::TakeUp], None),
            (
                State::Held,
                &[E::Apply, E::TakeUp, E::Cancel],
                Some(State::Cancelled),
            ),
        ] {
            assert_eq!(go(start, events), end, "{start:?} {events:?}");
        }
    }

    #[test]
    fn what_a_state_uses() {
        for (state, right, place) in [
            (State::Held, false, true),
            (State::Applied, true, true),
            (State::Arranging, true, true),
            (State::Confirmed, true, true),
            (State::Done, true, true),
            (State::NoShow, false, true),
            (State::Cancelled, false, false),
        ] {
            assert_eq!(uses_right(state), right, "{state:?}");
            assert_eq!(holds_place(state, true), place, "{state:?}");
            assert!(!holds_place(state, false), "{state:?}");
        }
    }

    #[test]
    fn the_cut_off_counts_business_days() {
        let calendar = BusinessCalendar::new(["2026-05-04", "2026-05-05", "2026-05-06"].map(day));
        let cutoff = Cutoff::new(3, 17, 0).unwrap();
        for (exam, last) in [
            ("2026-05-12", "2026-05-07"),
            // over 憲法記念日's substitute and the weekend
            ("2026-05-08", "2026-04-30"),
            ("2026-05-11", "2026-05-01"),
        ] {
            let deadline = cutoff.deadline(day(exam), &calendar);
            assert_eq!(deadline, (day(last), 17, 0), "{exam}");
        }
        let same_day = Cutoff::new(0, 9, 30).unwrap();
        assert_eq!(
            same_day.deadline(day("2026-05-05"), &calendar),
            (day("2026-05-05"), 9, 30)
        );
    }

    #[test]
    fn a_cut_off_is_checked_however_it_comes() {
        for (days, hour, minute) in [(61, 0, 0), (3, 24, 0), (3, 17, 60)] {
            assert_eq!(Cutoff::new(days, hour, minute), None);
            let wire = format!("[{days},{hour},{minute}]");
            assert!(serde_json::from_str::<Cutoff>(&wire).is_err());
        }
        let cutoff = Cutoff::new(3, 17, 0).unwrap();
        assert_eq!(serde_json::to_string(&cutoff).unwrap(), "[3,17,0]");
        assert_eq!((cutoff.business_days(), cutoff.time()), (3, (17, 0)));
    }

    proptest! {
        #[test]
        fn every_history_ends_and_gives_back_what_it_took(
            wishes in any::<bool>(), events in prop::collection::vec(prop::sample::select(Event::ALL.to_vec()), 0..40),
        ) {
            let mut state = if wishes { State::Applied } else { State::Held };
            let mut steps = 0;
            for event in events {
                let Some(after) = next(state, event) else { continue };
                prop_assert!(after > state, "never back: {:?} {:?}", state, event);
                // A right once used is given back only at the end.
                prop_assert!(!uses_right(state) || uses_right(after) || after.is_final());
                // A place once given back is not taken again.
                prop_assert!(holds_place(state, true) || !holds_place(after, true));
                state = after;
                steps += 1;
            }
            prop_assert!(steps <= 5);
        }

        #[test]
        fn a_later_examination_never_has_an_earlier_cut_off(
            exam in days("2026-01-01", "2027-12-31"), later in 0_i64..60, n in 0_u8..20,
        ) {
            let calendar = BusinessCalendar::new(["2026-05-04", "2026-05-05", "2026-05-06", "2026-09-22"].map(day));
            let cutoff = Cutoff::new(n, 17, 0).unwrap();
            let deadline = cutoff.deadline(exam, &calendar);
            prop_assert!(deadline.0 <= exam);
            prop_assert!(deadline <= cutoff.deadline(exam.add_days(later), &calendar) );
        }
    }
}

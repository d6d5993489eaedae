//! The ways of a booking, and its laws.

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
fn only_corrections_follow_what_is_final_and_something_all_else() {
    for state in State::ALL {
        let goes_on = Event::ALL
            .into_iter()
            .any(|event| !event.is_correction() && next(state, event).is_some());
        let corrected = Event::ALL
            .into_iter()
            .any(|event| event.is_correction() && next(state, event).is_some());
        let noted = matches!(state, State::Done | State::NoShow);
        assert_eq!(corrected, noted, "{state:?}");
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
            &[E::Confirm, E::MarkDone, E::CorrectNoShow, E::CorrectDone],
            Some(State::Done),
        ),
        (
            State::Applied,
            &[E::Answer, E::MarkNoShow, E::Unmark, E::MarkDone],
            Some(State::Done),
        ),
        (State::Held, &[E::Confirm, E::MarkDone, E::MarkNoShow], None),
        (State::Held, &[E::Confirm, E::Unmark], None),
        (
            State::Applied,
            &[E::Answer, E::MarkDone, E::CorrectDone],
            None,
        ),
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
        let mut steps = 0_i32;
        for event in events {
            let Some(after) = next(state, event) else { continue };
            // What was noted of a day is all that is ever gone back on, and then it is a note again, or none.
            prop_assert!(after > state || event.is_correction(), "never back: {:?} {:?}", state, event);
            prop_assert!(!event.is_correction() || after >= State::Confirmed && after != State::Cancelled);
            // A right once used is given back only at the end, and taken again by a correction alone.
            prop_assert!(!uses_right(state) || uses_right(after) || after.is_final());
            prop_assert!(uses_right(state) || !uses_right(after) || state == State::Held || event.is_correction());
            // A place once given back is not taken again.
            prop_assert!(holds_place(state, true) || !holds_place(after, true));
            state = after;
            steps += i32::from(!event.is_correction()) - i32::from(event == Event::Unmark);
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

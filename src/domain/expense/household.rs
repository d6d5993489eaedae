//! Who of a household sees whose rows.
//!
//! May enter: the rule, what it needs to know of each person, rows. Must not: names, sentences.
//!
//! Sources: the family's joint notice rests on the published notice with a way to object (個人情報保護委員会 Q&A 3-45 to the
//! guidance for health insurance societies); 不開示 on request of whoever is in danger from the family (DOMAIN.md §3).

use super::{
    entry::Entry,
    month::Month,
    settle::{Settled, settle},
};
use crate::domain::date::CivilDate;
use serde::{Deserialize, Serialize};

/// What decides on a person, as a viewer and as somebody to be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// Our number of the person.
    pub person_id: i64,
    /// 資格取得日
    pub acquired_on: CivilDate,
    /// 資格喪失日: the first day without it.
    pub lost_on: Option<CivilDate>,
    /// The person has objected to being shown to the family.
    pub opted_out: bool,
    /// 不開示: the person must not appear to the family in any way.
    pub hidden: bool,
}

impl Relative {
    /// Whether the person was enrolled on any day of the month.
    fn enrolled_in(&self, month: Month) -> bool {
        self.acquired_on <= month.last_day()
            && self.lost_on.is_none_or(|lost| lost > month.first_day())
    }
}

/// Whether the viewer may be shown that the other is there at all. Oneself always; others only once the viewer has read the notice on the
/// family's joint view, and neither of the two is 不開示 and the other has not objected. Who is 不開示 sees nobody either: what two
/// people see of each other is the same, so that nothing follows from a difference.
pub fn may_see(viewer: &Relative, notice_read: bool, other: &Relative) -> bool {
    if viewer.person_id == other.person_id {
        return true;
    }
    notice_read && !viewer.hidden && !other.hidden && !other.opted_out
}

/// Whether the viewer may see the other's rows of a month: [`may_see`], and of others only months in which both were enrolled.
pub fn may_see_month(viewer: &Relative, notice_read: bool, other: &Relative, month: Month) -> bool {
    may_see(viewer, notice_read, other)
        && (viewer.person_id == other.person_id
            || (viewer.enrolled_in(month) && other.enrolled_in(month)))
}

/// What the viewer sees of a household: whom, oneself first, and which rows. Nothing in it depends on anybody who is not seen: not on
/// their rows, not on their being there.
pub fn view(
    viewer: &Relative,
    notice_read: bool,
    household: &[Relative],
    rows: Vec<Entry>,
) -> (Vec<i64>, Vec<Settled>) {
    let seen: Vec<&Relative> = household
        .iter()
        .filter(|other| may_see(viewer, notice_read, other))
        .collect();
    let of = |row: &Entry| seen.iter().find(|other| other.person_id == row.person_id);
    // first whose rows, then what stands of them: a row of somebody who is not seen settles nothing
    let rows = rows.into_iter().filter(|row| of(row).is_some());
    let mut rows = settle(rows);
    rows.retain(|row| {
        of(&row.entry)
            .is_some_and(|other| may_see_month(viewer, notice_read, other, row.entry.month))
    });
    let mut people: Vec<i64> = seen.iter().map(|other| other.person_id).collect();
    people.sort_by_key(|id| *id != viewer.person_id);
    (people, rows)
}

#[cfg(test)]
mod tests {
    use super::super::settle::testing;
    use super::*;
    use proptest::prelude::*;

    fn relative(person_id: i64) -> Relative {
        Relative {
            person_id,
            acquired_on: CivilDate::new(2020, 4, 1).unwrap(),
            lost_on: None,
            opted_out: false,
            hidden: false,
        }
    }

    #[test]
    fn the_family_after_the_notice() {
        let (me, wife) = (relative(1), relative(2));
        assert!(may_see(&me, false, &me));
        assert!(!may_see(&me, false, &wife));
        assert!(may_see(&me, true, &wife));
        let objecting = Relative {
            opted_out: true,
            ..wife
        };
        assert!(!may_see(&me, true, &objecting));
        // who objects to being seen still sees
        assert!(may_see(&objecting, true, &me));
    }

    #[test]
    fn after_a_divorce_only_the_common_months() {
        let me = relative(1);
        let ex = Relative {
            lost_on: CivilDate::new(2026, 6, 1),
            ..relative(2)
        };
        let month = |m| Month::new(2026, m).unwrap();
        assert!(may_see_month(&me, true, &ex, month(5)));
        assert!(may_see_month(&ex, true, &me, month(5)));
        assert!(!may_see_month(&ex, true, &me, month(6)));
        assert!(may_see_month(&me, true, &me, month(6)));
    }

    fn anybody(person_id: i64) -> impl Strategy<Value = Relative> {
        (
            any::<bool>(),
            any::<bool>(),
            0i64..2_000,
            prop::option::of(0i64..2_000),
        )
            .prop_map(move |(opted_out, hidden, acquired, lost)| {
                let start = CivilDate::new(2020, 1, 1).unwrap();
                Relative {
                    person_id,
                    acquired_on: start.add_days(acquired),
                    lost_on: lost.map(|days| start.add_days(acquired + days)),
                    opted_out,
                    hidden,
                }
            })
    }

    proptest! {
        #[test]
        fn who_is_hidden_is_never_seen_and_always_sees_herself(
            viewer in anybody(1), other in anybody(2), read: bool, month in 2020 * 12..2027 * 12,
        ) {
            let month = Month::from_number(month).unwrap();
            prop_assert!(may_see_month(&viewer, read, &viewer, month));
            if other.hidden || other.opted_out || !read || viewer.hidden {
                prop_assert!(!may_see(&viewer, read, &other));
            }
            if may_see_month(&viewer, read, &other, month) {
                prop_assert!(may_see(&viewer, read, &other));
            }
        }

        /// Whoever is not seen could be anybody, with any rows, or nobody at all: the others' view is the same to the last figure.
        #[test]
        fn nothing_of_whoever_is_not_seen_can_be_computed(
            household in household(), rows in testing::rows(), other_rows in testing::rows(), viewer in 0usize..5, read: bool,
        ) {
            let viewer = household[viewer % household.len()];
            let before = view(&viewer, read, &household, rows.clone());
            let unseen = |id: i64| household.iter().any(|one| one.person_id == id && !may_see(&viewer, read, one));
            // their rows are others, and others' rows keep their numbers
            let changed: Vec<Entry> = rows.iter().filter(|row| !unseen(row.person_id)).cloned()
                .chain(other_rows.into_iter().filter(|row| unseen(row.person_id)).map(|row| Entry { id: row.id + 1_000, ..row }))
                .collect();
            prop_assert_eq!(&view(&viewer, read, &household, changed), &before);
            // they are not there at all
            let there: Vec<Relative> = household.iter().filter(|one| !unseen(one.person_id)).copied().collect();
            let their_own: Vec<Entry> = rows.into_iter().filter(|row| !unseen(row.person_id)).collect();
            prop_assert_eq!(&view(&viewer, read, &there, their_own), &before);
            for id in &before.0 {
                prop_assert!(!unseen(*id));
            }
            prop_assert!(before.1.iter().all(|row| !unseen(row.entry.person_id)));
        }
    }

    fn household() -> impl Strategy<Value = Vec<Relative>> {
        (
            anybody(1),
            anybody(2),
            anybody(3),
            anybody(4),
            anybody(5),
            1usize..6,
        )
            .prop_map(|(a, b, c, d, e, many)| [a, b, c, d, e][..many].to_vec())
    }
}

//! Who of a household sees whose rows.
//!
//! May enter: the rule, and what it needs to know of each person. Must not: rows, names, sentences.
//!
//! Sources: the family's joint notice rests on the published notice with a way to object (個人情報保護委員会 Q&A 3-45 to the
//! guidance for health insurance societies); 不開示 on request of whoever is in danger from the family (DOMAIN.md §3).

use super::month::Month;
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

#[cfg(test)]
mod tests {
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
    }
}

//! What the parts of a rule mean.

use super::testing::{dock, period};
use super::*;
use crate::domain::date::testing::days;
use proptest::prelude::*;

#[test]
fn groups_of_relationships() {
    for one in Relationship::ALL {
        let group = RelationGroup::of(one);
        assert_eq!(
            group == RelationGroup::OtherDependant,
            !matches!(one, Relationship::Insured | Relationship::Spouse)
        );
    }
    for one in RelationGroup::ALL {
        assert_eq!(RelationGroup::from_code(one.code()), Some(one));
        assert_eq!(serde_json::to_value(one).unwrap(), one.code());
    }
}

#[test]
fn travels_whole_and_may_leave_out_what_is_usual() {
    let course = dock();
    let mut wire = serde_json::to_value(&course).unwrap();
    assert_eq!(
        serde_json::from_value::<Course>(wire.clone()).unwrap(),
        course
    );
    let fields = wire.as_object_mut().unwrap();
    for usual in ["summary", "examined", "sex", "avoid", "counts_as"] {
        fields.remove(usual);
    }
    assert_eq!(serde_json::from_value::<Course>(wire).unwrap(), course);
}

#[test]
fn periods_meet() {
    let spring = period("2026-04-01", "2026-06-30");
    let june = period("2026-06-30", "2026-07-31");
    assert_eq!(spring.and(june), Some(period("2026-06-30", "2026-06-30")));
    assert_eq!(spring.and(period("2026-07-01", "2026-07-31")), None);
}

proptest! {
    #[test]
    fn the_next_age_is_the_first_that_fits(
        min in prop::option::of(0_u8..=130), max in prop::option::of(0_u8..=130),
        milestones in prop::collection::vec(0_u8..=130, 0..5), age in -5_i32..140,
    ) {
        let ages = Ages { min, max, milestones };
        let next = ages.next_after(age);
        prop_assert!(next.is_none_or(|next| next > age && ages.admit(next)));
        for between in age + 1..next.unwrap_or(131) {
            prop_assert!(between < 0 || !ages.admit(between));
        }
    }

    #[test]
    fn a_day_is_in_both_or_not_in_what_both_have(
        a in days("2026-01-01", "2026-03-01"), b in days("2026-01-01", "2026-03-01"),
        c in days("2026-01-01", "2026-03-01"), d in days("2026-01-01", "2026-03-01"), day in days("2026-01-01", "2026-03-01"),
    ) {
        let (one, other) = (Period { from: a.min(b), to: a.max(b) }, Period { from: c.min(d), to: c.max(d) });
        let both = one.and(other).is_some_and(|both| both.contains(day));
        prop_assert_eq!(both, one.contains(day) && other.contains(day));
    }
}

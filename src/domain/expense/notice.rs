//! Who hears by mail that new rows are there: whoever may see one of them, and nobody else.
//!
//! May enter: the question, asked of the household's rule. Must not: wishes for mails, addresses.

use super::{
    household::{Relative, may_see_month},
    month::Month,
};

/// Whether the viewer may see a row among those of `months`, which says what months of whom there are new rows of. `household` is everybody
/// of the viewer's 記号 and 番号, the viewer too.
pub fn concerns<'m>(
    viewer: &Relative,
    notice_read: bool,
    household: &[Relative],
    months: impl Fn(i64) -> &'m [Month],
) -> bool {
    household.iter().any(|other| {
        months(other.person_id)
            .iter()
            .any(|month| may_see_month(viewer, notice_read, other, *month))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::CivilDate;
    use proptest::prelude::*;

    fn anybody(person_id: i64) -> impl Strategy<Value = (Relative, bool, Vec<Month>)> {
        let months = prop::collection::vec(2024 * 12..2027 * 12, 0..3);
        let lost = prop::option::of(0i64..900);
        (any::<[bool; 3]>(), 0i64..900, lost, months).prop_map(
            move |([opted_out, hidden, read], acquired, lost, months)| {
                let start = CivilDate::new(2024, 1, 1).unwrap();
                let relative = Relative {
                    person_id,
                    acquired_on: start.add_days(acquired),
                    lost_on: lost.map(|days| start.add_days(acquired + days)),
                    opted_out,
                    hidden,
                };
                let months = months.into_iter().filter_map(Month::from_number);
                (relative, read, months.collect())
            },
        )
    }

    type Person = (Relative, bool, Vec<Month>);

    fn household() -> impl Strategy<Value = Vec<Person>> {
        (anybody(1), anybody(2), anybody(3), anybody(4)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
    }

    /// Whether the first of them is told.
    fn told(people: &[Person]) -> bool {
        let relatives: Vec<Relative> = people.iter().map(|(relative, ..)| *relative).collect();
        let of = |id: i64| {
            let person = people
                .iter()
                .find(|(relative, ..)| relative.person_id == id);
            person.map_or(&[] as &[Month], |(.., months)| months.as_slice())
        };
        concerns(&people[0].0, people[0].1, &relatives, of)
    }

    proptest! {
        #[test]
        fn whoever_is_hidden_or_objects_changes_nobody_elses_mail(people in household(), months in prop::collection::vec(2024 * 12..2027 * 12, 0..4)) {
            let before = told(&people);
            let mut other = people.clone();
            for (relative, read, theirs) in other.iter_mut().skip(1) {
                if relative.hidden || relative.opted_out {
                    *theirs = months.iter().copied().filter_map(Month::from_number).collect();
                    *read = !*read;
                    relative.lost_on = None;
                }
            }
            prop_assert_eq!(told(&other), before);
            // and as if they were not there at all
            other.retain(|(relative, ..)| relative.person_id == 1 || !(relative.hidden || relative.opted_out));
            prop_assert_eq!(told(&other), before);
        }

        #[test]
        fn own_rows_are_always_told_of(people in household()) {
            if !people[0].2.is_empty() {
                prop_assert!(told(&people));
            } else if !people[0].1 || people[0].0.hidden {
                prop_assert!(!told(&people));
            }
        }
    }
}

//! The laws the rules of 受診資格 keep, whatever the course and the person.

use super::*;
use crate::domain::checkup::course::testing::period;
use crate::domain::date::testing::days;
use proptest::prelude::*;

/// The same course of another year.
fn in_year(course: &Course, year: i32) -> Course {
    let move_day = |date: CivilDate| {
        CivilDate::new(
            date.year() + year - course.fiscal_year,
            date.month(),
            date.day(),
        )
        .unwrap()
    };
    let move_period = |period: Period| Period {
        from: move_day(period.from),
        to: move_day(period.to),
    };
    Course {
        fiscal_year: year,
        application: move_period(course.application),
        examination: move_period(course.examination),
        ..course.clone()
    }
}

prop_compose! {
    fn any_facts()(
        relationship in prop::sample::select(Relationship::ALL.to_vec()), sex in prop::sample::select(Sex::ALL.to_vec()),
        birth in days("1940-01-01", "2010-01-01"), acquired_on in days("2020-04-01", "2027-05-01"),
        lost_on in prop::option::of(days("2026-01-01", "2027-06-01")),
    ) -> Facts {
        let birth_date = BirthDate::from_stored(birth);
        Facts { enrolment: Enrolment { relationship, birth_date, acquired_on, lost_on }, sex }
    }
}

prop_compose! {
    fn any_course()(
        min in prop::option::of(18_u8..60), max in prop::option::of(40_u8..80), sex in prop::option::of(Just(Sex::Female)),
        milestones in prop_oneof![Just(vec![]), Just(vec![35, 40, 45, 50, 55, 60])],
        before_birthday in prop::option::of(Just(75)), every_years in 1_u8..4,
        who in prop::sample::subsequence(RelationGroup::ALL.to_vec(), 1..=3),
        from in days("2026-04-01", "2026-08-01"), to in days("2026-08-01", "2027-03-31"),
    ) -> Course {
        let (ages, examination) = (Ages { min, max, milestones }, Period { from, to });
        Course { ages, sex, before_birthday, every_years, who, examination, ..dock() }
    }
}

prop_compose! {
    fn any_past()(
        course in prop::sample::select(vec!["dock", "lifestyle", "brain"]), group in prop::sample::select(vec!["main", "brain"]),
        on in days("2022-04-01", "2028-03-31"), known in any::<bool>(),
        kind in prop::sample::select(vec![PastKind::Booked, PastKind::Done, PastKind::Recorded]),
    ) -> Past {
        let past = taken(course, group, &on.to_string());
        Past { kind, exam_on: past.exam_on.filter(|_| known), ..past }
    }
}

fn about_applications(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::ApplicationNotOpen { .. } | Reason::ApplicationClosed { .. }
    )
}

proptest! {
    #[test]
    fn the_days_of_a_yes_are_the_days_possible(
        course in any_course(), facts in any_facts(), past in prop::collection::vec(any_past(), 0..3),
        today in days("2026-03-01", "2027-04-30"),
    ) {
        let verdict = decide(&course, &facts, &past, today);
        let only_applications = matches!(&verdict, Verdict::No(reasons) if reasons.iter().all(about_applications));
        if let Verdict::No(reasons) = &verdict {
            prop_assert!(!reasons.is_empty());
        }
        let mut date = course.examination.from.add_days(-5).max(today);
        while date <= course.examination.to.add_days(5) {
            let may = may_on(&course, &facts, &past, date).is_ok();
            match &verdict {
                Verdict::Yes { from, to } => prop_assert_eq!(may, *from <= date && date <= *to, "{}", date),
                Verdict::No(_) => prop_assert!(only_applications || !may, "{}", date),
            }
            date = date.add_days(1);
        }
        if let Verdict::Yes { from, to } = verdict {
            prop_assert!(today <= from && from <= to);
            prop_assert!(course.examination.contains(from) && course.examination.contains(to));
        }
    }

    #[test]
    fn an_examination_more_never_gives_a_right(
        course in any_course(), facts in any_facts(), past in prop::collection::vec(any_past(), 0..3), more in any_past(),
        today in days("2026-04-01", "2027-01-10"),
    ) {
        let before = decide(&course, &facts, &past, today);
        let after = decide(&course, &facts, &[past, vec![more]].concat(), today);
        prop_assert!(after == before || matches!(after, Verdict::No(_)));
    }

    #[test]
    fn a_wider_rule_never_takes_a_day(
        course in any_course(), facts in any_facts(), today in days("2026-04-01", "2027-01-10"),
    ) {
        let Verdict::Yes { from, to } = decide(&course, &facts, &[], today) else { return Ok(()) };
        let mut wider = course.clone();
        wider.ages = Ages::default();
        wider.sex = None;
        wider.who = RelationGroup::ALL.to_vec();
        wider.before_birthday = None;
        wider.examination = period("2026-04-01", "2027-03-31");
        let mut staying = facts;
        staying.enrolment.lost_on = None;
        let Verdict::Yes { from: first, to: last } = decide(&wider, &staying, &[], today) else {
            return Err(TestCaseError::fail("a wider rule refused"));
        };
        prop_assert!(first <= from && to <= last);
    }

    #[test]
    fn the_year_named_is_the_first_in_which_the_age_fits(course in any_course(), birth in days("1940-01-01", "2025-01-01")) {
        let birth = BirthDate::from_stored(birth);
        let year = match age_fits(&course.ages, 2026, birth) {
            Some(Reason::TooYoung { from_year, .. }) => from_year,
            Some(Reason::NotMilestone { next_year, .. }) => next_year,
            _ => return Ok(()),
        };
        for between in 2026..year.unwrap_or(2100) {
            prop_assert!(age_fits(&course.ages, between, birth).is_some());
        }
        if let Some(year) = year {
            prop_assert_eq!(age_fits(&course.ages, year, birth), None);
        }
    }

    #[test]
    fn the_year_named_is_the_first_in_which_it_is_possible_again(
        every_years in 2_u8..6, back in 1_i32..10,
    ) {
        let course = Course { every_years, ..dock() };
        let past = [taken("dock", "main", &format!("{}-06-01", 2026 - back))];
        match right(&course, &past) {
            Some(Reason::OnlyEvery { last_year, again_year, .. }) => {
                prop_assert_eq!(last_year, 2026 - back);
                prop_assert_eq!(right(&in_year(&course, again_year), &past), None);
                for between in 2026..again_year {
                    prop_assert!(right(&in_year(&course, between), &past).is_some());
                }
            }
            other => {
                prop_assert_eq!(other, None);
                prop_assert!(back >= i32::from(every_years));
            }
        }
    }
}

//! Every contradiction a course can have.

use super::super::contraindication::{Condition, Contra};
use super::super::course::MilestoneCap;
use super::super::course::testing::{course_code, dock, option, option_code, period};
use super::*;
use CourseProblem as P;

fn problems(change: impl Fn(&mut Course)) -> Vec<CourseProblem> {
    let mut course = dock();
    change(&mut course);
    course.check().err().unwrap_or_default()
}

#[test]
fn a_sound_course_passes() {
    assert_eq!(problems(|_| {}), []);
    // Applications may open before the year.
    assert_eq!(
        problems(|course| course.application = period("2026-03-01", "2027-03-31")),
        []
    );
}

#[test]
fn sees_what_is_missing() {
    let found = problems(|course| {
        course.name = " ".into();
        course.group = String::new();
        course.who.clear();
    });
    assert_eq!(found, [P::NoName, P::NoGroup, P::ForNobody]);
    assert_eq!(problems(|course| course.fiscal_year = 0), [P::FiscalYear,]);
}

#[test]
fn sees_impossible_ages() {
    let ages = |min, max, milestones: &[u8]| Ages {
        min,
        max,
        milestones: milestones.to_vec(),
    };
    for (wrong, problem) in [
        (ages(Some(60), Some(40), &[]), P::AgesCrossed),
        (ages(Some(131), None, &[]), P::AgesCrossed),
        (ages(Some(40), None, &[35]), P::Milestones),
        (ages(None, None, &[40, 40]), P::Milestones),
    ] {
        let found = problems(|course| course.ages = wrong.clone());
        assert_eq!(found, [problem], "{wrong:?}");
    }
    assert_eq!(
        problems(|course| course.before_birthday = Some(30)),
        [P::Birthday]
    );
    for years in [0, 11] {
        let found = problems(|course| course.every_years = years);
        assert_eq!(found, [P::EveryYears]);
    }
}

#[test]
fn sees_periods_that_cannot_be() {
    for (application, examination, found) in [
        (
            period("2026-07-01", "2026-06-30"),
            period("2026-05-01", "2027-03-31"),
            vec![P::ApplicationCrossed],
        ),
        (
            period("2025-03-31", "2026-06-30"),
            period("2026-05-01", "2027-03-31"),
            vec![P::ApplicationOutside],
        ),
        (
            period("2026-04-01", "2027-02-01"),
            period("2026-05-01", "2027-01-31"),
            vec![P::ApplicationOutside],
        ),
        (
            period("2026-04-01", "2026-04-30"),
            period("2027-03-31", "2026-05-01"),
            vec![P::ExaminationCrossed],
        ),
        (
            period("2026-04-01", "2026-04-30"),
            period("2026-03-31", "2026-05-01"),
            vec![P::ExaminationOutside],
        ),
        (
            period("2026-04-01", "2026-04-30"),
            period("2026-05-01", "2027-04-01"),
            vec![P::ExaminationOutside],
        ),
    ] {
        let seen = problems(|course| {
            course.application = application;
            course.examination = examination;
        });
        assert_eq!(seen, found);
    }
}

#[test]
fn sees_amounts_that_are_slips() {
    let slip = Yen::new(10_000_000);
    assert_eq!(
        problems(|course| course.subsidy.copay[1] = slip),
        [P::Amount]
    );
    assert_eq!(
        problems(|course| {
            course.subsidy.milestone = Some(MilestoneCap {
                ages: vec![40],
                cap: Yen::new(20_000),
            });
        }),
        [P::MilestoneCap]
    );
    assert_eq!(
        problems(|course| course.option_cap = Some(Yen::new(11_999))),
        [P::OptionCap]
    );
}

#[test]
fn sees_options_and_conditions_that_clash() {
    let found = problems(|course| {
        course.options.push(option("brain", None, 0, 0));
        course.sex = Some(Sex::Male);
    });
    let (brain, breast) = (option_code("brain"), option_code("breast"));
    assert_eq!(
        found,
        [P::OptionTwice { code: brain }, P::Option { code: breast }]
    );
    let contra = |instead| Contra {
        condition: Condition::Pregnant,
        instead,
    };
    assert_eq!(
        problems(|course| course.avoid = vec![contra(Some(course_code("dock")))]),
        [P::Avoid]
    );
    assert_eq!(
        problems(|course| course.avoid = vec![contra(None), contra(None)]),
        [P::Avoid]
    );
}

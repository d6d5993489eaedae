//! A course goes into the form and comes back the same; what cannot be read is named at its field.

use proptest::prelude::*;

use super::super::code::{CourseCode, OptionCode};
use super::super::contraindication::{Condition, Contra};
use super::super::course::testing::dock;
use super::super::course::{
    Ages, Course, MilestoneCap, OptionRule, Period, RelationGroup, Subsidy,
};
use super::super::yen::Yen;
use super::*;
use crate::domain::date::testing::days;
use crate::domain::field::FieldError;
use crate::domain::relationship::Sex;
use crate::domain::text::testing::{hostile, nfkc};

fn words() -> impl Strategy<Value = String> {
    "[ぁ-んァ-ヶ一-龠a-zA-Z0-9()]{1,12}"
}

fn code() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9-]{0,10}"
}

fn sex() -> impl Strategy<Value = Option<Sex>> {
    prop::sample::select(vec![None, Some(Sex::Male), Some(Sex::Female)])
}

fn yen() -> impl Strategy<Value = Yen> {
    (0..=Yen::MAX.get()).prop_map(Yen::new)
}

fn ages() -> impl Strategy<Value = Ages> {
    let bound = || prop::option::of(0..=Ages::OLDEST);
    let milestones = prop::collection::vec(0..=Ages::OLDEST, 0..4);
    (bound(), bound(), milestones).prop_map(|(min, max, milestones)| Ages {
        min,
        max,
        milestones,
    })
}

fn period() -> impl Strategy<Value = Period> {
    let day = || days("2026-01-01", "2027-12-31");
    (day(), day()).prop_map(|(from, to)| Period { from, to })
}

fn conditions() -> impl Strategy<Value = Vec<Condition>> {
    let mut all = Condition::ALL.to_vec();
    all.sort_unstable();
    prop::sample::subsequence(all, 0..=4)
}

fn option() -> impl Strategy<Value = OptionRule> {
    let texts = (code(), words(), words());
    (texts, ages(), sex(), yen(), yen(), conditions()).prop_map(
        |((code, name, needs), ages, sex, copay, cap, avoid)| OptionRule {
            code: OptionCode::parse(&code).unwrap(),
            name,
            ages,
            sex,
            copay,
            cap,
            avoid,
            needs,
        },
    )
}

fn avoid() -> impl Strategy<Value = Vec<Contra>> {
    let instead = prop::collection::vec(prop::option::of(code()), 4);
    let chosen = prop::sample::subsequence(Condition::ALL.to_vec(), 0..=4);
    (chosen, instead).prop_map(|(chosen, instead)| {
        let rows = chosen.into_iter().zip(instead);
        rows.map(|(condition, instead)| Contra {
            condition,
            instead: instead.and_then(|code| CourseCode::parse(&code)),
        })
        .collect()
    })
}

fn subsidy() -> impl Strategy<Value = Subsidy> {
    let milestone = (prop::collection::vec(0..=Ages::OLDEST, 1..4), yen())
        .prop_map(|(ages, cap)| MilestoneCap { ages, cap });
    (yen(), yen(), yen(), yen(), prop::option::of(milestone)).prop_map(
        |(a, b, c, cap, milestone)| Subsidy {
            copay: [a, b, c],
            cap,
            milestone,
        },
    )
}

prop_compose! {
    /// Any course whose single parts can be typed; whether they make sense together is another matter.
    fn course()(
        (code, name, summary, group) in (code(), words(), words(), words()),
        examined in prop::collection::vec(words(), 0..4),
        who in prop::sample::subsequence(RelationGroup::ALL.to_vec(), 1..=3),
        (sex, ages, before_birthday, every_years) in (sex(), ages(), prop::option::of(0..=Ages::OLDEST), 0..=20_u8),
        counts_as in prop::collection::vec(code(), 0..3),
        (application, examination, subsidy) in (period(), period(), subsidy()),
        options in prop::collection::vec(option(), 0..5),
        option_cap in prop::option::of(yen()),
        avoid in avoid(),
    ) -> Course {
        Course {
            code: CourseCode::parse(&code).unwrap(),
            fiscal_year: 2026,
            name, summary, examined, group, who, sex, ages, before_birthday, every_years,
            counts_as: counts_as.iter().filter_map(|code| CourseCode::parse(code)).collect(),
            application, examination, subsidy, options, option_cap, avoid,
        }
    }
}

proptest! {
    #[test]
    fn a_course_comes_back_from_its_form(course in course()) {
        let form = CourseForm::of(&course);
        prop_assert_eq!(&form.kept(), &form);
        match (form.parse(&nfkc, 2026), course.check()) {
            (Ok(read), Ok(())) => prop_assert_eq!(read, course),
            (Err(errors), Err(problems)) => prop_assert_eq!(errors, CourseErrors { problems, ..CourseErrors::default() }),
            (read, checked) => prop_assert!(false, "{:?} {:?}", read, checked),
        }
    }

    #[test]
    fn nothing_panics(raw in hostile(), other in hostile()) {
        let form = CourseForm {
            code: raw.clone(), name: other.clone(), milestones: raw.clone(), counts_as: other.clone(), copay_a: raw.clone(),
            examined: other.clone(), application_from: raw.clone(), who: vec![raw.clone()],
            options: vec![OptionForm { code: raw.clone(), name: other.clone(), avoid: vec![other], ..OptionForm::default() }],
            avoid: vec![ContraForm { condition: raw.clone(), way: raw.clone(), instead: raw }],
            ..CourseForm::default()
        };
        prop_assert!(form.parse(&nfkc, 2026).is_err());
        prop_assert!(form.kept().parse(&nfkc, 2026).is_err());
    }
}

#[test]
fn every_field_names_its_error() {
    let errors = CourseForm::default().parse(&nfkc, 2026).unwrap_err();
    for field in [
        CourseField::Code,
        CourseField::Name,
        CourseField::Group,
        CourseField::Who,
        CourseField::EveryYears,
        CourseField::ApplicationFrom,
        CourseField::ExaminationTo,
        CourseField::CopayA,
        CourseField::Cap,
    ] {
        assert_eq!(
            errors.fields.get(field),
            Some(FieldError::Empty),
            "{field:?}"
        );
    }
    assert_eq!(errors.fields.get(CourseField::OptionCap), None);
    let mut form = CourseForm::of(&dock());
    form.milestone_ages = String::new();
    form.options[1].copay = "abc".to_owned();
    form.options[2].remove = "on".to_owned();
    form.options.push(OptionForm::default());
    let errors = form.parse(&nfkc, 2026).unwrap_err();
    assert_eq!(
        errors.fields.get(CourseField::MilestoneAges),
        Some(FieldError::Empty)
    );
    let (row, option) = &errors.options[0];
    assert_eq!((*row, errors.options.len()), (1, 1));
    assert_eq!(option.get(OptionField::Copay), Some(FieldError::NotDigits));
    form.milestone_cap = String::new();
    form.options[1].copay = "500円".to_owned();
    let course = form.parse(&nfkc, 2026).unwrap();
    assert_eq!(
        course.options.len(),
        2,
        "what is taken away and blank rows are no options"
    );
}

#[test]
fn what_does_not_fit_together_comes_last() {
    let mut form = CourseForm::of(&dock());
    form.min = "60".to_owned();
    form.max = "40".to_owned();
    let errors = form.parse(&nfkc, 2026).unwrap_err();
    assert_eq!(errors.problems, [CourseProblem::AgesCrossed]);
    assert!(errors.fields.is_empty());
}

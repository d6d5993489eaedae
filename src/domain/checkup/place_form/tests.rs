//! Patterns mean the days one would tick in a calendar; rows and changes are read strictly.

use proptest::prelude::*;

use super::*;
use crate::domain::date::testing::day as on;
use crate::domain::text::testing::{hostile, nfkc};

fn form() -> PatternForm {
    PatternForm {
        course: "dock".to_owned(),
        from: "2026-12-01".to_owned(),
        to: "2026-12-31".to_owned(),
        weekdays: vec!["tue".to_owned(), "fri".to_owned()],
        times: "9:00、 13時30分 9:00".to_owned(),
        capacity: "５".to_owned(),
        day_sex: "female".to_owned(),
        limits: "brain=2".to_owned(),
    }
}

#[test]
fn a_pattern_means_days_and_times() {
    let pattern = form().parse(&nfkc).unwrap();
    assert_eq!(pattern.times, [Some(540), Some(810)]);
    assert_eq!(pattern.capacity, 5);
    let (days, left_out) = pattern.open_days(|day| day < on("2026-12-29"));
    assert_eq!((days.len(), left_out), (8, 1));
    assert_eq!(days[0], on("2026-12-01"));
}

#[test]
fn every_field_names_its_error() {
    let errors = PatternForm::default().parse(&nfkc).unwrap_err();
    assert_eq!(errors.len(), 5);
    let wrong = |change: fn(&mut PatternForm)| {
        let mut form = form();
        change(&mut form);
        let errors = form.parse(&nfkc).unwrap_err();
        errors.iter().next().unwrap()
    };
    use FieldError as E;
    use PatternField as F;
    assert_eq!(
        wrong(|form| form.to = "2026-11-30".to_owned()),
        (F::To, E::Wrong)
    );
    assert_eq!(
        wrong(|form| form.to = "2028-12-01".to_owned()),
        (F::To, E::TooLong { max: 400 })
    );
    assert_eq!(
        wrong(|form| form.times = "25:00".to_owned()),
        (F::Times, E::Unknown)
    );
    assert_eq!(
        wrong(|form| form.capacity = "0".to_owned()),
        (F::Capacity, E::Unknown)
    );
    assert_eq!(
        wrong(|form| form.limits = "brain=6".to_owned()),
        (F::Limits, E::Wrong)
    );
    assert_eq!(
        wrong(|form| form.day_sex = "x".to_owned()),
        (F::DaySex, E::Unknown)
    );
}

#[test]
fn a_change_is_about_places_in_order() {
    let form = ChangeForm {
        chosen: ["7", "3", "7"].map(str::to_owned).into(),
        capacity: "０".to_owned(),
        deed: Deed::CAPACITY.to_owned(),
    };
    assert_eq!(form.parse(&nfkc), Ok((vec![3, 7], Deed::Capacity(0))));
    let errors = ChangeForm::default().parse(&nfkc).unwrap_err();
    assert_eq!(errors.len(), 2);
    let gone = ChangeForm {
        deed: Deed::DELETE.to_owned(),
        ..form
    };
    assert_eq!(gone.parse(&nfkc), Ok((vec![3, 7], Deed::Delete)));
}

#[test]
fn a_row_of_a_file_is_read() {
    let read = parse_row(&nfkc, ["R8.12.1", "9:00", "女性", "5", "brain=1"]).unwrap();
    assert_eq!(
        (read.day, read.starts, read.capacity),
        (on("2026-12-01"), Some(540), 5)
    );
    assert_eq!(read.day_sex, DaySex::Female);
    let read = parse_row(&nfkc, ["2026-12-01", "", "", "0", ""]).unwrap();
    assert_eq!((read.starts, read.day_sex), (None, DaySex::Any));
    let errors = parse_row(&nfkc, ["", "9", "x", "", "brain"]).unwrap_err();
    assert_eq!(errors.len(), 5);
}

proptest! {
    #[test]
    fn nothing_panics(a in hostile(), b in hostile()) {
        let _ = PatternForm { from: a.clone(), to: b.clone(), times: a.clone(), limits: b.clone(), ..form() }.parse(&nfkc);
        let _ = ChangeForm { chosen: vec![a.clone()], capacity: b.clone(), deed: a.clone() }.parse(&nfkc);
        let _ = (DayForm { day: a.clone(), name: b.clone() }.named(&nfkc), DayForm { day: a.clone(), name: b.clone() }.days(&nfkc));
        let _ = parse_row(&nfkc, [&a, &b, &a, &b, &a]);
    }

    #[test]
    fn a_pattern_takes_each_of_its_weekdays_once(from in 0_i64..600, length in 0_i64..399, picked in prop::sample::subsequence(Weekday::ALL.to_vec(), 1..=7)) {
        let first = on("2026-04-01").add_days(from);
        let typed = PatternForm {
            from: first.to_string(),
            to: first.add_days(length).to_string(),
            weekdays: picked.iter().map(|day| day.code().to_owned()).collect(),
            ..form()
        };
        let (days, left_out) = typed.parse(&nfkc).unwrap().open_days(|_| true);
        prop_assert_eq!(left_out, 0);
        prop_assert!(days.windows(2).all(|two| two[0] < two[1]));
        let meant = (0..=length).filter(|at| picked.contains(&Weekday::of(first.add_days(*at)))).count();
        prop_assert_eq!(days.len(), meant);
    }
}

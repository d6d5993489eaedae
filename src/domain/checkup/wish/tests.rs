//! 希望日: how they are read, and what is refused.

use super::super::course::testing::period;
use super::*;
use crate::domain::date::testing::{day, days};
use crate::domain::text::testing::{hostile, nfkc};
use proptest::prelude::*;

fn line(from: &str, to: &str, weekdays: &[&str], half: &str) -> WishLine {
    WishLine {
        from: from.into(),
        to: to.into(),
        weekdays: weekdays.iter().copied().map(String::from).collect(),
        half: half.into(),
    }
}

fn first(line: WishLine) -> WishForm {
    WishForm {
        first: line,
        ..WishForm::default()
    }
}

fn read(form: &WishForm) -> Result<Vec<Wish>, Vec<(WishField, FieldError)>> {
    form.parse(&nfkc, period("2026-05-01", "2027-03-31"))
        .map_err(|errors| errors.iter().collect())
}

#[test]
fn reads_days_as_people_write_them() {
    let form = WishForm {
        first: line("令和８年６月１５日", "", &[], ""),
        second: line("2026/6/22", "2026-07-03", &["sat", "mon", "mon"], "morning"),
        third: line("2026-09-01", "2026-09-01", &["tue"], "any"),
    };
    let wish = |from: &str, to: Option<&str>, weekdays: &[Weekday], half| Wish {
        from: day(from),
        to: to.map(day),
        weekdays: weekdays.to_vec(),
        half,
    };
    let weekdays = [Weekday::Mon, Weekday::Sat];
    let expected = vec![
        wish("2026-06-15", None, &[], Half::Any),
        wish("2026-06-22", Some("2026-07-03"), &weekdays, Half::Morning),
        wish("2026-09-01", None, &[], Half::Any),
    ];
    assert_eq!(read(&form), Ok(expected));
}

#[test]
fn the_first_is_needed_and_gaps_are_closed() {
    assert_eq!(
        read(&WishForm::default()),
        Err(vec![(WishField::FirstFrom, FieldError::Empty)])
    );
    let mut form = first(line("2026-06-15", "", &[], "any"));
    form.second.half = "any".into();
    form.third = line("2026-06-16", "", &[], "afternoon");
    assert_eq!(read(&form).map(|wishes| wishes.len()), Ok(2));
    form.second.weekdays = vec!["mon".into()];
    assert_eq!(
        read(&form),
        Err(vec![(WishField::SecondFrom, FieldError::Empty)])
    );
}

#[test]
fn says_what_cannot_be() {
    use {FieldError as E, WishField as F};
    for (wish, field, error) in [
        (line("2026-02-30", "", &[], ""), F::FirstFrom, E::NotADate),
        (line("2026-04-30", "", &[], ""), F::FirstFrom, E::Unknown),
        (
            line("2027-03-31", "2027-04-01", &[], ""),
            F::FirstTo,
            E::Unknown,
        ),
        (
            line("2026-06-15", "2026-06-14", &[], ""),
            F::FirstTo,
            E::Wrong,
        ),
        (
            line("2026-06-15", "", &["noday"], ""),
            F::FirstWeekdays,
            E::Unknown,
        ),
        // Monday to Friday has no Saturday; a Monday is no Tuesday.
        (
            line("2026-06-15", "2026-06-19", &["sat"], ""),
            F::FirstWeekdays,
            E::Wrong,
        ),
        (
            line("2026-06-15", "", &["tue"], ""),
            F::FirstWeekdays,
            E::Wrong,
        ),
        (
            line("2026-06-15", "", &[], "night"),
            F::FirstHalf,
            E::Unknown,
        ),
    ] {
        assert_eq!(
            read(&first(wish.clone())),
            Err(vec![(field, error)]),
            "{wish:?}"
        );
    }
    let twice = WishForm {
        first: line("2026-06-15", "", &[], ""),
        second: line("2026/6/15", "2026-06-15", &["mon"], "any"),
        third: line("x", "y", &[], "z"),
    };
    assert_eq!(
        read(&twice),
        Err(vec![
            (F::SecondFrom, E::SameAsBefore),
            (F::ThirdFrom, E::NotADate),
            (F::ThirdTo, E::NotADate),
            (F::ThirdHalf, E::Unknown),
        ])
    );
}

#[test]
fn codes_go_there_and_back_and_are_those_of_the_wire() {
    for one in Half::ALL {
        assert_eq!(Half::from_code(one.code()), Some(one));
        assert_eq!(serde_json::to_value(one).unwrap(), one.code());
    }
}

prop_compose! {
    fn any_line()(
        from in days("2026-04-25", "2026-07-01"), span in prop::option::of(0_i64..20),
        weekdays in prop::collection::vec(prop::sample::select(Weekday::ALL.to_vec()), 0..9),
        half in prop::sample::select(Half::ALL.to_vec()), blank in prop::bool::weighted(0.2), junk in prop::option::weighted(0.1, hostile()),
    ) -> WishLine {
        let to = span.map_or_else(String::new, |span| from.add_days(span).to_string());
        let codes: Vec<_> = weekdays.into_iter().map(Weekday::code).collect();
        let line = line(&from.to_string(), &to, &codes, half.code());
        match junk {
            _ if blank => WishLine::default(),
            Some(junk) => WishLine { to: junk, ..line },
            None => line,
        }
    }
}

proptest! {
    #[test]
    fn wishes_read_are_days_offered_and_read_the_same_again(first in any_line(), second in any_line(), third in any_line()) {
        let form = WishForm { first, second, third };
        if let Ok(wishes) = read(&form) {
            prop_assert!((1..=3).contains(&wishes.len()));
            let offered = period("2026-05-01", "2027-03-31");
            for wish in &wishes {
                let wished: Vec<_> = (-3..25).map(|n| wish.from.add_days(n)).filter(|day| wish.admits(*day)).collect();
                prop_assert!(!wished.is_empty());
                prop_assert!(wished.iter().all(|day| offered.contains(*day)));
            }
            prop_assert_eq!(read(&WishForm::of(&wishes)), Ok(wishes));
        }
    }

    #[test]
    fn never_panics(from in hostile(), to in hostile(), code in hostile()) {
        let form = first(line(&from, &to, &[&code], &code));
        let _ = read(&form);
        prop_assert_eq!(form.without_secrets(), form);
    }
}

//! The search of bookings, read as it is typed.

use proptest::prelude::*;

use super::*;
use crate::domain::text::testing::{hostile, nfkc};

#[test]
fn an_empty_search_finds_everything() {
    assert_eq!(FilterForm::default().parse(&nfkc), Ok(Filter::default()));
}

#[test]
fn a_search_is_read_like_every_form() {
    let form = FilterForm {
        state: "applied".into(),
        institution: "みなと健診ｾﾝﾀｰ".into(),
        from: "R8.12.1".into(),
        name: "そらの".into(),
        symbol: "１２".into(),
        number: "345".into(),
        sort: "name".into(),
        ..FilterForm::default()
    };
    let filter = form.parse(&nfkc).expect("it can be read");
    assert_eq!(filter.state, Some(State::Applied));
    assert_eq!(filter.institution.as_deref(), Some("ミナト健診センタ"));
    assert_eq!(filter.name, Some(NamePart::Kana("ソラノ".into())));
    assert_eq!(filter.sort, Sort::Name);
    assert!(filter.number.is_some());
    let written = NamePart::of("空野".into(), &nfkc);
    assert_eq!(written, NamePart::Written("空野".into()));
}

#[test]
fn without_days_or_a_number_it_is_about_what_is_to_come() {
    let parsed = |form: FilterForm| form.parse(&nfkc).expect("it can be read").when;
    let when = |when: &str| FilterForm {
        when: when.into(),
        ..FilterForm::default()
    };
    assert_eq!(parsed(when("")), When::Upcoming);
    assert_eq!(parsed(when("2025")), When::Year(2025));
    assert_eq!(parsed(when(When::EVER)), When::Ever);
    for odd in ["1999", "20266", "ever"] {
        assert!(when(odd).parse(&nfkc).is_err(), "{odd}");
    }
    let to = FilterForm {
        to: "2026-06-30".into(),
        ..when("")
    };
    let reference = FilterForm {
        reference: "123".into(),
        ..when("")
    };
    assert_eq!(parsed(to.clone()), When::Ever);
    assert_eq!(parsed(reference), When::Ever);
    let both = FilterForm {
        when: "2025".into(),
        ..to
    };
    assert_eq!(parsed(both), When::Year(2025));
}

#[test]
fn a_number_is_read_as_it_is_read_out() {
    for (raw, read) in [
        ("2026-000123", Ok((Some(2026), 123))),
        ("２０２６−１２３", Ok((Some(2026), 123))),
        ("123", Ok((None, 123))),
        ("2026-", Err(FieldError::NotDigits)),
        ("a", Err(FieldError::NotDigits)),
        (
            "99999999999999999999",
            Err(FieldError::TooLong { max: MAX }),
        ),
    ] {
        assert_eq!(reference(raw, &nfkc), read, "{raw}");
    }
}

#[test]
fn what_cannot_be_searched_for_is_said_at_its_field() {
    let form = FilterForm {
        state: "lost".into(),
        from: "2026-12-02".into(),
        to: "2026-12-01".into(),
        symbol: "12".into(),
        name: "あ".repeat(61),
        ..FilterForm::default()
    };
    let errors = form.parse(&nfkc).expect_err("four");
    let fields: Vec<_> = errors.iter().map(|(field, _)| field).collect();
    use FilterField as F;
    assert_eq!(fields, [F::State, F::To, F::Name, F::Number]);
}

proptest! {
    #[test]
    fn nothing_typed_breaks_anything(raw in hostile()) {
        let form = FilterForm {
            reference: raw.clone(), institution: raw.clone(), name: raw.clone(), workplace: raw.clone(), from: raw, ..FilterForm::default()
        };
        let _ = form.parse(&nfkc);
    }
}

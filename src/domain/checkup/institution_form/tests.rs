//! An institution goes into the form and comes back the same; what cannot be read is named at its field.

use proptest::prelude::*;

use super::*;
use crate::domain::field::FieldError;
use crate::domain::text::testing::{hostile, nfkc};

fn form() -> InstitutionForm {
    InstitutionForm {
        code: "９９１-１２３４５６７".to_owned(),
        name: "みなと健診センター".to_owned(),
        kana: "みなとケンシンｾﾝﾀｰ".to_owned(),
        prefecture: "神奈川".to_owned(),
        city: "横浜市".to_owned(),
        address: "架空町1-2-3".to_owned(),
        phone: "０４５－０００－００００".to_owned(),
        class: "Ａ".to_owned(),
        closed_weekdays: vec!["sun".to_owned(), "wed".to_owned()],
        preparation: "7: 検査キットが届きます\n\n1：夜9時から絶食です".to_owned(),
        questionnaire_url: "https://monshin.example.jp/a?b=1".to_owned(),
        ..InstitutionForm::blank()
    }
}

#[test]
fn an_institution_is_read_in_any_width() {
    let read = form().parse(&nfkc).unwrap();
    assert_eq!(read.code.as_str(), "9911234567");
    assert_eq!(read.kana, "ミナトケンシンセンター");
    assert_eq!(read.prefecture.name(), "神奈川県");
    assert_eq!(read.phone, "045-000-0000");
    assert_eq!(read.closed_weekdays, [Weekday::Wed, Weekday::Sun]);
    assert_eq!(read.cutoff, Cutoff::new(3, 17, 0).unwrap());
    assert_eq!(read.preparation.len(), 2);
    assert_eq!(read.preparation[1].days_before, 1);
    assert!(!read.active && !read.live);
    assert!(
        read.search_key(&nfkc)
            .contains("ミナト健診センタ|ミナトケンシンセンタ|横浜市|")
    );
    let again = InstitutionForm::of(&read);
    assert_eq!(again.parse(&nfkc), Ok(read));
}

#[test]
fn every_field_names_its_error() {
    let errors = InstitutionForm::default().parse(&nfkc).unwrap_err();
    use InstitutionField as F;
    for field in [
        F::Code,
        F::Name,
        F::Kana,
        F::Prefecture,
        F::City,
        F::Address,
        F::Phone,
        F::Class,
        F::CutoffDays,
        F::LeadDays,
    ] {
        assert_eq!(errors.get(field), Some(FieldError::Empty), "{field:?}");
    }
    let wrong = |change: fn(&mut InstitutionForm), field| {
        let mut form = form();
        change(&mut form);
        form.parse(&nfkc).unwrap_err().get(field)
    };
    assert_eq!(
        wrong(|form| form.kana = "港".to_owned(), F::Kana),
        Some(FieldError::BadCharacter)
    );
    assert_eq!(
        wrong(|form| form.kana = "\u{200b}".to_owned(), F::Kana),
        Some(FieldError::Empty)
    );
    assert_eq!(
        wrong(|form| form.prefecture = "48".to_owned(), F::Prefecture),
        Some(FieldError::Unknown)
    );
    assert_eq!(
        wrong(|form| form.class = "d".to_owned(), F::Class),
        Some(FieldError::Unknown)
    );
    assert_eq!(
        wrong(|form| form.cutoff_days = "61".to_owned(), F::CutoffDays),
        Some(FieldError::Unknown)
    );
    assert_eq!(
        wrong(|form| form.phone = "12".to_owned(), F::Phone),
        Some(FieldError::BadCharacter)
    );
    assert_eq!(
        wrong(
            |form| form.closed_weekdays = vec!["x".to_owned()],
            F::ClosedWeekdays
        ),
        Some(FieldError::Unknown)
    );
    for url in [
        "http://a.example.jp",
        "javascript:alert(1)",
        "https://",
        "https://a b",
    ] {
        let mut form = form();
        form.questionnaire_url = url.to_owned();
        let errors = form.parse(&nfkc).unwrap_err();
        assert_eq!(
            errors.get(F::QuestionnaireUrl),
            Some(FieldError::NotAnAddress),
            "{url}"
        );
    }
    for steps in ["検査キット", "x: 検査キット", "7:", "300: 検査キット"] {
        let mut form = form();
        form.preparation = steps.to_owned();
        let errors = form.parse(&nfkc).unwrap_err();
        assert_eq!(
            errors.get(F::Preparation),
            Some(FieldError::Unknown),
            "{steps}"
        );
    }
}

proptest! {
    #[test]
    fn what_was_read_reads_the_same_again(name in hostile(), kana in hostile(), address in hostile(), steps in hostile()) {
        let typed = InstitutionForm { name, kana, address, preparation: steps, ..form() };
        if let Ok(read) = typed.parse(&nfkc) {
            prop_assert_eq!(InstitutionForm::of(&read).parse(&nfkc), Ok(read));
        }
    }
}

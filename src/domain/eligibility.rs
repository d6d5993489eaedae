//! Who may have an account: the insured, and family members of 18 or over, while they are enrolled.
//!
//! May enter: the society's rule on accounts. Must not: finding the person, what an account may do.

use super::birth_date::BirthDate;
use super::date::CivilDate;
use super::fiscal_year::FiscalYear;
use super::relationship::Relationship;
use serde::{Deserialize, Serialize};

/// 年度末年齢 from which a family member has an account of her or his own.
pub const DEPENDANT_FROM_AGE: i32 = 18;

/// What the roster says about a person's 資格.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// 続柄
    pub relationship: Relationship,
    /// 生年月日
    pub birth_date: BirthDate,
    /// 資格取得日, the first day with 資格.
    pub acquired_on: CivilDate,
    /// 資格喪失日, the first day without 資格 (the day after leaving, 健康保険法 第36条).
    pub lost_on: Option<CivilDate>,
}

/// Why a person may not have an account today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ineligible {
    /// The 資格 has ended.
    Lost,
    /// The 資格 has not begun.
    NotYet,
    /// A family member too young.
    Under18 {
        /// The 年度 from whose April 1 on it is possible.
        from_fiscal_year: i32,
    },
}

/// Whether the person may have an account: enrolled today, and 本人 or [`DEPENDANT_FROM_AGE`] by the end of
/// today's 年度.
///
/// # Errors
/// Why not.
pub fn may_register(enrolment: &Enrolment, today: CivilDate) -> Result<(), Ineligible> {
    if enrolment.lost_on.is_some_and(|lost_on| lost_on <= today) {
        return Err(Ineligible::Lost);
    }
    if today < enrolment.acquired_on {
        return Err(Ineligible::NotYet);
    }
    let first = FiscalYear::reaching(enrolment.birth_date, DEPENDANT_FROM_AGE);
    if enrolment.relationship.is_dependant() && FiscalYear::of(today) < first {
        return Err(Ineligible::Under18 {
            from_fiscal_year: first.year(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::testing::{day, days};
    use proptest::prelude::*;

    fn enrolled(relationship: Relationship, birth: &str) -> Enrolment {
        Enrolment {
            relationship,
            birth_date: BirthDate::from_stored(day(birth)),
            acquired_on: day("2020-04-01"),
            lost_on: None,
        }
    }

    #[test]
    fn the_insured_may_at_any_age() {
        let young = enrolled(Relationship::Insured, "2010-06-01");
        assert_eq!(may_register(&young, day("2026-11-23")), Ok(()));
    }

    #[test]
    fn family_may_from_the_year_at_whose_end_they_are_18() {
        for (birth, first_day) in [
            ("2008-04-01", "2026-04-01"),
            ("2008-04-02", "2026-04-01"),
            ("2009-03-31", "2026-04-01"),
            ("2009-04-01", "2027-04-01"),
            ("2008-02-29", "2025-04-01"),
        ] {
            for relationship in [
                Relationship::Spouse,
                Relationship::Child,
                Relationship::Other,
            ] {
                let person = enrolled(relationship, birth);
                let first_day = day(first_day);
                let refused = Err(Ineligible::Under18 {
                    from_fiscal_year: first_day.year(),
                });
                assert_eq!(
                    may_register(&person, first_day.add_days(-1)),
                    refused,
                    "{birth}"
                );
                assert_eq!(may_register(&person, first_day), Ok(()), "{birth}");
            }
        }
    }

    #[test]
    fn only_while_enrolled() {
        let mut person = enrolled(Relationship::Insured, "1980-01-31");
        assert_eq!(
            may_register(&person, day("2020-03-31")),
            Err(Ineligible::NotYet)
        );
        assert_eq!(may_register(&person, day("2020-04-01")), Ok(()));
        person.lost_on = Some(day("2026-04-01"));
        assert_eq!(may_register(&person, day("2026-03-31")), Ok(()));
        assert_eq!(
            may_register(&person, day("2026-04-01")),
            Err(Ineligible::Lost)
        );
    }

    #[test]
    fn travels_as_codes() {
        let wire = serde_json::to_string(&Ineligible::Under18 {
            from_fiscal_year: 2027,
        })
        .unwrap();
        assert_eq!(wire, r#"{"under18":{"from_fiscal_year":2027}}"#);
    }

    proptest! {
        #[test]
        fn who_may_once_may_until_the_end(
            birth in days("1900-01-01", "2026-01-01"), today in days("2020-04-01", "2040-01-01"), later in 0_i64..10_000,
            relationship in prop::sample::select(Relationship::ALL.to_vec()),
        ) {
            let person = Enrolment { birth_date: BirthDate::from_stored(birth), ..enrolled(relationship, "1980-01-31") };
            match may_register(&person, today) {
                Ok(()) => prop_assert_eq!(may_register(&person, today.add_days(later)), Ok(())),
                Err(Ineligible::Under18 { from_fiscal_year }) => {
                    let first = CivilDate::new(from_fiscal_year, 4, 1).unwrap();
                    prop_assert_eq!(may_register(&person, first), Ok(()));
                    prop_assert!(may_register(&person, first.add_days(-1)).is_err());
                }
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }
}

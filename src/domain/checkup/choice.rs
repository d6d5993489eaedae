//! What a member chooses before looking for a place: options of a course, after the conditions were asked.
//!
//! May enter: how the choice is typed and read. Must not: whether the person may (`eligibility`), what follows from a condition
//! (`contraindication`).

use super::code::OptionCode;
use super::contraindication::Condition;
use super::course::Course;
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::form::{cut, fields};
use crate::domain::relationship::Sex;
use serde::{Deserialize, Serialize};

fields! {
    /// Fields of the choice, in the order of the page.
    ChoiceField {
        /// オプション検査
        Options = "options",
        /// あてはまるもの
        Conditions = "conditions",
    }
}

/// The choice as ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChoiceForm {
    /// The fiscal year of the course.
    pub fiscal_year: String,
    /// The code of the course.
    pub course: String,
    /// The codes of the options ticked.
    pub options: Vec<String>,
    /// The codes of the conditions ticked. Health data: they are read and forgotten.
    pub conditions: Vec<String>,
    /// どれにもあてはまらない, ticked.
    pub none: String,
    /// The number of the booking that is to be moved.
    pub replaces: String,
    /// `price` where only the amount is asked for.
    pub act: String,
}

/// The choice as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The options, in the order of the course.
    pub options: Vec<OptionCode>,
    /// The conditions that are so.
    pub conditions: Vec<Condition>,
}

/// `act` of the button that only asks for the amount.
pub const PRICE: &str = "price";

/// Codes beyond this number are not looked at.
const MAX_CODES: usize = 50;

impl ChoiceForm {
    /// The number of the booking that is to be moved.
    pub fn replaces(&self) -> Option<i64> {
        self.replaces.parse().ok()
    }

    /// The options ticked that the course has, in its order.
    pub fn options_of(&self, course: &Course) -> Vec<OptionCode> {
        let ticked = |code: &&OptionCode| self.options.iter().any(|raw| raw == code.as_str());
        let codes = course.options.iter().map(|option| &option.code);
        codes.filter(ticked).cloned().collect()
    }

    /// Reads the choice for a course.
    ///
    /// # Errors
    /// `Unknown` for an option the course does not have and a condition that is none; `Empty` where conditions are asked
    /// and neither one nor 「どれにもあてはまらない」 is ticked; `Wrong` for both.
    pub fn parse(&self, course: &Course, sex: Sex) -> Result<Choice, FieldErrors<ChoiceField>> {
        let mut errors = FieldErrors::new();
        let options = self.options_of(course);
        if self.options.len() > MAX_CODES
            || self
                .options
                .iter()
                .any(|raw| !options.iter().any(|code| code.as_str() == raw))
        {
            errors.insert(ChoiceField::Options, FieldError::Unknown);
        }
        let conditions: Option<Vec<Condition>> = self
            .conditions
            .iter()
            .take(MAX_CODES)
            .map(|code| Condition::from_code(code))
            .collect();
        let none = !self.none.is_empty();
        let conditions = match conditions {
            None => Err(FieldError::Unknown),
            Some(some) if none && !some.is_empty() => Err(FieldError::Wrong),
            Some(some) if some.is_empty() && !none && !asked(course, sex).is_empty() => {
                Err(FieldError::Empty)
            }
            Some(some) => Ok(some),
        };
        let conditions = errors
            .keep(ChoiceField::Conditions, conditions)
            .unwrap_or_default();
        errors.into_result(Choice {
            options,
            conditions,
        })
    }

    /// The form as if 「どれにもあてはまらない」 had been ticked, where the questions were answered before.
    #[must_use]
    pub fn answered_none(&self) -> Self {
        Self {
            conditions: Vec::new(),
            none: "on".to_owned(),
            ..self.clone()
        }
    }

    /// What may be kept and shown again: no word about the person's health.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            fiscal_year: cut(&self.fiscal_year),
            course: cut(&self.course),
            options: self
                .options
                .iter()
                .take(MAX_CODES)
                .map(|code| cut(code))
                .collect(),
            conditions: Vec::new(),
            none: String::new(),
            replaces: cut(&self.replaces),
            act: String::new(),
        }
    }
}

/// The conditions that matter to a course or one of its options and can be so for a person of that sex, in the order of the page.
pub fn asked(course: &Course, sex: Sex) -> Vec<Condition> {
    let matters = |condition: &Condition| {
        course.avoid.iter().any(|one| one.condition == *condition)
            || course
                .options
                .iter()
                .any(|option| option.avoid.contains(condition))
    };
    let all = Condition::ALL.into_iter();
    all.filter(|one| one.can_be(sex)).filter(matters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::course::testing::{dock, option_code};
    use super::*;

    fn course() -> Course {
        let mut course = dock();
        course.options[1].avoid = vec![Condition::Pacemaker];
        course
    }

    fn form(options: &[&str], conditions: &[&str], none: &str) -> ChoiceForm {
        ChoiceForm {
            options: options.iter().map(|code| (*code).to_owned()).collect(),
            conditions: conditions.iter().map(|code| (*code).to_owned()).collect(),
            none: none.to_owned(),
            ..ChoiceForm::default()
        }
    }

    #[test]
    fn only_what_matters_is_asked() {
        assert_eq!(asked(&course(), Sex::Male), [Condition::Pacemaker]);
        let mut plain = course();
        plain.options[1].avoid.clear();
        plain.avoid.clear();
        assert!(asked(&plain, Sex::Female).is_empty());
        assert!(form(&[], &[], "").parse(&plain, Sex::Female).is_ok());
    }

    #[test]
    fn men_are_not_asked_what_only_women_can_be() {
        let mut course = course();
        course.options[1].avoid = vec![Condition::Breastfeeding, Condition::Pregnant];
        assert!(asked(&course, Sex::Male).is_empty());
        assert!(form(&[], &[], "").parse(&course, Sex::Male).is_ok());
        assert_eq!(asked(&course, Sex::Female).len(), 2);
    }

    #[test]
    fn conditions_have_to_be_answered_one_way() {
        let course = course();
        let wrong = |form: ChoiceForm| {
            let errors = form.parse(&course, Sex::Female).unwrap_err();
            errors.get(ChoiceField::Conditions)
        };
        assert_eq!(wrong(form(&[], &[], "")), Some(FieldError::Empty));
        assert_eq!(
            wrong(form(&[], &["pacemaker"], "on")),
            Some(FieldError::Wrong)
        );
        assert_eq!(wrong(form(&[], &["zzz"], "")), Some(FieldError::Unknown));
        let read = form(&["breast", "stomach"], &["pacemaker"], "")
            .parse(&course, Sex::Female)
            .unwrap();
        assert_eq!(read.options, ["stomach", "breast"].map(option_code));
        assert_eq!(read.conditions, [Condition::Pacemaker]);
        let errors = form(&["zzz"], &[], "on")
            .parse(&course, Sex::Female)
            .unwrap_err();
        assert_eq!(errors.get(ChoiceField::Options), Some(FieldError::Unknown));
    }

    #[test]
    fn nothing_about_health_is_kept() {
        let kept = form(&["stomach"], &["pacemaker"], "on").without_secrets();
        assert_eq!(kept, form(&["stomach"], &[], ""));
    }
}

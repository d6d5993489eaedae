//! The course to which the answers on another one lead: what of the choice comes along, and what was answered already.
//!
//! May enter: the answers, as long as the form is read; what follows from them for the other course's options. Must not: keeping an
//! answer.

use super::choice::{Choice, asked};
use super::code::OptionCode;
use super::contraindication::{Advice, advise};
use super::course::Course;
use super::eligibility::{Facts, may_add};

/// The choice on the other course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// The options that come along.
    pub options: Vec<OptionCode>,
    /// Options of the other course that were chosen and that the answers stand against.
    pub left_out: Vec<OptionCode>,
    /// Names of those chosen that the other course does not have for this person.
    pub dropped: Vec<String>,
    /// Whether everything the other course asks was answered.
    pub answered: bool,
    /// All its options that the answers stand against.
    pub barred: Vec<OptionCode>,
}

/// The choice on the other course; none where the answers stand against that one too.
pub fn led(from: &Course, to: &Course, choice: &Choice, facts: &Facts) -> Option<Led> {
    let sex = facts.sex;
    let before = asked(from, sex);
    let told = asked(to, sex).iter().all(|one| before.contains(one));
    let all: Vec<OptionCode> = to.options.iter().map(|rule| rule.code.clone()).collect();
    let (answered, barred) = match advise(to, &all, &choice.conditions) {
        Advice::Stop { .. } => return None,
        // where that one leads to is said there
        Advice::Other { .. } => (false, Vec::new()),
        Advice::Fine => (told, Vec::new()),
        Advice::WithoutOptions { options, .. } => (told, options),
    };
    let has = |code: &&OptionCode| {
        let rule = to.option(code);
        rule.is_some_and(|rule| may_add(to, rule, facts).is_ok())
    };
    let (kept, gone): (Vec<_>, Vec<_>) = choice.options.iter().partition(has);
    let (left_out, options) = kept
        .into_iter()
        .cloned()
        .partition(|code| barred.contains(code));
    let name = |code: &OptionCode| from.option(code).map(|rule| rule.name.clone());
    Some(Led {
        options,
        left_out,
        dropped: gone.into_iter().filter_map(name).collect(),
        answered,
        barred,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::birth_date::BirthDate;
    use crate::domain::checkup::contraindication::{Condition, Contra};
    use crate::domain::checkup::course::testing::{course_code, dock, option_code};
    use crate::domain::date::testing::day;
    use crate::domain::eligibility::Enrolment;
    use crate::domain::relationship::{Relationship, Sex};

    fn facts() -> Facts {
        Facts {
            enrolment: Enrolment {
                birth_date: BirthDate::from_stored(day("1980-05-05")),
                relationship: Relationship::Insured,
                acquired_on: day("2010-04-01"),
                lost_on: None,
            },
            sex: Sex::Female,
        }
    }

    /// 人間ドック, and its variant without the stomach and its option.
    fn courses() -> (Course, Course) {
        let mut from = dock();
        from.avoid = vec![Contra {
            condition: Condition::StomachResected,
            instead: Some(course_code("light")),
        }];
        from.options[1].avoid = vec![Condition::Pacemaker];
        let mut to = from.clone();
        to.code = course_code("light");
        to.avoid.clear();
        to.options.remove(0);
        (from, to)
    }

    fn choice(conditions: &[Condition]) -> Choice {
        Choice {
            options: ["stomach", "breast", "brain"].map(option_code).to_vec(),
            conditions: conditions.to_vec(),
        }
    }

    #[test]
    fn what_both_courses_have_comes_along_and_nothing_is_asked_twice() {
        let (from, to) = courses();
        let led = led(&from, &to, &choice(&[Condition::StomachResected]), &facts());
        let led = led.unwrap();
        assert_eq!(led.options, ["breast", "brain"].map(option_code));
        assert_eq!(led.dropped, ["stomach"]);
        assert!(led.answered && led.barred.is_empty());
    }

    #[test]
    fn what_the_answers_stand_against_stays_behind() {
        let (from, to) = courses();
        let both = [Condition::StomachResected, Condition::Pacemaker];
        let led = led(&from, &to, &choice(&both), &facts()).unwrap();
        assert_eq!(led.options, [option_code("brain")]);
        assert_eq!(led.left_out, [option_code("breast")]);
        assert_eq!(led.barred, [option_code("breast")]);
    }

    #[test]
    fn a_question_that_was_not_asked_is_asked_there() {
        let (from, mut to) = courses();
        to.options[1].avoid = vec![Condition::Breastfeeding];
        let led = led(&from, &to, &choice(&[Condition::StomachResected]), &facts());
        assert!(!led.unwrap().answered);
    }

    #[test]
    fn a_course_that_is_no_way_out_is_none() {
        let (from, mut to) = courses();
        to.avoid = vec![Contra {
            condition: Condition::StomachResected,
            instead: None,
        }];
        let led = led(&from, &to, &choice(&[Condition::StomachResected]), &facts());
        assert_eq!(led, None);
    }
}

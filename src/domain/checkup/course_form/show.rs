//! From a course to what stands in the form.

use super::super::contraindication::Condition;
use super::super::course::{Course, OptionRule};
use super::super::yen::Yen;
use super::{ContraForm, CourseForm, OptionForm, Way};
use crate::domain::relationship::Sex;

fn number(number: Option<u8>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn list(numbers: &[u8]) -> String {
    let all: Vec<String> = numbers.iter().map(u8::to_string).collect();
    all.join(", ")
}

fn yen(amount: Yen) -> String {
    amount.get().to_string()
}

fn sex(sex: Option<Sex>) -> String {
    sex.map_or_else(String::new, |sex| sex.code().to_owned())
}

impl CourseForm {
    /// The form as it shows a course.
    pub fn of(course: &Course) -> Self {
        let [copay_a, copay_b, copay_c] = course.subsidy.copay.map(yen);
        let milestone = course.subsidy.milestone.as_ref();
        let counts_as: Vec<&str> = course.counts_as.iter().map(|code| code.as_str()).collect();
        let who = course.who.iter().map(|group| group.code().to_owned());
        Self {
            code: course.code.to_string(),
            name: course.name.clone(),
            summary: course.summary.clone(),
            examined: course.examined.join("\n"),
            group: course.group.clone(),
            who: who.collect(),
            sex: sex(course.sex),
            min: number(course.ages.min),
            max: number(course.ages.max),
            milestones: list(&course.ages.milestones),
            before_birthday: number(course.before_birthday),
            every_years: course.every_years.to_string(),
            counts_as: counts_as.join(", "),
            application_from: course.application.from.to_string(),
            application_to: course.application.to.to_string(),
            examination_from: course.examination.from.to_string(),
            examination_to: course.examination.to.to_string(),
            copay_a,
            copay_b,
            copay_c,
            cap: yen(course.subsidy.cap),
            milestone_ages: milestone.map_or_else(String::new, |one| list(&one.ages)),
            milestone_cap: milestone.map_or_else(String::new, |one| yen(one.cap)),
            option_cap: course.option_cap.map_or_else(String::new, yen),
            options: course.options.iter().map(OptionForm::of).collect(),
            avoid: Condition::ALL
                .map(|condition| contra(course, condition))
                .into(),
        }
    }
}

fn contra(course: &Course, condition: Condition) -> ContraForm {
    let rule = course.avoid.iter().find(|rule| rule.condition == condition);
    let way = match rule {
        None => Way::Fine,
        Some(rule) if rule.instead.is_some() => Way::Other,
        Some(_) => Way::Stop,
    };
    let instead = rule.and_then(|rule| rule.instead.as_ref());
    ContraForm {
        condition: condition.code().to_owned(),
        way: way.code().to_owned(),
        instead: instead.map_or_else(String::new, ToString::to_string),
    }
}

impl OptionForm {
    fn of(option: &OptionRule) -> Self {
        let avoid = option.avoid.iter().map(|one| one.code().to_owned());
        Self {
            code: option.code.to_string(),
            name: option.name.clone(),
            sex: sex(option.sex),
            min: number(option.ages.min),
            max: number(option.ages.max),
            milestones: list(&option.ages.milestones),
            copay: yen(option.copay),
            cap: yen(option.cap),
            avoid: avoid.collect(),
            needs: option.needs.clone(),
            remove: String::new(),
        }
    }
}

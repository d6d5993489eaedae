//! 健診コースの編集: a course's rules as staff type them. Every part of a [`Course`] has its field.
//!
//! May enter: raw strings, how they are read, how a course is shown again. Must not: whether the rules make sense together
//! (`course_check`), other courses, sentences.

mod fields;
mod parse;
mod show;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::contraindication::Condition;
use super::course_check::CourseProblem;
use crate::domain::field::FieldErrors;
use crate::domain::form::cut;

pub use fields::{CourseField, OptionField};

/// An option of a course as typed. A row without a code and a name is no option.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OptionForm {
    /// Its code within the course.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The code of the sex it is for; empty for all.
    pub sex: String,
    /// 年度末年齢から
    pub min: String,
    /// 年度末年齢まで
    pub max: String,
    /// 節目年齢
    pub milestones: String,
    /// 自己負担額
    pub copay: String,
    /// 補助上限額
    pub cap: String,
    /// Codes of the conditions under which it is not taken.
    pub avoid: Vec<String>,
    /// What it needs of the person on the day.
    pub needs: String,
    /// Whether the row is to be taken away.
    pub remove: String,
}

/// A condition under which a course is not taken, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContraForm {
    /// The condition's code.
    pub condition: String,
    /// What follows: a code of [`Way`].
    pub way: String,
    /// The code of the course to take instead.
    pub instead: String,
}

/// What follows from a condition for the course as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The course can be taken.
    Fine,
    /// Another course is taken instead.
    Other,
    /// No examination now.
    Stop,
}

impl Way {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Fine, Self::Other, Self::Stop];

    /// The code forms hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fine => "",
            Self::Other => "other",
            Self::Stop => "stop",
        }
    }
}

/// A course as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseForm {
    /// Its code; the same from year to year.
    pub code: String,
    /// Its name.
    pub name: String,
    /// One or two sentences about it.
    pub summary: String,
    /// 検査項目, one on each line.
    pub examined: String,
    /// 排他グループ
    pub group: String,
    /// Codes of the groups of 続柄 it is for.
    pub who: Vec<String>,
    /// The code of the sex it is for; empty for all.
    pub sex: String,
    /// 年度末年齢から
    pub min: String,
    /// 年度末年齢まで
    pub max: String,
    /// 節目年齢
    pub milestones: String,
    /// Until the day before this birthday.
    pub before_birthday: String,
    /// Once in so many fiscal years.
    pub every_years: String,
    /// Codes of the courses that count as this one.
    pub counts_as: String,
    /// 申込期間 (から)
    pub application_from: String,
    /// 申込期間 (まで)
    pub application_to: String,
    /// 受診期間 (から)
    pub examination_from: String,
    /// 受診期間 (まで)
    pub examination_to: String,
    /// 自己負担額 (区分A)
    pub copay_a: String,
    /// 自己負担額 (区分B)
    pub copay_b: String,
    /// 自己負担額 (区分C)
    pub copay_c: String,
    /// 補助上限額
    pub cap: String,
    /// 節目年齢の補助: the ages.
    pub milestone_ages: String,
    /// 節目年齢の補助: the cap.
    pub milestone_cap: String,
    /// オプション補助の合計上限額
    pub option_cap: String,
    /// オプション検査
    pub options: Vec<OptionForm>,
    /// 受診できない条件
    pub avoid: Vec<ContraForm>,
}

/// What is wrong with a course as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CourseErrors {
    /// Single fields.
    pub fields: FieldErrors<CourseField>,
    /// Fields of options, by row.
    pub options: Vec<(usize, FieldErrors<OptionField>)>,
    /// What does not fit together.
    pub problems: Vec<CourseProblem>,
    /// Somebody else has saved the course in the meantime.
    pub stale: bool,
}

impl CourseErrors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl CourseForm {
    /// Most options a course can have.
    pub const MAX_OPTIONS: usize = 30;

    /// What is kept and shown again: nothing beyond all sense, and a row for each condition.
    #[must_use]
    pub fn kept(&self) -> Self {
        let mut kept = self.clone();
        for text in kept.texts() {
            *text = cut(text);
        }
        kept.options.truncate(Self::MAX_OPTIONS);
        for option in &mut kept.options {
            for text in option.texts() {
                *text = cut(text);
            }
        }
        kept.avoid = Condition::ALL
            .map(|condition| self.contra(condition))
            .into();
        kept
    }

    /// The row of a condition.
    fn contra(&self, condition: Condition) -> ContraForm {
        let found = self
            .avoid
            .iter()
            .find(|row| row.condition == condition.code());
        let row = found.cloned().unwrap_or_default();
        ContraForm {
            condition: condition.code().to_owned(),
            way: cut(&row.way),
            instead: cut(&row.instead),
        }
    }

    fn texts(&mut self) -> [&mut String; 23] {
        [
            &mut self.code,
            &mut self.name,
            &mut self.summary,
            &mut self.examined,
            &mut self.group,
            &mut self.sex,
            &mut self.min,
            &mut self.max,
            &mut self.milestones,
            &mut self.before_birthday,
            &mut self.every_years,
            &mut self.counts_as,
            &mut self.application_from,
            &mut self.application_to,
            &mut self.examination_from,
            &mut self.examination_to,
            &mut self.copay_a,
            &mut self.copay_b,
            &mut self.copay_c,
            &mut self.cap,
            &mut self.milestone_ages,
            &mut self.milestone_cap,
            &mut self.option_cap,
        ]
    }
}

impl OptionForm {
    fn texts(&mut self) -> [&mut String; 9] {
        [
            &mut self.code,
            &mut self.name,
            &mut self.sex,
            &mut self.min,
            &mut self.max,
            &mut self.milestones,
            &mut self.copay,
            &mut self.cap,
            &mut self.needs,
        ]
    }

    /// Whether the row is an option at all.
    pub fn is_meant(&self) -> bool {
        self.remove.is_empty() && !(self.code.trim().is_empty() && self.name.trim().is_empty())
    }
}
